// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/facetmodel.h"

#include "support/listbuilder.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

#include <memory>

using namespace carrel;

namespace {

const std::vector<VenueCount> &someVenues()
{
    static const std::vector<VenueCount> kVenues{{"arXiv", 40}, {"OSDI", 12}, {"IEEE MICRO", 7}, {"SOSP", 2}};
    return kVenues;
}

QString shown(const FacetModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        const int use = index.data(FacetUseRole).toInt();
        const int count = index.data(CountRole).toInt();
        rows.append(QLatin1String(use == 0   ? ""
                                  : use == 1 ? "+"
                                             : "-") +
                    index.data().toString() +
                    (count < 0 ? QString() : QLatin1Char(' ') + QString::number(count)));
    }
    return rows.join(QLatin1String(", "));
}

} // namespace

class TestFacetModel final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void kinds_areAlwaysTheSameFour();
    void venues_standByTheirNumberOfWorks();
    void typedVenues_comeFirstAndStayWithoutWorks();
    void clickedVenues_keepTheirPlaces();
    void venueThatIsClickedAndRunsOut_stays();
    void newCounts_ofTheSameVenuesAreNoReset();
    void values_areThoseOfTheRows();
    void rows_areSpokenWithCountAndUse();
    void partsOfNames_areNoVenues();
    void manyVenues_areBounded();
    void anotherList_isNotCountedYet();

private:
    void type(const char *text) { m_model->setQuery(parseQuery(QString::fromUtf8(text)), false); }
    void click(const char *text) { m_model->setQuery(parseQuery(QString::fromUtf8(text)), true); }

    std::unique_ptr<FacetModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestFacetModel::init()
{
    m_tester.reset();
    m_model = std::make_unique<FacetModel>(FacetModel::Facet::Venues);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setCatalog(
        test::ListBuilder().section("All").entry("One", "SOSP").entry("Two", "IEEE MICRO").build());
}

void TestFacetModel::kinds_areAlwaysTheSameFour()
{
    FacetModel model(FacetModel::Facet::Kinds);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(shown(model), QStringLiteral("Survey, Has code, Has PDF, No link"));
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setKinds({3, 0, 7, 1});
    model.setQuery(parseQuery(u"is:survey -has:code -has:link"), false);
    QCOMPARE(shown(model), QStringLiteral("+Survey 3, -Has code 0, Has PDF 7, +No link 1"));
    model.setQuery(parseQuery(u"has:link"), false);
    QCOMPARE(shown(model), QStringLiteral("Survey 3, Has code 0, Has PDF 7, -No link 1"));
    QCOMPARE(resets.count(), 0);
}

void TestFacetModel::venues_standByTheirNumberOfWorks()
{
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 40, OSDI 12, IEEE MICRO 7, SOSP 2"));
}

void TestFacetModel::typedVenues_comeFirstAndStayWithoutWorks()
{
    type("venue:\"ieee micro\" OR venue:sosp -venue:atc");
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("+IEEE MICRO 7, +SOSP 2, -atc 0, arXiv 40, OSDI 12"));
    m_model->setVenues({{"OSDI", 1}});
    QCOMPARE(shown(*m_model), QStringLiteral("+IEEE MICRO 0, +SOSP 0, -atc 0, OSDI 1"));
    type("kv");
    m_model->setVenues({{"OSDI", 1}});
    QCOMPARE(shown(*m_model), QStringLiteral("OSDI 1"));
}

void TestFacetModel::clickedVenues_keepTheirPlaces()
{
    m_model->setVenues(someVenues());
    click("venue:sosp");
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 40, OSDI 12, IEEE MICRO 7, +SOSP 2"));
    click("-venue:sosp");
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 40, OSDI 12, IEEE MICRO 7, -SOSP 2"));
    type("-venue:sosp kv");
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("-SOSP 2, arXiv 40, OSDI 12, IEEE MICRO 7"));
    click("kv");
    m_model->setVenues({{"OSDI", 3}});
    QCOMPARE(shown(*m_model), QStringLiteral("SOSP 0, OSDI 3"));
}

void TestFacetModel::venueThatIsClickedAndRunsOut_stays()
{
    m_model->setVenues(someVenues());
    click("venue:sosp");
    m_model->setVenues({{"arXiv", 4}, {"OSDI", 1}});
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 4, OSDI 1, +SOSP 0"));
}

void TestFacetModel::newCounts_ofTheSameVenuesAreNoReset()
{
    m_model->setVenues(someVenues());
    const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    std::vector<VenueCount> more = someVenues();
    more[0].works = 41;
    m_model->setVenues(more);
    click("venue:osdi");
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 41, +OSDI 12, IEEE MICRO 7, SOSP 2"));
    QCOMPARE(resets.count(), 0);
    QCOMPARE(changes.count(), 2);
}

void TestFacetModel::values_areThoseOfTheRows()
{
    m_model->setVenues(someVenues());
    QVERIFY(m_model->valueAt(m_model->index(2)) == *venueValue("ieee micro"));
    const FacetModel kinds(FacetModel::Facet::Kinds);
    const FacetValue noLink = kinds.valueAt(kinds.index(3));
    QCOMPARE(withUse({}, noLink, ClauseUse::Included), QStringLiteral("-has:link"));
}

void TestFacetModel::rows_areSpokenWithCountAndUse()
{
    m_model->setVenues(someVenues());
    click("venue:arxiv -venue:osdi");
    const auto spoken = [&](int row) { return m_model->index(row).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(spoken(0), QStringLiteral("arXiv, papers: 40, included"));
    QCOMPARE(spoken(1), QStringLiteral("OSDI, papers: 12, excluded"));
    QCOMPARE(spoken(2), QStringLiteral("IEEE MICRO, papers: 7"));
}

void TestFacetModel::partsOfNames_areNoVenues()
{
    type("venue:~s");
    m_model->setVenues(someVenues());
    QCOMPARE(shown(*m_model), QStringLiteral("arXiv 40, OSDI 12, IEEE MICRO 7, SOSP 2"));
}

void TestFacetModel::manyVenues_areBounded()
{
    std::vector<VenueCount> venues;
    for (quint32 i = 0; i < 50'000; ++i) {
        venues.push_back({"Venue " + std::to_string(i), 50'000 - i});
    }
    type("venue:\"venue 5000\" OR venue:\"venue 49000\"");
    m_model->setVenues(venues);
    QVERIFY(m_model->rowCount() < 5000);
    QCOMPARE(m_model->index(0).data().toString(), QStringLiteral("Venue 5000"));
    QCOMPARE(m_model->index(0).data(CountRole).toInt(), 45'000);
    QCOMPARE(m_model->index(1).data(CountRole).toInt(), FacetModel::kUnknownCount);
    QCOMPARE(m_model->index(1).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("venue 49000, included"));
    QCOMPARE(m_model->index(2).data().toString(), QStringLiteral("Venue 0"));
}

void TestFacetModel::anotherList_isNotCountedYet()
{
    m_model->setVenues(someVenues());
    m_model->setCatalog(nullptr);
    QCOMPARE(m_model->rowCount(), 0);
    FacetModel kinds(FacetModel::Facet::Kinds);
    kinds.setKinds({1, 2, 3, 4});
    kinds.setCatalog(nullptr);
    QCOMPARE(shown(kinds), QStringLiteral("Survey, Has code, Has PDF, No link"));
}

QTEST_GUILESS_MAIN(TestFacetModel)
#include "tst_facetmodel.moc"
