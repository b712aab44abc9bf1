// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/listchange.h"
#include "sync/listfetcher.h"
#include "sync/liststore.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <map>
#include <optional>

namespace carrel {

/// What an update came to.
struct UpdateOutcome
{
    enum class Kind : quint8 {
        Unchanged, ///< the source has what is kept
        Updated,   ///< a newer version is kept now
        Asks,      ///< the newer version lacks so many papers that nothing was changed without a yes
        Failed     ///< error says why; nothing was changed
    };
    QString list; ///< its id
    Kind kind = Kind::Failed;
    Error error{ErrorCode::Cancelled, QString()};
    std::optional<std::chrono::seconds> wait; ///< before the server is to be asked again
    std::optional<ListDiff> diff; ///< from the list in use to the newer one; none where nothing was in use
    std::size_t papers = 0;       ///< of the newer version, or of the one that is kept
    std::size_t lost = 0;         ///< papers in use that the newer version lacks
};

/// Updates the lists of a store, one at a time: asks the source, refuses what is no list, compares with the
/// list in use, keeps. What it is given compares; whom it serves shows.
class ListUpdater final : public QObject
{
    Q_OBJECT
public:
    using Compare = std::function<ListDiff(CatalogPointer before, CatalogPointer now)>;

    ListUpdater(ListStore &store, Compare compare, const FetchLimits &limits = {}, QObject *parent = nullptr);
    /// Waits for what runs in the pool.
    ~ListUpdater() override;

    /// finished() follows. accept says yes to a list that lacks a tenth or more of the papers in use.
    /// Precondition: !isUpdating().
    void update(const QString &id, bool accept = false);
    /// Takes what an update asked about, without fetching it again; finished() follows. False where nothing
    /// was asked. Precondition: !isUpdating().
    bool accept(const QString &id);
    /// Adds a list with what its source has now; finished() follows with the id that it got. Where that is
    /// no list, or a list in use, nothing is added and the id is empty. Precondition: !isUpdating().
    void add(const ListRecord &record);
    /// Forgets what an update asked about.
    void decline(const QString &id) { m_asked.erase(id); }
    /// finished() follows with DownloadCancelled, if the network is being waited for; what has arrived is
    /// judged and kept all the same.
    void cancel();
    bool isUpdating() const { return m_underWay; }
    void setMostBytes(qint64 bytes) { m_fetcher.setMostBytes(bytes); }

Q_SIGNALS:
    void progressChanged(qint64 done, qint64 total);
    void finished(const carrel::UpdateOutcome &outcome);

private:
    /// What a source sent, with what was known of the list when it was asked.
    struct Arrival
    {
        ListRecord record;
        FetchedList fetched;
        std::size_t address = 0;
        QDateTime modified;
    };

    struct Settled
    {
        UpdateOutcome outcome;
        std::optional<Arrival> asked; ///< what the outcome asks about
    };

    static Settled added(ListStore &store, const Arrival &arrival);
    static Settled judged(ListStore &store, const Arrival &arrival, bool accept, const Compare &compare);
    void begin(const ListRecord &record, bool accept);
    void ask(std::size_t address, bool conditional);
    void takeFetched(const FetchOutcome &outcome);
    /// Runs what ends the update in the pool, with a copy of the store, and tells what it came to.
    void settle(std::function<Settled(ListStore &store)> work);

    ListStore &m_store;
    Compare m_compare;
    ListFetcher m_fetcher;
    ListRecord m_record; ///< as it was when the update began
    std::size_t m_address = 0;
    std::map<QString, Arrival> m_asked; ///< what waits for an answer, by list
    bool m_conditional = false;
    bool m_accept = false;
    bool m_cancelled = false;
    bool m_underWay = false;
    QFuture<void> m_working;
};

} // namespace carrel
