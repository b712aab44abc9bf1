// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchlists.h"

#include "library/addeddates.h"
#include "library/listdiff.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QtConcurrentRun>

#include <cstdio>

using namespace carrel;

namespace {

template <typename Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    QtConcurrent::run(work).waitForFinished();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

/// bench_news LIST ROUNDS: a line a round: reading a later version of the list, comparing it with the first,
/// bringing the dates of the works forward, writing and reading these, and the ages of all works; each one
/// task of the pool.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int rounds = arguments.value(2).toInt();
    if (arguments.size() != 3 || rounds < 1) {
        std::fputs("usage: bench_news LIST ROUNDS\n", stderr);
        return 2;
    }
    const QByteArray bytes = bytesOf(arguments.at(1));
    const QByteArray later = laterVersion(bytes);
    const CatalogPointer before = listOf(bytes);
    const AddedDates dates = broughtForward(AddedDates(), *before, {1, 1});
    for (int round = 0; round < rounds; ++round) {
        CatalogPointer now;
        ListDiff diff;
        AddedDates forward;
        WorkAgesPointer ages;
        const double reading = milliseconds([&] { now = listOf(later); });
        const double comparing = milliseconds([&] { diff = diffLists(before, now); });
        const double dating = milliseconds([&] { forward = broughtForward(dates, diff, {2, 2}); });
        const double storing = milliseconds([&] { forward = *AddedDates::fromBytes(forward.toBytes()); });
        const double aging = milliseconds([&] {
            const DatedList list{&forward, {0, static_cast<quint32>(now->entries().size())}};
            ages = agesOf(*now, std::span(&list, 1));
        });
        std::printf("%.3f %.3f %.3f %.3f %.3f %zu %u\n", reading, comparing, dating, storing, aging,
                    diff.changes.size(), ages->newCount());
    }
    return 0;
}
