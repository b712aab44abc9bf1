// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/itemroles.h"
#include "items/papertablemodel.h"
#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QMimeData>
#include <QSignalSpy>
#include <QUrl>
#include <QtTest>

#include <memory>
#include <numeric>

using namespace carrel;
using test::ListBuilder;

namespace {

constexpr int kTitle = 2;

CatalogPointer sixPapers()
{
    return ListBuilder()
        .section("Systems")
        .entry("Zero", "OSDI", 2024, "https://example.org/0")
        .entry("One", "SOSP", 2023)
        .entry("Two", "ATC", 2022, "https://example.org/2")
        .entry("Three")
        .entry("Four")
        .entry("Five & <b>six</b>", "NAIC", 2021)
        .build();
}

std::shared_ptr<WorkStates> states(std::size_t works)
{
    return std::make_shared<WorkStates>(works);
}

std::vector<quint32> allRows(std::size_t works)
{
    std::vector<quint32> rows(works);
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

} // namespace

class TestPaperTableModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void emptyModel_hasNoRows();
    void setCatalog_showsTheRowsInTheirOrder();
    void setRows_followsThePersistentIndexes();
    void setRows_followsManyPersistentIndexes();
    void setRows_keepsCurrentAndSelectionThatSurvive();
    void setRows_fromNothingAndToNothing();
    void setRows_withTheSameRowsTellsNothing();
    void rowOf_knowsWhatIsShown();
    void setStates_changesOnlyTheRowsShown();
    void setStates_ofManyWorksTellsOnce();
    void iconColumns_haveNoTextButSpeak();
    void toolTip_isEscaped();
    void facts_areToldByRole();
    void mimeData_holdsAddressesAndTitles();
    void header_namesTheColumns();

private:
    QString title(int row) const { return m_model->index(row, kTitle).data().toString(); }

    CatalogPointer m_catalog;
    std::unique_ptr<PaperTableModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestPaperTableModel::init()
{
    m_tester.reset();
    m_catalog = sixPapers();
    m_model = std::make_unique<PaperTableModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setCatalog(m_catalog, states(6), allRows(6));
}

void TestPaperTableModel::emptyModel_hasNoRows()
{
    PaperTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.rowOf(0), -1);
}

void TestPaperTableModel::setCatalog_showsTheRowsInTheirOrder()
{
    m_model->setCatalog(m_catalog, states(6), {3, 1});
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(title(0), QStringLiteral("Three"));
    QCOMPARE(title(1), QStringLiteral("One"));
}

void TestPaperTableModel::setRows_followsThePersistentIndexes()
{
    const QPersistentModelIndex two = m_model->index(2, kTitle);
    const QPersistentModelIndex four = m_model->index(4, kTitle);
    m_model->setRows({5, 2, 1});
    QCOMPARE(two.row(), 1);
    QCOMPARE(two.column(), kTitle);
    QCOMPARE(two.data().toString(), QStringLiteral("Two"));
    QVERIFY(!four.isValid());
}

void TestPaperTableModel::setRows_followsManyPersistentIndexes()
{
    std::vector<QPersistentModelIndex> indexes;
    for (int row = 0; row < 6; ++row) {
        indexes.emplace_back(m_model->index(row, 0));
        indexes.emplace_back(m_model->index(row, kTitle));
    }
    m_model->setRows({5, 2, 1});
    const std::vector<int> rows{-1, 2, 1, -1, -1, 0};
    for (std::size_t i = 0; i < indexes.size(); ++i) {
        QCOMPARE(indexes[i].row(), rows[i / 2]);
    }
    QCOMPARE(m_model->rowOf(2), 1);
    m_model->setRows({3, 2});
    QCOMPARE(m_model->rowOf(2), 1);
    QCOMPARE(m_model->rowOf(5), -1);
}

void TestPaperTableModel::setRows_keepsCurrentAndSelectionThatSurvive()
{
    QItemSelectionModel selection(m_model.get());
    const auto rows = QItemSelectionModel::Select | QItemSelectionModel::Rows;
    selection.setCurrentIndex(m_model->index(4, kTitle), QItemSelectionModel::NoUpdate);
    selection.select(m_model->index(1, 0), rows);
    selection.select(m_model->index(3, 0), rows);
    selection.select(m_model->index(4, 0), rows);
    m_model->setRows({5, 4, 1});
    QCOMPARE(selection.currentIndex(), m_model->index(1, kTitle));
    const QModelIndexList selected = selection.selectedRows();
    QCOMPARE(selected.size(), 2);
    QVERIFY(selection.isRowSelected(1));
    QVERIFY(selection.isRowSelected(2));
    for (const QItemSelectionRange &range : selection.selection()) {
        QVERIFY(range.isValid());
    }
    m_model->setRows({0, 1, 2, 3, 4, 5});
    QCOMPARE(selection.currentIndex(), m_model->index(4, kTitle));
    QCOMPARE(selection.selectedRows().size(), 2);
}

void TestPaperTableModel::setRows_fromNothingAndToNothing()
{
    QItemSelectionModel selection(m_model.get());
    selection.setCurrentIndex(m_model->index(4, kTitle),
                              QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_model->setRows({});
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!selection.currentIndex().isValid());
    QVERIFY(selection.selectedIndexes().isEmpty());
    m_model->setRows(allRows(6));
    QCOMPARE(m_model->rowCount(), 6);
}

