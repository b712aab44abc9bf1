// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/resultcheck.h"
#include "sync/liststore.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

int rounds()
{
    const int asked = qEnvironmentVariableIntValue("CARREL_KILL_ROUNDS");
    return asked > 0 ? asked : 20;
}

/// The last number that was confirmed by a keeper that was killed at a moment of its life, which begins with
/// its start or with the first number; 0 for none.
int keepAndKill(const QString &folder, std::chrono::microseconds life, bool fromTheFirst)
{
    QProcess keeper;
    keeper.start(QStringLiteral(KEEP_IN_LOOP), {folder});
    keeper.waitForStarted();
    if (fromTheFirst) {
        keeper.waitForReadyRead(-1);
    }
    const QDeadlineTimer end(life, Qt::PreciseTimer);
    while (!end.hasExpired()) {
        keeper.waitForReadyRead(static_cast<int>(end.remainingTime()));
    }
    keeper.kill();
    keeper.waitForFinished();
    const QList<QByteArray> lines = keeper.readAllStandardOutput().split('\n');
    // A line that is cut was not confirmed to anybody.
    return lines.size() < 2 ? 0 : lines[lines.size() - 2].toInt();
}

} // namespace

class TestListDurability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kill_atRandomMoments_leavesTheOldOrTheNewList();
};

void TestListDurability::kill_atRandomMoments_leavesTheOldOrTheNewList()
{
    const QTemporaryDir folder;
    QRandomGenerator random(20260207);
    int confirmed = 0;
    for (int round = 0; round < rounds(); ++round) {
        const bool fromTheFirst = round % 2 == 0;
        confirmed = std::max(
            confirmed,
            keepAndKill(folder.path(), std::chrono::microseconds(random.generate() % 100'000), fromTheFirst));
        const QByteArray where = "round " + QByteArray::number(round);
        Result<ListStore> store = ListStore::open(folder.path(), folder.path());
        CARREL_VERIFY_RESULT(store);
        const ListRecord *record = store->find(QStringLiteral("papers"));
        if (record == nullptr || record->versions.empty()) {
            QVERIFY2(confirmed == 0, where.constData());
            continue;
        }
        const int number = record->versions.front().papers;
        QVERIFY2(number == confirmed || number == confirmed + 1, where.constData());
        QCOMPARE(record->etag, QByteArray::number(number));
        QVERIFY2(ListStore::hasNewest(folder.path(), *record), where.constData());
        for (const ListVersion &version : record->versions) {
            ListRecord old = *record;
            old.versions = {version};
            const Result<QByteArray> bytes = ListStore::bytes(folder.path(), old);
            CARREL_VERIFY_RESULT(bytes);
            const QByteArray mark = QByteArray::number(version.papers) + '\n';
            QVERIFY2(bytes->startsWith(mark) && bytes->endsWith('\n' + mark), where.constData());
        }
        confirmed = number;
    }
    QVERIFY2(confirmed >= rounds() / 2, "the keeper was hardly ever alive");
    const qsizetype left =
        QDir(folder.filePath(QStringLiteral("lists/papers"))).entryList(QDir::Files).size();
    QVERIFY2(left <= static_cast<qsizetype>(ListStore::kOlderVersions) + 3,
             "what was left is not cleaned up");
    qInfo("%d kills, %d versions kept", rounds(), confirmed);
}

QTEST_GUILESS_MAIN(TestListDurability)
#include "tst_listdurability.moc"
