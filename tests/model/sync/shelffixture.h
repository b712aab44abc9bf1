// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/numberedlists.h"
#include "support/loopbackserver.h"
#include "sync/listshelf.h"

#include <QTemporaryDir>
#include <QtTest>

namespace carrel::test {

/// A shelf, its folder, a server and what was told.
struct ShelfFixture
{
    explicit ShelfFixture(const std::vector<ListRecord> &first = {})
        : shelf(std::make_unique<ListShelf>(
              ListShelf::Setup{folder.path(), folder.path(), first, compareTitles, limits()}))
    {
        QObject::connect(shelf.get(), &ListShelf::updateFinished,
                         [this](const UpdateOutcome &outcome) { outcomes.push_back(outcome); });
        QObject::connect(shelf.get(), &ListShelf::contentChanged,
                         [this](const QString &list) { changed.append(list); });
        QObject::connect(shelf.get(), &ListShelf::failed,
                         [this](const Error &error) { errors.push_back(error); });
    }

    ListRecord record(const char *name) const
    {
        ListRecord made;
        made.id = made.name = QString::fromLatin1(name);
        made.addresses = {server.url(QByteArray("/") + name)};
        return made;
    }

    /// The same lists on disk as another program would leave them.
    ListStore store() const { return std::move(*ListStore::open(folder.path(), folder.path())); }
    void put(std::initializer_list<const char *> names)
    {
        ListStore lists = store();
        for (const char *name : names) {
            QVERIFY(lists.add(record(name)));
        }
        shelf->read();
        QTRY_VERIFY(shelf->isRead());
    }
    void serve(const char *name, const QByteArray &list, const QByteArray &headers = {})
    {
        server.setAnswer(QByteArray("/") + name, sends(httpBytes(200, list, headers)));
    }
    bool update(const QStringList &ids = {})
    {
        shelf->update(ids);
        return waitForUpdates();
    }
    bool waitForUpdates()
    {
        return QTest::qWaitFor([this] { return !shelf->isUpdating(); }, 60'000);
    }
    QByteArray inUse(const char *name) const
    {
        const ListRecord *found = shelf->find(QString::fromLatin1(name));
        const Result<QByteArray> bytes = ListStore::bytes(folder.path(), *found);
        return bytes ? *bytes : QByteArray();
    }
    /// Waits for the end of a change.
    std::optional<Result<QString>> result;
    ListShelf::Done done()
    {
        result.reset();
        return [this](const Result<QString> &told) { result = told; };
    }
    /// What adding came to, one after the other.
    std::vector<UpdateOutcome> added;
    void addFromSource(const ListRecord &record)
    {
        shelf->addFromSource(record, [this](const UpdateOutcome &outcome) { added.push_back(outcome); });
    }
    bool waitForAdded(std::size_t count)
    {
        return QTest::qWaitFor([&] { return added.size() == count; }, 60'000);
    }
    bool waitForDone()
    {
        return QTest::qWaitFor([this] { return result.has_value(); }, 60'000);
    }

    QTemporaryDir folder;
    LoopbackServer server;
    std::vector<UpdateOutcome> outcomes;
    QStringList changed;
    std::vector<Error> errors;
    std::unique_ptr<ListShelf> shelf;
};

} // namespace carrel::test
