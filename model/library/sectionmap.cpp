// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/sectionmap.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

namespace carrel {

namespace {

struct Vote
{
    quint32 before;
    quint32 now;
    std::size_t count;
};

/// `2.13 ` and the like, which changes whenever a section comes or goes before this one.
std::string_view withoutNumber(std::string_view title)
{
    const std::size_t end = title.find_first_not_of("0123456789.- ");
    return end == std::string_view::npos ? title : title.substr(end);
}

std::string_view asWritten(std::string_view title)
{
    return title;
}

/// The title of each section with those above it, empty for a group. Siblings of one title are told apart by
/// their number.
std::vector<std::string> pathsOf(const Catalog &catalog, std::string_view (*form)(std::string_view title))
{
    std::vector<std::string> paths;
    std::unordered_map<std::string, int> seen;
    for (const Section &section : catalog.sections()) {
        std::string path;
        if (!section.group) {
            path = section.parent == kNone ? std::string() : paths[section.parent];
            path.append("\n").append(form(catalog.text(section.title)));
            path.append("\t").append(std::to_string(seen[path]++));
        }
        paths.push_back(std::move(path));
    }
    return paths;
}

std::vector<Vote> votesOf(const Catalog &before, const Catalog &now,
                          const std::vector<SectionMap::Pair> &pairs)
{
    std::map<std::pair<quint32, quint32>, std::size_t> counts;
    for (const auto &[then, entry] : pairs) {
        const quint32 from = SectionMap::sectionOf(before, before.entry(then));
        const quint32 to = SectionMap::sectionOf(now, now.entry(entry));
        if (from != kNone && to != kNone) {
            ++counts[{from, to}];
        }
    }
    std::vector<Vote> votes;
    for (const auto &[sections, count] : counts) {
        votes.push_back({sections.first, sections.second, count});
    }
    return votes;
}

} // namespace

SectionMap::SectionMap(const Catalog &before, const Catalog &now, const std::vector<Pair> &pairs)
    : m_now(before.sections().size(), kNone)
{
    for (const auto form : {asWritten, withoutNumber}) {
        matchPaths(pathsOf(before, form), pathsOf(now, form));
    }
    matchPapers(before, now, pairs);
}

quint32 SectionMap::sectionOf(const Catalog &catalog, const Entry &entry)
{
    quint32 section = entry.section;
    while (section != kNone && catalog.section(section).group) {
        section = catalog.section(section).parent;
    }
    return section;
}

void SectionMap::matchPaths(const std::vector<std::string> &before, const std::vector<std::string> &now)
{
    std::unordered_map<std::string_view, quint32> places;
    for (quint32 section = 0; section < now.size(); ++section) {
        if (!now[section].empty()) {
            places.emplace(now[section], section);
        }
    }
    for (quint32 section = 0; section < before.size(); ++section) {
        const auto found = places.find(before[section]);
        if (m_now[section] == kNone && found != places.end()) {
            m_now[section] = found->second;
        }
    }
}

void SectionMap::matchPapers(const Catalog &before, const Catalog &now, const std::vector<Pair> &pairs)
{
    std::vector<Vote> votes = votesOf(before, now, pairs);
    std::sort(votes.begin(), votes.end(), [](const Vote &a, const Vote &b) {
        return std::tuple(b.count, a.before, a.now) < std::tuple(a.count, b.before, b.now);
    });
    for (const Vote &vote : votes) {
        if (m_now[vote.before] == kNone) {
            m_now[vote.before] = vote.now;
        }
    }
}

} // namespace carrel
