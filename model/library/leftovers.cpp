// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/leftovers.h"

#include "base/poolwork.h"
#include "base/text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

/// A word that more new papers have than this leads nowhere.
constexpr std::size_t kPapersPerWord = 64;
constexpr std::size_t kWordsAskedFor = 8;
constexpr std::size_t kCandidates = 12;
/// So many pairs of characters are compared in one update (a second at worst); what is left over then counts
/// as gone.
constexpr std::size_t kEffort = 64'000'000;
/// Works that a thread looks through at a time.
constexpr std::size_t kShare = 65'536;
/// Less than this is never enough.
constexpr double kLeastRatio = 0.45;
/// A match must be clearer than its rivals by this.
constexpr double kClear = 0.08;

/// Words of one that have no word alike in the other.
bool hasWordOfItsOwn(const std::vector<std::string> &words, const std::vector<std::string> &others)
{
    constexpr double kSpelling = 0.7;
    return std::any_of(words.begin(), words.end(), [&](const std::string &word) {
        return !isLightWord(word) &&
               std::none_of(others.begin(), others.end(), [&](const std::string &other) {
                   return word == other || similarity(word, other) >= kSpelling;
               });
    });
}

double ratioOf(const std::string &a, const std::string &b)
{
    return std::max(similarity(a, b), similarity(b, a));
}

