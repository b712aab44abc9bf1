// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listupdater.h"

#include "sync/fetchrules.h"
#include "sync/listreading.h"
#include "sync/pooltask.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// A list that lacks one in so many of the papers in use is not taken without a yes.
constexpr std::size_t kLossThatAsks = 10;

UpdateOutcome failure(const ListRecord &record, const Error &error,
                      std::optional<std::chrono::seconds> wait = std::nullopt)
{
    UpdateOutcome outcome;
    outcome.list = record.id;
    outcome.error = error;
    outcome.wait = wait;
    return outcome;
}

/// Notes what a check of a list in use came to. That it cannot be noted is worse than what it came to.
UpdateOutcome noted(ListStore &store, UpdateOutcome outcome, const std::function<void(ListRecord &)> &edit)
{
    const Result<void> written = outcome.list.isEmpty() ? Result<void>() : store.change(outcome.list, edit);
    if (!written) {
        outcome.kind = UpdateOutcome::Kind::Failed;
        outcome.error = written.error();
    }
    return outcome;
}

UpdateOutcome failed(ListStore &store, const ListRecord &record, const Error &error, ListState state,
                     std::optional<std::chrono::seconds> wait = std::nullopt)
{
    return noted(store, failure(record, error, wait), [&](ListRecord &each) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        each.state = state;
        each.checked = now;
        each.waitUntil = wait ? now.addSecs(wait->count()) : QDateTime();
    });
}

void noteCurrent(ListRecord &record, const FetchedList &fetched, std::size_t address)
{
    record.state = ListState::Current;
    record.checked = QDateTime::currentDateTimeUtc();
    record.waitUntil = QDateTime();
    // A 304 need not repeat what it is about.
    if (!fetched.unchanged) {
        record.etag = fetched.etag;
        record.lastModified = fetched.lastModified;
    }
    if (address > 0 && address < static_cast<std::size_t>(record.addresses.size())) {
        record.addresses.move(static_cast<qsizetype>(address), 0);
    }
}

UpdateOutcome unchanged(ListStore &store, const ListRecord &record, const FetchedList &fetched,
                        std::size_t address)
{
    UpdateOutcome outcome;
    outcome.list = record.id;
    outcome.kind = UpdateOutcome::Kind::Unchanged;
    outcome.papers = record.versions.empty() ? 0 : static_cast<std::size_t>(record.versions.front().papers);
    return noted(store, std::move(outcome), [&](ListRecord &each) { noteCurrent(each, fetched, address); });
}

std::size_t countOf(const ListDiff &diff, ChangeKind kind)
{
    return static_cast<std::size_t>(
        std::count_if(diff.changes.begin(), diff.changes.end(),
                      [kind](const ListChange &each) { return each.kind == kind; }));
}

/// Whether these are the bytes of the newest version that is kept.
bool isNewest(const QString &cacheFolder, const ListRecord &record, const QByteArray &bytes)
{
    if (record.versions.empty()) {
        return false;
    }
    const Result<ListContent> newest = ListStore::version(cacheFolder, record, record.versions.front().file);
    return newest && newest->bytes == bytes;
}

/// A time further off than any server may ask for was noted by a clock that was wrong.
bool mustWait(const ListRecord &record, const QDateTime &now)
{
    return record.waitUntil.isValid() && record.waitUntil > now && record.waitUntil <= now.addDays(1);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    Result<QByteArray> bytes = readBytes(file);
    return bytes ? bytes : Result<QByteArray>(Error{bytes.error().code, path});
}

} // namespace

