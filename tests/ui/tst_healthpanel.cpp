// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthcheck.h"
#include "health/healthdialog.h"
#include "news/changesmodel.h"
#include "news/changesview.h"
#include "papers/paperpane.h"
#include "support/listbuilder.h"
#include "windowfixture.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

constexpr char kOdd[] = "# Papers\n\n## Training\n\n- [OSDI'20] Training paper 3\n- [OSDI'20] <b>Odd</b>\n"
                        "- [OSDI'20] <b>Odd</b>\n- [OSDI'20] Training paper 3\n[x](#nowhere)\n";

HealthDialog::List listOf(const QString &id, const QByteArray &text)
{
    return {id, id, [text] { return Result<QByteArray>(text); }};
}

QPushButton *buttonOf(QWidget &dialog, const char *text)
{
    for (QPushButton *button : dialog.findChildren<QPushButton *>()) {
        if (button->text().contains(QLatin1String(text))) {
            return button;
        }
    }
    return nullptr;
}

bool says(QWidget &dialog, const char *text)
{
    const auto labels = dialog.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [text](QLabel *label) {
        return label->isVisible() && label->text().startsWith(QLatin1String(text));
    });
}

} // namespace

class TestHealthPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void model_hasHeadsAndFindings();
    void page_countsAndCopiesWhatWasFound();
    void soundList_saysThatNothingWasFound();
    void unreadableList_saysWhy();
    void newestList_wins();
    void finding_leadsToThePaper();
    void command_opensThePage();
};

void TestHealthPanel::model_hasHeadsAndFindings()
{
    ListBuilder list;
    list.section("A").entry("One").entry("One").entry("Two", "arXiv", 2024,
                                                      "https://arxiv.org/abs/2501.00001");
    HealthModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setPage(HealthPage::of(checkHealth(list.build(), "")));
    QCOMPARE(model.rowCount(), 4);
    const QModelIndex head = model.index(0, 0);
    QCOMPARE(head.data().toString(), healthHeading(HealthKind::Duplicate));
    QCOMPARE(head.data(ChangesModel::CountRole).toInt(), 1);
    QVERIFY(model.findingAt(head) == nullptr);
    QVERIFY(!head.flags().testFlag(Qt::ItemIsSelectable));
    const QModelIndex finding = model.index(1, 0);
    QCOMPARE(finding.data().toString(), QStringLiteral("One"));
    QVERIFY(finding.data(ChangesModel::VenueRole).toString().startsWith(QLatin1String("line ")));
    QVERIFY(finding.data(Qt::AccessibleTextRole).toString().contains(QLatin1String("again on line")));
    QCOMPARE(model.findingAt(model.index(3, 0))->kind, HealthKind::YearDisagrees);
}

void TestHealthPanel::page_countsAndCopiesWhatWasFound()
{
    HealthDialog dialog(nullptr);
    dialog.show();
    QSignalSpy checked(&dialog, &HealthDialog::checked);
    dialog.showLists({listOf(QStringLiteral("a"), kOdd)}, {});
    QVERIFY(checked.wait());
    QVERIFY(says(dialog, "3 findings"));
    QVERIFY(dialog.findChild<ChangesView *>()->isVisible());
    buttonOf(dialog, "Copy")->click();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1String("# Papers\n\n3 findings")));
}

void TestHealthPanel::soundList_saysThatNothingWasFound()
{
    HealthDialog dialog(nullptr);
    dialog.show();
    QSignalSpy checked(&dialog, &HealthDialog::checked);
    dialog.showLists({listOf(QStringLiteral("a"), "# P\n- [OSDI'20] One\n")}, {});
    QVERIFY(checked.wait());
    QVERIFY(says(dialog, "Nothing found"));
    QVERIFY(!dialog.findChild<ChangesView *>()->isVisible());
}

void TestHealthPanel::unreadableList_saysWhy()
{
    HealthDialog dialog(nullptr);
    dialog.show();
    QVERIFY(!buttonOf(dialog, "Copy")->isEnabled());
    dialog.showLists(
        {{QStringLiteral("a"), QStringLiteral("a"),
          [] {
              return Result<QByteArray>(Error{ErrorCode::FileUnreadable, QStringLiteral("gone.md")});
          }}},
        {});
    QTRY_VERIFY(!says(dialog, "Looking"));
    const auto labels = dialog.findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(),
                        [](QLabel *label) { return label->text().contains(QLatin1String("gone.md")); }));
    QVERIFY(!buttonOf(dialog, "Save")->isEnabled());
}

void TestHealthPanel::newestList_wins()
{
    HealthDialog dialog(nullptr);
    dialog.show();
    QSignalSpy checked(&dialog, &HealthDialog::checked);
    const std::vector<HealthDialog::List> lists{listOf(QStringLiteral("a"), kOdd),
                                                listOf(QStringLiteral("b"), "# P\n- [OSDI'20] One\n")};
    dialog.showLists(lists, QStringLiteral("a"));
    dialog.showLists(lists, QStringLiteral("b"));
    QVERIFY(checked.wait());
    QCOMPARE(checked.count(), 1);
    QVERIFY(says(dialog, "Nothing found"));
}

void TestHealthPanel::finding_leadsToThePaper()
{
    WindowFixture fixture;
    fixture.action("List Health...")->trigger();
    auto *dialog = fixture.window.findChild<HealthDialog *>();
    QVERIFY(dialog != nullptr);
    QSignalSpy checked(dialog, &HealthDialog::checked);
    dialog->showLists({listOf(QStringLiteral("a"), kOdd)}, {});
    QVERIFY(checked.wait());
    auto *view = dialog->findChild<ChangesView *>();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {},
                      view->visualRect(dialog->model().index(1, 0)).center());
    const auto current = [&] {
        const quint32 work = fixture.window.findChild<PaperPane *>()->currentWork();
        const CatalogPointer &shown = fixture.papers.catalog();
        return work == kNone ? QString() : shown->string(shown->face(work).title());
    };
    QTRY_COMPARE(current(), QStringLiteral("Training paper 3"));
    fixture.window.browser().setScope({PaperView::Section, 1});
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(current(), QStringLiteral("Training paper 3"));
}

void TestHealthPanel::command_opensThePage()
{
    WindowFixture fixture;
    fixture.action("List Health...")->trigger();
    auto *dialog = fixture.window.findChild<HealthDialog *>();
    QVERIFY(dialog != nullptr && dialog->isVisible());
    QVERIFY(says(*dialog, "No list is in use."));
}

QTEST_MAIN(TestHealthPanel)
#include "tst_healthpanel.moc"
