// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listshelf.h"

#include "sync/pooltask.h"

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// Changes with what the list says.
QByteArray keyOf(const ListRecord &record)
{
    if (!record.inUse.isEmpty()) {
        return record.inUse.toUtf8();
    }
    return record.versions.empty() ? QByteArray() : record.versions.front().hash;
}

std::map<QString, QByteArray> keysOf(const std::vector<ListRecord> &lists)
{
    std::map<QString, QByteArray> keys;
    for (const ListRecord &record : lists) {
        keys.emplace(record.id, keyOf(record));
    }
    return keys;
}

} // namespace

ListShelf::ListShelf(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_inUse(keysOf(m_setup.first))
{
}

ListShelf::~ListShelf()
{
    m_working.waitForFinished();
}

void ListShelf::read()
{
    // Who writes reads what others wrote.
    if (m_writing || std::exchange(m_reading, true)) {
        return;
    }
    m_working = runInPool(
        *this,
        [setup = m_setup] { return ListStore::open(setup.dataFolder, setup.cacheFolder, setup.first); },
        [this](const Result<ListStore> &store) { takeStore(store); });
}

void ListShelf::takeStore(const Result<ListStore> &store)
{
    m_reading = false;
    if (store) {
        m_refusal.reset();
        m_store = *store;
        tellChanges();
        if (const auto awaited = std::exchange(m_awaited, std::nullopt)) {
            update(*awaited);
        }
    } else if (!m_store) {
        m_refusal = store.error();
        m_awaited.reset();
        Q_EMIT failed(store.error());
    }
    runTasks();
    runAdditions();
}

const ListRecord *ListShelf::find(const QString &id) const
{
    const auto &all = lists();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ListRecord &record) { return record.id == id; });
    return found == all.end() ? nullptr : &*found;
}

void ListShelf::tellChanges()
{
    const std::map<QString, QByteArray> before = std::exchange(m_inUse, keysOf(lists()));
    Q_EMIT listsChanged();
    for (const auto &[id, key] : std::map(m_inUse)) {
        if (const auto known = before.find(id); known != before.end() && known->second != key) {
            Q_EMIT contentChanged(id);
        }
    }
}

void ListShelf::update(const QStringList &ids)
{
    if (!m_store) {
        m_awaited = ids;
        read();
        return;
    }
    for (const QString &id : ids) {
        ask({id, false});
    }
    for (const ListRecord &record : lists()) {
        if (ids.isEmpty() && record.on) {
            ask({record.id, false});
        }
    }
    runUpdates();
}

void ListShelf::ask(const Request &request)
{
    const bool waits = std::any_of(m_queue.begin(), m_queue.end(),
                                   [&](const Request &each) { return each.list == request.list; });
    if (!waits && m_current != request.list) {
        m_queue.push_back(request);
    }
}

void ListShelf::accept(const QString &id)
{
    if (m_store) {
        ask({id, true});
        runUpdates();
    }
}

void ListShelf::decline(const QString &id)
{
    if (m_updater) {
        m_updater->decline(id);
    }
}

void ListShelf::runUpdates()
{
    if (isUpdating() || m_queue.empty()) {
        return;
    }
    if (!m_updater) {
        m_updater = std::make_unique<ListUpdater>(*m_store, m_setup.compare, m_setup.limits);
        connect(m_updater.get(), &ListUpdater::progressChanged, this,
                [this](qint64 done, qint64 total) { Q_EMIT progressChanged(m_current, done, total); });
        connect(m_updater.get(), &ListUpdater::finished, this, &ListShelf::takeOutcome);
    }
    const Request request = m_queue.front();
    m_queue.pop_front();
    m_current = request.list;
    if (!request.accept || !m_updater->accept(request.list)) {
        m_updater->update(request.list, request.accept);
    }
    Q_EMIT updateStarted(request.list);
}

void ListShelf::takeOutcome(const UpdateOutcome &outcome)
{
    m_current.clear();
    Q_EMIT updateFinished(outcome);
    tellChanges();
    runUpdates();
}

void ListShelf::cancel()
{
    m_queue.clear();
    m_awaited.reset();
    if (isUpdating()) {
        m_updater->cancel();
    }
}

void ListShelf::setMostBytes(qint64 bytes)
{
    m_setup.limits.mostBytes = bytes;
    if (m_updater) {
        m_updater->setMostBytes(bytes);
    }
    if (m_adder) {
        m_adder->setMostBytes(bytes);
    }
}

void ListShelf::write(Task task)
{
    m_tasks.push_back(std::move(task));
    if (!m_store) {
        read();
    }
    runTasks();
}

