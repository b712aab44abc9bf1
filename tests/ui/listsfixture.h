// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/loopbackserver.h"
#include "support/numberedlists.h"
#include "sync/listshelf.h"

#include <QTemporaryDir>
#include <QtTest>

namespace carrel::test {

/// A shelf over a folder of its own, and a server that its lists come from.
struct ListsFixture
{
    explicit ListsFixture(const std::vector<ListRecord> &first = {})
        : shelf({folder.path(), folder.path(), first, compareTitles, limits()})
    {
    }

    ListRecord record(const char *name) const
    {
        ListRecord made;
        made.name = QString::fromLatin1(name);
        made.source = address(name);
        made.addresses = {server.url(QByteArray("/") + name)};
        return made;
    }
    QString address(const char *name) const { return server.url(QByteArray("/") + name).toString(); }
    void serve(const char *name, const QByteArray &list)
    {
        server.setAnswer(QByteArray("/") + name, sends(httpBytes(200, list)));
    }
    /// Lists of ten papers each, as another program would leave them.
    void put(std::initializer_list<const char *> names)
    {
        ListStore store = std::move(*ListStore::open(folder.path(), folder.path()));
        for (const char *name : names) {
            QVERIFY(store.add(record(name), listOf(10), {{}, QDateTime::currentDateTimeUtc(), 10, {}, {}}));
        }
        shelf.read();
        QTRY_VERIFY(shelf.isRead());
    }
    bool updateAll()
    {
        shelf.update();
        return QTest::qWaitFor([this] { return !shelf.isUpdating(); }, 60'000);
    }
    QString names() const
    {
        QStringList all;
        for (const ListRecord &each : shelf.lists()) {
            all.append(each.name);
        }
        return all.join(QLatin1Char(' '));
    }

    QTemporaryDir folder;
    LoopbackServer server;
    ListShelf shelf;
};

} // namespace carrel::test
