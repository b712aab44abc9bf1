// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "base/poolwork.h"
#include "base/threadturns.h"
#include "bundledlist.h"
#include "library/listdiff.h"
#include "mainwindow/browser.h"
#include "mainwindow/scopes.h"
#include "mainwindow/windowstate.h"
#include "sync/pooltask.h"
#include "terminationsignals.h"

#include <QApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QIcon>
#include <QLibrary>
#include <QLibraryInfo>
#include <QThreadPool>
#include <QTimer>
#include <QUrl>
#include <QWindow>

#include <chrono>
#include <cstdio>
#include <utility>

namespace carrel {

namespace {

/// Lists of the command line as other programs and folders understand them.
QStringList filesOf(const CommandLine &line)
{
    QStringList files = line.files;
    for (QString &file : files) {
        const QUrl url(file);
        if (url.isLocalFile()) {
            file = url.toLocalFile();
        } else if (!file.contains(QLatin1String("://"))) {
            file = QFileInfo(file).absoluteFilePath();
        }
    }
    return files;
}

CatalogSource sourceOf(const CommandLine &line)
{
    if (line.files.isEmpty() && line.catalog.isEmpty()) {
        return bundledSource();
    }
    return {line.files.isEmpty() ? QFileInfo(line.catalog).absoluteFilePath() : filesOf(line).first(), false};
}

QString layoutFile(const DataPaths &paths)
{
    return paths.config + QStringLiteral("/window.json");
}

/// What is read before the window is there: the list that was used last, or the first file; for a picture
/// all that it shows.
CatalogReader readerFor(const CommandLine &line, const DataPaths &paths, const CatalogSource &source)
{
    const bool picture = line.verb == Verb::Screenshot;
    if (picture && line.files.size() > 1) {
        std::vector<WantedList> lists;
        for (const QString &file : filesOf(line)) {
            lists.push_back(wantedFile(file));
        }
        return unitedReader(lists);
    }
    if (!line.files.isEmpty() || !line.catalog.isEmpty()) {
        return fileReader(source);
    }
    if (picture) {
        return allListsReader(paths.data, paths.cache, bundledRecord(), source);
    }
    return [=, first = bundledRecord()](const ReadProgress &progress) {
        const QString last = readWindowState(layoutFile(paths)).list;
        return firstListReader(paths.data, paths.cache, first, source, last)(progress);
    };
}

/// The token of the desktop that allows the window of this start to come to the front.
QString activationToken()
{
    const QString token = qEnvironmentVariable("XDG_ACTIVATION_TOKEN");
    return token.isEmpty() ? qEnvironmentVariable("DESKTOP_STARTUP_ID") : token;
}

/// A list of so many bytes is read sooner than the window can be painted.
constexpr int kReadBeforePainting = 1 << 20;
constexpr std::chrono::milliseconds kIdle{50};
constexpr std::size_t kRecordsAtOnce = 100;
/// A mark that has to wait longer is refused with the reason, so that the window never stands still.
constexpr std::chrono::milliseconds kPatience{60};

/// The reader's library, or one that refuses marks where it cannot be had.
std::unique_ptr<LibraryStore> openLibrary(const DataPaths &paths)
{
    // A folder that is read-only but there will do to show what is stored.
    (void)makeFolders(paths);
    Result<std::unique_ptr<LibraryStore>> own = LibraryStore::openUnread(paths.library());
    return own ? std::move(own).value() : LibraryStore::refusing(own.error());
}

/// Half of what the first text on the screen costs is fontconfig reading its configuration, which any thread
/// may do.
void warmFonts()
{
    QLibrary fontconfig(QStringLiteral("fontconfig"), 1);
    if (const auto initialise = reinterpret_cast<int (*)()>(fontconfig.resolve("FcInit"))) {
        initialise();
    }
}

/// The database's driver is a library of its own with one more behind it; loading them takes longer than
/// opening the file, and any thread may do it.
void warmDatabase()
{
    QLibrary(QLibraryInfo::path(QLibraryInfo::PluginsPath) + QStringLiteral("/sqldrivers/libqsqlite")).load();
}

/// A file that is only open has no dates.
std::vector<ShownList> shownLists(const LoadedCatalog &loaded)
{
    const QString ofSource = loaded.source.bundled ? bundledRecord().id : loaded.source.list;
    const QString alone = loaded.catalog->lists().size() == 1 ? ofSource : QString();
    std::vector<ShownList> shown;
    for (const CatalogList &list : loaded.catalog->lists()) {
        if (const QString id = list.origin.id.isEmpty() ? alone : list.origin.id; !id.isEmpty()) {
            shown.push_back({id, list.entries});
        }
    }
    return shown;
}

int complain(const QString &sentence)
{
    std::fprintf(stderr, "carrel: %s\n", qUtf8Printable(sentence));
    return 1;
}

} // namespace

Application::Application(const DataPaths &paths, const QString &layoutFile, const FetchLimits &limits)
    : m_library(openLibrary(paths))
    , m_guard(*m_library, paths.library())
    , m_lists({paths.data, paths.cache, {bundledRecord()}, diffLists, limits})
    , m_watcher(m_lists)
    , m_news(m_lists, *m_library, paths.data)
    , m_shown(m_lists, m_repository, bundledSource())
    , m_commands(*m_library, m_history, m_opener)
    , m_searches(*m_library)
    , m_window({m_repository, *m_library, m_commands, m_history, m_searches, m_filter, m_papers, m_sections,
                bundledSource(), layoutFile, paths.data, paths.config, &m_guard, &m_lists, &m_news, &m_shown})
{
    connect(&m_repository, &CatalogRepository::catalogChanged, this, &Application::takeCatalog);
    connect(&m_repository, &CatalogRepository::failed, this, [this] {
        // A first list that cannot be read leaves the reader with the one that is always there, once.
        if (m_repository.catalog() == nullptr && !std::exchange(m_fellBack, true)) {
            m_repository.open(bundledSource());
        }
    });
    connectLibrary();
    connect(
        qGuiApp, &QGuiApplication::commitDataRequest, this, [this] { m_window.saveState(); },
        Qt::DirectConnection);
}

Application::~Application()
{
    m_comparing.waitForFinished();
}

void Application::connectLibrary()
{
    m_library->setPatience(kPatience);
    m_library->holdJoining();
    connect(m_library.get(), &LibraryStore::statesChanged, this, &Application::takeStates);
    connect(m_library.get(), &LibraryStore::agesChanged, this, &Application::takeAges);
    // Bookmarks and the like are empty until the marks are there.
    connect(m_library.get(), &LibraryStore::joiningChanged, this, [this](bool joining) {
        if (!joining && std::exchange(m_awaitsMarks, false)) {
            m_filter.runAgainForMarks();
        }
    });
    // What lists say of the reader's papers is noted when there is nothing else to do, a little at a time.
    m_idle.setInterval(kIdle);
    connect(&m_idle, &QTimer::timeout, this, [this] {
        if (!m_library->keepRecords(kRecordsAtOnce)) {
            m_idle.stop();
        }
    });
    connect(m_library.get(), &LibraryStore::statesReset, this, [this] { m_idle.start(); });
    if (m_library->refusal()) {
        m_window.showRefusal();
    }
    // Steps speak of rows of the library that was there before.
    connect(&m_guard, &LibraryGuard::restored, &m_history, &UndoHistory::clear);
    connect(&m_guard, &LibraryGuard::startedAnew, &m_history, &UndoHistory::clear);
    const auto takeFailure = [this](const Error &error) {
        if (error.code == ErrorCode::LibraryDamaged) {
            m_guard.lookAfter();
        }
    };
    connect(&m_commands, &PaperCommands::failed, this, takeFailure);
    connect(m_library.get(), &LibraryStore::failed, this, takeFailure);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive) {
            m_library->refreshLater();
        }
    });
}

