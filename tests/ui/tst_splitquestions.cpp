// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/splitdialog.h"
#include "windowfixture.h"

#include <QPushButton>
#include <QRadioButton>
#include <QtTest>

namespace carrel {

using test::ListBuilder;
using test::WindowFixture;

/// The reader is asked about a paper that became two.
class SplitQuestionsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void split_isToldWithAButton();
    void answer_isGivenAndUndone();
    void later_asksAgainWithTheNextList();
    void command_asksAgain_asLongAsThereIsAQuestion();
    void otherList_closesTheQuestion();
};

namespace {

constexpr std::string_view kFirst = "Alpha: One Paper on Graphs & Trees";
constexpr std::string_view kSecond = "Alpha: A Paper on Graphs & Trees";
constexpr std::string_view kArxiv = "https://arxiv.org/abs/2401.00001";

CatalogPointer one()
{
    return ListBuilder().section("A").entry(kFirst, "", 0, kArxiv).entry(kSecond, "", 0, kArxiv).build();
}

CatalogPointer two()
{
    return ListBuilder()
        .section("A")
        .entry(kFirst, "OSDI", 2024, kArxiv)
        .section("B")
        .entry(kSecond, "", 0, "https://arxiv.org/abs/2405.00005")
        .build();
}

QPushButton *assignButton(WindowFixture &fixture)
{
    for (QPushButton *button : fixture.window.findChild<MessageBar *>()->findChildren<QPushButton *>()) {
        if (button->text().startsWith(QLatin1String("Assign"))) {
            return button;
        }
    }
    return nullptr;
}

SplitDialog *askedIn(WindowFixture &fixture)
{
    fixture.take(one());
    fixture.commands.setBookmarked({0}, true);
    fixture.take(two());
    if (!QTest::qWaitFor([&] { return fixture.message().contains(QLatin1String("two papers")); })) {
        return nullptr;
    }
    QPushButton *button = assignButton(fixture);
    if (button == nullptr) {
        return nullptr;
    }
    button->click();
    return fixture.window.findChild<SplitDialog *>();
}

bool bookmarked(const WindowFixture &fixture, quint32 work)
{
    return (*fixture.library->states())[work].bookmarked;
}

} // namespace

void SplitQuestionsTest::split_isToldWithAButton()
{
    WindowFixture fixture;
    const SplitDialog *dialog = askedIn(fixture);
    QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
    const auto choices = dialog->findChildren<QRadioButton *>();
    QCOMPARE(choices.size(), 3);
    QCOMPARE(choices[0]->accessibleName(), QString::fromUtf8(kFirst.data(), kFirst.size()));
    QVERIFY(choices[0]->text().contains(QLatin1String("&&")));
    QVERIFY(choices[0]->accessibleDescription().contains(QLatin1String("OSDI")));
    QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("assign"))->isEnabled());
}

void SplitQuestionsTest::answer_isGivenAndUndone()
{
    WindowFixture fixture;
    SplitDialog *dialog = askedIn(fixture);
    QVERIFY(dialog != nullptr);
    dialog->findChildren<QRadioButton *>()[1]->click();
    dialog->findChild<QPushButton *>(QStringLiteral("assign"))->click();
    QVERIFY(!bookmarked(fixture, 0) && bookmarked(fixture, 1));
    QCOMPARE(fixture.history.undoName(), QStringLiteral("Assign Marks"));
    QVERIFY(fixture.history.undo().hasValue());
    QVERIFY(bookmarked(fixture, 0) && !bookmarked(fixture, 1));
    QTRY_VERIFY(fixture.window.findChild<SplitDialog *>() == nullptr);
}

void SplitQuestionsTest::later_asksAgainWithTheNextList()
{
    WindowFixture fixture;
    SplitDialog *dialog = askedIn(fixture);
    QVERIFY(dialog != nullptr);
    dialog->reject();
    QCOMPARE(fixture.library->questions().size(), std::size_t(1));
    fixture.take(test::smallList());
    QTRY_VERIFY(fixture.library->questions().empty());
    QCoreApplication::processEvents();
    QVERIFY(askedIn(fixture) != nullptr);
}

void SplitQuestionsTest::command_asksAgain_asLongAsThereIsAQuestion()
{
    WindowFixture fixture;
    QAction *command = fixture.action("Assign Marks...");
    QVERIFY(command != nullptr && !command->isEnabled());
    SplitDialog *dialog = askedIn(fixture);
    QVERIFY(dialog != nullptr);
    dialog->reject();
    QTRY_VERIFY(fixture.window.findChild<SplitDialog *>() == nullptr);
    QVERIFY(command->isEnabled());
    command->trigger();
    dialog = fixture.window.findChild<SplitDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    dialog->findChildren<QRadioButton *>()[0]->click();
    dialog->findChild<QPushButton *>(QStringLiteral("assign"))->click();
    QVERIFY(!command->isEnabled());
}

void SplitQuestionsTest::otherList_closesTheQuestion()
{
    WindowFixture fixture;
    QVERIFY(askedIn(fixture) != nullptr);
    fixture.take(test::smallList());
    QTRY_VERIFY(fixture.window.findChild<SplitDialog *>() == nullptr);
}

} // namespace carrel

QTEST_MAIN(carrel::SplitQuestionsTest)
#include "tst_splitquestions.moc"
