// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/indexcolumns.h"

#include "catalog/link.h"
#include "catalog/linkforms.h"
#include "catalog/weburl.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

constexpr int kLowestYear = std::numeric_limits<qint16>::min();
constexpr std::size_t kYears = std::size_t(1) << 16;

/// Numbers for sets of kinds in the order of what the table shows: by the first kind, then the second, and so
/// on; no kind at all comes last.
std::vector<quint32> linkRanks(std::vector<quint32> &byRank)
{
    constexpr quint32 kKinds = static_cast<quint32>(LinkKind::Relative);
    std::vector<std::vector<quint32>> sets(1U << kKinds);
    for (quint32 mask = 0; mask < sets.size(); ++mask) {
        for (quint32 kind = 0; kind < kKinds; ++kind) {
            if ((mask >> kind & 1U) != 0) {
                sets[mask].push_back(kind);
            }
        }
    }
    byRank.resize(sets.size());
    std::iota(byRank.begin(), byRank.end(), 0U);
    std::sort(byRank.begin(), byRank.end(), [&](quint32 a, quint32 b) {
        return sets[a].empty() || sets[b].empty() ? sets[a].size() > sets[b].size() : sets[a] < sets[b];
    });
    std::vector<quint32> ranks(sets.size());
    for (quint32 rank = 0; rank < byRank.size(); ++rank) {
        ranks[byRank[rank]] = rank;
    }
    return ranks;
}

/// The host of an address as people write it, as parseWebUrl() would tell it; empty for all others.
std::string_view usualHost(std::string_view url)
{
    constexpr std::string_view kUsual = "https://";
    constexpr std::size_t kLongest = 63;
    bool control = false;
    for (const char c : url) {
        control = control || static_cast<unsigned char>(c) < 0x20;
    }
    if (control || !url.starts_with(kUsual)) {
        return {};
    }
    std::size_t end = kUsual.size();
    char previous = '.';
    while (end < url.size() &&
           ((url[end] >= 'a' && url[end] <= 'z') || (url[end] == '.' && previous != '.'))) {
        previous = url[end++];
    }
    const std::string_view host = url.substr(kUsual.size(), end - kUsual.size());
    const bool ends = end == url.size() || url[end] == '/';
    return ends && previous != '.' && host.size() <= kLongest ? host : std::string_view();
}

void addHost(std::string &hosts, std::string_view url)
{
    if (const std::string_view usual = usualHost(url); !usual.empty()) {
        hosts.append(usual) += '\n';
    } else if (const std::optional<WebUrl> parts = parseWebUrl(url)) {
        hosts.append(parts->host) += '\n';
    }
}

