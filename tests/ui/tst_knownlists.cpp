// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/knownlists.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>
#include <QtTest>

using namespace carrel;

class TestKnownLists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThatComeWithCarrel_areUsable();
    void listsThatComeWithCarrel_areDifferentLists();
    void bundledList_isOneOfThem();
    void whatIsNotUnderstood_isLeftOut();
};

/// None of the file is left out as not understood, or as there before.
void TestKnownLists::listsThatComeWithCarrel_areUsable()
{
    QFile file(QStringLiteral(":/catalog/known-lists.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &error);
    QVERIFY2(error.error == QJsonParseError::NoError, qPrintable(error.errorString()));
    const std::vector<KnownList> lists = knownLists();
    QVERIFY(lists.size() >= 10);
    QCOMPARE(qsizetype(lists.size()), document[QLatin1String("lists")].toArray().size());
    for (const KnownList &list : lists) {
        QVERIFY2(!list.about.isEmpty() && list.about.size() <= 80, qPrintable(list.name));
        QVERIFY2(list.papers >= 0, qPrintable(list.name));
        const std::optional<ListSource> source = parseListSource(list.source);
        QVERIFY2(source && source->path.isEmpty(), qPrintable(list.source));
        QCOMPARE(source->addresses.first().host(), QStringLiteral("raw.githubusercontent.com"));
    }
}

void TestKnownLists::listsThatComeWithCarrel_areDifferentLists()
{
    QSet<QString> names;
    std::vector<ListRecord> records;
    for (const KnownList &list : knownLists()) {
        QVERIFY2(!names.contains(list.name.toLower()), qPrintable(list.name));
        names.insert(list.name.toLower());
        const ListRecord record = recordOf(*parseListSource(list.source), list.source);
        for (const ListRecord &other : records) {
            QVERIFY2(!sharesSource(record, other), qPrintable(list.source));
        }
        records.push_back(record);
    }
}

void TestKnownLists::bundledList_isOneOfThem()
{
    const std::vector<KnownList> lists = knownLists();
    QVERIFY(std::any_of(lists.begin(), lists.end(), [](const KnownList &list) {
        return list.source == QLatin1String("byungsoo-oh/ml-systems-papers");
    }));
}

void TestKnownLists::whatIsNotUnderstood_isLeftOut()
{
    QVERIFY(readKnownLists("nonsense").empty());
    QVERIFY(readKnownLists("{\"lists\": 3}").empty());
    const std::vector<KnownList> lists = readKnownLists(R"({"lists": [
        {"name": "A", "source": "owner/a", "about": "x", "papers": 3},
        {"name": "", "source": "owner/b"},
        {"name": "C", "source": "no list"},
        {"name": "Again", "source": "Owner/A"},
        7]})");
    QCOMPARE(lists.size(), std::size_t(1));
    QCOMPARE(lists.front().papers, 3);
}

QTEST_GUILESS_MAIN(TestKnownLists)
#include "tst_knownlists.moc"
