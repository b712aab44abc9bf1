// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackup.h"
#include "library/sqlitecopy.h"
#include "markplan.h"
#include "support/resultcheck.h"

#include <QDeadlineTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using test::MarkModel;
using test::MarkPlan;

/// What the library has confirmed outlives a kill at any moment, and other programs that write.
class TestDurability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kill_atRandomMoments_losesNoConfirmedMark();
    void twoPrograms_writingAtOnce_loseNothing();
};

namespace {

constexpr quint32 kForever = 1000000;

QStringList arguments(const QString &library, quint32 seed, quint32 part, quint32 parts, quint32 steps)
{
    return {library, QString::number(seed), QString::number(part), QString::number(parts),
            QString::number(steps)};
}

/// How many steps were confirmed by a marker that was killed at a moment of its life.
quint32 markAndKill(const QString &library, quint32 seed, std::chrono::microseconds life)
{
    QProcess marker;
    marker.start(QStringLiteral(MARK_IN_LOOP), arguments(library, seed, 0, 1, kForever));
    marker.waitForStarted();
    const QDeadlineTimer end(life, Qt::PreciseTimer);
    while (!end.hasExpired()) {
        marker.waitForReadyRead(static_cast<int>(end.remainingTime()));
    }
    marker.kill();
    marker.waitForFinished();
    // A line that is cut was not confirmed to anybody.
    return static_cast<quint32>(marker.readAllStandardOutput().count('\n'));
}

/// Nothing where the library cannot be opened or is not sound.
std::optional<MarkModel> stored(const QString &library, const CatalogPointer &catalog)
{
    const auto connection = SqliteConnection::open(library);
    const Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(library);
    if (!store || !checkSoundness(**connection)) {
        return std::nullopt;
    }
    (*store)->attach(catalog);
    return MarkModel(*(*store)->states());
}

int rounds()
{
    const int asked = qEnvironmentVariableIntValue("CARREL_KILL_ROUNDS");
    return asked > 0 ? asked : 20;
}

} // namespace

void TestDurability::kill_atRandomMoments_losesNoConfirmedMark()
{
    const QTemporaryDir folder;
    const QString library = folder.filePath(QStringLiteral("library.sqlite"));
    const CatalogPointer catalog = MarkPlan::list();
    QRandomGenerator random(20260207);
    MarkModel model;
    quint64 steps = 0;
    int inFlight = 0;
    for (int round = 0; round < rounds(); ++round) {
        const auto seed = random.generate();
        const quint32 confirmed =
            markAndKill(library, seed, std::chrono::microseconds(random.generate() % 250000));
        MarkPlan plan(seed, 0, 1);
        for (quint32 step = 0; step < confirmed; ++step) {
            model.apply(plan.next());
        }
        steps += confirmed;
        const std::optional<MarkModel> found = stored(library, catalog);
        const QByteArray where = "round " + QByteArray::number(round);
        QVERIFY2(found, where.constData());
        if (*found != model) {
            // The step that the kill fell into may have been stored, and only as a whole.
            model.apply(plan.next());
            ++inFlight;
            QVERIFY2(*found == model, where.constData());
        }
    }
    for (const LibraryBackup &backup : findBackups(library)) {
        const auto copy = SqliteConnection::open(backup.path, SqliteConnection::Access::ReadStill);
        CARREL_VERIFY_RESULT(checkSoundness(**copy));
        QVERIFY(backup.marks);
    }
    QVERIFY2(steps > static_cast<quint64>(rounds()), "the marker was hardly ever alive");
    qInfo("%d kills, %llu confirmed changes, %d changes stored but not yet confirmed, %zu backups sound",
          rounds(), static_cast<unsigned long long>(steps), inFlight, findBackups(library).size());
}

void TestDurability::twoPrograms_writingAtOnce_loseNothing()
{
    constexpr quint32 kSteps = 200;
    const QTemporaryDir folder;
    const QString library = folder.filePath(QStringLiteral("library.sqlite"));
    QProcess markers[2];
    MarkModel model;
    for (quint32 part = 0; part < 2; ++part) {
        markers[part].start(QStringLiteral(MARK_IN_LOOP), arguments(library, part + 7, part, 2, kSteps));
        MarkPlan plan(part + 7, part, 2);
        for (quint32 step = 0; step < kSteps; ++step) {
            model.apply(plan.next());
        }
    }
    for (QProcess &marker : markers) {
        QVERIFY(marker.waitForFinished(120000));
        QCOMPARE(marker.exitCode(), 0);
        QCOMPARE(marker.readAllStandardOutput().count('\n'), qsizetype(kSteps));
    }
    const std::optional<MarkModel> found = stored(library, MarkPlan::list());
    QVERIFY(found && *found == model);
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
