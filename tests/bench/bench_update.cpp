// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/heartbeat.h"
#include "bench/windowbench.h"

#include "mainwindow/listupdates.h"
#include "sync/catalogreader.h"

#include <QAction>
#include <QApplication>

#include <algorithm>
#include <cstdio>

using namespace carrel;
using namespace carrel::bench;

namespace {

QAction *actionOf(const QWidget &window, const char *text)
{
    const QList<QAction *> actions = window.actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [&](QAction *each) {
        return each->text().remove(QLatin1Char('&')) == QLatin1String(text);
    });
    return found == actions.end() ? nullptr : *found;
}

/// One line a round: the processor time of the GUI thread from the command to the end of the update, the
/// longest time that the window was not there for the reader from then on until all is as before, and whether
/// another catalog has taken its place. Two runs, since a heartbeat has its own price.
void measure(const QString &folder, int rounds, std::chrono::milliseconds after)
{
    Application application(dataPaths(folder), QString());
    const CatalogReader reader = firstListReader(folder, folder, ListRecord(), CatalogSource());
    application.start({}, CatalogRepository::startReading(reader), true);
    application.lookAfterAll();
    const QWidgetList windows = QApplication::topLevelWidgets();
    QWidget *window = *std::find_if(windows.begin(), windows.end(), [](QWidget *each) {
        return each->findChild<ListUpdates *>() != nullptr;
    });
    auto *view = window->findChild<PaperTableView *>();
    QAction *update = actionOf(*window, "Update");
    QAction *stop = actionOf(*window, "Stop Updating");
    rest(std::chrono::seconds(2) + after);
    Heartbeat heart;
    for (int round = 0; round < rounds; ++round) {
        const QAbstractItemModel *model = view->model();
        const CatalogPointer before = static_cast<const PaperTableModel *>(model)->catalog();
        heart.reset();
        const double began = threadTime();
        update->trigger();
        if (!restUntil([&] { return !stop->isEnabled(); }, std::chrono::minutes(2))) {
            qFatal("the update did not end");
        }
        const double busy = threadTime() - began;
        rest(after);
        const bool changed = static_cast<const PaperTableModel *>(model)->catalog() != before;
        std::printf("%.4f %.4f %d\n", busy, heart.longest(), changed ? 1 : 0);
        std::fflush(stdout);
    }
}

} // namespace

/// bench_update FOLDER ROUNDS MILLISECONDS: updates the lists of a folder over and over, and gives what
/// follows so much time; see tests/bench/run.
int main(int argc, char *argv[])
{
    takeShortTurns();
    keepPoolFreeForPainting();
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("usage: bench_update FOLDER ROUNDS MILLISECONDS\n", stderr);
        return 2;
    }
    measure(arguments.at(1), arguments.at(2).toInt(), std::chrono::milliseconds(arguments.at(3).toInt()));
    return 0;
}
