// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/findings.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/link.h"
#include "catalog/weburl.h"
#include "catalog/workgrouping.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace carrel {

namespace {

/// An address without an id that so many works share is a page about all of them.
constexpr std::size_t kWorksOfAPage = 4;
constexpr std::array<std::string_view, 8> kPreprints{"arxiv",   "corr",    "preprint",   "arxivpreprint",
                                                     "biorxiv", "medrxiv", "openreview", "ssrn"};

std::string_view titleOf(const Catalog &catalog, quint32 entry)
{
    return catalog.text(catalog.entry(entry).title());
}

const VenueTag &tagOf(const Catalog &catalog, quint32 entry)
{
    return catalog.venueTag(catalog.entry(entry).venueTag);
}

/// The heading an entry stands below; a group is of its section.
quint32 headingOf(const Catalog &catalog, quint32 entry)
{
    quint32 section = catalog.entry(entry).section;
    while (section != kNone && catalog.section(section).group) {
        section = catalog.section(section).parent;
    }
    return section;
}

bool isPreprint(const VenueTag &tag)
{
    return std::find(kPreprints.begin(), kPreprints.end(), normalTitle(tag.venue)) != kPreprints.end();
}

/// `under review` and `submitted to` are no venue yet.
bool isPublished(const VenueTag &tag)
{
    const std::string status = caseFolded(tag.qualifier);
    return !tag.venue.empty() && !isPreprint(tag) && status.find("review") == std::string::npos &&
           status.find("submi") == std::string::npos;
}

/// The link that stands for the paper itself; null where there is none.
const Link *paperLink(const Catalog &catalog, const Entry &entry)
{
    const Link *link = catalog.preferredLink(entry);
    const bool isPaper = link != nullptr && link->kind != LinkKind::Slides &&
                         (link->isOfTitle() || link->kind != LinkKind::Github);
    return isPaper ? link : nullptr;
}

Finding findingAt(const Catalog &catalog, HealthKind kind, quint32 entry)
{
    Finding finding;
    finding.kind = kind;
    finding.entry = entry;
    finding.lines = {catalog.entry(entry).line};
    finding.subject = titleOf(catalog, entry);
    return finding;
}

void checkDuplicates(Findings &findings, std::span<const quint32> entries)
{
    const Catalog &catalog = findings.catalog();
    std::vector<std::pair<quint32, quint32>> places; // heading, entry
    for (const quint32 entry : entries) {
        places.emplace_back(headingOf(catalog, entry), entry);
    }
    std::sort(places.begin(), places.end());
    const bool spread = places.front().first != places.back().first;
    findings.report().spreadWorks += spread ? 1 : 0;
    for (std::size_t i = 0; i < places.size();) {
        std::size_t end = i + 1;
        Finding finding = findingAt(catalog, HealthKind::Duplicate, places[i].second);
        for (; end < places.size() && places[end].first == places[i].first; ++end) {
            finding.lines.push_back(catalog.entry(places[end].second).line);
        }
        if (end - i > 1) {
            const std::string_view other = titleOf(catalog, places[i + 1].second);
            finding.other = normalTitle(other) == normalTitle(finding.subject) ? std::string() : other;
            findings.add(std::move(finding));
        }
        i = end;
    }
}

/// Where most titles are links, one that is none lacks its link, whatever stands below it.
bool lacksLink(const Catalog &catalog, const Entry &entry, bool titlesAreLinks)
{
    if (!titlesAreLinks) {
        return catalog.preferredLink(entry) == nullptr;
    }
    const std::span<const Link> links = catalog.links(entry.links());
    return std::none_of(links.begin(), links.end(), [&](const Link &link) {
        const std::string label = foldedText(catalog.text(link.label()));
        return link.isOfTitle() || label == "paper" || label == "pdf";
    });
}

bool titlesAreLinks(const Catalog &catalog)
{
    const auto linked = std::count_if(catalog.entries().begin(), catalog.entries().end(),
                                      [&](const Entry &entry) { return !lacksLink(catalog, entry, true); });
    return static_cast<std::size_t>(linked) * 2 > catalog.entries().size();
}

void checkMissingLinks(Findings &findings, std::span<const quint32> entries, bool titlesAreLinks)
{
    const Catalog &catalog = findings.catalog();
    const auto linked = std::find_if(entries.begin(), entries.end(), [&](quint32 number) {
        const Entry &entry = catalog.entry(number);
        return !lacksLink(catalog, entry, titlesAreLinks) && paperLink(catalog, entry) != nullptr;
    });
    if (linked == entries.end()) {
        return;
    }
    for (const quint32 entry : entries) {
        if (lacksLink(catalog, catalog.entry(entry), titlesAreLinks)) {
            Finding finding = findingAt(catalog, HealthKind::LinkMissing, entry);
            finding.lines.push_back(catalog.entry(*linked).line);
            finding.suggestion = catalog.text(paperLink(catalog, catalog.entry(*linked))->url());
            findings.add(std::move(finding));
        }
    }
}

void checkPreprints(Findings &findings, std::span<const quint32> entries)
{
    const Catalog &catalog = findings.catalog();
    const auto published = std::find_if(entries.begin(), entries.end(),
                                        [&](quint32 entry) { return isPublished(tagOf(catalog, entry)); });
    if (published == entries.end()) {
        return;
    }
    for (const quint32 entry : entries) {
        if (isPreprint(tagOf(catalog, entry))) {
            Finding finding = findingAt(catalog, HealthKind::Published, entry);
            finding.lines.push_back(catalog.entry(*published).line);
            finding.found = tagOf(catalog, entry).raw;
            finding.suggestion = tagOf(catalog, *published).raw;
            finding.other = titleOf(catalog, *published);
            findings.add(std::move(finding));
        }
    }
}

bool isSameSeries(const VenueTag &a, const VenueTag &b)
{
    return !a.venue.empty() && a.venue == b.venue && a.host == b.host && a.year != 0 && b.year != 0;
}

/// Another title may be another edition, so the title must be the same.
void checkYearsOfWork(Findings &findings, std::span<const quint32> entries)
{
    const Catalog &catalog = findings.catalog();
    std::unordered_map<std::string, quint32> firsts; // by venue and title
    for (const quint32 entry : entries) {
        const VenueTag &tag = tagOf(catalog, entry);
        const std::string key = tag.venue + '\n' + catalog.titleKey(catalog.entry(entry));
        const quint32 first = firsts.try_emplace(key, entry).first->second;
        const VenueTag &firstTag = tagOf(catalog, first);
        if (isSameSeries(tag, firstTag) && tag.year != firstTag.year) {
            Finding finding = findingAt(catalog, HealthKind::TagsDisagree, first);
            finding.lines.push_back(catalog.entry(entry).line);
            finding.found = firstTag.raw;
            finding.suggestion = tag.raw;
            findings.add(std::move(finding));
        }
    }
}

/// The year of the id is that of the first version, which no tag of arXiv can be before or after by much.
void checkYears(Findings &findings, quint32 number)
{
    const Catalog &catalog = findings.catalog();
    const Entry &entry = catalog.entry(number);
    const VenueTag &tag = tagOf(catalog, number);
    if (tag.year == 0 || normalTitle(tag.venue) != "arxiv") {
        return;
    }
    int other = 0;
    for (const std::string &id : catalog.canonicalIds(entry)) {
        const int year = arxivYear(id);
        if (year == tag.year) {
            return;
        }
        other = other == 0 ? year : other;
    }
    if (other != 0) {
        Finding finding = findingAt(catalog, HealthKind::YearDisagrees, number);
        finding.found = std::to_string(tag.year);
        finding.suggestion = std::to_string(other);
        findings.add(std::move(finding));
    }
}

/// What an address leads to: its id, or where it has none host, path and query.
struct LinkTarget
{
    std::string key;
    bool isId = false;
};

LinkTarget targetOf(std::string_view url)
{
    const std::optional<WebUrl> parts = parseWebUrl(url);
    if (!parts) {
        return {};
    }
    if (std::optional<std::string> id = canonicalId(*parts)) {
        return {std::move(*id), true};
    }
    std::string_view path = parts->path;
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    // The front page of a site is about no paper.
    if (path.empty() && parts->query.empty()) {
        return {};
    }
    return {std::string(parts->host).append(path).append("?").append(parts->query), false};
}

/// `AQUA: Offloading for ...` is known by what stands before the colon.
bool isNamedIn(std::string_view title, const std::string &otherKey)
{
    constexpr std::size_t kLeastName = 3;
    const std::size_t colon = title.find(':');
    const std::string name =
        colon == std::string_view::npos ? std::string() : normalTitle(title.substr(0, colon));
    return name.size() >= kLeastName && otherKey.find(name) != std::string::npos;
}

/// A title that stands in the other one is short for it.
bool areStrangers(const std::string &a, const std::string &b)
{
    constexpr std::size_t kLeastName = 3;
    const std::string &shorter = a.size() < b.size() ? a : b;
    const std::string &longer = a.size() < b.size() ? b : a;
    if (shorter.size() < kLeastName || longer.find(shorter) != std::string::npos) {
        return false;
    }
    return similarity(a, b) < kStrangers && similarity(b, a) < kStrangers;
}

/// Another link that the work of an entry has; empty where there is none.
std::string otherLinkOf(const Catalog &catalog, quint32 number, const std::string &key)
{
    for (const quint32 each : catalog.work(catalog.entry(number).work).entries) {
        const Link *link = paperLink(catalog, catalog.entry(each));
        if (link != nullptr && targetOf(catalog.text(link->url())).key != key) {
            return std::string(catalog.text(link->url()));
        }
    }
    return {};
}

/// Chinese, Japanese and Korean titles have no letter of a translation.
bool isInIdeographs(std::string_view title)
{
    return std::any_of(title.begin(), title.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xED;
    });
}

