// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"

#include "catalog/catalogbuilder.h"
#include "library/gonepapers.h"
#include "library/librarydatabase.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <numeric>
#include <utility>

namespace carrel {

Result<std::unique_ptr<LibraryStore>> LibraryStore::open(const QString &path)
{
    std::unique_ptr<LibraryStore> store(new LibraryStore);
    if (const Result<void> opened = store->reopen(path); !opened) {
        return opened.error();
    }
    return store;
}

std::unique_ptr<LibraryStore> LibraryStore::refusing(const Error &why)
{
    std::unique_ptr<LibraryStore> store(new LibraryStore);
    store->close(why);
    return store;
}

LibraryStore::LibraryStore()
    : m_states(std::make_shared<WorkStates>())
{
}

LibraryStore::~LibraryStore() = default;

void LibraryStore::close(const Error &why)
{
    m_database.reset();
    m_fresh.reset();
    refuse(why);
}

Result<void> LibraryStore::reopen(const QString &path)
{
    m_database.reset();
    m_fresh.reset();
    Result<std::unique_ptr<LibraryDatabase>> database = LibraryDatabase::open(path);
    Result<LibraryWorks> library = database ? (*database)->read() : database.error();
    if (!library) {
        refuse(library.error());
        return library.error();
    }
    m_database = std::move(*database);
    m_fresh = std::move(*library);
    m_path = path;
    refuse(std::nullopt);
    joinAgain();
    return {};
}

void LibraryStore::refuse(std::optional<Error> why)
{
    m_refusal = std::move(why);
    Q_EMIT refusalChanged();
}

void LibraryStore::attach(CatalogPointer catalog)
{
    attachWithGone(std::move(catalog), {});
}

void LibraryStore::attachWithGone(CatalogPointer catalog, const QString &section)
{
    Q_EMIT aboutToReset();
    m_listCatalog = catalog ? std::move(catalog) : std::make_shared<Catalog>();
    m_goneSection = section;
    join();
    Q_EMIT statesReset();
}

void LibraryStore::join()
{
    m_catalog = m_listCatalog;
    LibraryJoin join = joinLibrary(takeLibrary(), *m_catalog);
    learn(join);
    if (!m_goneSection.isNull()) {
        addGone(join);
    }
    adopt(join);
}

void LibraryStore::addGone(LibraryJoin &join)
{
    GonePapers papers(m_goneSection);
    auto work = static_cast<quint32>(m_catalog->works().size());
    for (const quint32 gone : join.gone) {
        const qint64 row = join.library.works[gone].row;
        if (m_database == nullptr || join.library.marksOf(row) == StoredMarks()) {
            continue;
        }
        const Result<QByteArray> facts = m_database->marks().facts(row);
        if (facts && papers.add(*facts)) {
            join.matches[gone] = {work++, MatchStep::Title};
        }
    }
    if (!papers.entriesOfWorks().empty()) {
        m_catalog = CatalogBuilder::extended(*m_catalog, std::move(papers.part()), papers.entriesOfWorks());
    }
}

/// The same catalog with what the file says now.
void LibraryStore::joinAgain()
{
    if (m_catalog == nullptr) {
        return;
    }
    join();
    std::vector<quint32> all(m_states->size());
    std::iota(all.begin(), all.end(), 0U);
    Q_EMIT statesReset();
    Q_EMIT statesChanged(all);
}

void LibraryStore::refresh()
{
    if (m_database == nullptr || m_fresh) {
        return;
    }
    if (m_database->hasMoved()) {
        // Where there is no file at all none is made: its place may come back, as that of a network does.
        if (QFileInfo::exists(m_path)) {
            (void)reopen(m_path);
        }
    } else if (m_database->isOutdated()) {
        joinAgain();
    }
}

WorkStatesPointer LibraryStore::states() const
{
    return m_states;
}

LibraryWorks LibraryStore::takeLibrary()
{
    if (m_fresh) {
        LibraryWorks library = std::move(*m_fresh);
        m_fresh.reset();
        return library;
    }
    if (m_database == nullptr) {
        return {};
    }
    Result<LibraryWorks> library = m_database->read();
    if (!library) {
        Q_EMIT failed(library.error());
        return {};
    }
    return std::move(*library);
}

void LibraryStore::adopt(const LibraryJoin &join)
{
    const LibraryWorks &library = join.library;
    const std::vector<WorkMatch> &matches = join.matches;
    m_attachments.clear();
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i].step != MatchStep::None) {
            m_attachments.push_back(
                {matches[i].work, library.works[i].row, matches[i].step != MatchStep::Nested});
        }
    }
    std::sort(m_attachments.begin(), m_attachments.end());
    const auto states = std::make_shared<WorkStates>(m_catalog->works().size());
    for (auto first = m_attachments.begin(); first != m_attachments.end();) {
        const auto end = std::find_if(first, m_attachments.end(),
                                      [first](const Attachment &each) { return each.work != first->work; });
        StoredMarks marks;
        for (auto each = first; each != end; ++each) {
            mergeMarks(marks, library.marksOf(each->row));
        }
        if (marks != StoredMarks()) {
            showMarks(*states, first->work, marks);
        }
        if (first->work >= m_listCatalog->works().size()) {
            WorkState state = (*states)[first->work];
            state.gone = true;
            states->setState(first->work, state);
        }
        first = end;
    }
    states->setTags(library.tags);
    m_lastRow = library.works.empty() ? 0 : library.works.back().row;
    m_recordsKept = 0;
    m_states = states;
    m_snapshot = join.snapshot;
    m_questions.clear();
    for (const SplitWork &split : join.splits) {
        const auto title = [&](quint32 work) { return m_catalog->string(m_catalog->face(work).title); };
        m_questions << title(matches[split.libraryWork].work) + QStringLiteral(" / ") + title(split.other);
    }
}

/// A failure costs no mark: what could not be noted now is new at the next attach() as well.
void LibraryStore::learn(const LibraryJoin &join)
{
    m_list = join.list;
    const bool news = !join.unseen.empty() || !join.newlyListed.empty() || join.listChanged;
    if (news && m_database != nullptr && !m_database->transact([&] { return writeLearned(join); })) {
        m_list = join.list;
    }
}

/// All in one transaction: a rename that only this update can tell must not be forgotten while the list is
/// noted as seen.
Result<void> LibraryStore::writeLearned(const LibraryJoin &join)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const Result<qint64> list = m_database->lists().putList(join.list, join.snapshot, now);
    if (!list) {
        return list.error();
    }
    for (const UnseenKeys &each : join.unseen) {
        const qint64 row = join.library.works[each.libraryWork].row;
        Result<void> done = m_database->addKeys(row, each.keys);
        if (done) {
            done = m_database->updateFacts(row, factsOf(*m_catalog, join.matches[each.libraryWork].work));
        }
        if (!done) {
            return done;
        }
    }
    for (const quint32 work : join.newlyListed) {
        if (Result<void> done = m_database->lists().addListing(join.library.works[work].row, *list); !done) {
            return done;
        }
    }
    m_list = *list;
    return {};
}

} // namespace carrel
