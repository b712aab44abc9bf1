// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"

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

Result<std::unique_ptr<LibraryStore>> LibraryStore::openUnread(const QString &path)
{
    std::unique_ptr<LibraryStore> store(new LibraryStore);
    if (const Result<void> loaded = store->load(path); !loaded) {
        return loaded.error();
    }
    store->m_isUnread = true;
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
    m_slices.setSingleShot(true);
    connect(&m_slices, &QTimer::timeout, this, &LibraryStore::markNextSlice);
}

void LibraryStore::close(const Error &why)
{
    finishMarking();
    // What was about to be shown is; of what it brings nothing is written any more.
    const std::optional<Result<LibraryView>> joined = takeJoined();
    abandonJoining();
    m_database.reset();
    m_fresh.reset();
    m_unlisted.clear();
    if (joined) {
        const CatalogPointer catalog = m_catalog;
        const WorkStatesPointer before = m_states;
        const std::vector<quint32> works = attachedWorks();
        if (*joined) {
            show(**joined);
        }
        tellExtended(catalog);
        tellJoined(works, before);
    }
    refuse(why);
}

Result<void> LibraryStore::load(const QString &path)
{
    finishMarking();
    abandonJoining();
    m_database.reset();
    m_fresh.reset();
    Result<std::unique_ptr<LibraryDatabase>> database = LibraryDatabase::open(path);
    if (!database) {
        refuse(database.error());
        return database.error();
    }
    m_database = std::move(*database);
    m_database->setPatience(m_patience);
    m_isUnread = false;
    m_path = path;
    // Rows of another file mean other works.
    for (GoneWork &each : m_gone.works) {
        each.row = 0;
    }
    return {};
}

Result<void> LibraryStore::reopen(const QString &path)
{
    if (Result<void> loaded = load(path); !loaded) {
        tellJoiningEnded();
        return loaded;
    }
    if (m_catalog != nullptr) {
        // Rows of the file before are not to be written to this one.
        m_formerWorks = attachedWorks();
        m_attachments.clear();
        m_unlisted.clear();
        m_isUnread = true;
        refuse(std::nullopt);
        beginJoining();
        return {};
    }
    Result<LibraryWorks> library = m_database->read();
    if (!library) {
        m_database.reset();
        refuse(library.error());
        return library.error();
    }
    m_fresh = std::move(*library);
    refuse(std::nullopt);
    return {};
}

void LibraryStore::setPatience(std::chrono::milliseconds patience)
{
    m_patience = patience;
    if (m_database != nullptr) {
        m_database->setPatience(patience);
    }
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
    finishMarking();
    Q_EMIT aboutToReset();
    m_listCatalog = catalog ? std::move(catalog) : std::make_shared<Catalog>();
    m_absent.clear();
    m_gone = {section, {}, nullptr};
    m_catalog = m_listCatalog;
    m_ages.reset();
    join();
    Q_EMIT statesReset();
    tellJoiningEnded();
}

void LibraryStore::join()
{
    abandonJoining();
    LibraryWorks library = takeLibrary();
    const FactsReader facts = [this](qint64 row) {
        return m_database == nullptr ? Result<QByteArray>(QByteArray()) : m_database->marks().facts(row);
    };
    adopt(viewOf(joinLibrary(std::move(library), *m_listCatalog, m_absent), m_listCatalog, m_gone, facts),
          Listings::All);
}

/// The same catalog with what the file says now.
void LibraryStore::joinAgain()
{
    if (m_catalog == nullptr) {
        return;
    }
    const CatalogPointer before = m_catalog;
    join();
    std::vector<quint32> all(m_states->size());
    std::iota(all.begin(), all.end(), 0U);
    tellExtended(before);
    Q_EMIT statesReset();
    Q_EMIT statesChanged(all);
}

void LibraryStore::tellExtended(const CatalogPointer &before)
{
    if (m_catalog != before) {
        Q_EMIT catalogExtended();
    }
}

/// Whether the file that is open is the one at its path and says what it said; another one is opened.
bool LibraryStore::hasNews()
{
    if (m_database == nullptr || m_fresh || isJoining()) {
        return false;
    }
    if (m_database->hasMoved()) {
        // Where there is no file at all none is made: its place may come back, as that of a network does.
        if (QFileInfo::exists(m_path)) {
            (void)reopen(m_path);
        }
        return false;
    }
    return m_database->isOutdated();
}

void LibraryStore::refresh()
{
    finishMarking();
    const bool joined = isJoining();
    if (hasNews()) {
        joinAgain();
    } else if (!joined) {
        finishJoining(); // of another file
    }
}

