// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"

#include "filterbar/filterbar.h"
#include "items/papercolumns.h"
#include "papers/papertableview.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibrary>
#include <QLineEdit>
#include <QTemporaryFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <memory>
#include <unistd.h>
#include <vector>

using namespace carrel;

namespace {

/// Sees the paints of one widget.
class PaintWatch final : public QObject
{
public:
    explicit PaintWatch(QWidget &widget) { widget.installEventFilter(this); }

    /// Milliseconds from now until what act() brings about has been painted, flushed and taken by the X
    /// server.
    double measure(
        const std::function<void()> &act, const std::function<bool()> &ready = [] { return true; })
    {
        constexpr int kPatience = 5000;
        settle();
        QElapsedTimer timer;
        timer.start();
        act();
        m_painted = false;
        bool done = false;
        while (!done && timer.elapsed() < kPatience) {
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
            done = m_painted && ready();
        }
        QGuiApplication::sync();
        if (!done) {
            qFatal("nothing was painted");
        }
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        m_painted = m_painted || event->type() == QEvent::Paint;
        return QObject::eventFilter(watched, event);
    }

private:
    static void settle()
    {
        QTest::qWait(10);
        QGuiApplication::sync();
    }

    bool m_painted = false;
};

/// The real window with the bundled list, its index built.
class Bench final
{
public:
    explicit Bench(const QString &folder)
        : m_paths(dataPaths(folder))
    {
        if (!makeFolders(m_paths)) {
            qFatal("no folder");
        }
        Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(m_paths.library());
        if (!store) {
            qFatal("no library: %s", qPrintable(store.error().detail));
        }
        m_store = store.value().get();
        m_application = std::make_unique<Application>(m_paths, QString(),
                                                      WindowLibrary{std::move(store).value(), std::nullopt});
        const CatalogSource source{QString::fromLatin1(kBundledList), true};
        m_application->start(source, CatalogRepository::startReading(source), true);
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            m_view = m_view == nullptr ? window->findChild<PaperTableView *>() : m_view;
            m_filter =
                m_filter == nullptr ? window->findChild<QLineEdit *>(QStringLiteral("filterText")) : m_filter;
        }
    }

    PaperTableView &view() const { return *m_view; }
    QLineEdit &filter() const { return *m_filter; }
    LibraryStore &store() const { return *m_store; }
    const DataPaths &paths() const { return m_paths; }

private:
    DataPaths m_paths;
    LibraryStore *m_store = nullptr;
    std::unique_ptr<Application> m_application;
    PaperTableView *m_view = nullptr;
    QLineEdit *m_filter = nullptr;
};

/// Keys as they come from a keyboard: through the X server. The libraries are those that xdotool stands on.
class Keyboard final
{
public:
    Keyboard()
        : m_x11(QStringLiteral("X11"), 6)
        , m_test(QStringLiteral("Xtst"), 6)
        , m_open(resolve<void *(*)(const char *)>(m_x11, "XOpenDisplay"))
        , m_code(resolve<unsigned char (*)(void *, unsigned long)>(m_x11, "XKeysymToKeycode"))
        , m_flush(resolve<int (*)(void *)>(m_x11, "XFlush"))
        , m_fake(resolve<int (*)(void *, unsigned, int, unsigned long)>(m_test, "XTestFakeKeyEvent"))
        , m_display(m_open(nullptr))
    {
        if (m_display == nullptr) {
            qFatal("no X server");
        }
    }

    /// The key symbol of an ASCII letter is its code.
    void type(QChar letter)
    {
        const unsigned key = m_code(m_display, letter.unicode());
        m_fake(m_display, key, 1, 0);
        m_fake(m_display, key, 0, 0);
        m_flush(m_display);
    }

private:
    template <typename Function>
    static Function resolve(QLibrary &library, const char *name)
    {
        const auto function = reinterpret_cast<Function>(library.resolve(name));
        if (function == nullptr) {
            qFatal("no %s", name);
        }
        return function;
    }

    QLibrary m_x11;
    QLibrary m_test;
    void *(*m_open)(const char *);
    unsigned char (*m_code)(void *, unsigned long);
    int (*m_flush)(void *);
    int (*m_fake)(void *, unsigned, int, unsigned long);
    void *m_display;
};

