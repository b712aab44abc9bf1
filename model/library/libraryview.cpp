// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryview.h"

#include "base/memory.h"
#include "base/threadturns.h"
#include "catalog/catalogbuilder.h"
#include "library/librarydatabase.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kLongList = 100'000;

std::vector<Attachment> attachmentsOf(const LibraryJoin &join)
{
    std::vector<Attachment> attachments;
    for (std::size_t i = 0; i < join.matches.size(); ++i) {
        const WorkMatch &match = join.matches[i];
        if (match.step != MatchStep::None) {
            attachments.push_back({match.work, join.library.works[i].row, match.step != MatchStep::Nested});
        }
    }
    for (const LibraryJoin::Further &each : join.further) {
        attachments.push_back({each.match.work, join.library.works[each.libraryWork].row, true, true});
    }
    std::sort(attachments.begin(), attachments.end());
    return attachments;
}

WorkStatesPointer statesOf(const LibraryJoin &join, const std::vector<Attachment> &attachments,
                           std::size_t listed, std::size_t works)
{
    const auto states = std::make_shared<WorkStates>(works);
    for (auto first = attachments.begin(); first != attachments.end();) {
        const auto end = std::find_if(first, attachments.end(),
                                      [first](const Attachment &each) { return each.work != first->work; });
        StoredMarks marks;
        for (auto each = first; each != end; ++each) {
            addMarks(marks, join.library.marksOf(each->row), each->own);
        }
        if (marks != StoredMarks()) {
            showMarks(*states, first->work, marks);
        }
        first = end;
    }
    for (std::size_t work = listed; work < works; ++work) {
        WorkState state = (*states)[work];
        state.gone = true;
        states->setState(work, state);
    }
    states->setTags(join.library.tags);
    return states;
}

bool canMerge(const LibraryWorks &library, qint64 row, qint64 other)
{
    const auto apart = [&library](qint64 one, qint64 two) {
        return std::binary_search(library.apart.begin(), library.apart.end(), std::pair(one, two));
    };
    return !apart(row, other) && !apart(other, row) &&
           unitedMarks(library.marksOf(row), library.marksOf(other)).has_value();
}

/// Rows that are one work of the list become one. Those that stay two all the same learn nothing from each
/// other: they are to be told apart again in another list. The attachments are sorted: those of a work by
/// rising row.
void mergeRows(const LibraryWorks &library, const std::vector<Attachment> &attachments, LibraryNews &news)
{
    std::vector<qint64> apart;
    for (std::size_t i = 0; i < attachments.size(); ++i) {
        std::size_t last = i;
        while (last + 1 < attachments.size() && attachments[last + 1].work == attachments[i].work &&
               attachments[last + 1].own) {
            ++last;
        }
        for (; i < last; ++i) {
            if (canMerge(library, attachments[last].row, attachments[i].row)) {
                news.merges.emplace_back(attachments[last].row, attachments[i].row);
            } else {
                apart.insert(apart.end(), {attachments[last].row, attachments[i].row});
            }
        }
    }
    // A row that stands for several works is merged for the first of them; the others see to it later.
    std::unordered_set<qint64> left;
    std::erase_if(news.merges, [&left](const std::pair<qint64, qint64> &each) {
        return left.contains(each.first) || !left.insert(each.second).second;
    });
    std::sort(apart.begin(), apart.end());
    std::erase_if(news.works, [&apart](const LibraryNews::Work &each) {
        return std::binary_search(apart.begin(), apart.end(), each.row);
    });
}

LibraryNews newsOf(const LibraryJoin &join, const Catalog &catalog)
{
    LibraryNews news;
    for (const UnseenKeys &each : join.unseen) {
        news.works.push_back({join.library.works[each.libraryWork].row, each.keys,
                              factsOf(catalog, join.matches[each.libraryWork].work)});
    }
    for (quint32 list = 0; list < join.lists.size(); ++list) {
        news.listsChanged = news.listsChanged || join.lists[list].changed;
        for (const quint32 work : join.lists[list].newlyListed) {
            news.newlyListed.emplace_back(join.library.works[work].row, list);
        }
    }
    return news;
}

