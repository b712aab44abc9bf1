// SPDX-License-Identifier: GPL-3.0-or-later
// Every list below a folder: random queries find what a patient reader finds, and the number beside a facet
// is the number of rows that its clause leaves. Exit status 77 when the folder is not there.
#include "markdown/catalogparser.h"
#include "model/search/referencematcher.h"
#include "search/queryrunner.h"
#include "stats/facets.h"

#include <QDirIterator>
#include <QFile>
#include <QTextStream>

#include <algorithm>

using namespace carrel;

namespace {

constexpr int kSkipped = 77;
constexpr std::size_t kLooksAList = 150000; ///< entries looked at by the patient reader, over all its queries

std::size_t rowsOf(const SearchIndex &index, const Query &query)
{
    return runQuery(index, {}, {query, {}, PaperOrder::List, false}).size();
}

QString quoted(const std::string &name)
{
    return QLatin1Char('"') + QString::fromStdString(name).remove(QLatin1Char('"')) + QLatin1Char('"');
}

/// The first facet whose count is not that of its clause; empty where all are right.
QString wrongFacet(const SearchIndex &index, const Query &query)
{
    const QueryMatchesPointer found = findMatches(index, {}, query, {});
    const auto differs = [&](const QString &clause, quint32 count) {
        const QString text = queryText(query) + QLatin1Char(' ') + clause;
        return rowsOf(index, parseQuery(text)) == count ? QString() : text;
    };
    QString wrong;
    const std::vector<VenueCount> venues = countVenues(index, found->pieces);
    for (std::size_t i = 0; i < std::min<std::size_t>(venues.size(), 5) && wrong.isEmpty(); ++i) {
        wrong = differs(QLatin1String("venue:") + quoted(venues[i].venue), venues[i].works);
    }
    for (const YearCount &year : countYears(index, found->pieces)) {
        const QString name = year.year == 0 ? QStringLiteral("none") : QString::number(year.year);
        wrong = wrong.isEmpty() ? differs(QLatin1String("year:") + name, year.works) : wrong;
    }
    const KindCounts kinds = countKinds(index, found->pieces);
    const QStringList clauses{QStringLiteral("is:survey"), QStringLiteral("has:code"),
                              QStringLiteral("has:pdf"), QStringLiteral("-has:link")};
    for (std::size_t i = 0; i < kFacetKinds && wrong.isEmpty(); ++i) {
        wrong = differs(clauses[static_cast<qsizetype>(i)], kinds[i]);
    }
    return wrong;
}

/// The first query that goes wrong; empty where all go well.
QString wrongQuery(const QByteArray &bytes, quint32 seed, int &queries)
{
    const Result<ListText> text = readListText(bytes);
    if (!text) {
        return {};
    }
    const CatalogPointer catalog = parseCatalog(*text);
    const SearchIndexPointer index = SearchIndex::build(catalog);
    const WorkStates states;
    const test::ReferenceMatcher reference(*catalog, states);
    test::RandomQueries random(*catalog, seed);
    const std::size_t rounds =
        std::clamp<std::size_t>(kLooksAList / (catalog->entries().size() + 1), 10, 300);
    for (std::size_t round = 0; round < rounds; ++round) {
        QString typed = random.next();
        const Query query = parseQuery(typed);
        const bool agrees =
            runQuery(*index, states, {query, {}, PaperOrder::List, false}) == reference.works(query);
        if (!agrees || !(parseQuery(queryText(query)) == query)) {
            return typed;
        }
        if (QString wrong = round % 10 == 0 ? wrongFacet(*index, query) : QString(); !wrong.isEmpty()) {
            return wrong;
        }
        ++queries;
    }
    return {};
}

} // namespace

int main(int count, char **arguments)
{
    QTextStream out(stdout);
    int failures = 0;
    int lists = 0;
    int queries = 0;
    for (int i = 1; i < count; ++i) {
        QDirIterator files(QString::fromLocal8Bit(arguments[i]), {QStringLiteral("*.md")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) {
                continue;
            }
            const QString wrong = wrongQuery(file.readAll(), static_cast<quint32>(++lists), queries);
            failures += wrong.isEmpty() ? 0 : 1;
            if (!wrong.isEmpty()) {
                out << file.fileName() << ": wrong for " << wrong << Qt::endl;
            }
        }
    }
    out << lists << " lists, " << queries << " queries, " << failures << " wrong" << Qt::endl;
    return lists == 0 ? kSkipped : failures > 0 ? 1 : 0;
}
