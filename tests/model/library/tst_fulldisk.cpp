// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultydisk.h"
#include "library/librarybackup.h"
#include "library/libraryrestore.h"
#include "library/sqlitecopy.h"
#include "markplan.h"
#include "support/resultcheck.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include <functional>

using namespace carrel;
using test::FaultyDisk;
using test::MarkModel;
using test::MarkPlan;

/// Each write of each thing that is done to a library fails once: nothing that was there before is lost, and
/// what is shown is what is stored.
class TestFullDisk final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void mark_data() { addFaults(); }
    void mark();
    void firstMark_data() { addFaults(); }
    void firstMark();
    void manyMarks_data() { addFaults(); }
    void manyMarks();
    void backup_data() { addFaults(); }
    void backup();
    void restore_data() { addFaults(); }
    void restore();
    void restoreOverDamaged_data() { addFaults(); }
    void restoreOverDamaged();
    void upgrade_data() { addFaults(); }
    void upgrade();

private:
    /// What is done; false where it reports a failure.
    using Act = std::function<bool()>;

    static void addFaults();
    void newFolder();
    bool copyFolder(const QString &filled);
    bool prepare();
    std::optional<MarkModel> stored();
    /// Fails each write in turn, from a folder that prepare() fills, until none is left to fail.
    void failEachWrite(const std::function<bool()> &fill, const Act &act,
                       const std::function<bool(bool done)> &holds);

    FaultyDisk m_disk;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    CatalogPointer m_catalog;
    MarkModel m_before;
    MarkModel m_shown;
};

namespace {

const QDateTime kNow(QDate(2026, 2, 7), QTime(14, 22, 33));

} // namespace

void TestFullDisk::initTestCase()
{
    m_catalog = MarkPlan::list();
}

void TestFullDisk::init()
{
    m_disk.heal();
}

void TestFullDisk::addFaults()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("lasting");
    QTest::newRow("full for once") << SQLITE_FULL << false;
    QTest::newRow("full from then on") << SQLITE_FULL << true;
    QTest::newRow("fails once") << SQLITE_IOERR_WRITE << false;
    QTest::newRow("fails from then on") << SQLITE_IOERR_WRITE << true;
}

void TestFullDisk::newFolder()
{
    m_folder = std::make_unique<QTemporaryDir>(test::fastFolder());
    m_path = m_folder->filePath(QStringLiteral("library.sqlite"));
}

/// A folder like one that was filled before.
bool TestFullDisk::copyFolder(const QString &filled)
{
    newFolder();
    for (const char *part : {".", "backups"}) {
        const QDir from(filled + QLatin1Char('/') + QLatin1String(part));
        const QDir to(m_folder->filePath(QLatin1String(part)));
        for (const QString &name : from.entryList(QDir::Files)) {
            if (!to.mkpath(QStringLiteral(".")) || !QFile::copy(from.filePath(name), to.filePath(name))) {
                return false;
            }
        }
    }
    return true;
}

/// A library with a few marks and notes.
bool TestFullDisk::prepare()
{
    const auto store = LibraryStore::open(m_path);
    if (!store) {
        return false;
    }
    (*store)->attach(m_catalog);
    MarkPlan plan(1, 0, 1);
    for (int i = 0; i < 20; ++i) {
        const MarkPlan::Step step = plan.next();
        m_before.apply(step);
        if (!(*store)->setMarks(step.works, step.change)) {
            return false;
        }
    }
    return true;
}

std::optional<MarkModel> TestFullDisk::stored()
{
    const auto store = LibraryStore::open(m_path);
    if (!store || !checkLibrary(m_path)) {
        return std::nullopt;
    }
    (*store)->attach(m_catalog);
    return MarkModel(*(*store)->states());
}

void TestFullDisk::failEachWrite(const std::function<bool()> &fill, const Act &act,
                                 const std::function<bool(bool done)> &holds)
{
    QFETCH(int, code);
    QFETCH(bool, lasting);
    constexpr int kMost = 2000;
    int write = 0;
    m_before = MarkModel();
    newFolder();
    QVERIFY(fill());
    const std::unique_ptr<QTemporaryDir> filled = std::move(m_folder);
    for (bool failed = true; failed; ++write) {
        QVERIFY(write < kMost);
        QVERIFY(copyFolder(filled->path()));
        m_disk.failAt(write, code, lasting ? FaultyDisk::Span::Lasting : FaultyDisk::Span::Once);
        const bool done = act();
        failed = m_disk.hasFailed();
        m_disk.heal();
        QVERIFY2(holds(done), qPrintable(QStringLiteral("write %1").arg(write)));
        QVERIFY2(done || failed, "it fails on a disk that is well");
    }
    qInfo("%d writes", write - 1);
}