/// Gives the works that left the list numbers behind its own: first those that have been shown, then what
/// has come to them.
void addGone(LibraryJoin &join, const CatalogPointer &list, GoneWorks &gone, const FactsReader &facts)
{
    std::unordered_map<qint64, std::size_t> known;
    std::unordered_map<std::string, std::size_t> without;
    for (std::size_t i = 0; i < gone.works.size(); ++i) {
        if (gone.works[i].row != 0) {
            known.emplace(gone.works[i].row, i);
        } else {
            without.emplace(gone.works[i].facts.toStdString(), i);
        }
    }
    for (const quint32 work : join.gone) {
        const qint64 row = join.library.works[work].row;
        auto number = known.find(row);
        if (number == known.end()) {
            const bool says = join.library.marksOf(row) != StoredMarks();
            const Result<QByteArray> stored = says ? facts(row) : QByteArray();
            if (!stored || !GonePapers::isReadable(*stored)) {
                continue;
            }
            const auto place = without.find(stored->toStdString());
            if (place == without.end()) {
                gone.works.push_back({row, *stored});
                gone.catalog.reset();
                number = known.emplace(row, gone.works.size() - 1).first;
            } else {
                gone.works[place->second].row = row;
                number = known.emplace(row, place->second).first;
                without.erase(place);
            }
        }
        join.matches[work] = {static_cast<quint32>(list->workCount() + number->second), MatchStep::Title};
    }
    if (gone.catalog == nullptr && !gone.works.empty()) {
        GonePapers papers(gone.section);
        for (const GoneWork &each : gone.works) {
            papers.add(each.facts);
        }
        gone.catalog = CatalogBuilder::extended(*list, std::move(papers.part()), papers.entriesOfWorks());
    }
}

/// The library's file over a connection of its own, opened when it is first asked.
class FileBeside final
{
public:
    explicit FileBeside(const QString &path)
        : m_path(path)
    {
    }

    Result<LibraryWorks> read()
    {
        const Result<void> opened = open();
        return opened ? m_database->read() : opened.error();
    }

    Result<QByteArray> facts(qint64 row)
    {
        const Result<void> opened = open();
        return opened ? m_database->marks().facts(row) : opened.error();
    }

private:
    Result<void> open()
    {
        if (m_database == nullptr) {
            Result<std::unique_ptr<LibraryDatabase>> opened = LibraryDatabase::openBeside(m_path);
            if (!opened) {
                return opened.error();
            }
            m_database = std::move(*opened);
        }
        return {};
    }

    const QString m_path;
    std::unique_ptr<LibraryDatabase> m_database;
};

void joinInPool(QPromise<Result<LibraryView>> &promise, const QString &path,
                std::optional<LibraryWorks> library, const CatalogPointer &list, GoneWorks gone,
                const QStringList &absent)
{
    giveWayToMainThread();
    FileBeside file(path);
    if (!library) {
        Result<LibraryWorks> read = file.read();
        if (!read) {
            promise.addResult(read.error());
            return;
        }
        library = std::move(*read);
    }
    // Reading and joining take about as long as each other.
    if (promise.isCanceled()) {
        return;
    }
    LibraryView view = viewOf(joinLibrary(std::move(*library), *list, absent), list, std::move(gone),
                              [&file](qint64 row) { return file.facts(row); });
    if (list->workCount() > kLongList) {
        giveMemoryBack();
    }
    promise.addResult(std::move(view));
}

} // namespace

void addMarks(StoredMarks &into, const StoredMarks &other, bool own)
{
    const std::optional<StoredMarks> united = own ? unitedMarks(into, other) : std::nullopt;
    if (united) {
        into = *united;
    } else {
        mergeMarks(into, other);
    }
}

LibraryView viewOf(LibraryJoin join, const CatalogPointer &list, GoneWorks gone, const FactsReader &facts)
{
    LibraryView view;
    view.catalog = list;
    if (!gone.section.isNull()) {
        addGone(join, list, gone, facts);
        view.catalog = gone.catalog == nullptr ? list : gone.catalog;
    }
    view.gone = std::move(gone);
    view.attachments = attachmentsOf(join);
    view.states = statesOf(join, view.attachments, list->workCount(), view.catalog->workCount());
    view.lastRow = join.library.works.empty() ? 0 : join.library.works.back().row;
    for (const SplitWork &split : join.splits) {
        view.questions.push_back(
            {join.library.works[split.libraryWork].row, join.matches[split.libraryWork].work, split.other});
    }
    for (const ListJoin &each : join.lists) {
        view.lists.push_back({each.row, each.source, each.snapshot});
    }
    view.news = newsOf(join, *list);
    mergeRows(join.library, view.attachments, view.news);
    return view;
}

QFuture<Result<LibraryView>> startJoining(const QString &path, std::optional<LibraryWorks> library,
                                          const CatalogPointer &list, GoneWorks gone,
                                          const QStringList &absent)
{
    return QtConcurrent::run(joinInPool, path, std::move(library), list, std::move(gone), absent);
}

} // namespace carrel