void ListShelf::runTasks()
{
    if (m_reading || m_writing || m_tasks.empty()) {
        return;
    }
    if (!m_store) {
        for (const Task &task : std::exchange(m_tasks, {})) {
            finish(task, *m_refusal);
        }
        return;
    }
    m_writing = true;
    const Task task = std::move(m_tasks.front());
    m_tasks.pop_front();
    m_working = runInPool(
        *this, [store = *m_store, run = task.run]() mutable { return run(store); },
        [this, task](const Result<QString> &result) {
            m_writing = false;
            (void)m_store->refresh();
            tellChanges();
            finish(task, result);
            runTasks();
        });
}

void ListShelf::finish(const Task &task, const Result<QString> &result)
{
    if (task.done) {
        task.done(result);
    } else if (!result) {
        Q_EMIT failed(result.error());
    }
}

void ListShelf::addFromSource(const ListRecord &record, const Added &added)
{
    m_additions.push_back({record, added});
    if (m_store) {
        runAdditions();
    } else {
        read();
    }
}

void ListShelf::runAdditions()
{
    if (m_isAdding || m_additions.empty() || (!m_store && m_reading)) {
        return;
    }
    m_isAdding = true;
    UpdateOutcome outcome;
    if (!m_store) {
        outcome.error = *m_refusal;
        finishAddition(outcome);
        return;
    }
    const ListRecord &record = m_additions.front().record;
    const auto first = std::find_if(m_setup.first.begin(), m_setup.first.end(),
                                    [&](const ListRecord &each) { return sharesSource(each, record); });
    if (first != m_setup.first.end()) {
        add(*first, [this](const Result<QString> &id) {
            UpdateOutcome known;
            if (id) {
                known.list = *id;
                known.kind = UpdateOutcome::Kind::Updated;
            } else {
                known.error = id.error();
            }
            finishAddition(known);
        });
        return;
    }
    if (!m_adder) {
        m_adder = std::make_unique<ListUpdater>(*m_store, m_setup.compare, m_setup.limits);
        connect(m_adder.get(), &ListUpdater::progressChanged, this, &ListShelf::addingProgressed);
        connect(m_adder.get(), &ListUpdater::finished, this, &ListShelf::takeAdded);
    }
    m_adder->add(record);
}

void ListShelf::takeAdded(const UpdateOutcome &outcome)
{
    tellChanges();
    finishAddition(outcome);
}

void ListShelf::finishAddition(const UpdateOutcome &outcome)
{
    m_isAdding = false;
    const Addition ended = std::move(m_additions.front());
    m_additions.pop_front();
    ended.added(outcome);
    runAdditions();
}

void ListShelf::cancelAdding()
{
    const auto kept = m_additions.begin() + (m_isAdding ? 1 : 0);
    const std::vector<Addition> forgotten(kept, m_additions.end());
    m_additions.erase(kept, m_additions.end());
    if (m_adder && m_adder->isUpdating()) {
        m_adder->cancel();
    }
    for (const Addition &each : forgotten) {
        UpdateOutcome outcome;
        outcome.error = {ErrorCode::DownloadCancelled, each.record.name};
        each.added(outcome);
    }
}

void ListShelf::putBack(const ListRecord &record, std::size_t place, const Done &done)
{
    write({[record, place](ListStore &store) {
               const Result<void> back = store.putBack(record, place);
               return back ? Result<QString>(record.id) : back.error();
           },
           done});
}

void ListShelf::move(const QString &id, std::size_t place, const Done &done)
{
    write({[id, place](ListStore &store) {
               const Result<void> moved = store.move(id, place);
               return moved ? Result<QString>(id) : moved.error();
           },
           done});
}

void ListShelf::add(const ListRecord &record, const Done &done)
{
    write({[record](ListStore &store) { return store.add(record); }, done});
}

void ListShelf::remove(const QString &id, const Done &done)
{
    write({[id](ListStore &store) {
               const Result<void> removed = store.remove(id);
               return removed ? Result<QString>(id) : removed.error();
           },
           done});
}

void ListShelf::change(const QString &id, const std::function<void(ListRecord &)> &edit, const Done &done)
{
    write({[id, edit](ListStore &store) {
               const Result<void> changed = store.change(id, edit);
               return changed ? Result<QString>(id) : changed.error();
           },
           done});
}

void ListShelf::useVersion(const QString &id, const QString &file, const Done &done)
{
    change(
        id,
        [file](ListRecord &record) {
            const bool newest = !record.versions.empty() && record.versions.front().file == file;
            record.inUse = newest ? QString() : file;
        },
        done);
}

} // namespace carrel
