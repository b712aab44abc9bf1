// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/findings.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace carrel {

namespace {

/// Series whose names are near to each other and yet none is a slip of the other.
constexpr std::array<std::string_view, 30> kSeries{
    "sigmod",      "sigcomm", "sigir",    "sigkdd",      "iscas",   "ispass",         "ipdps",   "ipdpsw",
    "icdcs",       "icdcn",   "icdsc",    "iccad",       "iccd",    "hotnets",        "hotos",   "hotmobile",
    "mobisys",     "mobicom", "mobihoc",  "mobiquitous", "neurips", "neurocomputing", "eurosys", "euromlsys",
    "interspeech", "infocom", "globecom", "ubicomp",     "percom",  "pervasive"};

/// Words of tags that are not names.
constexpr std::array<std::string_view, 13> kQualifiers{
    "workshop", "tutorial", "poster",   "spotlight", "keynote",     "industry",    "highlight",
    "findings", "extended", "abstract", "appear",    "outstanding", "presentation"};

/// So often is the usual spelling written for each time of one that is taken for a slip.
constexpr quint32 kTimesMore = 5;
constexpr std::size_t kLeastSlip = 5;
constexpr std::size_t kLongName = 7;
constexpr std::size_t kMostName = 32;

/// One letter more, less or another, or two neighbours changed round.
enum class Slip { None, Swap, Letter, LastLetter };

Slip slipBetween(std::string_view a, std::string_view b)
{
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (a == b || b.size() - a.size() > 1) {
        return Slip::None;
    }
    const auto head =
        static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
    const std::string_view restA = a.substr(head);
    const std::string_view restB = b.substr(head);
    if (a.size() < b.size()) {
        return restA != restB.substr(1) ? Slip::None : restA.empty() ? Slip::LastLetter : Slip::Letter;
    }
    if (restA.substr(1) == restB.substr(1)) {
        return restA.size() == 1 ? Slip::LastLetter : Slip::Letter;
    }
    const bool swapped = restA.size() > 1 && restA[0] == restB[1] && restA[1] == restB[0] &&
                         restA.substr(2) == restB.substr(2);
    return swapped ? Slip::Swap : Slip::None;
}

/// `PPoPP` and `PPOPP`, `HotNets` and `Hot Nets` are one series; digits are none of its name's letters.
std::string seriesKey(std::string_view name)
{
    return normalTitle(name);
}

/// How the raw tag writes a name that may stand in its usual spelling in the tag.
std::string spellingIn(std::string_view raw, std::string_view name)
{
    const std::string folded = caseFolded(raw);
    const std::string wanted = caseFolded(name);
    const std::size_t at = folded.find(wanted);
    if (at != std::string::npos && folded.size() == raw.size() && wanted.size() == name.size()) {
        return std::string(raw.substr(at, name.size()));
    }
    // A slip that reading has mended: the first word.
    const std::size_t end = raw.find_first_of(" '\u2019`,(0123456789");
    return std::string(raw.substr(0, end));
}

struct Spelling
{
    std::string series;
    quint32 count = 0;
    std::vector<quint32> lines;
    quint32 moreLines = 0;
    quint32 entry = kNone;
};

class VenueChecker final
{
public:
    explicit VenueChecker(Findings &findings)
        : m_findings(findings)
        , m_catalog(findings.catalog())
    {
    }

    void run()
    {
        countSpellings();
        findUsual();
        for (const auto &[name, spelling] : m_spellings) {
            checkSpelling(name, spelling);
        }
        checkSlips();
        checkQualifiers();
    }

private:
    struct Names
    {
        std::string venue;
        std::string host;
    };

    void countSpellings()
    {
        std::vector<Names> names(m_catalog.venueTags().size());
        for (std::size_t tag = 0; tag < names.size(); ++tag) {
            const VenueTag &each = m_catalog.venueTags()[tag];
            names[tag].venue = each.venue.empty() ? std::string() : spellingIn(each.raw, each.venue);
            names[tag].host = each.host.empty() ? std::string() : spellingIn(each.raw, each.host);
        }
        for (quint32 number = 0; number < m_catalog.entries().size(); ++number) {
            const quint32 tag = m_catalog.entry(number).venueTag;
            if (tag != kNone) {
                const VenueTag &each = m_catalog.venueTags()[tag];
                count(names[tag].venue, each.venue, number);
                count(names[tag].host, each.host, number);
            }
        }
    }

    void count(const std::string &name, const std::string &venue, quint32 number)
    {
        constexpr std::size_t kMostLines = 50;
        if (name.empty() || name.size() > kMostName) {
            return;
        }
        Spelling &spelling = m_spellings[name];
        if (spelling.count++ == 0) {
            spelling.series = seriesKey(venue);
            spelling.entry = number;
        }
        if (spelling.lines.size() < kMostLines) {
            spelling.lines.push_back(m_catalog.entry(number).line);
        } else {
            ++spelling.moreLines;
        }
    }

    void findUsual()
    {
        for (const auto &[name, spelling] : m_spellings) {
            Usual &usual = m_usual[spelling.series];
            usual.all += spelling.count;
            usual.isTie = spelling.count == usual.most || (usual.isTie && spelling.count < usual.most);
            if (spelling.count > usual.most) {
                usual.most = spelling.count;
                usual.name = name;
            }
        }
    }