void Application::start(const CatalogSource &source, const CatalogRepository::Reading &reading, bool wait)
{
    m_repository.adopt(source, reading, wait);
    m_window.winId();
    m_window.windowHandle()->installEventFilter(this);
    m_window.show();
}

void Application::takeCatalog(const LoadedCatalog &loaded)
{
    const quint64 request = ++m_request;
    if (m_catalog == nullptr || !haveListsInCommon(m_catalog, loaded.catalog)) {
        showCatalog(loaded, nullptr);
        return;
    }
    // The reader stays with the same works and sections, which may have other numbers.
    m_comparing = runInPool(
        *this,
        [shown = m_catalog, now = loaded.catalog] {
            return std::make_shared<const Succession>(successionOf(shown, now));
        },
        [this, request, loaded](const SuccessionPointer &succession) {
            if (request == m_request) {
                showCatalog(loaded, succession);
            }
        });
}

void Application::showCatalog(const LoadedCatalog &loaded, const SuccessionPointer &succession)
{
    if (succession != nullptr) {
        m_window.browser().keepPlace();
    }
    m_catalog = loaded.catalog;
    m_library->attachLater(loaded.catalog, tr("No longer listed"), loaded.absent, succession);
    m_awaitsMarks = m_library->isJoining();
    m_commands.setCatalog(loaded.catalog);
    if (succession != nullptr) {
        m_papers.moveTo(loaded.catalog, m_library->states(), *succession);
    } else {
        m_papers.setCatalog(loaded.catalog, m_library->states(), {});
    }
    m_sections.setCatalog(loaded.catalog, m_library->states());
    m_window.showCatalog(loaded, succession.get());
    m_news.setCatalog(loaded.catalog, shownLists(loaded));
}

void Application::takeStates(const std::vector<quint32> &works)
{
    const WorkStatesPointer states = m_library->states();
    m_papers.setStates(states, works);
    m_sections.setStates(states);
    m_filter.setStates(states);
}

void Application::takeAges()
{
    const WorkStatesPointer states = m_library->states();
    m_papers.setAges(states);
    m_sections.setStates(states);
    m_filter.setStates(states);
    m_filter.runAgainForAges();
}

