// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "mainwindow/browser.h"
#include "mainwindow/scopes.h"

#include <QApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QIcon>
#include <QLibrary>
#include <QLibraryInfo>
#include <QThreadPool>
#include <QTimer>
#include <QWindow>

#include <chrono>
#include <cstdio>
#include <utility>

namespace carrel {

namespace {

const CatalogSource &bundledList()
{
    static const CatalogSource source{QStringLiteral(":/catalog/ml-systems-papers.md"), true};
    return source;
}

CatalogSource sourceOf(const CommandLine &line)
{
    const QString file = line.files.isEmpty() ? line.catalog : line.files.first();
    return file.isEmpty() ? bundledList() : CatalogSource{QFileInfo(file).absoluteFilePath(), false};
}

/// The reader's library, or one that refuses marks where it cannot be had.
std::unique_ptr<LibraryStore> openLibrary(const DataPaths &paths)
{
    // A folder that is read-only but there will do to show what is stored.
    (void)makeFolders(paths);
    Result<std::unique_ptr<LibraryStore>> own = LibraryStore::open(paths.library());
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

int complain(const QString &sentence)
{
    std::fprintf(stderr, "carrel: %s\n", qUtf8Printable(sentence));
    return 1;
}

} // namespace

Application::Application(const DataPaths &paths, const QString &layoutFile)
    : m_library(openLibrary(paths))
    , m_commands(*m_library, m_history, m_opener)
    , m_searches(*m_library)
    , m_window({m_repository, *m_library, m_commands, m_history, m_searches, m_filter, m_papers, m_sections,
                bundledList(), layoutFile, paths.data, paths.config})
{
    connect(&m_repository, &CatalogRepository::catalogChanged, this, &Application::takeCatalog);
    connect(&m_repository, &CatalogRepository::failed, this, [this] {
        // A first list that cannot be read leaves the reader with the one that is always there, once.
        if (m_repository.catalog() == nullptr && !std::exchange(m_fellBack, true)) {
            m_repository.open(bundledList());
        }
    });
    connect(m_library.get(), &LibraryStore::statesChanged, this, &Application::takeStates);
    m_commands.setMarkReadOnOpen(!m_library->refusal());
    if (m_library->refusal()) {
        m_window.showError(*m_library->refusal());
    }
}

void Application::start(const CatalogSource &source, const QFuture<Result<CatalogPointer>> &reading,
                        bool wait)
{
    m_repository.adopt(source, reading, wait);
    m_window.winId();
    m_window.windowHandle()->installEventFilter(this);
    m_window.show();
}

void Application::takeCatalog(const LoadedCatalog &loaded)
{
    m_library->attach(loaded.catalog);
    m_commands.setCatalog(loaded.catalog);
    m_papers.setCatalog(loaded.catalog, m_library->states(), {});
    m_sections.setCatalog(loaded.catalog, m_library->states());
    m_window.showCatalog(loaded);
}

void Application::takeStates(const std::vector<quint32> &works)
{
    const WorkStatesPointer states = m_library->states();
    m_papers.setStates(states, works);
    m_sections.setStates(states);
    m_filter.setStates(states);
}

/// The counts come last of all that the picture shows.
void Application::waitForFilter()
{
    constexpr std::chrono::seconds kPatience{30};
    QEventLoop loop;
    connect(&m_filter, &PaperFilter::countsChanged, &loop, &QEventLoop::quit);
    QTimer::singleShot(kPatience, &loop, &QEventLoop::quit);
    loop.exec();
}

int Application::drawPicture(const CommandLine &line)
{
    const CatalogPointer &catalog = m_repository.catalog();
    if (catalog == nullptr) {
        return complain(tr("the list cannot be read"));
    }
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
    QThreadPool::globalInstance()->start(warmFonts);
    QThreadPool::globalInstance()->start(warmDatabase);
    const QFuture<Result<CatalogPointer>> reading = CatalogRepository::startReading(source);
    if (picture && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    }
    QApplication application(argc, argv);
    // Ties the window to its desktop file, for its icon and name in task bars.
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.carrel.Carrel"));
    const DataPaths paths = dataPaths(line.dataDirectory);
    Application carrel(paths, picture ? QString() : paths.config + QStringLiteral("/window.json"));
    if (line.benchStartup) {
        carrel.whenPainted([&sinceStart] {
            QGuiApplication::sync();
            std::printf("%.1f\n", static_cast<double>(sinceStart.nsecsElapsed()) / 1e6);
            QCoreApplication::quit();
        });
    }
    carrel.start(source, reading, source.bundled || picture || line.benchStartup);
    return picture ? carrel.drawPicture(line) : QApplication::exec();
}

} // namespace carrel
