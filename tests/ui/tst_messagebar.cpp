// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/errortext.h"
#include "widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

namespace carrel {

class MessageBarTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showMessage_newestTakesThePlace();
    void showMessage_isPlainText();
    void action_runsOnceAndClosesTheBar();
    void action_mayShowAMessageOfItsOwn();
    void close_forgetsTheAction();
    void errorText_eachCodeHasASentence();
    void errorText_namesTheFileInBoundedPlainWords();
};

void MessageBarTest::showMessage_newestTakesThePlace()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("first"), {QStringLiteral("Mend"), [] {}});
    bar.showMessage(MessageBar::Kind::Information, QStringLiteral("second"));
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.text(), QStringLiteral("second"));
    QCOMPARE(bar.accessibleName(), QStringLiteral("second"));
    QVERIFY(bar.findChild<QPushButton *>(QStringLiteral("messageAction"))->isHidden());
}

void MessageBarTest::showMessage_isPlainText()
{
    MessageBar bar;
    bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("<b>x</b>"));
    QCOMPARE(bar.findChild<QLabel *>(QStringLiteral("messageText"))->textFormat(), Qt::PlainText);
}

void MessageBarTest::action_runsOnceAndClosesTheBar()
{
    MessageBar bar;
    int runs = 0;
    bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("text"),
                    {QStringLiteral("Mend"), [&] { ++runs; }});
    auto *button = bar.findChild<QPushButton *>(QStringLiteral("messageAction"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(runs, 1);
    QVERIFY(bar.isHidden());
}

void MessageBarTest::action_mayShowAMessageOfItsOwn()
{
    MessageBar bar;
    const auto again = [&] { bar.showMessage(MessageBar::Kind::Information, QStringLiteral("done")); };
    bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("text"), {QStringLiteral("Mend"), again});
    QTest::mouseClick(bar.findChild<QPushButton *>(QStringLiteral("messageAction")), Qt::LeftButton);
    QCOMPARE(bar.text(), QStringLiteral("done"));
}

void MessageBarTest::close_forgetsTheAction()
{
    MessageBar bar;
    int runs = 0;
    bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("text"),
                    {QStringLiteral("Mend"), [&] { ++runs; }});
    QTest::mouseClick(bar.findChild<QToolButton *>(QStringLiteral("messageClose")), Qt::LeftButton);
    QVERIFY(bar.isHidden());
    QTest::mouseClick(bar.findChild<QPushButton *>(QStringLiteral("messageAction")), Qt::LeftButton);
    QCOMPARE(runs, 0);
}

void MessageBarTest::errorText_eachCodeHasASentence()
{
    for (int code = 0; code <= static_cast<int>(ErrorCode::OpenerFailed); ++code) {
        const QString text =
            errorText({static_cast<ErrorCode>(code), QStringLiteral("/home/reader/list.md")});
        QVERIFY2(text.endsWith(QLatin1Char('.')), qPrintable(text));
        QVERIFY(!text.contains(QLatin1String("%1")));
        QVERIFY(!text.contains(QLatin1String("/home")));
    }
}

void MessageBarTest::errorText_namesTheFileInBoundedPlainWords()
{
    QCOMPARE(errorText({ErrorCode::NoPapers, QStringLiteral("/a/empty %1.md")}),
             QStringLiteral("\u201cempty %1.md\u201d has no papers in it."));
    const QString hostile = QString(5000, QLatin1Char('x')) + QChar(0x202E) + QLatin1Char('\n');
    const QString text = errorText({ErrorCode::NotText, hostile});
    QVERIFY(text.size() < 300);
    QVERIFY(!text.contains(QLatin1Char('\n')));
    QVERIFY(!text.contains(QChar(0x202E)));
    QVERIFY(errorText({ErrorCode::NoPapers, QString()}).startsWith(QLatin1String("The file")));
}

} // namespace carrel

QTEST_MAIN(carrel::MessageBarTest)
#include "tst_messagebar.moc"
