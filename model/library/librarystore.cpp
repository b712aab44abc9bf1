// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"

#include "library/librarydatabase.h"

#include <QDateTime>
#include <QFileInfo>

#include <algorithm>
#include <numeric>
#include <utility>

namespace carrel {

namespace {

WorkFacts factsOf(const Catalog &catalog, quint32 work)
{
    const Entry &face = catalog.face(work);
    return {catalog.string(face.title), toQString(catalog.venueTag(face.venueTag).venue), face.year};
}

/// The part of a change that takes marks away.
MarkChange removals(const MarkChange &change)
{
    const auto removal = [](std::optional<bool> mark) { return mark == false ? mark : std::nullopt; };
    return {removal(change.bookmarked), removal(change.read)};
}

bool addsMark(const MarkChange &change)
{
    return change.bookmarked == true || change.read == true;
}

} // namespace

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
    const CatalogPointer previous =
        std::exchange(m_catalog, catalog ? std::move(catalog) : std::make_shared<Catalog>());
    join(previous.get());
    Q_EMIT statesReset();
}

void LibraryStore::join(const Catalog *previous)
{
    const LibraryWorks library = takeLibrary();
    const std::vector<WorkMatch> matches = reconcile(library, *m_catalog, previous);
    adopt(library, matches);
    learn(library, matches);
}

/// The same catalog with what the file says now.
void LibraryStore::joinAgain()
{
    if (m_catalog == nullptr) {
        return;
    }
    join(m_catalog.get());
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

void LibraryStore::adopt(const LibraryWorks &library, const std::vector<WorkMatch> &matches)
{
    const auto states = std::make_shared<WorkStates>(m_catalog->works().size());
    m_attachments.clear();
    for (std::size_t i = 0; i < matches.size(); ++i) {
        if (matches[i].step == MatchStep::None) {
            continue;
        }
        const LibraryWork &known = library.works[i];
        WorkState state = (*states)[matches[i].work];
        state.bookmarked = state.bookmarked || known.state.bookmarked;
        state.read = state.read || known.state.read;
        states->setState(matches[i].work, state);
        m_attachments.push_back({matches[i].work, known.row, matches[i].step != MatchStep::Nested});
    }
    std::sort(m_attachments.begin(), m_attachments.end());
    m_lastRow = library.works.empty() ? 0 : library.works.back().row;
    m_states = states;
}

/// A failure costs no mark: what could not be noted now is new at the next attach() as well.
void LibraryStore::learn(const LibraryWorks &library, const std::vector<WorkMatch> &matches)
{
    const std::vector<UnseenKeys> unseen = unseenKeys(library, *m_catalog, matches);
    if (unseen.empty() || m_database == nullptr) {
        return;
    }
    (void)m_database->transact([&]() -> Result<void> {
        for (const UnseenKeys &each : unseen) {
            const qint64 row = library.works[each.libraryWork].row;
            Result<void> done = m_database->addKeys(row, each.keys);
            if (done) {
                done = m_database->updateFacts(row, factsOf(*m_catalog, matches[each.libraryWork].work));
            }
            if (!done) {
                return done;
            }
        }
        return {};
    });
}

Result<void> LibraryStore::setMarks(std::span<const quint32> works, const MarkChange &change)
{
    refresh();
    if (m_refusal) {
        return *m_refusal;
    }
    std::vector<quint32> wanted(works.begin(), works.end());
    std::erase_if(wanted, [this](quint32 work) { return work >= m_states->size(); });
    std::sort(wanted.begin(), wanted.end());
    wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
    if (wanted.empty() || (!change.bookmarked && !change.read)) {
        return {};
    }
    std::vector<Attachment> added;
    Result<void> done = m_database->transact([&]() -> Result<void> {
        for (const quint32 work : wanted) {
            if (Result<void> written = writeMarks(work, change, added); !written) {
                return written;
            }
        }
        return {};
    });
    if (done) {
        // Works were written in ascending order, so both parts are sorted.
        const auto middle = m_attachments.insert(m_attachments.end(), added.begin(), added.end());
        std::inplace_merge(m_attachments.begin(), middle, m_attachments.end());
        publish(wanted, change);
    }
    return done;
}

std::span<const LibraryStore::Attachment> LibraryStore::attachments(quint32 work) const
{
    const auto byWork = [](const Attachment &a, const Attachment &b) { return a.work < b.work; };
    const auto [first, last] =
        std::equal_range(m_attachments.begin(), m_attachments.end(), Attachment{work, 0, false}, byWork);
    return {first, last};
}

/// A mark is set on the row of the work itself and taken away from all that show through it.
Result<void> LibraryStore::writeMarks(quint32 work, const MarkChange &change, std::vector<Attachment> &added)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const Result<std::optional<qint64>> own = ownRow(work, addsMark(change), added);
    if (!own) {
        return own.error();
    }
    if (*own) {
        if (Result<void> done = m_database->setMarks(**own, change, now); !done) {
            return done;
        }
    }
    for (const Attachment &attachment : attachments(work)) {
        if (Result<void> done = m_database->setMarks(attachment.row, removals(change), now); !done) {
            return done;
        }
    }
    return {};
}

/// The row of a work, one that another program made since attach() included; made where there is none but
/// needed.
Result<std::optional<qint64>> LibraryStore::ownRow(quint32 work, bool needed, std::vector<Attachment> &added)
{
    const std::span<const Attachment> known = attachments(work);
    const auto own =
        std::find_if(known.begin(), known.end(), [](const Attachment &each) { return each.own; });
    if (own != known.end()) {
        return std::optional(own->row);
    }
    const std::vector<IdentityKey> keys = identityKeys(*m_catalog, work);
    std::optional<qint64> row;
    for (auto key = keys.begin(); !row && key != keys.end() && key->kind == IdentityKind::Title; ++key) {
        const Result<std::optional<qint64>> found = m_database->findByTitle(key->text, m_lastRow);
        if (!found) {
            return found.error();
        }
        row = *found;
    }
    if (!row && needed) {
        const Result<qint64> made = m_database->addWork(factsOf(*m_catalog, work));
        if (!made) {
            return made.error();
        }
        row = *made;
    }
    if (row) {
        if (const Result<void> done = m_database->addKeys(*row, keys); !done) {
            return done.error();
        }
        added.push_back({work, *row, true});
    }
    return row;
}

void LibraryStore::publish(const std::vector<quint32> &works, const MarkChange &change)
{
    const auto states = std::make_shared<WorkStates>(*m_states);
    std::vector<quint32> changed;
    for (const quint32 work : works) {
        WorkState state = (*states)[work];
        state.bookmarked = change.bookmarked.value_or(state.bookmarked);
        state.read = change.read.value_or(state.read);
        if (state != (*states)[work]) {
            states->setState(work, state);
            changed.push_back(work);
        }
    }
    m_states = states;
    if (!changed.empty()) {
        Q_EMIT statesChanged(changed);
    }
}

} // namespace carrel