/// The counts come last of all that the picture shows.
void Application::waitForFilter()
{
    constexpr std::chrono::seconds kLongest{30};
    QEventLoop loop;
    connect(&m_filter, &PaperFilter::countsChanged, &loop, &QEventLoop::quit);
    QTimer::singleShot(kLongest, &loop, &QEventLoop::quit);
    loop.exec();
}

int Application::drawPicture(const CommandLine &line)
{
    const CatalogPointer &catalog = m_repository.catalog();
    if (catalog == nullptr) {
        return complain(tr("the list cannot be read"));
    }
    m_library->finishJoining();
    m_window.resize(line.size);
    if (!line.section.isEmpty()) {
        const quint32 section = sectionNamed(*catalog, line.section);
        if (section == kNone) {
            return complain(tr("the list has no section \"%1\"").arg(line.section));
        }
        m_window.browser().setScope({PaperView::Section, section});
    }
    if (!line.filter.trimmed().isEmpty()) {
        m_window.browser().setFilter(line.filter);
    }
    waitForFilter();
    m_window.browser().selectRow(line.row - 1);
    QCoreApplication::processEvents();
    return m_window.grab().save(line.screenshot) ? 0
                                                 : complain(tr("%1 cannot be written").arg(line.screenshot));
}

void Application::addToFirst(const QStringList &files)
{
    m_shown.addToFirst(files);
    offerToKeep(files);
}

void Application::offerToKeep(const QStringList &files)
{
    if (files.size() < 2) {
        return;
    }
    m_window.showMessage(
        MessageBar::Kind::Information,
        tr("These %1 lists are shown together for as long as the window is open.").arg(files.size()),
        {tr("Add to My Lists"), [this, files] {
             m_window.addLists(files);
             m_shown.showOwn();
         }});
}

void Application::takeHandOver(const HandOver &message)
{
    if (!message.files.isEmpty()) {
        m_shown.showFiles(message.files);
        offerToKeep(message.files);
    }
    if (!message.token.isEmpty()) {
        qputenv("XDG_ACTIVATION_TOKEN", message.token.toUtf8());
    }
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.show();
    m_window.raise();
    m_window.activateWindow();
}

void Application::lookAfterAll()
{
    m_lists.read();
    m_guard.lookAfter();
}

void Application::end()
{
    m_window.close();
    QCoreApplication::exit(0);
}

void Application::whenPainted(std::function<void()> then)
{
    m_whenPainted = std::move(then);
}

bool Application::eventFilter(QObject *watched, QEvent *event)
{
    // The window paints all of itself while it handles this event; what can wait until then waits.
    if (event->type() == QEvent::Expose) {
        watched->removeEventFilter(this);
        QTimer::singleShot(0, this, [this] {
            if (m_whenPainted) {
                m_whenPainted();
            }
            m_library->letJoin();
            QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/carrel.svg")));
        });
    }
    return QObject::eventFilter(watched, event);
}

int runWindow(const CommandLine &line, const QElapsedTimer &sinceStart, int argc, char *argv[])
{
    const bool picture = line.verb == Verb::Screenshot;
    // The list is read and the fonts are found by other threads while this one brings the window system up.
    const CatalogSource source = sourceOf(line);
    takeShortTurns();
    keepPoolFreeForPainting();
    QThreadPool::globalInstance()->start(warmFonts);
    QThreadPool::globalInstance()->start(warmDatabase);
    const DataPaths paths = dataPaths(line.dataDirectory);
    const bool usual = line.files.isEmpty() && line.catalog.isEmpty();
    CatalogRepository::Reading reading = CatalogRepository::startReading(readerFor(line, paths, source));
    if (picture && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    // Ties the window to its desktop file, for its icon and name in task bars.
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.carrel.Carrel"));
    if (picture) {
        Application carrel(paths, QString());
        carrel.start(source, reading, true);
        return carrel.drawPicture(line);
    }
    SingleInstance instance(paths.data);
    const QStringList files = filesOf(line);
    if (instance.handOver({files, activationToken()})) {
        reading.cancel();
        return 0;
    }
    Application carrel(paths, layoutFile(paths));
    const TerminationSignals signalsOfTheSystem;
    QObject::connect(&signalsOfTheSystem, &TerminationSignals::terminated, &carrel, &Application::end);
    QObject::connect(&instance, &SingleInstance::handedOver, &carrel, &Application::takeHandOver);
    carrel.whenPainted([&] {
        if (line.benchStartup) {
            QGuiApplication::sync();
            std::printf("%.1f\n", static_cast<double>(sinceStart.nsecsElapsed()) / 1e6);
            QCoreApplication::quit();
            return;
        }
        instance.listen();
        carrel.addToFirst(files);
        carrel.lookAfterAll();
    });
    const bool small = reading.progressMaximum() <= kReadBeforePainting;
    carrel.start(source, reading, (usual && small) || line.benchStartup);
    return QApplication::exec();
}

} // namespace carrel
