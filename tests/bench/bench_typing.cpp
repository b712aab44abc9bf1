// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/heartbeat.h"
#include "bench/readloop.h"
#include "bench/searchsequences.h"
#include "bench/windowbench.h"

#include "papers/papertableheader.h"

#include <QFile>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <random>
#include <string>

using namespace carrel;
using bench::Heartbeat;
using bench::PaintWatch;
using bench::threadTime;
using bench::WindowBench;

namespace {

/// Without what the bench itself took.
void printPeakMemory(const char *when, std::size_t ownBytes = 0)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:")) {
                const qint64 kilobytes = line.mid(6).trimmed().split(' ').first().toLongLong();
                std::printf("memory %s %lld\n", when, kilobytes - static_cast<qint64>(ownBytes / 1024));
            }
        }
    }
}

/// One line a key: sequence, letters so far, to the repainted table, to its echo in a bare QLineEdit, the
/// read loop, how long this thread worked. A key that leaves the table as it was has none; the last line
/// counts those. What is typed where nothing is left is typed without a look.
void type(const WindowBench &window, Heartbeat &heart, std::size_t folded)
{
    QLineEdit bare;
    bare.resize(600, 40);
    bare.show();
    const std::string block(folded, 'x');
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < block.size(); at += std::size_t(1) << 20) {
        pieces.push_back(std::string_view(block).substr(at, std::size_t(1) << 20));
    }
    PaintWatch table(*window.view().parentWidget());
    PaintWatch echo(bare);
    int unseen = 0;
    heart.skip();
    for (int round = 0; round < 2; ++round) {
        for (std::size_t number = 0; number < bench::kSequences.size(); ++number) {
            table.tryMeasure([&] { window.filter().clear(); });
            bare.clear();
            const bool wrong = number + 1 == bench::kSequences.size();
            for (const QChar letter : QString::fromLatin1(bench::kSequences[number].text)) {
                if (wrong || window.model().rowCount() == 0) {
                    bench::send(window.filter(), letter);
                    bench::rest(std::chrono::milliseconds(60));
                    continue;
                }
                const double loop = bench::readLoop(pieces);
                heart.skip();
                bench::focus(window.filter());
                const double before = threadTime();
                const std::optional<double> key =
                    table.tryMeasure([&] { bench::send(window.filter(), letter); });
                const double work = threadTime() - before;
                if (!key) {
                    ++unseen;
                    continue;
                }
                bench::focus(bare);
                const double floor = echo.measure([&] { bench::send(bare, letter); });
                std::printf("typed %zu %d %.4f %.4f %.4f %.4f\n", number,
                            static_cast<int>(window.filter().text().size()), *key, floor, loop, work);
            }
        }
    }
    std::printf("unseen %d\n", unseen);
    table.tryMeasure([&] { window.filter().clear(); });
    printPeakMemory("typed", block.size());
}

/// One line a place: to the repainted table.
void scroll(const WindowBench &window)
{
    PaintWatch table(*window.view().viewport());
    QScrollBar *bar = window.view().verticalScrollBar();
    std::mt19937 random(7);
    for (int i = 0; i < 60; ++i) {
        const int place = static_cast<int>(random() % static_cast<unsigned>(std::max(bar->maximum(), 1)));
        if (place != bar->value()) {
            std::printf("scrolled %.4f\n", table.measure([&] { bar->setValue(place); }));
        }
    }
    table.tryMeasure([&] { bar->setValue(bar->value() == 0 ? 1 : 0); });
}

/// One line a column: a click on its header to the repainted table, then another that turns the order round.
/// None where the rows stand in that order anyway.
void sort(const WindowBench &window)
{
    PaintWatch table(*window.view().viewport());
    int sorted = 0;
    QObject::connect(&window.model(), &QAbstractItemModel::layoutChanged, &window.view(), [&] { ++sorted; });
    const PaperTableHeader &header = window.view().header();
    for (const PaperColumnInfo &info : paperColumns()) {
        const int column = PaperTableHeader::numberOf(info.column);
        if (!info.sortable || header.isSectionHidden(column)) {
            continue;
        }
        const QPoint place(header.sectionViewportPosition(column) + header.sectionSize(column) / 2,
                           header.height() / 2);
        const auto click = [&] {
            sorted = 0;
            return table.tryMeasure(
                [&] { QTest::mouseClick(header.viewport(), Qt::LeftButton, Qt::NoModifier, place); },
                [&] { return sorted > 0; });
        };
        const std::optional<double> first = click();
        const std::optional<double> again = click();
        if (first && again) {
            std::printf("sorted %s %.4f %.4f\n", info.key, *first, *again);
        }
        click();
    }
    QObject::disconnect(&window.model(), nullptr, &window.view(), nullptr);
}

} // namespace

/// bench_typing FILE FOLDER BYTES: opens the window with a list, types, scrolls and sorts; BYTES are those of
/// the folded text. See tests/bench/searching.py.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("usage: bench_typing FILE FOLDER BYTES\n", stderr);
        return 2;
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    constexpr std::chrono::seconds kPatience{120};
    Heartbeat heart;
    const WindowBench window(arguments.at(2), {arguments.at(1), false}, false);
    if (!PaintWatch(window.view()).waitForPaint(kPatience)) {
        qFatal("no window");
    }
    heart.report("starting");
    if (!bench::restUntil([&] { return window.model().rowCount() > 0; }, kPatience)) {
        qFatal("no list");
    }
    const int all = window.model().rowCount();
    window.filter().setText(QStringLiteral("the"));
    if (!bench::restUntil([&] { return window.model().rowCount() < all; }, kPatience)) {
        qFatal("no index");
    }
    heart.report("opening");
    printPeakMemory("opened");
    type(window, heart, arguments.at(3).toULongLong());
    heart.report("typing");
    scroll(window);
    heart.report("scrolling");
    sort(window);
    heart.report("sorting");
    return 0;
}
