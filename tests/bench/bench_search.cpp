// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/readloop.h"
#include "bench/searchsequences.h"
#include "search/closestquery.h"
#include "search/queryrunner.h"
#include "stats/filtercounts.h"
#include "sync/listreading.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace carrel;
using bench::milliseconds;

namespace {

CatalogPointer read(const QString &path)
{
    const Result<CatalogPointer> catalog = readListFile(path);
    if (!catalog) {
        qFatal("no list");
    }
    return *catalog;
}

std::vector<std::string_view> textsOf(const SearchIndex &index)
{
    std::vector<std::string_view> texts;
    for (const TextPiece &piece : index.pieces()) {
        texts.emplace_back(piece.text);
    }
    return texts;
}

/// One line a key: sequence, letters so far, milliseconds of the engine from text to rows, of the read loop
/// beside it, of the best matches first, of all counts.
void typeSequences(const SearchIndex &index, int rounds)
{
    const std::vector<std::string_view> texts = textsOf(index);
    const WorkStates states;
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t number = 0; number < bench::kSequences.size(); ++number) {
            QueryMatchesPointer earlier;
            for (const QString &text : bench::beginnings(bench::kSequences[number].text)) {
                const double loop = bench::readLoop(texts);
                QueryMatchesPointer matches;
                WorkRows rows;
                const double engine = milliseconds([&] {
                    matches = findMatches(index, states, parseQuery(text), {}, earlier.get());
                    rows = matchRows(index, matches, PaperOrder::List, false);
                });
                const double best =
                    milliseconds([&] { rows = matchRows(index, matches, PaperOrder::BestMatch, false); });
                const double counts = milliseconds([&] {
                    (void)countFilter(index, states, matches->query, {}, matches.get(), [] { return false; });
                });
                std::printf("key %zu %d %.4f %.4f %.4f %.4f\n", number, static_cast<int>(text.size()), engine,
                            loop, best, counts);
                earlier = std::move(matches);
            }
        }
    }
}

void suggest(const SearchIndexPointer &index)
{
    WordListPointer words;
    const double made = milliseconds([&] { words = WordList::build(index, [] { return false; }); });
    const Query wrong = parseQuery(QStringLiteral("distribtued trianing"));
    const double first = milliseconds([&] { (void)closestQuery(*words, wrong); });
    std::printf("closest %.4f %.4f\n", made, first);
}

/// One line an order: the first time, with the columns it needs, and the best of some more.
void sort(const SearchIndexPointer &index)
{
    const WorkStates states;
    for (const PaperOrder order :
         {PaperOrder::Title, PaperOrder::Venue, PaperOrder::Year, PaperOrder::Links, PaperOrder::Section}) {
        const bool named = order == PaperOrder::Title || order == PaperOrder::Venue;
        SearchIndexPointer ordered = index;
        const auto run = [&] {
            const QueryMatchesPointer all = findMatches(*ordered, states, {}, {});
            (void)matchRows(*ordered, all, order, true);
        };
        const double first = milliseconds([&] {
            ordered = named ? SearchIndex::withNameOrders(index) : index;
            run();
        });
        double again = milliseconds(run);
        for (int i = 0; i < 4; ++i) {
            again = std::min(again, milliseconds(run));
        }
        std::printf("sort %d %.4f %.4f\n", static_cast<int>(order), first, again);
    }
}

void writeTitles(const Catalog &catalog, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        qFatal("cannot write");
    }
    for (quint32 work = 0; work < catalog.workCount(); ++work) {
        const std::string_view title = catalog.text(catalog.face(work).title());
        file.write(title.data(), static_cast<qint64>(title.size()));
        file.write("\n");
    }
}

} // namespace

/// bench_search FILE titles OUT: the title of each work, a line each.
/// bench_search FILE type ROUNDS: see the functions above; the first line tells works and folded bytes.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4) {
        std::fputs("usage: bench_search FILE titles OUT | type ROUNDS\n", stderr);
        return 2;
    }
    const CatalogPointer catalog = read(arguments.at(1));
    if (arguments.at(2) == QStringLiteral("titles")) {
        writeTitles(*catalog, arguments.at(3));
        return 0;
    }
    const SearchIndexPointer index = SearchIndex::build(catalog);
    std::size_t bytes = 0;
    for (const std::string_view text : textsOf(*index)) {
        bytes += text.size();
    }
    std::printf("size %u %zu\n", index->workCount(), bytes);
    typeSequences(*index, arguments.at(3).toInt());
    suggest(index);
    sort(index);
    return 0;
}
