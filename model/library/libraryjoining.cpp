// SPDX-License-Identifier: GPL-3.0-or-later
// How the library store is joined with a catalog while nobody waits.
#include "library/librarystore.h"

#include "library/librarydatabase.h"

#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <utility>

namespace carrel {

void LibraryStore::attachLater(CatalogPointer catalog, const QString &goneSection, const QStringList &absent,
                               const SuccessionPointer &succession)
{
    finishMarking();
    Q_EMIT aboutToReset();
    m_absent = absent;
    m_listCatalog = catalog ? std::move(catalog) : std::make_shared<Catalog>();
    m_gone = {goneSection, {}, nullptr};
    m_catalog = m_listCatalog;
    m_ages.reset();
    m_states = statesToBegin(succession.get());
    m_attachments.clear();
    m_formerWorks.clear();
    m_unlisted.clear();
    m_questions.clear();
    if (succession != nullptr) {
        // They may say less when the join is there.
        m_formerWorks = succession->works;
        std::sort(m_formerWorks.begin(), m_formerWorks.end());
        m_formerWorks.erase(std::unique(m_formerWorks.begin(), m_formerWorks.end()), m_formerWorks.end());
        std::erase_if(m_formerWorks,
                      [this](quint32 work) { return work >= m_states->size() || !m_states->says(work); });
    }
    beginJoining();
    Q_EMIT statesReset();
}

/// No marks yet but those that are known from the catalog before, and the names that tags have: they are few,
/// and somebody may be looking at one.
WorkStatesPointer LibraryStore::statesToBegin(const Succession *succession)
{
    const auto states = std::make_shared<WorkStates>(m_catalog->workCount());
    if (succession != nullptr) {
        states->takeMoved(*m_states, succession->works);
    }
    if (m_database != nullptr) {
        if (Result<std::vector<ReaderTag>> tags = m_database->marks().readTags()) {
            states->setTags(std::move(*tags));
        }
    }
    return states;
}

void LibraryStore::refreshLater()
{
    finishMarking();
    if (!hasNews()) {
        return;
    }
    if (m_catalog != nullptr) {
        beginJoining();
    } else {
        joinAgain();
    }
}

void LibraryStore::beginJoining()
{
    dropJoining();
    if (m_joinsAreHeld) {
        m_joinIsDue = true;
    } else {
        startJoining();
    }
    if (!std::exchange(m_toldJoining, true)) {
        Q_EMIT joiningChanged(true);
    }
}

void LibraryStore::letJoin()
{
    m_joinsAreHeld = false;
    if (m_joinIsDue) {
        startJoining();
    }
}

/// What another program writes after the beginning is news at the next refresh(), whether the pool has read
/// it or not.
void LibraryStore::startJoining()
{
    m_joinIsDue = false;
    std::optional<LibraryWorks> library = std::exchange(m_fresh, std::nullopt);
    if (!library && (m_database == nullptr || !QFileInfo::exists(m_path))) {
        library = takeLibrary(); // there is no file to read beside the connection
    } else if (!library) {
        m_database->noteReading();
    }
    const QFuture<Result<LibraryView>> joining =
        carrel::startJoining(m_path, std::move(library), m_listCatalog, m_gone, m_absent);
    forgetFinished();
    m_running.push_back(QFuture<void>(joining));
    m_joining = std::make_unique<QFutureWatcher<Result<LibraryView>>>();
    connect(m_joining.get(), &QFutureWatcherBase::finished, this, &LibraryStore::finishJoining);
    m_joining->setFuture(joining);
}

/// What the pool is at will not be shown.
void LibraryStore::dropJoining()
{
    m_joinIsDue = false;
    if (m_joining != nullptr) {
        m_joining->disconnect(this);
        m_joining->cancel();
        // It may be what called.
        m_joining->setParent(this);
        m_joining.release()->deleteLater();
    }
}

/// They keep what came of them.
void LibraryStore::forgetFinished()
{
    std::erase_if(m_running, [](const QFuture<void> &each) { return each.isFinished(); });
}

/// Nothing reads the file over a connection of its own any more.
void LibraryStore::abandonJoining()
{
    dropJoining();
    for (QFuture<void> &each : m_running) {
        each.waitForFinished();
    }
    m_running.clear();
}

void LibraryStore::tellJoiningEnded()
{
    if (std::exchange(m_toldJoining, false)) {
        Q_EMIT joiningChanged(false);
    }
}

/// Waits for it. Nothing where none was begun.
std::optional<Result<LibraryView>> LibraryStore::takeJoined()
{
    if (!isJoining()) {
        return std::nullopt;
    }
    if (m_joinIsDue) {
        startJoining();
    }
    QFuture<Result<LibraryView>> future = m_joining->future();
    future.waitForFinished();
    // Not taken: a future that is without its result cannot be waited for any more.
    Result<LibraryView> joined = future.result();
    dropJoining();
    forgetFinished();
    return joined;
}

void LibraryStore::finishJoining()
{
    std::optional<Result<LibraryView>> joined = takeJoined();
    if (!joined) {
        return;
    }
    const CatalogPointer catalog = m_catalog;
    const WorkStatesPointer before = m_states;
    const std::vector<quint32> works = attachedWorks();
    // Rows of another file mean other works, and what cannot be read is told by reading it once more.
    if (*joined && (m_database == nullptr || !m_database->hasMoved())) {
        m_isUnread = false;
        adopt(std::move(**joined), Listings::Few);
    } else {
        join();
    }
    tellExtended(catalog);
    tellJoined(works, before);
}

std::vector<quint32> LibraryStore::attachedWorks() const
{
    std::vector<quint32> works = m_formerWorks;
    for (const Attachment &each : m_attachments) {
        if (works.empty() || works.back() != each.work) {
            works.push_back(each.work);
        }
    }
    return works;
}

/// Only of works that may show something else: a catalog may have a million.
void LibraryStore::tellJoined(const std::vector<quint32> &worksBefore, const WorkStatesPointer &before)
{
    const std::vector<quint32> works = attachedWorks();
    std::vector<quint32> changed;
    std::set_union(works.begin(), works.end(), worksBefore.begin(), worksBefore.end(),
                   std::back_inserter(changed));
    Q_EMIT statesReset();
    if (!changed.empty() || !before->tags().empty() || !m_states->tags().empty()) {
        Q_EMIT statesChanged(changed);
    }
    tellJoiningEnded();
}

/// Listings that are new at the next attach() as well, should this one not come to them.
void LibraryStore::keepListings()
{
    const std::size_t now = std::min(m_unlisted.size(), kListedAtOnce);
    const std::vector<std::pair<qint64, quint32>> listings(
        m_unlisted.end() - static_cast<std::ptrdiff_t>(now), m_unlisted.end());
    m_unlisted.resize(m_unlisted.size() - now);
    const Result<void> done = m_database->transact([&]() -> Result<void> {
        for (const auto &[row, list] : listings) {
            if (Result<void> written = m_database->lists().addListing(row, m_lists[list].row); !written) {
                return written;
            }
        }
        return {};
    });
    if (!done) {
        m_unlisted.clear();
    }
}

} // namespace carrel
