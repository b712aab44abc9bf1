// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogrepository.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

using namespace carrel;

namespace {

/// A repository, a folder of lists and what was told.
struct Fixture
{
    QTemporaryDir folder;
    CatalogRepository repository;
    QSignalSpy changed{&repository, &CatalogRepository::catalogChanged};
    QSignalSpy failed{&repository, &CatalogRepository::failed};

    CatalogSource write(const char *name, const QByteArray &content) const
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly)) {
            file.write(content);
        }
        return {file.fileName(), false};
    }

    bool waitForEnd()
    {
        // Long, for reading under a sanitizer on a busy machine.
        return QTest::qWaitFor([this] { return !changed.isEmpty() || !failed.isEmpty(); }, 60'000);
    }
};

QByteArray list(const char *title)
{
    return QByteArray("# ") + title + "\n## S\n- [OSDI'24] [A](https://example.org/)\n";
}

QByteArray hugeList()
{
    return list("Huge") + QByteArray("- [OSDI'24] [A paper](https://example.org/)\n").repeated(200000);
}

} // namespace

class CatalogRepositoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void open_list_isInUse()
    {
        Fixture f;
        f.repository.open(f.write("a.md", list("A")));
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.changed.size(), 1);
        QCOMPARE(f.repository.catalog()->title(), QStringLiteral("A"));
        QVERIFY(f.repository.source().path.endsWith(QStringLiteral("a.md")));
    }

    void open_whatIsNoList_leavesTheOneInUse()
    {
        Fixture f;
        f.repository.open(f.write("a.md", list("A")));
        QVERIFY(f.waitForEnd());
        f.changed.clear();
        const CatalogPointer before = f.repository.catalog();
        f.repository.open(f.write("page.md", "<!doctype html><p>Log in"));
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.changed.size(), 0);
        QCOMPARE(f.failed.first().first().value<Error>().code, ErrorCode::WebPage);
        QCOMPARE(f.repository.catalog(), before);
    }

    void open_twice_theNewestWins()
    {
        Fixture f;
        f.repository.open(f.write("huge.md", hugeList()));
        f.repository.open(f.write("b.md", list("B")));
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.failed.size(), 0);
        QCOMPARE(f.changed.size(), 1);
        QCOMPARE(f.repository.catalog()->title(), QStringLiteral("B"));
    }

    void cancel_tellsAndLeavesTheOneInUse()
    {
        Fixture f;
        f.repository.open(f.write("huge.md", hugeList()));
        f.repository.cancel();
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.changed.size(), 0);
        QCOMPARE(f.failed.first().first().value<Error>().code, ErrorCode::Cancelled);
        QVERIFY(f.repository.catalog() == nullptr);
    }

    void adopt_waiting_tellsBeforeItReturns()
    {
        Fixture f;
        const CatalogSource source = f.write("a.md", list("A"));
        f.repository.adopt(source, CatalogRepository::startReading(source), true);
        QCOMPARE(f.changed.size(), 1);
        QCOMPARE(f.repository.catalog()->title(), QStringLiteral("A"));
    }

    void adopt_notWaiting_tellsLater()
    {
        Fixture f;
        const CatalogSource source = f.write("huge.md", hugeList());
        f.repository.adopt(source, CatalogRepository::startReading(source), false);
        QVERIFY(f.waitForEnd());
        QCOMPARE(f.changed.size(), 1);
    }

    void destruction_whileReading_isSafe()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("huge.md")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(hugeList());
        file.close();
        auto repository = std::make_unique<CatalogRepository>();
        QSignalSpy started(repository.get(), &CatalogRepository::started);
        repository->open({file.fileName(), false});
        QCOMPARE(started.size(), 1);
        repository.reset();
    }

    void progress_isToldInBytes()
    {
        Fixture f;
        const CatalogSource source = f.write("huge.md", hugeList());
        QSignalSpy progress(&f.repository, &CatalogRepository::progressChanged);
        f.repository.open(source);
        QVERIFY(f.waitForEnd());
        const qint64 total = QFile(source.path).size();
        for (const QList<QVariant> &told : progress) {
            QVERIFY(told.at(0).toLongLong() <= total);
            QCOMPARE(told.at(1).toLongLong(), total);
        }
    }
};

QTEST_GUILESS_MAIN(CatalogRepositoryTest)
#include "tst_catalogrepository.moc"