void TestPaperTableModel::setRows_withTheSameRowsTellsNothing()
{
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::layoutChanged);
    m_model->setRows(allRows(6));
    QCOMPARE(changes.count(), 0);
}

void TestPaperTableModel::rowOf_knowsWhatIsShown()
{
    m_model->setRows({5, 2});
    QCOMPARE(m_model->rowOf(2), 1);
    QCOMPARE(m_model->rowOf(3), -1);
    QCOMPARE(m_model->rowOf(99), -1);
    QCOMPARE(m_model->workAt(0), 5U);
    m_model->setRows({3});
    QCOMPARE(m_model->rowOf(3), 0);
}

void TestPaperTableModel::setStates_changesOnlyTheRowsShown()
{
    m_model->setRows({4, 2, 1, 0});
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    const std::shared_ptr<WorkStates> marked = states(6);
    for (const std::size_t work : {1U, 2U, 3U}) {
        marked->setState(work, {true, true});
    }
    m_model->setStates(marked, {1, 2, 3});
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 2);
    QVERIFY(m_model->index(1, 0).data(BookmarkedRole).toBool());
    QVERIFY(m_model->index(2, 0).data(ReadRole).toBool());
    QVERIFY(!m_model->index(3, 0).data(ReadRole).toBool());
}

void TestPaperTableModel::setStates_ofManyWorksTellsOnce()
{
    ListBuilder list;
    for (int i = 0; i < 400; ++i) {
        list.entry("Paper " + std::to_string(i));
    }
    m_model->setCatalog(list.build(), states(400), allRows(400));
    std::vector<quint32> everyOther;
    for (quint32 work = 0; work < 400; work += 2) {
        everyOther.push_back(work);
    }
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setStates(states(400), everyOther);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 398);
}

void TestPaperTableModel::iconColumns_haveNoTextButSpeak()
{
    const std::shared_ptr<WorkStates> marked = states(6);
    marked->setState(0, {true, false});
    m_model->setStates(marked, {0});
    QCOMPARE(m_model->index(0, 0).data(), QVariant());
    QCOMPARE(m_model->index(0, 0).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Bookmarked"));
    QCOMPARE(m_model->index(0, 1).data(), QVariant());
    QCOMPARE(m_model->index(0, 1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("Unread"));
}

void TestPaperTableModel::toolTip_isEscaped()
{
    QCOMPARE(m_model->index(5, kTitle).data(Qt::ToolTipRole).toString(),
             QStringLiteral("<span>Five &amp; &lt;b&gt;six&lt;/b&gt;</span>"));
    QCOMPARE(m_model->index(5, kTitle).data().toString(), QStringLiteral("Five & <b>six</b>"));
}

void TestPaperTableModel::facts_areToldByRole()
{
    EntryDraft draft;
    draft.title = "A survey";
    draft.survey = true;
    draft.links = {{"https://arxiv.org/abs/2301.00001", ""}, {"https://github.com/a/b", "Code"}};
    m_model->setCatalog(ListBuilder().entry("Other").entry(draft).build(), states(2), {1, 0});
    const QModelIndex index = m_model->index(0, 0);
    QCOMPARE(index.data(WorkRole).toUInt(), 1U);
    QVERIFY(index.data(SurveyRole).toBool());
    QVERIFY(!m_model->index(1, 0).data(SurveyRole).toBool());
    const QList<int> kinds{static_cast<int>(LinkKind::ArxivAbs), static_cast<int>(LinkKind::Github)};
    QCOMPARE(index.data(FormKindsRole).value<QList<int>>(), kinds);
}

void TestPaperTableModel::mimeData_holdsAddressesAndTitles()
{
    const QModelIndexList indexes{m_model->index(2, 0), m_model->index(0, 0), m_model->index(0, kTitle),
                                  m_model->index(1, 0)};
    const std::unique_ptr<QMimeData> data(m_model->mimeData(indexes));
    const QList<QUrl> urls{QUrl(QStringLiteral("https://example.org/0")),
                           QUrl(QStringLiteral("https://example.org/2"))};
    QCOMPARE(data->urls(), urls);
    QCOMPARE(data->text(), QStringLiteral("Zero https://example.org/0\nOne\nTwo https://example.org/2"));
    const std::unique_ptr<QMimeData> plain(m_model->mimeData({m_model->index(1, 0)}));
    QVERIFY(!plain->hasUrls());
}

void TestPaperTableModel::header_namesTheColumns()
{
    QCOMPARE(m_model->headerData(kTitle, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Title"));
    QCOMPARE(m_model->headerData(0, Qt::Horizontal, Qt::DisplayRole), QVariant());
    QCOMPARE(m_model->headerData(0, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
             QStringLiteral("Bookmark"));
    QCOMPARE(m_model->headerData(99, Qt::Horizontal, Qt::DisplayRole), QVariant());
    QCOMPARE(m_model->headerData(0, Qt::Vertical, Qt::DisplayRole), QVariant());
}

QTEST_GUILESS_MAIN(TestPaperTableModel)
#include "tst_papertablemodel.moc"
