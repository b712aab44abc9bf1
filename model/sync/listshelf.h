// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listupdater.h"

#include <deque>
#include <map>

namespace carrel {

/// The lists in use, for a window: knows them, updates them one after the other, changes them. What waits for
/// the disk waits in the pool. What a list says is read by others, when contentChanged() tells.
class ListShelf final : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        QString dataFolder;
        QString cacheFolder;
        std::vector<ListRecord> first; ///< in use as long as there is no file
        ListUpdater::Compare compare;
        FetchLimits limits;
    };
    /// Told when a change is on the disk: the id of the list, or why nothing was changed.
    using Done = std::function<void(const Result<QString> &list)>;
    /// Told what adding a list came to.
    using Added = std::function<void(const UpdateOutcome &outcome)>;

    explicit ListShelf(Setup setup, QObject *parent = nullptr);
    /// Waits for what runs in the pool.
    ~ListShelf() override;

    /// Reads which lists are in use, also what other programs changed meanwhile. listsChanged() follows, or
    /// failed().
    void read();
    bool isRead() const { return m_store.has_value(); }
    /// Why the file of the lists can be neither shown nor changed: ListsUnreadable, ListsTooNew. The first
    /// lists are in use then.
    const std::optional<Error> &refusal() const { return m_refusal; }

    /// Until listsChanged().
    const std::vector<ListRecord> &lists() const { return m_store ? m_store->lists() : m_setup.first; }
    /// Null where there is none; until listsChanged().
    const ListRecord *find(const QString &id) const;
    const QString &cacheFolder() const { return m_setup.cacheFolder; }

    /// Asks the sources of these lists, or of all that are on, for newer versions. updateFinished() follows
    /// for each; what waits in the queue already is not asked for twice.
    void update(const QStringList &ids = {});
    /// The answer to an update that asks: updateFinished() follows a yes.
    void accept(const QString &id);
    void decline(const QString &id);
    /// Stops the update under way; those that wait behind it are forgotten.
    void cancel();
    bool isUpdating() const { return !m_current.isEmpty(); }
    /// How many more wait behind the one under way.
    std::size_t waiting() const { return m_queue.size(); }
    void setMostBytes(qint64 bytes);

    /// Adds a list with what its source has now, one after the other; nothing is in use where that is no
    /// list. One of the first lists comes back as it was, without asking anybody.
    void addFromSource(const ListRecord &record, const Added &added);
    /// Stops the adding under way; those that wait behind it are forgotten.
    void cancelAdding();
    bool isAdding() const { return m_isAdding; }

    void add(const ListRecord &record, const Done &done = {});
    void putBack(const ListRecord &record, std::size_t place, const Done &done = {});
    void move(const QString &id, std::size_t place, const Done &done = {});
    void remove(const QString &id, const Done &done = {});
    void change(const QString &id, const std::function<void(ListRecord &)> &edit, const Done &done = {});
    /// Goes back to a version by its file or to the bundled one by its resource; to the newest with nothing.
    void useVersion(const QString &id, const QString &file, const Done &done = {});

Q_SIGNALS:
    void listsChanged();
    void updateStarted(const QString &list);
    /// total is 0 as long as it is not known.
    void progressChanged(const QString &list, qint64 done, qint64 total);
    void updateFinished(const carrel::UpdateOutcome &outcome);
    /// Of the list that is being added.
    void addingProgressed(qint64 done, qint64 total);
    /// Another version of the list is in use: read it anew.
    void contentChanged(const QString &list);
    /// The lists cannot be read, or a change that nobody waits for could not be made.
    void failed(const carrel::Error &error);

private:
    struct Task
    {
        std::function<Result<QString>(ListStore &store)> run;
        Done done;
    };
    struct Request
    {
        QString list;
        bool accept = false;
    };

    struct Addition
    {
        ListRecord record;
        Added added;
    };

    void takeStore(const Result<ListStore> &store);
    void write(Task task);
    void runTasks();
    void finish(const Task &task, const Result<QString> &result);
    void ask(const Request &request);
    void runUpdates();
    void takeOutcome(const UpdateOutcome &outcome);
    void runAdditions();
    void takeAdded(const UpdateOutcome &outcome);
    void finishAddition(const UpdateOutcome &outcome);
    void tellChanges();

    Setup m_setup;
    std::optional<ListStore> m_store;
    std::optional<Error> m_refusal;
    std::unique_ptr<ListUpdater> m_updater; ///< made for the first update
    std::unique_ptr<ListUpdater> m_adder;   ///< made for the first list that is added
    std::map<QString, QByteArray> m_inUse;  ///< what version of each list was told of
    std::deque<Addition> m_additions;       ///< the first is under way when m_isAdding
    std::deque<Task> m_tasks;
    std::deque<Request> m_queue;
    std::optional<QStringList> m_awaited; ///< updates that were asked for before the lists were known
    QString m_current;                    ///< the list that is being updated
    QFuture<void> m_working;
    bool m_reading = false;
    bool m_writing = false;
    bool m_isAdding = false;
};

} // namespace carrel
