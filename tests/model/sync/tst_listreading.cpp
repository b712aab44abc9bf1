// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listreading.h"

#include "markdown/catalogparser.h"
#include "support/catalogtext.h"
#include "support/resultcheck.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

namespace {

/// A list of many chunks.
QByteArray longList(int entries)
{
    QByteArray list = "# Long\n";
    for (int i = 0; i < entries; ++i) {
        if (i % 50 == 0) {
            list += "\n## Section " + QByteArray::number(i / 50) + "\n";
        }
        list += "- [OSDI'24] [Paper number " + QByteArray::number(i) + "](https://example.org/" +
                QByteArray::number(i) + ")\n";
    }
    return list;
}

} // namespace

class ListReadingTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readList_inThePool_equalsOnePiece()
    {
        const QByteArray list = longList(20000);
        const Result<CatalogPointer> read = readList(list);
        CARREL_VERIFY_RESULT(read);
        const CatalogPointer whole = parseCatalog(*readListText(list), std::size_t(1) << 30);
        QVERIFY(test::catalogText(**read) == test::catalogText(*whole));
    }

    void readList_ofItsOwnBytes_givesThemBackInPieces()
    {
        QByteArray list = longList(150000);
        QVERIFY(list.size() > 2 * 4 * 1024 * 1024);
        const CatalogPointer whole = parseCatalog(*readListText(list), std::size_t(1) << 30);
        std::vector<qint64> told;
        const qint64 size = list.size();
        const Result<CatalogPointer> read = readList(std::move(list), [&](qint64 done, qint64 total) {
            told.push_back(done);
            return total == size;
        });
        CARREL_VERIFY_RESULT(read);
        QVERIFY(test::catalogText(**read) == test::catalogText(*whole));
        QVERIFY(std::is_sorted(told.begin(), told.end()) && told.back() < size);
    }

    void readList_ofSharedBytes_leavesThemAsTheyAre()
    {
        const QByteArray list = longList(100000);
        const QByteArray copy(list.constData(), list.size());
        CARREL_VERIFY_RESULT(readList(list));
        QVERIFY(list == copy);
    }

    void readList_withoutPapers_isRefused()
    {
        const Result<CatalogPointer> read = readList("# Only\n\n## Headings\n");
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::NoPapers);
    }

    void readList_progress_growsAndCanStop()
    {
        const QByteArray list = longList(50000);
        std::vector<qint64> told;
        const Result<CatalogPointer> read = readList(list, [&](qint64 done, qint64 total) {
            told.push_back(done);
            return total == list.size() && told.size() < 3;
        });
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Cancelled);
        QCOMPARE(told.size(), std::size_t(3));
        QVERIFY(std::is_sorted(told.begin(), told.end()) && told.back() < list.size());
    }

    void readListFile_tellsThePathOfWhatItCannotRead()
    {
        QTemporaryDir folder;
        const QString missing = folder.filePath(QStringLiteral("missing.md"));
        for (const QString &path : {missing, folder.path()}) {
            const Result<CatalogPointer> read = readListFile(path);
            QVERIFY(!read);
            QCOMPARE(read.error().code, ErrorCode::FileUnreadable);
            QCOMPARE(read.error().detail, path);
        }
        QFile empty(folder.filePath(QStringLiteral("empty.md")));
        QVERIFY(empty.open(QIODevice::WriteOnly));
        empty.close();
        const Result<CatalogPointer> read = readListFile(empty.fileName());
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::NoPapers);
        QCOMPARE(read.error().detail, empty.fileName());
    }

    void readListFile_endlessDevice_isNotRead()
    {
        if (!QFile::exists(QStringLiteral("/dev/zero"))) {
            QSKIP("no /dev/zero on this system");
        }
        QCOMPARE(readListFile(QStringLiteral("/dev/zero")).error().code, ErrorCode::FileUnreadable);
    }

    void readBytes_takesAllOfADevice()
    {
        QByteArray content = longList(10000);
        QBuffer buffer(&content);
        QVERIFY(buffer.open(QIODevice::ReadOnly));
        const Result<QByteArray> bytes = readBytes(buffer);
        CARREL_VERIFY_RESULT(bytes);
        QCOMPARE(*bytes, content);
    }
};

QTEST_GUILESS_MAIN(ListReadingTest)
#include "tst_listreading.moc"