void focus(QWidget &widget)
{
    widget.window()->activateWindow();
    widget.setFocus();
    if (!QTest::qWaitFor([&] { return widget.hasFocus(); })) {
        qFatal("no focus");
    }
}

void send(QLineEdit &box, QChar letter)
{
    QTest::sendKeyEvent(QTest::Click, &box, Qt::Key(letter.toUpper().unicode()), QString(letter),
                        Qt::NoModifier);
}

/// One line a key: typed on the keyboard to the repainted table, to its echo in a bare QLineEdit; the same
/// for key events that are made within the program.
void measureKeys(const QString &folder)
{
    Bench bench(folder);
    QLineEdit bare;
    bare.resize(600, 40);
    bare.show();
    PaintWatch table(*bench.view().viewport());
    PaintWatch echo(bare);
    Keyboard keyboard;
    table.measure([&] { bench.filter().setText(QStringLiteral("warm")); });
    const std::array texts{QStringLiteral("distributed training"), QStringLiteral("attention kv cache"),
                           QStringLiteral("scheduling gpu clusters"), QStringLiteral("moe inference"),
                           QStringLiteral("serverless survey")};
    for (int round = 0; round < 6; ++round) {
        const bool typed = round % 2 == 0;
        for (const QString &text : texts) {
            table.measure([&] { bench.filter().clear(); });
            bare.clear();
            const auto typeInto = [&](QLineEdit &box, PaintWatch &watch) {
                focus(box);
                std::vector<double> times;
                for (const QChar letter : text) {
                    times.push_back(
                        watch.measure([&] { typed ? keyboard.type(letter) : send(box, letter); }));
                }
                return times;
            };
            const std::vector<double> keys = typeInto(bench.filter(), table);
            const std::vector<double> echoes = typeInto(bare, echo);
            for (std::size_t i = 0; i < keys.size(); ++i) {
                std::printf("%d %.4f %.4f\n", typed ? 1 : 0, keys[i], echoes[i]);
            }
        }
    }
}

double writeDurably(int file, int number)
{
    const std::array<char, 4096> page{};
    QElapsedTimer timer;
    timer.start();
    if (pwrite(file, page.data(), page.size(), off_t(number) * off_t(page.size())) < 0 ||
        fdatasync(file) != 0) {
        qFatal("cannot write");
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

double commit(LibraryStore &store, int number)
{
    const std::array works{static_cast<quint32>(number)};
    QElapsedTimer timer;
    timer.start();
    if (!store.setMarks(works, {true, std::nullopt})) {
        qFatal("cannot mark");
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

int bookmarkColumn()
{
    const auto columns = paperColumns();
    const auto column = std::find_if(columns.begin(), columns.end(), [](const PaperColumnInfo &each) {
        return each.column == PaperColumn::Bookmark;
    });
    return static_cast<int>(column - columns.begin());
}

/// One line a mark: click on a star to the painted mark, the commit alone, a durable write of one page.
void measureMarks(const QString &folder)
{
    Bench bench(folder);
    PaperTableView &view = bench.view();
    PaintWatch table(*view.viewport());
    QTemporaryFile file(bench.paths().data + QStringLiteral("/pages"));
    if (!file.open()) {
        qFatal("cannot write");
    }
    bool confirmed = false;
    QObject::connect(&bench.store(), &LibraryStore::statesChanged, &view, [&] { confirmed = true; });
    for (int i = 0; i < 200; ++i) {
        const QRect star = view.visualRect(view.model()->index(i % 10, bookmarkColumn()));
        confirmed = false;
        const double click = table.measure(
            [&] { QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, star.center()); },
            [&] { return confirmed; });
        const double alone = commit(bench.store(), 100 + i);
        std::printf("%.4f %.4f %.4f\n", click, alone, writeDurably(file.handle(), i));
    }
}

} // namespace

/// bench_window keys|mark FOLDER: see tests/bench/run. FOLDER holds the library.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fputs("usage: bench_window keys|mark FOLDER\n", stderr);
        return 2;
    }
    if (arguments.at(1) == QStringLiteral("keys")) {
        measureKeys(arguments.at(2));
    } else {
        measureMarks(arguments.at(2));
    }
    return 0;
}