ListUpdater::ListUpdater(ListStore &store, Compare compare, const FetchLimits &limits, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_compare(std::move(compare))
    , m_fetcher(limits)
{
    connect(&m_fetcher, &ListFetcher::progressChanged, this, &ListUpdater::progressChanged);
    connect(&m_fetcher, &ListFetcher::finished, this, &ListUpdater::takeFetched);
}

ListUpdater::~ListUpdater()
{
    m_working.waitForFinished();
}

ListUpdater::Settled ListUpdater::added(ListStore &store, const Arrival &arrival)
{
    ListRecord record = arrival.record;
    const QByteArray &bytes = arrival.fetched.bytes;
    const Result<CatalogPointer> catalog = readList(bytes);
    if (!catalog) {
        return {failure(record, {catalog.error().code, record.name}), {}};
    }
    noteCurrent(record, arrival.fetched, arrival.address);
    UpdateOutcome outcome;
    outcome.papers = (*catalog)->workCount();
    const Result<QString> id = store.add(
        record, bytes, {{}, record.checked, static_cast<int>(outcome.papers), {}, arrival.modified});
    if (!id) {
        return {failure(record, id.error()), {}};
    }
    outcome.list = *id;
    outcome.kind = UpdateOutcome::Kind::Updated;
    return {outcome, {}};
}

/// Whether what arrived takes the place of the list in use.
ListUpdater::Settled ListUpdater::judged(ListStore &store, const Arrival &arrival, bool accept,
                                         const Compare &compare)
{
    const ListRecord &record = arrival.record;
    if (record.id.isEmpty()) {
        return added(store, arrival);
    }
    const QByteArray &bytes = arrival.fetched.bytes;
    if (isNewest(store.cacheFolder(), record, bytes)) {
        return {unchanged(store, record, arrival.fetched, arrival.address), {}};
    }
    const Result<QByteArray> inUse = ListStore::bytes(store.cacheFolder(), record);
    const Result<CatalogPointer> now = readList(bytes);
    if (!now) {
        return {failed(store, record, {now.error().code, record.name}, ListState::Refused), {}};
    }
    UpdateOutcome outcome;
    outcome.list = record.id;
    outcome.kind = UpdateOutcome::Kind::Updated;
    outcome.papers = (*now)->workCount();
    // Without its bytes the list in use still tells how many papers it had.
    std::size_t known =
        record.versions.empty() ? 0 : static_cast<std::size_t>(std::max(record.versions.front().papers, 0));
    outcome.lost = known - std::min(known, outcome.papers);
    if (const Result<CatalogPointer> before = inUse ? readList(*inUse) : inUse.error(); before) {
        outcome.diff = compare(*before, *now);
        outcome.lost = countOf(*outcome.diff, ChangeKind::Removed);
        known = (*before)->workCount();
    }
    if (!accept && outcome.lost > 0 && outcome.lost * kLossThatAsks >= known) {
        outcome.kind = UpdateOutcome::Kind::Asks;
        outcome = noted(store, std::move(outcome), [](ListRecord &each) {
            each.state = ListState::Asks;
            each.checked = QDateTime::currentDateTimeUtc();
        });
        return {outcome, arrival};
    }
    const Result<void> kept = store.keep(record.id, bytes, static_cast<int>(outcome.papers),
                                         QDateTime::currentDateTimeUtc(), [&](ListRecord &each) {
                                             noteCurrent(each, arrival.fetched, arrival.address);
                                             each.versions.front().modified = arrival.modified;
                                             each.checked = each.versions.front().fetched;
                                         });
    return {kept ? outcome : failure(record, kept.error()), {}};
}

void ListUpdater::settle(std::function<Settled(ListStore &store)> work)
{
    m_working = runInPool(
        *this, [store = m_store, work = std::move(work)]() mutable { return work(store); },
        [this](const Settled &settled) {
            if (settled.asked) {
                m_asked.insert_or_assign(settled.outcome.list, *settled.asked);
            }
            m_underWay = false;
            (void)m_store.refresh();
            Q_EMIT finished(settled.outcome);
        });
}

bool ListUpdater::accept(const QString &id)
{
    const auto asked = m_asked.find(id);
    if (asked == m_asked.end()) {
        return false;
    }
    m_underWay = true;
    const Arrival arrival = std::move(asked->second);
    m_asked.erase(asked);
    settle(
        [arrival, compare = m_compare](ListStore &store) { return judged(store, arrival, true, compare); });
    return true;
}

void ListUpdater::update(const QString &id, bool accept)
{
    const auto &lists = m_store.lists();
    const auto found =
        std::find_if(lists.begin(), lists.end(), [&](const ListRecord &record) { return record.id == id; });
    if (found != lists.end()) {
        begin(*found, accept);
        return;
    }
    m_underWay = true;
    settle([id](ListStore &) {
        UpdateOutcome outcome;
        outcome.list = id;
        outcome.error = {ErrorCode::ListUnknown, id};
        return Settled{outcome, {}};
    });
}

void ListUpdater::add(const ListRecord &record)
{
    ListRecord wanted = record;
    wanted.id.clear();
    begin(wanted, false);
}

void ListUpdater::begin(const ListRecord &record, bool accept)
{
    m_underWay = true;
    m_accept = accept;
    m_cancelled = false;
    m_record = record;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!m_record.path.isEmpty()) {
        settle([record = m_record, accept, compare = m_compare](ListStore &store) {
            const QDateTime modified = QFileInfo(record.path).lastModified();
            const Result<QByteArray> bytes = readFile(record.path);
            return bytes ? judged(store, {record, {false, *bytes, {}, {}}, 0, modified}, accept, compare)
                         : Settled{failed(store, record, bytes.error(), ListState::Failed), {}};
        });
    } else if (mustWait(m_record, now)) {
        const std::chrono::seconds wait(now.secsTo(m_record.waitUntil) + 1);
        settle([record = m_record, wait](ListStore &) {
            return Settled{failure(record, {ErrorCode::ServerBusy, record.addresses.value(0).host()}, wait),
                           {}};
        });
    } else {
        m_working = runInPool(
            *this,
            [folder = m_store.cacheFolder(), record = m_record] {
                ListFetcher::prepare();
                return ListStore::hasNewest(folder, record);
            },
            [this](bool hasNewest) { ask(0, hasNewest); });
    }
}

