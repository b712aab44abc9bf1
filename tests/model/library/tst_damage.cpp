// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackup.h"
#include "library/librarytransfer.h"
#include "markplan.h"
#include "support/resultcheck.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using test::MarkPlan;

/// A byte of the library's file changes: it is told, or nothing that the reader or the list said is amiss.
class TestDamage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void flippedByte_isToldOrHarmless_data();
    void flippedByte_isToldOrHarmless();
    void missingEnd_isTold();

private:
    enum class Outcome { Right, Told, Amiss };
    Outcome outcomeOf(const QByteArray &bytes);

    QTemporaryDir m_folder{test::fastFolder()};
    QString m_path;
    QByteArray m_bytes;
    CatalogPointer m_catalog;
    QByteArray m_right; ///< all of the library, as a file for another machine
};

namespace {

constexpr qsizetype kPage = 4096;

} // namespace

void TestDamage::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("library.sqlite"));
    m_catalog = MarkPlan::list();
    {
        const auto store = LibraryStore::open(m_path);
        CARREL_VERIFY_RESULT(store);
        (*store)->attach(m_catalog);
        MarkPlan plan(5, 0, 1);
        for (int i = 0; i < 120; ++i) {
            const MarkPlan::Step step = plan.next();
            CARREL_VERIFY_RESULT((*store)->setMarks(step.works, step.change));
        }
        const std::vector<quint32> tagged{1, 2, 3, 50, 51};
        MarkChange change;
        change.addedTags = {QStringLiteral("one"), QStringLiteral("two")};
        CARREL_VERIFY_RESULT((*store)->setMarks(tagged, change));
    }
    const Result<QByteArray> right = exportLibrary(m_path);
    CARREL_VERIFY_RESULT(right);
    m_right = *right;
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_bytes = file.readAll();
    QVERIFY(m_bytes.size() > 20 * kPage && m_right.count("\"facts\"") > 100);
}

TestDamage::Outcome TestDamage::outcomeOf(const QByteArray &bytes)
{
    for (const char *beside : {"-wal", "-shm", "-journal"}) {
        QFile::remove(m_path + QLatin1String(beside));
    }
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("the test's own file cannot be written");
    }
    file.close();
    const auto store = LibraryStore::open(m_path);
    if (!store) {
        return Outcome::Told;
    }
    bool told = false;
    connect(store->get(), &LibraryStore::failed, this, [&told] { told = true; });
    (*store)->attach(m_catalog);
    if (told || !checkLibrary(m_path)) {
        return Outcome::Told;
    }
    const Result<QByteArray> found = exportLibrary(m_path);
    return !found ? Outcome::Told : *found == m_right ? Outcome::Right : Outcome::Amiss;
}

void TestDamage::flippedByte_isToldOrHarmless_data()
{
    QTest::addColumn<int>("mask");
    QTest::newRow("all bits") << 0xff;
    QTest::newRow("the lowest bit") << 0x01;
    QTest::newRow("the highest bit") << 0x80;
}

void TestDamage::flippedByte_isToldOrHarmless()
{
    QFETCH(int, mask);
    const bool thorough = qEnvironmentVariableIsSet("CARREL_THOROUGH");
    std::array<int, 3> counts{};
    QRandomGenerator random(3);
    QByteArray amiss;
    for (qsizetype page = 0; page < m_bytes.size(); page += kPage) {
        std::vector<qsizetype> offsets{0, 1, 3, 5, 7, 8, 9, 12, 100, 110, kPage - 1, kPage - 40};
        for (int i = 0; i < (thorough ? 200 : 6); ++i) {
            offsets.push_back(static_cast<qsizetype>(random.generate() % kPage));
        }
        for (const qsizetype offset : offsets) {
            QByteArray bytes = m_bytes;
            bytes[page + offset] = static_cast<char>(bytes[page + offset] ^ mask);
            const Outcome outcome = outcomeOf(bytes);
            ++counts[static_cast<std::size_t>(outcome)];
            if (outcome == Outcome::Amiss) {
                amiss +=
                    " page " + QByteArray::number(page / kPage) + " offset " + QByteArray::number(offset);
            }
        }
    }
    qInfo("of %d flips %d harmless, %d told, %d unseen", counts[0] + counts[1] + counts[2], counts[0],
          counts[1], counts[2]);
    QVERIFY2(counts[2] == 0, amiss.constData());
    QVERIFY(counts[1] > 100);
}

void TestDamage::missingEnd_isTold()
{
    for (qsizetype size = kPage; size < m_bytes.size(); size += kPage) {
        QVERIFY2(outcomeOf(m_bytes.left(size)) == Outcome::Told, qPrintable(QString::number(size)));
        // The end of the last page may hold nothing.
        const Outcome within = outcomeOf(m_bytes.left(size + 1000));
        QVERIFY2(within == Outcome::Told || within == Outcome::Right, qPrintable(QString::number(size)));
    }
}

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