/// No ratio of the two is higher: what their letters would give in the best order. For the price of reading
/// them once.
double ratioAtMost(const std::string &a, const std::string &b)
{
    std::array<int, 128> letters{};
    for (const char c : a) {
        if (static_cast<unsigned char>(c) >= letters.size()) {
            return 1;
        }
        ++letters[static_cast<unsigned char>(c)];
    }
    std::size_t common = 0;
    for (const char c : b) {
        if (static_cast<unsigned char>(c) >= letters.size()) {
            return 1;
        }
        common += letters[static_cast<unsigned char>(c)]-- > 0 ? 1U : 0U;
    }
    constexpr std::size_t kCompared = 256;
    if (common == 0 || a.size() > kCompared || b.size() > kCompared) {
        return common == 0 && !a.empty() ? 0 : 1;
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

std::string_view schemeOf(std::string_view id)
{
    return id.substr(0, id.find(':'));
}

/// One side of a comparison.
struct Paper
{
    TitleParts title;
    std::vector<std::string> ids;
    std::string venue;
    int year = 0;
};

bool haveOtherIds(const Paper &before, const Paper &now)
{
    return std::any_of(now.ids.begin(), now.ids.end(), [&](const std::string &id) {
        return std::any_of(before.ids.begin(), before.ids.end(),
                           [&](const std::string &known) { return schemeOf(known) == schemeOf(id); });
    });
}

bool haveOtherNames(const TitleParts &before, const TitleParts &now)
{
    constexpr double kRenamed = 0.6;
    if (before.names.empty() || now.names.empty()) {
        return false;
    }
    return std::none_of(before.names.begin(), before.names.end(), [&](const std::string &name) {
        return std::any_of(now.names.begin(), now.names.end(),
                           [&](const std::string &other) { return ratioOf(name, other) >= kRenamed; });
    });
}

bool haveOtherYears(int before, int now)
{
    constexpr int kLongestPrint = 4;
    return before != 0 && now != 0 && (now < before - 1 || now > before + kLongestPrint);
}

bool haveOtherVenues(std::string_view before, std::string_view now)
{
    return !isPreprint(before) && !isPreprint(now) && normalTitle(before) != normalTitle(now);
}

/// Matches what is left, by an index of the new entries on their names and words.
class LeftoverMatcher final
{
public:
    LeftoverMatcher(const LibraryWorks &library, const Catalog &catalog, const EntryPlaces &places)
        : m_library(library)
        , m_catalog(catalog)
        , m_places(places)
    {
    }

    void addNewWorks(const std::vector<bool> &newWorks)
    {
        for (quint32 number = 0; number < m_catalog.entries().size(); ++number) {
            const Entry &entry = m_catalog.entry(number);
            if (newWorks[entry.work]) {
                addNewEntry(number, entry);
            }
        }
    }

    /// After addNewWorks(): only names that stand on both sides are asked for.
    void addLeft(std::span<const quint32> left)
    {
        for (const quint32 work : left) {
            m_left.push_back({work, paperOf(m_library.works[work])});
            for (const std::string &name : m_left.back().second.title.names) {
                if (m_byName.contains(name)) {
                    m_nameCounts.try_emplace(name, 0);
                }
            }
        }
        if (!m_nameCounts.empty()) {
            countNames();
        }
    }

    std::vector<LeftoverMatch> match()
    {
        std::vector<Pair> pairs;
        for (const auto &[work, paper] : m_left) {
            comparePaper(work, paper, pairs);
        }
        return clearPairs(std::move(pairs));
    }

private:
    struct Pair
    {
        quint32 libraryWork;
        quint32 work;
        double score;
    };

    void addNewEntry(quint32 number, const Entry &entry)
    {
        const quint32 index = static_cast<quint32>(m_new.size());
        m_new.push_back({number, paperOf(entry)});
        m_newByEntry.emplace(number, index);
        for (const std::string &word : m_new.back().second.title.words) {
            m_byWord[word].push_back(index);
        }
        for (const std::string &name : m_new.back().second.title.names) {
            m_byName[name].push_back(index);
        }
    }

    Paper paperOf(const Entry &entry) const
    {
        const VenueTag &tag = m_catalog.venueTag(entry.venueTag);
        return {TitleParts::of(m_catalog.text(entry.title())), m_catalog.canonicalIds(entry),
                tag.qualifier.empty() ? tag.venue : tag.qualifier + ' ' + tag.venue, m_catalog.year(entry)};
    }

    Paper paperOf(const LibraryWork &work) const
    {
        Paper paper{TitleParts::of(m_library.string(work.title)),
                    {},
                    std::string(m_library.string(work.venue)),
                    work.year};
        for (const LibraryWorks::Key &key : m_library.keysOf(work)) {
            if (key.kind == IdentityKind::Id) {
                paper.ids.emplace_back(m_library.keyText(key));
            }
        }
        return paper;
    }

    /// How many papers of the list have the names in question; some names are none ("Position: ...").
    void countNames()
    {
        NameFilter filter;
        for (const auto &[name, count] : m_nameCounts) {
            filter.add(name);
        }
        const std::size_t works = m_catalog.workCount();
        std::vector<std::vector<std::string>> found((works + kShare - 1) / kShare);
        forEachInPool(found.size(), [&](std::size_t share) {
            for (std::size_t work = share * kShare; work < std::min((share + 1) * kShare, works); ++work) {
                addNames(m_catalog.text(m_catalog.face(static_cast<quint32>(work)).title()), filter,
                         found[share]);
            }
        });
        for (const std::vector<std::string> &names : found) {
            for (const std::string &name : names) {
                ++m_nameCounts.at(name);
            }
        }
    }

    /// Adds those of a title's names that are in question.
    void addNames(std::string_view title, const NameFilter &filter, std::vector<std::string> &found) const
    {
        if (!filter.mayBeIn(title)) {
            return;
        }
        for (std::string &name : namesOf(title)) {
            if (m_nameCounts.contains(name)) {
                found.push_back(std::move(name));
            }
        }
    }

    std::vector<quint32> candidates(const Paper &paper, const std::vector<quint32> &near) const;
    void comparePaper(quint32 work, const Paper &paper, std::vector<Pair> &pairs);
    Likeness evidence(const Paper &before, const Paper &now) const;
    static double scoreOf(const Likeness &likeness);
    static std::vector<LeftoverMatch> clearPairs(std::vector<Pair> pairs);

    const LibraryWorks &m_library;
    const Catalog &m_catalog;
    const EntryPlaces &m_places;
    std::vector<std::pair<quint32, Paper>> m_left; ///< works of the library
    std::vector<std::pair<quint32, Paper>> m_new;  ///< entries of the catalog
    std::unordered_map<quint32, quint32> m_newByEntry;
    std::unordered_map<std::string, std::vector<quint32>> m_byWord;
    std::unordered_map<std::string, std::vector<quint32>> m_byName;
    std::unordered_map<std::string, quint32> m_nameCounts;
    std::size_t m_effort = kEffort;
};

/// New entries that share a name, rare words or neighbours with a paper, those that share most first.
std::vector<quint32> LeftoverMatcher::candidates(const Paper &paper, const std::vector<quint32> &near) const
{
    std::unordered_map<quint32, quint32> votes;
    const auto vote = [&](const std::vector<quint32> &found, quint32 weight) {
        for (std::size_t i = 0; i < std::min(found.size(), kPapersPerWord); ++i) {
            votes[found[i]] += weight;
        }
    };
    for (const std::string &name : paper.title.names) {
        if (const auto found = m_byName.find(name); found != m_byName.end()) {
            vote(found->second, kWordsAskedFor);
        }
    }
    std::vector<const std::vector<quint32> *> lists;
    for (const std::string &word : paper.title.words) {
        const auto found = m_byWord.find(word);
        if (found != m_byWord.end() && found->second.size() <= kPapersPerWord) {
            lists.push_back(&found->second);
        }
    }
    std::sort(lists.begin(), lists.end(), [](const auto *a, const auto *b) { return a->size() < b->size(); });
    for (std::size_t i = 0; i < std::min(lists.size(), kWordsAskedFor); ++i) {
        vote(*lists[i], 1);
    }
    for (const quint32 entry : near) {
        if (const auto found = m_newByEntry.find(entry); found != m_newByEntry.end()) {
            votes[found->second] += kWordsAskedFor;
        }
    }
    std::vector<std::pair<quint32, quint32>> ranked;
    for (const auto &[index, count] : votes) {
        ranked.emplace_back(count, index);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<quint32> best;
    for (std::size_t i = 0; i < std::min(ranked.size(), kCandidates); ++i) {
        best.push_back(ranked[i].second);
    }
    return best;
}

void LeftoverMatcher::comparePaper(quint32 work, const Paper &paper, std::vector<Pair> &pairs)
{
    const std::vector<quint32> near = m_places.near(m_library, work);
    for (const quint32 index : candidates(paper, near)) {
        const auto &[entry, now] = m_new[index];
        Likeness found = evidence(paper, now);
        found.samePlace = std::binary_search(near.begin(), near.end(), entry);
        const std::optional<double> wanted = wantedRatio(found);
        if (!wanted || ratioAtMost(paper.title.normal, now.title.normal) < *wanted) {
            continue;
        }
        const std::size_t cost = paper.title.normal.size() * now.title.normal.size() * 2;
        if (cost > m_effort) {
            return;
        }
        m_effort -= cost;
        found.ratio = ratioOf(paper.title.normal, now.title.normal);
        found.otherWords = found.ratio >= *wanted && hasWordOfItsOwn(paper.title.words, now.title.words) &&
                           hasWordOfItsOwn(now.title.words, paper.title.words);
        if (isSamePaper(found)) {
            pairs.push_back({work, m_catalog.entry(entry).work, scoreOf(found)});
        }
    }
}

/// All but what titles must be compared for, letter by letter, and their place.
Likeness LeftoverMatcher::evidence(const Paper &before, const Paper &now) const
{
    Likeness found;
    found.sameName =
        std::any_of(before.title.names.begin(), before.title.names.end(), [&](const std::string &name) {
            const auto &names = now.title.names;
            return std::find(names.begin(), names.end(), name) != names.end() && m_nameCounts.at(name) == 1;
        });
    found.otherName = haveOtherNames(before.title, now.title);
    found.otherNumbers = before.title.numbers != now.title.numbers;
    found.otherId = haveOtherIds(before, now);
    found.otherVenue = haveOtherVenues(before.venue, now.venue);
    found.otherYear = haveOtherYears(before.year, now.year);
    return found;
}

double LeftoverMatcher::scoreOf(const Likeness &likeness)
{
    constexpr double kName = 0.3;
    constexpr double kPlace = 0.15;
    return likeness.ratio + (likeness.sameName ? kName : 0) + (likeness.samePlace ? kPlace : 0);
}

/// Keeps the pairs in which each is the other's best, and clearly so.
std::vector<LeftoverMatch> LeftoverMatcher::clearPairs(std::vector<Pair> pairs)
{
    std::vector<LeftoverMatch> matches;
    std::sort(pairs.begin(), pairs.end(), [](const Pair &a, const Pair &b) { return a.score > b.score; });
    struct Best
    {
        quint32 other;
        double score;
    };
    std::unordered_map<quint32, Best> ofLibrary;
    std::unordered_map<quint32, Best> ofCatalog;
    std::vector<Pair> firsts;
    std::unordered_map<quint32, double> rivalsOfLibrary;
    std::unordered_map<quint32, double> rivalsOfCatalog;
    for (const Pair &pair : pairs) {
        const auto mine = ofLibrary.try_emplace(pair.libraryWork, Best{pair.work, pair.score}).first->second;
        const auto its = ofCatalog.try_emplace(pair.work, Best{pair.libraryWork, pair.score}).first->second;
        if (mine.other == pair.work && its.other == pair.libraryWork) {
            firsts.push_back(pair);
        }
        if (mine.other != pair.work) {
            rivalsOfLibrary.try_emplace(pair.libraryWork, pair.score);
        }
        if (its.other != pair.libraryWork) {
            rivalsOfCatalog.try_emplace(pair.work, pair.score);
        }
    }
    const auto rival = [](const auto &rivals, quint32 number) {
        const auto found = rivals.find(number);
        return found == rivals.end() ? 0.0 : found->second;
    };
    for (const Pair &pair : firsts) {
        const double second =
            std::max(rival(rivalsOfLibrary, pair.libraryWork), rival(rivalsOfCatalog, pair.work));
        const LeftoverMatch match{pair.libraryWork, pair.work};
        if (pair.score - second >= kClear &&
            std::find(matches.begin(), matches.end(), match) == matches.end()) {
            matches.push_back(match);
        }
    }
    return matches;
}

} // namespace

bool isPreprint(std::string_view venue)
{
    const std::string folded = foldedText(venue);
    const auto says = [&](const char *word) { return folded.find(word) != std::string::npos; };
    return folded.empty() || says("arxiv") || says("submitted") || says("review") || says("preprint") ||
           says("openreview") || says("rxiv");
}

std::optional<double> wantedRatio(const Likeness &likeness)
{
    constexpr double kSamePlace = 0.70;
    constexpr double kNearlyAll = 0.80;
    constexpr double kNearlyEqual = 0.90;
    if (likeness.otherYear || (likeness.otherNumbers && !likeness.sameName)) {
        return std::nullopt;
    }
    if (likeness.otherId) {
        // Ids are seldom wrong: only a link that was mended where it stood explains two of them.
        const bool mended = likeness.sameName && likeness.samePlace && !likeness.otherNumbers;
        return mended ? std::optional(kNearlyAll) : std::nullopt;
    }
    if (likeness.sameName) {
        return likeness.otherVenue || likeness.otherNumbers ? kSamePlace : kLeastRatio;
    }
    if (likeness.otherVenue) {
        return std::nullopt;
    }
    if (likeness.samePlace) {
        return likeness.otherName ? kNearlyAll : kSamePlace;
    }
    return likeness.otherName ? std::nullopt : std::optional(kNearlyEqual);
}

bool isSamePaper(const Likeness &likeness)
{
    const std::optional<double> wanted = wantedRatio(likeness);
    const bool wordsCount = likeness.otherId || (!likeness.sameName && !likeness.samePlace);
    return wanted && likeness.ratio >= *wanted && !(wordsCount && likeness.otherWords);
}

std::vector<LeftoverMatch> matchLeftovers(const LibraryWorks &library, std::span<const quint32> left,
                                          const Catalog &catalog, const std::vector<bool> &newWorks,
                                          const EntryPlaces &places)
{
    LeftoverMatcher matcher(library, catalog, places);
    matcher.addNewWorks(newWorks);
    matcher.addLeft(left);
    return matcher.match();
}

} // namespace carrel
