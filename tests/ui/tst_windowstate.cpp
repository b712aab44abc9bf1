// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/windowstate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

namespace carrel {

class WindowStateTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void written_readsBackTheSame();
    void noFile_givesTheFirstState();
    void garbage_givesSaneValues_data();
    void garbage_givesSaneValues();
    void unwritableFile_isToldNotFatal();

private:
    QTemporaryDir m_folder;
};

void WindowStateTest::written_readsBackTheSame()
{
    WindowState state;
    state.geometry = QByteArray("\x01\xd9\0\xff", 4);
    state.sidebarWidth = 240;
    state.detailWidth = 333;
    state.detailHeight = 210;
    state.detail = DetailPlacement::Below;
    state.sidebarShown = false;
    state.facetsHeight = 271;
    state.facetsShown = false;
    state.sections = "{\"open\":[\"A\\u001fB\"]}";
    state.columns = "{\"title\":1}";
    state.filter = QStringLiteral("\"kv cache\", caf\u00e9; x=%1");
    state.everywhere = true;
    state.zoom = -3;
    const QString file = m_folder.filePath(QStringLiteral("window.json"));
    QVERIFY(writeWindowState(file, state));
    QCOMPARE(readWindowState(file), state);
}

void WindowStateTest::noFile_givesTheFirstState()
{
    QCOMPARE(readWindowState(m_folder.filePath(QStringLiteral("none.json"))), WindowState());
}

void WindowStateTest::garbage_givesSaneValues_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("binary") << QByteArray("\x7f\x45LF\0\0\xff\xfe{{{[[[", 14);
    QTest::newRow("half") << QByteArray("{\"zoom\": 3, \"filter\": \"att");
    QTest::newRow("wrong types") << QByteArray(
        R"({"zoom": "lots", "sidebarWidth": -7, "detailWidth": 99999999999,
        "detail": 7, "sidebarShown": "maybe", "filter": [], "sections": {"a": 1}, "geometry": "\u0000%%"})");
    QTest::newRow("deep") << QByteArray(100'000, '[');
    QTest::newRow("huge text") << QByteArray("{\"filter\": \"") + QByteArray(3'000'000, 'x') +
                                      QByteArray("\"}");
    QTest::newRow("huge file") << QByteArray(8'000'000, ' ');
}

void WindowStateTest::garbage_givesSaneValues()
{
    QFETCH(QByteArray, bytes);
    const QString path = m_folder.filePath(QStringLiteral("garbage.json"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    file.close();
    const WindowState state = readWindowState(path);
    QVERIFY(state.zoom >= -20 && state.zoom <= 20);
    QVERIFY(state.sidebarWidth >= 0 && state.detailWidth >= 0 && state.detailHeight >= 0);
    QVERIFY(state.detail == DetailPlacement::Right);
    QVERIFY(state.filter.size() <= 2000);
}

void WindowStateTest::unwritableFile_isToldNotFatal()
{
    QVERIFY(!writeWindowState(QStringLiteral("/proc/none/window.json"), WindowState()));
}

} // namespace carrel

QTEST_MAIN(carrel::WindowStateTest)
#include "tst_windowstate.moc"
