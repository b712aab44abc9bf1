// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/libraryview.h"

#include "base/memory.h"
#include "base/threadturns.h"
#include "library/librarydatabase.h"

#include <QPromise>
#include <QtConcurrentRun>

#include <algorithm>
#include <memory>
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
            mergeMarks(marks, join.library.marksOf(each->row));
        }
        if (marks != StoredMarks()) {
            showMarks(*states, first->work, marks);
        }
        if (first->work >= listed) {
            WorkState state = (*states)[first->work];
            state.gone = true;
            states->setState(first->work, state);
        }
        first = end;
    }
    states->setTags(join.library.tags);
    return states;
}

LibraryNews newsOf(const LibraryJoin &join, const Catalog &catalog)
{
    LibraryNews news;
    news.list = join.list;
    news.listChanged = join.listChanged;
    for (const UnseenKeys &each : join.unseen) {
        news.works.push_back({join.library.works[each.libraryWork].row, each.keys,
                              factsOf(catalog, join.matches[each.libraryWork].work)});
    }
    for (const quint32 work : join.newlyListed) {
        news.newlyListed.push_back(join.library.works[work].row);
    }
    return news;
}

void joinInPool(QPromise<Result<LibraryView>> &promise, const QString &path,
                std::optional<LibraryWorks> library, const CatalogPointer &list)
{
    giveWayToMainThread();
    if (!library) {
        Result<LibraryWorks> read = LibraryDatabase::readBeside(path);
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
    LibraryView view = viewOf(joinLibrary(std::move(*library), *list), *list, list);
    if (list->works().size() > kLongList) {
        giveMemoryBack();
    }
    promise.addResult(std::move(view));
}

} // namespace

LibraryView viewOf(const LibraryJoin &join, const Catalog &list, const CatalogPointer &catalog)
{
    LibraryView view;
    view.catalog = catalog;
    view.attachments = attachmentsOf(join);
    view.states = statesOf(join, view.attachments, list.works().size(), catalog->works().size());
    view.lastRow = join.library.works.empty() ? 0 : join.library.works.back().row;
    for (const SplitWork &split : join.splits) {
        const auto title = [&](quint32 work) { return catalog->string(catalog->face(work).title); };
        view.questions << title(join.matches[split.libraryWork].work) + QStringLiteral(" / ") +
                              title(split.other);
    }
    view.snapshot = join.snapshot;
    view.news = newsOf(join, *catalog);
    return view;
}

QFuture<Result<LibraryView>> startJoining(const QString &path, std::optional<LibraryWorks> library,
                                          const CatalogPointer &list)
{
    return QtConcurrent::run(joinInPool, path, std::move(library), list);
}

} // namespace carrel