/// The entry that has another link elsewhere is the one with the wrong link, else the first.
void reportShared(Findings &findings, const LinkTarget &target, std::vector<quint32> entries)
{
    const Catalog &catalog = findings.catalog();
    std::string suggestion;
    for (std::size_t i = 0; i < entries.size() && suggestion.empty(); ++i) {
        suggestion = otherLinkOf(catalog, entries[i], target.key);
        if (!suggestion.empty()) {
            std::rotate(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(i),
                        entries.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
    const bool translated = std::any_of(entries.begin(), entries.end(), [&](quint32 entry) {
        return isInIdeographs(titleOf(catalog, entry)) != isInIdeographs(titleOf(catalog, entries.front()));
    });
    if (translated && suggestion.empty()) {
        return;
    }
    Finding finding = findingAt(catalog, HealthKind::WrongLink, entries.front());
    const quint32 work = catalog.entry(entries.front()).work;
    for (const quint32 entry : entries) {
        if (catalog.entry(entry).work != work) {
            finding.other = finding.other.empty() ? titleOf(catalog, entry) : finding.other;
            finding.lines.push_back(catalog.entry(entry).line);
        }
    }
    finding.found = catalog.text(paperLink(catalog, catalog.entry(entries.front()))->url());
    finding.suggestion = suggestion;
    findings.add(std::move(finding));
}

void checkTarget(Findings &findings, const LinkTarget &target, const std::vector<quint32> &entries)
{
    const Catalog &catalog = findings.catalog();
    std::vector<quint32> works(entries.size());
    std::transform(entries.begin(), entries.end(), works.begin(),
                   [&](quint32 entry) { return catalog.entry(entry).work; });
    std::sort(works.begin(), works.end());
    works.erase(std::unique(works.begin(), works.end()), works.end());
    if (works.size() < 2 || (!target.isId && works.size() >= kWorksOfAPage)) {
        return;
    }
    const std::string title = catalog.titleKey(catalog.entry(entries.front()));
    const bool strangers = std::any_of(entries.begin() + 1, entries.end(), [&](quint32 entry) {
        return catalog.entry(entry).work != catalog.entry(entries.front()).work &&
               !isNamedIn(titleOf(catalog, entries.front()), catalog.titleKey(catalog.entry(entry))) &&
               !isNamedIn(titleOf(catalog, entry), title) &&
               areStrangers(title, catalog.titleKey(catalog.entry(entry)));
    });
    if (strangers) {
        reportShared(findings, target, entries);
    }
}

void checkSharedLinks(Findings &findings)
{
    struct Group
    {
        LinkTarget target;
        std::vector<quint32> entries;
    };
    const Catalog &catalog = findings.catalog();
    std::vector<Group> groups;
    std::unordered_map<std::string, std::size_t> numbers;
    for (quint32 number = 0; number < catalog.entries().size(); ++number) {
        const Link *link = paperLink(catalog, catalog.entry(number));
        LinkTarget target = link == nullptr ? LinkTarget() : targetOf(catalog.text(link->url()));
        if (target.key.empty()) {
            continue;
        }
        const auto [place, isNew] = numbers.try_emplace(target.key, groups.size());
        if (isNew) {
            groups.push_back({std::move(target), {}});
        }
        groups[place->second].entries.push_back(number);
    }
    for (const Group &group : groups) {
        checkTarget(findings, group.target, group.entries);
    }
}

} // namespace

void checkWorks(Findings &findings)
{
    const Catalog &catalog = findings.catalog();
    const bool ofTitles = titlesAreLinks(catalog);
    for (quint32 work = 0; work < catalog.listedWorks(); ++work) {
        const std::span<const quint32> entries = catalog.work(work).entries;
        if (entries.size() > 1) {
            checkDuplicates(findings, entries);
            checkMissingLinks(findings, entries, ofTitles);
            checkPreprints(findings, entries);
            checkYearsOfWork(findings, entries);
        }
    }
    for (quint32 number = 0; number < catalog.entries().size(); ++number) {
        checkYears(findings, number);
        findings.report().unlinkedEntries += catalog.preferredLink(catalog.entry(number)) == nullptr ? 1 : 0;
    }
    checkSharedLinks(findings);
}

} // namespace carrel
