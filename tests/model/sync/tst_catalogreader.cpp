// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/numberedlists.h"
#include "support/resultcheck.h"
#include "sync/catalogreader.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

const QDateTime kNow(QDate(2026, 3, 1), QTime(10, 0), Qt::UTC);

} // namespace

class TestCatalogReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void firstList_withoutAFile_isTheBundledOne();
    void firstList_isTheNewestVersion();
    void firstList_thatIsOff_isPassedOver();
    void firstList_ofAnUnusableFile_isTheBundledOne();
    void damagedVersion_givesWayToTheOneBefore();
    void oldVersion_isReadByItsFile();
    void versionInUse_isRead();
    void size_isToldBeforeAnythingIsRead();

private:
    void write(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    /// The store with versions of so many papers, the last one the newest.
    ListStore storeOf(std::initializer_list<int> versions)
    {
        ListStore store = std::move(*ListStore::open(folder(), folder(), {m_first}));
        for (const int papers : versions) {
            [&] {
                CARREL_VERIFY_RESULT(store.keep(m_first.id, listOf(papers), papers, kNow.addSecs(papers)));
            }();
        }
        return store;
    }
    QString folder() const { return m_folder->path(); }
    Result<LoadedCatalog> first() { return firstListReader(folder(), folder(), m_first, m_bundled)({}); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ListRecord m_first;
    CatalogSource m_bundled;
};

void TestCatalogReader::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_bundled = {m_folder->filePath(QStringLiteral("bundled.md")), true, QDate(2026, 2, 7)};
    m_first = ListRecord();
    m_first.id = m_first.name = QStringLiteral("papers");
    m_first.bundled = m_bundled.path;
    write(m_bundled.path, listOf(5));
}

void TestCatalogReader::firstList_withoutAFile_isTheBundledOne()
{
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->catalog->workCount(), std::size_t(5));
    QVERIFY(read->source.bundled);
    QVERIFY(!read->source.older);
    QCOMPARE(read->source.list, QStringLiteral("papers"));
    QCOMPARE(read->source.date, QDate(2026, 2, 7));
}

void TestCatalogReader::firstList_isTheNewestVersion()
{
    const ListStore store = storeOf({20, 21});
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->catalog->workCount(), std::size_t(21));
    QVERIFY(!read->source.bundled);
    QVERIFY(!read->source.older);
    QCOMPARE(read->source.date, QDate(2026, 3, 1));
    QCOMPARE(read->source.version, store.lists().front().versions.front().file);
    QVERIFY(QFile::exists(read->source.path));
}

void TestCatalogReader::firstList_thatIsOff_isPassedOver()
{
    ListStore store = storeOf({20});
    CARREL_VERIFY_RESULT(store.change(m_first.id, [](ListRecord &each) { each.on = false; }));
    ListRecord other;
    other.name = QStringLiteral("other");
    const Result<QString> id = store.add(other);
    CARREL_VERIFY_RESULT(id);
    CARREL_VERIFY_RESULT(store.keep(*id, listOf(30), 30, kNow));
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->source.list, *id);
    QCOMPARE(read->catalog->workCount(), std::size_t(30));
}

void TestCatalogReader::firstList_ofAnUnusableFile_isTheBundledOne()
{
    (void)storeOf({20});
    const QByteArray torn = "{\"format\": 1, \"lists\": [{";
    write(m_folder->filePath(QStringLiteral("lists.json")), torn);
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QVERIFY(read->source.bundled);
    QCOMPARE(read->catalog->workCount(), std::size_t(5));
    QFile file(m_folder->filePath(QStringLiteral("lists.json")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), torn);
}

void TestCatalogReader::damagedVersion_givesWayToTheOneBefore()
{
    const ListStore store = storeOf({20, 21});
    const ListRecord &record = store.lists().front();
    write(ListStore::pathOf(folder(), record, record.versions.front().file), "half of a li");
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->catalog->workCount(), std::size_t(20));
    QVERIFY(read->source.older);
    QVERIFY(QDir(folder() + QStringLiteral("/lists")).removeRecursively());
    const Result<LoadedCatalog> bundled = first();
    CARREL_VERIFY_RESULT(bundled);
    QCOMPARE(bundled->catalog->workCount(), std::size_t(5));
    QVERIFY(bundled->source.older);
}

void TestCatalogReader::oldVersion_isReadByItsFile()
{
    const ListStore store = storeOf({20, 21});
    const ListRecord &record = store.lists().front();
    const Result<LoadedCatalog> read =
        listReader(folder(), record, m_bundled, record.versions.back().file)({});
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->catalog->workCount(), std::size_t(20));
    QVERIFY(read->source.older);
    const Result<LoadedCatalog> bundled = listReader(folder(), record, m_bundled, record.bundled)({});
    CARREL_VERIFY_RESULT(bundled);
    QCOMPARE(bundled->source.date, QDate(2026, 2, 7));
    QVERIFY(bundled->source.older);
    QVERIFY(!listReader(folder(), record, m_bundled, QStringLiteral("gone.md"))({}));
}

void TestCatalogReader::versionInUse_isRead()
{
    ListStore store = storeOf({20, 21});
    CARREL_VERIFY_RESULT(
        store.change(m_first.id, [](ListRecord &each) { each.inUse = each.versions.back().file; }));
    const Result<LoadedCatalog> read = first();
    CARREL_VERIFY_RESULT(read);
    QCOMPARE(read->catalog->workCount(), std::size_t(20));
    QVERIFY(read->source.older);
}

void TestCatalogReader::size_isToldBeforeAnythingIsRead()
{
    (void)storeOf({20});
    std::vector<std::pair<qint64, qint64>> told;
    const auto stop = [&told](qint64 done, qint64 total) {
        told.emplace_back(done, total);
        return false;
    };
    QCOMPARE(firstListReader(folder(), folder(), m_first, m_bundled)(stop).error().code,
             ErrorCode::Cancelled);
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told.front().first, qint64(0));
    QCOMPARE(told.front().second, qint64(listOf(20).size()));
}

QTEST_GUILESS_MAIN(TestCatalogReader)
#include "tst_catalogreader.moc"
