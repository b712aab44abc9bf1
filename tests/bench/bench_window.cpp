// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/heartbeat.h"
#include "bench/windowbench.h"
#include "bundledlist.h"

#include "items/papercolumns.h"
#include "library/librarystore.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLibrary>
#include <QTemporaryFile>

#include <algorithm>
#include <array>
#include <cstdio>
#include <unistd.h>
#include <vector>

using namespace carrel;
using bench::focus;
using bench::PaintWatch;
using bench::send;
using bench::WindowBench;

namespace {

CatalogSource bundled()
{
    return {QString::fromLatin1(kBundledList), true};
}

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

/// One line a key: typed on the keyboard to the repainted table, to its echo in a bare QLineEdit; the same
/// for key events that are made within the program.
void measureKeys(const QString &folder)
{
    WindowBench window(folder, bundled(), true);
    QLineEdit bare;
    bare.resize(600, 40);
    bare.show();
    PaintWatch table(*window.view().viewport());
    PaintWatch echo(bare);
    Keyboard keyboard;
    table.measure([&] { window.filter().setText(QStringLiteral("warm")); });
    const std::array texts{QStringLiteral("distributed training"), QStringLiteral("attention kv cache"),
                           QStringLiteral("scheduling gpu clusters"), QStringLiteral("moe inference"),
                           QStringLiteral("serverless survey")};
    for (int round = 0; round < 6; ++round) {
        const bool typed = round % 2 == 0;
        for (const QString &text : texts) {
            table.measure([&] { window.filter().clear(); });
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
            const std::vector<double> keys = typeInto(window.filter(), table);
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
void measureMarks(const QString &folder, const CatalogSource &list)
{
    WindowBench window(folder, list, true);
    PaperTableView &view = window.view();
    PaintWatch table(*view.viewport());
    QTemporaryFile file(window.paths().data + QStringLiteral("/pages"));
    if (!file.open()) {
        qFatal("cannot write");
    }
    bool confirmed = false;
    QObject::connect(&window.model(), &QAbstractItemModel::dataChanged, &view, [&] { confirmed = true; });
    // Commits are timed in a library that no window listens to.
    Result<std::unique_ptr<LibraryStore>> store =
        LibraryStore::open(window.paths().data + QStringLiteral("/commits.db"));
    if (!store) {
        qFatal("no library: %s", qPrintable(store.error().detail));
    }
    store.value()->attach(window.model().catalog());
    for (int i = 0; i < 200; ++i) {
        const QRect star = view.visualRect(view.model()->index(i % 10, bookmarkColumn()));
        confirmed = false;
        const double click = table.measure(
            [&] { QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, star.center()); },
            [&] { return confirmed; });
        const double alone = commit(*store.value(), 100 + i);
        std::printf("%.4f %.4f %.4f\n", click, alone, writeDurably(file.handle(), i));
    }
}

/// One line a round: from the key that marks so many selected papers to the painted marks, and the longest
/// time that the window was not there for the reader meanwhile.
void measureMany(const QString &folder, const CatalogSource &list, int count)
{
    constexpr int kRounds = 8;
    WindowBench window(folder, list, true);
    PaperTableView &view = window.view();
    PaintWatch table(*view.viewport());
    focus(view);
    const QModelIndex last = view.model()->index(count - 1, 0);
    if (!last.isValid()) {
        qFatal("the list is too short");
    }
    view.selectionModel()->select({view.model()->index(0, 0), last},
                                  QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    bool confirmed = false;
    QObject::connect(&window.model(), &QAbstractItemModel::dataChanged, &view, [&] { confirmed = true; });
    bench::Heartbeat heart;
    for (int round = 0; round < kRounds; ++round) {
        confirmed = false;
        heart.reset();
        const double time =
            table.measure([&] { QTest::keyClick(&view, Qt::Key_R); }, [&] { return confirmed; });
        QTest::qWait(500);
        std::printf("%.4f %.4f\n", time, heart.longest());
    }
}

} // namespace

/// bench_window keys|mark|many FOLDER [LIST [COUNT]]: see tests/bench/run. FOLDER holds the library.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3 || arguments.size() > 5) {
        std::fputs("usage: bench_window keys|mark|many FOLDER [LIST [COUNT]]\n", stderr);
        return 2;
    }
    const CatalogSource list = arguments.size() > 3 ? CatalogSource{arguments.at(3), false} : bundled();
    if (arguments.at(1) == QStringLiteral("keys")) {
        measureKeys(arguments.at(2));
    } else if (arguments.at(1) == QStringLiteral("many")) {
        measureMany(arguments.at(2), list, arguments.value(4).toInt());
    } else {
        measureMarks(arguments.at(2), list);
    }
    return 0;
}
