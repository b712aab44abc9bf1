// SPDX-License-Identifier: GPL-3.0-or-later
#include "datapaths.h"

#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;

class TestDataPaths final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void directory_holdsEverything();
    void relativeDirectory_becomesAbsolute();
    void noDirectory_meansThePlatformsFolders();
    void makeFolders_missing_areMade();
    void makeFolders_impossible_saysWhich();
};

void TestDataPaths::directory_holdsEverything()
{
    const DataPaths paths = dataPaths(QStringLiteral("/some/where"));
    QCOMPARE(paths.data, QStringLiteral("/some/where"));
    QCOMPARE(paths.cache, paths.data);
    QCOMPARE(paths.config, paths.data);
    QCOMPARE(paths.library(), QStringLiteral("/some/where/library.sqlite"));
}

void TestDataPaths::relativeDirectory_becomesAbsolute()
{
    QVERIFY(QDir::isAbsolutePath(dataPaths(QStringLiteral("here")).data));
}

void TestDataPaths::noDirectory_meansThePlatformsFolders()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setApplicationName(QStringLiteral("carrel"));
    const DataPaths paths = dataPaths(QString());
    QVERIFY(paths.data.endsWith(QLatin1String("/carrel")));
    QVERIFY(paths.data != paths.config);
    QVERIFY(paths.data != paths.cache);
    QStandardPaths::setTestModeEnabled(false);
}

void TestDataPaths::makeFolders_missing_areMade()
{
    const QTemporaryDir root;
    const DataPaths paths = dataPaths(root.filePath(QStringLiteral("a/b")));
    QVERIFY(makeFolders(paths).hasValue());
    QVERIFY(QFileInfo(paths.data).isDir());
    QVERIFY(makeFolders(paths).hasValue());
}

void TestDataPaths::makeFolders_impossible_saysWhich()
{
    const QTemporaryDir root;
    QFile file(root.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const Result<void> made = makeFolders(dataPaths(file.fileName() + QStringLiteral("/below")));
    QVERIFY(!made);
    QCOMPARE(made.error().code, ErrorCode::FileUnwritable);
    QCOMPARE(made.error().detail, file.fileName() + QStringLiteral("/below"));
}

QTEST_APPLESS_MAIN(TestDataPaths)
#include "tst_datapaths.moc"