    void report(const std::string &name, const Spelling &spelling, const std::string &usual)
    {
        Finding finding;
        finding.kind = HealthKind::VenueSpelling;
        finding.lines = spelling.lines;
        finding.moreLines = spelling.moreLines;
        finding.entry = spelling.entry;
        finding.subject = name;
        finding.found = name;
        finding.suggestion = usual;
        m_findings.add(std::move(finding));
    }

    void checkSpelling(const std::string &name, const Spelling &spelling)
    {
        const Usual &usual = m_usual[spelling.series];
        if (name != usual.name && !usual.isTie) {
            report(name, spelling, usual.name);
        }
    }

    /// Names that differ by one letter share what is left of both without one: found so, not by pairs.
    void checkSlips()
    {
        std::unordered_map<std::string, std::vector<const std::string *>> shortened;
        for (const auto &[series, usual] : m_usual) {
            if (usual.all >= kTimesMore && series.size() >= kLeastSlip) {
                for (const std::string &each : shortenings(series)) {
                    shortened[each].push_back(&series);
                }
            }
        }
        for (const auto &[series, usual] : m_usual) {
            if (series.size() + 1 < kLeastSlip ||
                std::find(kSeries.begin(), kSeries.end(), series) != kSeries.end()) {
                continue;
            }
            if (const std::string *meant = nearest(series, usual.all, shortened)) {
                reportSlip(series, m_usual[*meant].name);
            }
        }
    }

    static std::vector<std::string> shortenings(const std::string &series)
    {
        std::vector<std::string> all{series};
        for (std::size_t i = 0; i < series.size(); ++i) {
            all.push_back(std::string(series).erase(i, 1));
        }
        return all;
    }

    template <typename Index>
    const std::string *nearest(const std::string &series, quint32 count, const Index &shortened)
    {
        constexpr std::size_t kMostCandidates = 50;
        for (const std::string &each : shortenings(series)) {
            const auto found = shortened.find(each);
            const std::size_t candidates = found == shortened.end() ? 0 : found->second.size();
            for (std::size_t i = 0; i < std::min(candidates, kMostCandidates); ++i) {
                const std::string *other = found->second[i];
                if (m_usual[*other].all >= kTimesMore * count && isSlip(series, *other)) {
                    return other;
                }
            }
        }
        return nullptr;
    }

    /// A short name with another letter is mostly another series: only letters changed round count there. A
    /// letter at the end (`IPDPSW`, `ISCAS`) makes another one as well.
    static bool isSlip(const std::string &rare, const std::string &usual)
    {
        const Slip slip = slipBetween(rare, usual);
        const auto digits = [](const std::string &name) {
            return std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
        };
        return slip == Slip::Swap || (slip == Slip::Letter && usual.size() >= kLongName && !digits(rare));
    }

    void reportSlip(const std::string &series, const std::string &usual)
    {
        for (const auto &[name, spelling] : m_spellings) {
            if (spelling.series == series) {
                report(name, spelling, usual);
                return;
            }
        }
    }

    void checkQualifiers()
    {
        std::vector<std::string> meant(m_catalog.venueTags().size());
        std::vector<std::string> slips(meant.size());
        for (std::size_t tag = 0; tag < meant.size(); ++tag) {
            meant[tag] = meantQualifier(m_catalog.venueTags()[tag].qualifier, slips[tag]);
        }
        std::map<quint32, Finding> byTag;
        for (quint32 number = 0; number < m_catalog.entries().size(); ++number) {
            const Entry &entry = m_catalog.entry(number);
            if (entry.venueTag == kNone || meant[entry.venueTag].empty()) {
                continue;
            }
            Finding &finding = byTag[entry.venueTag];
            finding.entry = finding.lines.empty() ? number : finding.entry;
            finding.lines.push_back(entry.line);
        }
        for (auto &[tag, finding] : byTag) {
            finding.kind = HealthKind::QualifierSpelling;
            finding.subject = m_catalog.venueTags()[tag].raw;
            finding.found = slips[tag];
            finding.suggestion = meant[tag];
            m_findings.add(std::move(finding));
        }
    }

    /// The word that one of the qualifier is a slip of, as that is written; empty where there is none.
    static std::string meantQualifier(const std::string &qualifier, std::string &slip)
    {
        const std::string folded = foldedText(qualifier.substr(0, kMostName * 4));
        for (std::size_t begin = 0; begin < folded.size();) {
            const std::size_t end = std::min(folded.find(' ', begin), folded.size());
            const std::string word = folded.substr(begin, end - begin);
            for (const std::string_view known : kQualifiers) {
                const Slip kind = slipBetween(word, known);
                if (kind == Slip::Swap || kind == Slip::Letter ||
                    (kind == Slip::LastLetter && word.size() <= known.size() && known.size() >= kLongName)) {
                    slip = word;
                    return std::string(known);
                }
            }
            begin = end + 1;
        }
        return {};
    }

    struct Usual
    {
        std::string name;
        quint32 most = 0;
        quint32 all = 0;
        bool isTie = false; ///< nobody can say which is usual
    };

    Findings &m_findings;
    const Catalog &m_catalog;
    std::map<std::string, Spelling> m_spellings; ///< by how it is written
    std::map<std::string, Usual> m_usual;        ///< by series
};

} // namespace

void checkVenues(Findings &findings)
{
    VenueChecker(findings).run();
}

} // namespace carrel