/// Of several hosts each once, in one order.
void sortHosts(std::string &hosts)
{
    if (hosts.empty() || hosts.find('\n') == hosts.size() - 1) {
        return;
    }
    std::vector<std::string_view> each;
    for (std::string_view rest = hosts; !rest.empty();) {
        const std::size_t end = rest.find('\n') + 1;
        each.push_back(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    std::sort(each.begin(), each.end());
    each.erase(std::unique(each.begin(), each.end()), each.end());
    std::string sorted;
    for (const std::string_view host : each) {
        sorted += host;
    }
    hosts = std::move(sorted);
}

} // namespace

quint32 openableKinds(const Catalog &catalog, quint32 work)
{
    quint32 kinds = 0;
    for (const quint32 number : catalog.work(work).entries) {
        for (const Link &link : catalog.links(catalog.entry(number).links())) {
            kinds |= isOpenable(link.kind) ? 1U << static_cast<quint32>(link.kind) : 0U;
        }
    }
    return kinds;
}

IndexColumns::IndexColumns(quint32 works)
    : surveys(0, works, false)
    , pdfs(0, works, false)
    , detailed(0, works, false)
    , several(0, works, false)
{
}

void keepAccepted(WorkSet &works, const WorkColumn &column, const std::vector<quint8> &accepted)
{
    column.values.visit([&](const auto &values) { works.keepAccepted(values, accepted); });
}

ColumnBuilder::ColumnBuilder(const Catalog &catalog, quint32 pieceWorks)
    : m_catalog(catalog)
    , m_pieceWorks(pieceWorks)
    , m_columns(static_cast<quint32>(catalog.workCount()))
    , m_linkRanks(linkRanks(m_columns.linkKinds))
    , m_hostNumbers((catalog.workCount() + pieceWorks - 1) / pieceWorks)
{
    const std::size_t works = catalog.workCount();
    const auto begin = [works](WorkColumn &column, std::size_t size) {
        column = {ColumnValues(works, static_cast<quint32>(size)), static_cast<quint32>(size)};
    };
    begin(m_columns.tags, catalog.venueTags().size());
    begin(m_columns.years, kYears - 1);
    begin(m_columns.sections, catalog.sections().size());
    begin(m_columns.links, m_linkRanks.size() - 1);
    if (catalog.hasSeveralLists()) {
        begin(m_columns.lists, catalog.lists().size() + 1);
    }
    m_hosts.resize(works);
}

Range ColumnBuilder::worksOf(quint32 piece) const
{
    const quint32 first = piece * m_pieceWorks;
    return {first, std::min(m_pieceWorks, static_cast<quint32>(m_catalog.workCount()) - first)};
}

void ColumnBuilder::fillPiece(quint32 piece)
{
    HostNumbers &numbers = m_hostNumbers[piece];
    std::string hosts;
    const Range works = worksOf(piece);
    for (quint32 work = works.first; work < works.first + works.count; ++work) {
        fillFace(work);
        hosts.clear();
        fillLinks(work, hosts);
        sortHosts(hosts);
        auto known = numbers.find(hosts);
        if (known == numbers.end()) {
            known = numbers.emplace(hosts, static_cast<quint32>(numbers.size())).first;
        }
        m_hosts[work] = static_cast<quint16>(known->second);
    }
}

void ColumnBuilder::fillFace(quint32 work)
{
    const Entry &face = m_catalog.face(work);
    m_columns.tags.values.set(work, std::min(face.venueTag, m_columns.tags.size));
    m_columns.years.values.set(work, static_cast<quint32>(m_catalog.year(face) - kLowestYear));
    m_columns.sections.values.set(work, std::min(face.section, m_columns.sections.size));
    if (m_columns.lists.size > 0) {
        const quint32 lists = m_catalog.listCount(work);
        m_columns.lists.values.set(work, lists == 0 ? m_columns.lists.size : lists);
    }
}

void ColumnBuilder::fillLinks(quint32 work, std::string &hosts)
{
    const std::span<const quint32> entries = m_catalog.work(work).entries;
    quint32 kinds = 0;
    bool pdf = false;
    const auto note = [work](WorkSet &set, bool holds) {
        if (holds) {
            set.insert(work);
        }
    };
    for (const quint32 number : entries) {
        const Entry &entry = m_catalog.entry(number);
        for (const Link &link : m_catalog.links(entry.links())) {
            const std::string_view url = m_catalog.text(link.url());
            kinds |= isOpenable(link.kind) ? 1U << static_cast<quint32>(link.kind) : 0U;
            pdf = pdf || leadsToPdf(url, link.kind);
            addHost(hosts, url);
        }
        for (const Version &version : m_catalog.versions(m_catalog.details(entry).versions)) {
            for (const Link &link : m_catalog.links(version.links)) {
                addHost(hosts, m_catalog.text(link.url()));
            }
        }
        note(m_columns.surveys, entry.survey);
        note(m_columns.detailed, entry.detailed);
    }
    note(m_columns.pdfs, pdf);
    note(m_columns.several, entries.size() > 1);
    m_columns.links.values.set(work, m_linkRanks[kinds]);
}

IndexColumns ColumnBuilder::finish()
{
    rankYears();
    uniteHosts();
    return std::move(m_columns);
}

void ColumnBuilder::rankYears()
{
    constexpr std::size_t kUnknown = -kLowestYear;
    std::vector<quint32> ranks(kYears, 0);
    ColumnValues &years = m_columns.years.values;
    for (std::size_t work = 0; work < years.size(); ++work) {
        ranks[years[work]] = 1;
    }
    ranks[kUnknown] = 0;
    for (std::size_t year = 0; year < kYears; ++year) {
        if (std::exchange(ranks[year], static_cast<quint32>(m_columns.yearValues.size())) != 0) {
            m_columns.yearValues.push_back(static_cast<int>(year) + kLowestYear);
        }
    }
    m_columns.years.size = static_cast<quint32>(m_columns.yearValues.size());
    ranks[kUnknown] = m_columns.years.size;
    for (std::size_t work = 0; work < years.size(); ++work) {
        years.set(work, ranks[years[work]]);
    }
}

void ColumnBuilder::uniteHosts()
{
    HostNumbers all;
    std::vector<std::vector<quint32>> numbers(m_hostNumbers.size());
    for (std::size_t piece = 0; piece < numbers.size(); ++piece) {
        numbers[piece].resize(m_hostNumbers[piece].size());
        for (const auto &[hosts, number] : m_hostNumbers[piece]) {
            numbers[piece][number] = all.try_emplace(hosts, static_cast<quint32>(all.size())).first->second;
        }
        m_hostNumbers[piece] = {};
    }
    const auto size = static_cast<quint32>(all.size());
    m_columns.hosts = {ColumnValues(m_hosts.size(), size), size};
    for (std::size_t work = 0; work < m_hosts.size(); ++work) {
        m_columns.hosts.values.set(work, numbers[work / m_pieceWorks][m_hosts[work]]);
    }
    m_columns.hostSets.resize(all.size());
    for (auto &[hosts, number] : all) {
        m_columns.hostSets[number] = hosts;
    }
}

} // namespace carrel
