// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/matchrank.h"

#include "base/poolwork.h"
#include "base/text.h"
#include "search/engine/bytefinder.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace carrel {

namespace {

/// How a term stands in a work: the earlier here the better.
enum Fit : quint32 { IsName, StartsAsWord, Starts, WholeWord, WordStart, InsideWord, Elsewhere };

/// What it costs that several terms do not stand side by side: as much as one of them inside of a word
/// instead of at the start.
constexpr quint32 kApart = 3;
constexpr std::size_t kPieceWorks = std::size_t(16) * 1024; ///< as many as one thread ranks at a time
/// More words than this say nothing more of the order.
constexpr std::size_t kMostTerms = 8;

Fit fitAt(std::string_view title, std::size_t at, std::size_t length)
{
    const bool starts = at == 0 || title[at - 1] == ' ';
    const bool ends = at + length == title.size() || title[at + length] == ' ';
    if (at == 0) {
        return ends ? (length == title.size() ? IsName : StartsAsWord) : Starts;
    }
    return !starts ? InsideWord : ends ? WholeWord : WordStart;
}

Fit bestFit(std::string_view title, const ByteFinder &term)
{
    Fit best = Elsewhere;
    for (std::size_t at = term.find(title, 0); at != title.size() && best > Starts;
         at = term.find(title, at + 1)) {
        best = std::min(best, fitAt(title, at, term.termSize()));
    }
    return best;
}

class MatchRanker final
{
public:
    MatchRanker(const SearchIndex &index, const Query &query)
        : m_index(index)
    {
        for (std::size_t i = 0; i < std::min(query.terms.size(), kMostTerms); ++i) {
            m_terms.emplace_back(query.terms[i].folded);
            m_phrase += (i == 0 ? "" : " ") + query.terms[i].folded;
        }
    }

    /// Smaller is better; below kRanks.
    quint32 rank(quint32 work) const
    {
        const std::string_view text = m_index.textOf(work);
        const std::string_view title = text.substr(0, text.find('\n'));
        std::array<Fit, kMostTerms> fits{};
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            fits[i] = bestFit(title, m_terms[i]);
        }
        betterByNames(work, fits);
        quint32 sum = 0;
        for (std::size_t i = 0; i < m_terms.size(); ++i) {
            sum += fits[i];
        }
        const bool apart = m_terms.size() > 1 && title.find(m_phrase) == std::string_view::npos;
        return sum + (apart ? kApart : 0);
    }

    static constexpr quint32 kRanks = kMostTerms * Elsewhere + kApart + 1;

private:
    /// Short names stand apart from the title, and few papers have one.
    void betterByNames(quint32 work, std::array<Fit, kMostTerms> &fits) const
    {
        const Catalog &catalog = m_index.catalog();
        for (const quint32 number : catalog.work(work).entries) {
            const Entry &entry = catalog.entry(number);
            if (!entry.detailed) {
                continue;
            }
            for (const TextRef alias : catalog.texts(catalog.details(entry).aliases)) {
                const std::string name = foldedText(catalog.text(alias));
                for (std::size_t i = 0; i < m_terms.size(); ++i) {
                    fits[i] = std::min(fits[i], bestFit(name, m_terms[i]));
                }
            }
        }
    }

    const SearchIndex &m_index;
    std::vector<ByteFinder> m_terms;
    std::string m_phrase;
};

} // namespace

void sortByMatch(const SearchIndex &index, const Query &query, std::vector<quint32> &works)
{
    if (query.terms.empty()) {
        return;
    }
    const MatchRanker ranker(index, query);
    std::vector<quint8> ranks(works.size());
    std::vector<Range> pieces;
    for (std::size_t first = 0; first < works.size(); first += kPieceWorks) {
        const std::size_t count = std::min(kPieceWorks, works.size() - first);
        pieces.push_back({static_cast<quint32>(first), static_cast<quint32>(count)});
    }
    forEachInPool(pieces.size(), [&](std::size_t number) {
        const Range piece = pieces[number];
        for (quint32 i = piece.first; i < piece.first + piece.count; ++i) {
            ranks[i] = static_cast<quint8>(ranker.rank(works[i]));
        }
    });
    std::array<std::vector<quint32>, MatchRanker::kRanks> byRank;
    for (std::size_t i = 0; i < works.size(); ++i) {
        byRank[ranks[i]].push_back(works[i]);
    }
    auto next = works.begin();
    for (const std::vector<quint32> &each : byRank) {
        next = std::copy(each.begin(), each.end(), next);
    }
}

} // namespace carrel