WorkStatesPointer LibraryStore::states() const
{
    return m_states;
}

void LibraryStore::setAges(WorkAgesPointer ages)
{
    m_ages = std::move(ages);
    putAges();
    Q_EMIT agesChanged();
}

void LibraryStore::putAges()
{
    const auto states = std::make_shared<WorkStates>(*m_states);
    states->setAges(m_ages);
    m_states = states;
}

LibraryWorks LibraryStore::takeLibrary()
{
    if (m_fresh) {
        return *std::exchange(m_fresh, std::nullopt);
    }
    if (m_database == nullptr) {
        return {};
    }
    Result<LibraryWorks> library = m_database->read();
    if (!library) {
        if (m_isUnread) {
            close(library.error());
        }
        Q_EMIT failed(library.error());
        return {};
    }
    m_isUnread = false;
    return std::move(*library);
}

void LibraryStore::adopt(LibraryView &&view, Listings listings)
{
    m_lists = view.lists;
    const std::vector<qint64> merged = learn(view.news, listings);
    std::erase_if(view.attachments, [&merged](const Attachment &each) {
        return std::binary_search(merged.begin(), merged.end(), each.row);
    });
    show(view);
}

void LibraryStore::show(const LibraryView &view)
{
    m_catalog = view.catalog;
    m_gone = view.gone;
    m_states = view.states;
    putAges();
    m_attachments = view.attachments;
    m_formerWorks.clear();
    m_lastRow = view.lastRow;
    m_questions = view.questions;
    m_recordsKept = 0;
}

/// A failure costs no mark: what could not be noted now is new at the next attach() as well. Returns the rows
/// that have become others, rising.
std::vector<qint64> LibraryStore::learn(LibraryNews &news, Listings listings)
{
    std::vector<qint64> merged;
    m_unlisted.clear();
    if (news.empty() || m_database == nullptr) {
        return merged;
    }
    if (listings == Listings::Few && news.merges.size() > kMergedAtOnce) {
        news.merges.resize(kMergedAtOnce);
    }
    const std::size_t now = listings == Listings::All ? news.newlyListed.size()
                                                      : std::min(news.newlyListed.size(), kListedAtOnce);
    const std::vector<ListAtHand> known = m_lists;
    if (m_database->transact([&] { return writeLearned(news, now, merged); })) {
        m_unlisted.assign(news.newlyListed.begin() + static_cast<std::ptrdiff_t>(now),
                          news.newlyListed.end());
    } else {
        m_lists = known;
        merged.clear();
    }
    std::sort(merged.begin(), merged.end());
    std::erase_if(m_unlisted, [&](const auto &listing) {
        return std::binary_search(merged.begin(), merged.end(), listing.first);
    });
    return merged;
}

/// All in one transaction: a rename that only this update can tell must not be forgotten while the list is
/// noted as seen.
Result<void> LibraryStore::writeLearned(const LibraryNews &news, std::size_t listings,
                                        std::vector<qint64> &merged)
{
    if (Result<void> done = writeLists(news); !done) {
        return done;
    }
    for (const LibraryNews::Work &each : news.works) {
        Result<void> done = m_database->addKeys(each.row, each.keys);
        if (done) {
            done = m_database->updateFacts(each.row, each.facts);
        }
        if (!done) {
            return done;
        }
    }
    for (const auto &[row, list] : std::span(news.newlyListed).first(listings)) {
        if (Result<void> done = m_database->lists().addListing(row, m_lists[list].row); !done) {
            return done;
        }
    }
    for (const auto &[into, gone] : news.merges) {
        const Result<bool> done = m_database->merges().merge(into, gone);
        if (!done) {
            return done.error();
        }
        if (*done) {
            merged.push_back(gone);
        }
    }
    return {};
}

/// Those that are known, and those that a work was seen in now.
Result<void> LibraryStore::writeLists(const LibraryNews &news)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<bool> wanted(m_lists.size());
    for (const auto &[row, list] : news.newlyListed) {
        wanted[list] = true;
    }
    for (std::size_t i = 0; i < m_lists.size(); ++i) {
        ListAtHand &list = m_lists[i];
        if (list.row == 0 && !wanted[i]) {
            continue;
        }
        const Result<qint64> row = m_database->lists().putList(list.row, list.source, list.snapshot, now);
        if (!row) {
            return row.error();
        }
        list.row = *row;
    }
    return {};
}

} // namespace carrel
