// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "news/changesmodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

void addCompany(ListBuilder &list)
{
    for (int i = 0; i < 6; ++i) {
        list.entry("Company of the " + std::to_string(i) + "th kind");
    }
}

ChangesPagePointer samplePage()
{
    ListBuilder before;
    before.section("Training");
    addCompany(before);
    before.entry("Splitwise", "arXiv", 2023, "https://arxiv.org/abs/2311.18677");
    before.entry("AMPipe <b>bold</b>", "ATC", 2023);
    ListBuilder now;
    now.section("Training");
    addCompany(now);
    now.entry("Splitwise", "ISCA", 2024, "https://user:secret@example.org/splitwise");
    now.entry("Marconi", "MLSys", 2025).section("Serving").entry("Orca");
    return ChangesPage::of(diffLists(before.build(), now.build()));
}

} // namespace

class TestChangesModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_standByKindAndSection();
    void passwords_areNotShown();
    void changes_canBeSelectedAndHeadsCannot();
    void factLines_areAsManyAsTold();
    void nothing_isSaid();
};

void TestChangesModel::rows_standByKindAndSection()
{
    ChangesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setPage(samplePage());
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        lines.append(QString(index.data(ChangesModel::RowRole).toInt() * 2, QLatin1Char(' ')) +
                     index.data().toString() + QLatin1Char('|') +
                     index.data(ChangesModel::VenueRole).toString() + QLatin1Char('|') +
                     index.data(ChangesModel::FactsRole).toStringList().join(QLatin1Char(',')));
    }
    const QStringList expected{
        QStringLiteral("Added||"),
        QStringLiteral("  Training||"),
        QStringLiteral("    Marconi|MLSys 2025|"),
        QStringLiteral("  Serving||"),
        QStringLiteral("    Orca||"),
        QStringLiteral("Published, a preprint before||"),
        QStringLiteral("  Training||"),
        QStringLiteral("    Splitwise|ISCA 2024|arXiv 2023 \u2192 ISCA 2024"),
        QStringLiteral("Link changed||"),
        QStringLiteral("  Training||"),
        QStringLiteral("    Splitwise|ISCA 2024|was https://arxiv.org/abs/2311.18677,now "
                       "https://user@example.org/splitwise"),
        QStringLiteral("Removed||"),
        QStringLiteral("  Training||"),
        QStringLiteral("    AMPipe <b>bold</b>|ATC 2023|")};
    QCOMPARE(lines, expected);
    QCOMPARE(model.page()->summary(), QStringLiteral("2 added, 1 published, 1 with another link, 1 removed"));
    QCOMPARE(model.index(0, 0).data(ChangesModel::CountRole).toInt(), 2);
}

void TestChangesModel::passwords_areNotShown()
{
    ChangesModel model;
    model.setPage(samplePage());
    for (int row = 0; row < model.rowCount(); ++row) {
        for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)}) {
            QVERIFY(!model.index(row, 0).data(role).toString().contains(QStringLiteral("secret")));
        }
    }
}

void TestChangesModel::changes_canBeSelectedAndHeadsCannot()
{
    ChangesModel model;
    model.setPage(samplePage());
    QVERIFY(!model.flags(model.index(0, 0)).testFlag(Qt::ItemIsSelectable));
    QVERIFY(model.changeAt(model.index(1, 0)) == nullptr);
    QVERIFY(model.flags(model.index(2, 0)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(model.changeAt(model.index(2, 0))->kind, ChangeKind::Added);
    QVERIFY(!model.index(13, 0).data(Qt::ToolTipRole).toString().contains(QStringLiteral("<b>")));
}

void TestChangesModel::factLines_areAsManyAsTold()
{
    ChangesModel model;
    model.setPage(samplePage());
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        QCOMPARE(index.data(ChangesModel::FactsRole).toStringList().size(),
                 index.data(ChangesModel::FactCountRole).toInt());
    }
}

void TestChangesModel::nothing_isSaid()
{
    const CatalogPointer list = ListBuilder().entry("A paper").build();
    const ChangesPagePointer page = ChangesPage::of(diffLists(list, list));
    QVERIFY(page->rows.empty());
    QCOMPARE(page->summary(), QStringLiteral("Nothing has changed."));
}

QTEST_GUILESS_MAIN(TestChangesModel)
#include "tst_changesmodel.moc"