void TestFullDisk::mark()
{
    MarkPlan::Step step{{7}, {}};
    step.change.bookmarked = true;
    step.change.note = QString(9000, QLatin1Char('n'));
    std::optional<MarkModel> shown;
    const auto act = [&] {
        const auto store = LibraryStore::open(m_path);
        shown.reset();
        if (!store) {
            return false;
        }
        (*store)->attach(m_catalog);
        const bool done = (*store)->setMarks(step.works, step.change).hasValue();
        shown = MarkModel(*(*store)->states());
        return done;
    };
    failEachWrite([this] { return prepare(); }, act,
                  [&](bool done) {
                      MarkModel after = m_before;
                      after.apply(step);
                      const std::optional<MarkModel> found = stored();
                      const MarkModel &expected = done ? after : m_before;
                      return found && *found == expected && (!shown || *shown == expected);
                  });
}

void TestFullDisk::firstMark()
{
    MarkPlan::Step step{{7}, {}};
    step.change.bookmarked = true;
    const auto act = [&] {
        const auto store = LibraryStore::open(m_path);
        if (!store) {
            return false;
        }
        (*store)->attach(m_catalog);
        return (*store)->setMarks(step.works, step.change).hasValue();
    };
    failEachWrite([] { return true; }, act,
                  [&](bool done) {
                      MarkModel after;
                      after.apply(step);
                      const std::optional<MarkModel> found = stored();
                      return found && *found == (done ? after : MarkModel());
                  });
}

void TestFullDisk::manyMarks()
{
    MarkPlan::Step step;
    for (quint32 work = 0; work < MarkPlan::kWorks; ++work) {
        step.works.push_back(work);
    }
    step.change.read = true;
    std::optional<MarkModel> shown;
    bool again = false;
    const auto act = [&] {
        const auto store = LibraryStore::open(m_path);
        shown.reset();
        if (!store) {
            return false;
        }
        (*store)->attach(m_catalog);
        const bool done = (*store)->setMarks(step.works, step.change).hasValue();
        shown = MarkModel(*(*store)->states());
        // The disk has room again and the reader tries once more.
        m_disk.heal();
        again = done || (*store)->setMarks(step.works, step.change).hasValue();
        return done;
    };
    failEachWrite([this] { return prepare(); }, act,
                  [&](bool done) {
                      MarkModel after = m_before;
                      after.apply(step);
                      const std::optional<MarkModel> found = stored();
                      return found && *found == (shown && again ? after : m_before) &&
                             (!shown || *shown == (done ? after : m_before));
                  });
}

void TestFullDisk::backup()
{
    failEachWrite([this] { return prepare(); }, [this] { return backUpDaily(m_path, kNow).hasValue(); },
                  [this](bool done) {
                      const std::vector<LibraryBackup> backups = findBackups(m_path);
                      const std::optional<LibraryBackup> sound = newestSoundBackup(m_path);
                      const std::optional<MarkModel> found = stored();
                      return backups.size() == (done ? 1U : 0U) && sound.has_value() == done && found &&
                             *found == m_before;
                  });
}

void TestFullDisk::restore()
{
    MarkModel backedUp;
    const auto fill = [&] {
        if (!prepare() || !backUpDaily(m_path, kNow)) {
            return false;
        }
        backedUp = m_before;
        const auto store = LibraryStore::open(m_path);
        (*store)->attach(m_catalog);
        MarkPlan::Step step{{3, 4, 5}, {}};
        step.change.note = QString(5000, QLatin1Char('n'));
        m_before.apply(step);
        return (*store)->setMarks(step.works, step.change).hasValue();
    };
    const auto act = [&] {
        return restoreBackup(m_path, findBackups(m_path).back().path, kNow.addSecs(60)).hasValue();
    };
    failEachWrite(fill, act, [&](bool done) {
        const std::optional<MarkModel> found = stored();
        return found && *found == (done ? backedUp : m_before);
    });
}

void TestFullDisk::restoreOverDamaged()
{
    const auto fill = [&] {
        QFile file(m_path);
        return prepare() && backUpDaily(m_path, kNow) && file.open(QIODevice::ReadWrite) && file.seek(4096) &&
               file.write(QByteArray(file.size() - 4096, 'x')) > 0;
    };
    const auto act = [&] {
        return restoreBackup(m_path, findBackups(m_path).back().path, kNow.addSecs(60)).hasValue();
    };
    failEachWrite(fill, act, [&](bool done) {
        const std::optional<MarkModel> found = stored();
        // Where it failed the reader still has the damaged file and the offer.
        return done ? found && *found == m_before : !found && newestSoundBackup(m_path);
    });
}

void TestFullDisk::upgrade()
{
    const QString old = QStringLiteral(CARREL_TEST_DATA "/library/schema1.sqlite");
    const auto count = [](const QString &path) -> qint64 {
        const auto connection = SqliteConnection::openWhereItIs(path);
        const Result<LibraryContent> content = contentOf(**connection);
        return content ? content->marks : -1;
    };
    const auto fill = [&] {
        return QFile::copy(old, m_path) &&
               QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    };
    failEachWrite(
        fill, [this] { return LibraryStore::open(m_path).hasValue(); },
        [&](bool) { return stored() && count(m_path) == count(old); });
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_fulldisk.moc"