void ListUpdater::cancel()
{
    m_cancelled = true;
    m_fetcher.cancel();
}

void ListUpdater::ask(std::size_t address, bool conditional)
{
    if (m_cancelled) {
        settle([record = m_record](ListStore &) {
            return Settled{failure(record, {ErrorCode::DownloadCancelled, record.name}), {}};
        });
        return;
    }
    m_address = address;
    m_conditional = conditional;
    FetchRequest request{m_record.addresses.value(static_cast<qsizetype>(address)), {}, {}};
    if (conditional) {
        request.etag = m_record.etag;
        request.lastModified = m_record.lastModified;
    }
    m_fetcher.fetch(request);
}

void ListUpdater::takeFetched(const FetchOutcome &outcome)
{
    if (!outcome.list) {
        const bool elsewhere = outcome.list.error().code == ErrorCode::NotOnServer &&
                               m_address + 1 < static_cast<std::size_t>(m_record.addresses.size());
        if (elsewhere) {
            // What is known of one address holds for no other.
            ask(m_address + 1, false);
            return;
        }
        settle([record = m_record, outcome](ListStore &store) {
            const Error &error = outcome.list.error();
            return Settled{error.code == ErrorCode::DownloadCancelled
                               ? failure(record, error)
                               : failed(store, record, error, ListState::Failed, outcome.wait),
                           {}};
        });
        return;
    }
    const bool hadNothing = outcome.list->unchanged && !m_conditional;
    const Arrival arrival{m_record, *outcome.list, m_address, httpTime(outcome.list->lastModified)};
    settle([arrival, hadNothing, accept = m_accept, compare = m_compare](ListStore &store) {
        const ListRecord &record = arrival.record;
        if (hadNothing) {
            return Settled{failed(store, record,
                                  {ErrorCode::AnswerUnusable, record.addresses.value(0).host()},
                                  ListState::Failed),
                           {}};
        }
        return arrival.fetched.unchanged
                   ? Settled{unchanged(store, record, arrival.fetched, arrival.address), {}}
                   : judged(store, arrival, accept, compare);
    });
}

} // namespace carrel
