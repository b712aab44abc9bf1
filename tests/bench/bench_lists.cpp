// SPDX-License-Identifier: GPL-3.0-or-later
// Many lists in use at once: bench_lists read|window FOLDER [RUNS], with what `carrel --data FOLDER lists
// add` put there.
#include "bench/heartbeat.h"
#include "bench/windowbench.h"
#include "bundledlist.h"

#include "sync/catalogreader.h"

#include <cmark-gfm.h>

#include <cstdio>
#include <vector>

using namespace carrel;

namespace {

std::vector<ListRecord> listsIn(const QString &folder)
{
    const Result<ListStore> store = ListStore::open(folder, folder, {bundledRecord()});
    if (!store) {
        qFatal("no lists");
    }
    return store->lists();
}

double sinceStart(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// One line a run: the bare parse of the bytes of all lists, one after the other; reading and uniting them.
void measureReading(const QString &folder, int runs)
{
    std::vector<QByteArray> all;
    for (const ListRecord &record : listsIn(folder)) {
        Result<QByteArray> bytes = ListStore::bytes(folder, record);
        if (!bytes) {
            qFatal("no bytes");
        }
        all.push_back(std::move(*bytes));
    }
    const CatalogReader reader = allListsReader(folder, folder, bundledRecord(), bundledSource());
    for (int run = 0; run < runs; ++run) {
        QElapsedTimer timer;
        timer.start();
        for (const QByteArray &bytes : all) {
            cmark_node_free(cmark_parse_document(bytes.constData(), static_cast<std::size_t>(bytes.size()),
                                                 CMARK_OPT_DEFAULT));
        }
        const double bare = sinceStart(timer);
        timer.restart();
        const Result<LoadedCatalog> read = reader({});
        if (!read || read->catalog->lists().size() != all.size()) {
            qFatal("not all lists");
        }
        std::printf("%.3f %.3f %zu %zu\n", bare, sinceStart(timer), read->catalog->entries().size(),
                    read->catalog->workCount());
    }
}

/// One line: from the first paint to the table of all lists, the longest time between two beats of the window
/// until all is at rest.
void measureWindow(const QString &folder)
{
    const std::size_t lists = listsIn(folder).size();
    takeShortTurns();
    keepPoolFreeForPainting();
    const DataPaths paths = dataPaths(folder);
    Application program(paths, QString());
    program.start(bundledSource(),
                  CatalogRepository::startReading(
                      firstListReader(paths.data, paths.cache, bundledRecord(), bundledSource())),
                  true);
    const PaperTableView *view = nullptr;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        view = view == nullptr ? window->findChild<PaperTableView *>() : view;
    }
    const auto &model = static_cast<const PaperTableModel &>(*view->model());
    constexpr std::chrono::milliseconds kRest{700};
    constexpr std::chrono::seconds kPatience{60};
    bench::rest(kRest);
    bench::Heartbeat heart;
    QElapsedTimer timer;
    timer.start();
    program.lookAfterAll();
    const bool shown = bench::restUntil(
        [&] { return model.catalog()->lists().size() == lists && !model.rows().empty(); }, kPatience);
    const double time = sinceStart(timer);
    bench::rest(kRest);
    if (!shown) {
        qFatal("not all lists");
    }
    std::printf("%.3f %.3f\n", time, heart.longest());
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: bench_lists read|window FOLDER [RUNS]\n", stderr);
        return 2;
    }
    if (arguments.at(1) == QStringLiteral("read")) {
        measureReading(arguments.at(2), arguments.value(3, QStringLiteral("5")).toInt());
    } else {
        measureWindow(arguments.at(2));
    }
    return 0;
}
