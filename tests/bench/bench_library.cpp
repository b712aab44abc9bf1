// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchlists.h"

#include "catalog/workgrouping.h"
#include "library/librarydatabase.h"
#include "library/librarystore.h"
#include "library/libraryview.h"
#include "library/listdiff.h"
#include "library/listkeys.h"
#include "library/succession.h"
#include "library/workidentity.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QtConcurrentRun>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace carrel;

namespace {

/// Marks so many works of a list, spread over all of it, and stores all that a window would.
void fill(const QString &list, const QString &library, quint32 count)
{
    const CatalogPointer catalog = listOf(bytesOf(list));
    const Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(library);
    if (!store) {
        qFatal("no library: %s", qPrintable(store.error().detail));
    }
    (*store)->attach(catalog);
    const auto all = static_cast<quint32>(catalog->workCount());
    std::vector<quint32> works;
    for (quint64 i = 0; i < std::min(count, all); ++i) {
        works.push_back(static_cast<quint32>(i * all / std::min(count, all)));
    }
    if (!(*store)->setMarks(works, {std::nullopt, true})) {
        qFatal("cannot mark");
    }
    while ((*store)->keepRecords(1000)) {
    }
}

template <typename Work>
double milliseconds(Work work)
{
    QElapsedTimer timer;
    timer.start();
    QtConcurrent::run(work).waitForFinished();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// As the list's own reading does it: normal titles and ids of all entries, and which of them are one work.
std::size_t makeWorkTable(const Catalog &catalog)
{
    const ListKeys keys = listKeys(catalog);
    std::vector<GroupingInput::Id> ids;
    ids.reserve(keys.ids.size());
    for (const ListKeys::Id &id : keys.ids) {
        ids.push_back({id.hash, id.entry, id.link});
    }
    const GroupingInput input{keys.titles, ids,
                              [&](quint32 entry) { return titleIdentity(catalog, catalog.entry(entry)); },
                              [&](quint32 link) {
                                  return idText(catalog, {0, 0, link});
                              }};
    return groupWorks(input).size();
}

/// A line a round: the work table alone, joining with the same list, joining with a later version of it, and
/// reading the library's file; each one task of the pool.
void measureJoins(const QString &list, const QString &path, int rounds)
{
    const QByteArray bytes = bytesOf(list);
    const CatalogPointer same = listOf(bytes);
    const CatalogPointer later = listOf(laterVersion(bytes));
    for (int round = 0; round < rounds; ++round) {
        LibraryWorks library;
        const double reading = milliseconds([&] { library = *(*LibraryDatabase::openBeside(path))->read(); });
        const double table = milliseconds([&] { (void)makeWorkTable(*same); });
        const auto join = [&](const CatalogPointer &catalog) {
            LibraryWorks works = library;
            LibraryView view;
            const double time = milliseconds([&] {
                view = viewOf(joinLibrary(std::move(works), *catalog), catalog, {},
                              [](qint64) { return QByteArray(); });
            });
            if (view.attachments.size() < library.works.size() / 2) {
                qFatal("the library was not joined with its list");
            }
            return time;
        };
        const double again = join(same);
        std::printf("%.3f %.3f %.3f %.3f %zu\n", table, again, join(later), reading, library.works.size());
    }
}

/// A line a round: reading a later version of the list, what has become of its works and sections, and
/// joining the library with it: what an update adds to reading. Each is one task of the pool.
void measureUpdates(const QString &list, const QString &path, int rounds)
{
    const QByteArray bytes = bytesOf(list);
    const QByteArray later = laterVersion(bytes);
    const CatalogPointer before = listOf(bytes);
    for (int round = 0; round < rounds; ++round) {
        LibraryWorks works = *(*LibraryDatabase::openBeside(path))->read();
        CatalogPointer now;
        LibraryView view;
        const double reading = milliseconds([&] { now = listOf(later); });
        const double comparing = milliseconds([&] { (void)successionOf(diffLists(before, now)); });
        const double joining = milliseconds([&] {
            view = viewOf(joinLibrary(std::move(works), *now), now, {}, [](qint64) { return QByteArray(); });
        });
        std::printf("%.3f %.3f %.3f\n", reading, comparing, joining);
    }
}

} // namespace

/// bench_library fill LIST LIBRARY COUNT: makes a library with so many works of the list marked as read.
/// bench_library join LIST LIBRARY ROUNDS: see measureJoins().
/// bench_library update LIST LIBRARY ROUNDS: see measureUpdates().
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const bool fills = arguments.value(1) == QStringLiteral("fill");
    const bool updates = arguments.value(1) == QStringLiteral("update");
    const int number = arguments.value(4).toInt();
    if (arguments.size() != 5 || number < 1 ||
        (!fills && !updates && arguments.at(1) != QStringLiteral("join"))) {
        std::fputs("usage: bench_library fill|join|update LIST LIBRARY NUMBER\n", stderr);
        return 2;
    }
    if (fills) {
        fill(arguments.at(2), arguments.at(3), static_cast<quint32>(number));
    } else if (updates) {
        measureUpdates(arguments.at(2), arguments.at(3), number);
    } else {
        measureJoins(arguments.at(2), arguments.at(3), number);
    }
    return 0;
}
