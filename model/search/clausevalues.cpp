// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/clausevalues.h"

#include "base/text.h"
#include "catalog/authornames.h"
#include "search/queryrunner.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kMostValues = 20000;
/// Each of these is looked for in the whole list.
constexpr std::size_t kMostSections = 300;
/// Up to here it is found out which tags contain which.
constexpr std::size_t kMostComparedTags = 2000;

/// Values by their folded name, in the order in which they come.
class ValueCollector final
{
public:
    explicit ValueCollector(ClauseKind kind)
        : m_kind(kind)
    {
    }

    /// The number of the value; kNone for a name that no clause can ask for.
    quint32 add(std::string_view name, std::string_view otherSpelling = {})
    {
        std::string folded = foldedText(name);
        if (folded.empty()) {
            return kNone;
        }
        const auto [found, isNew] = m_numbers.try_emplace(folded, static_cast<quint32>(m_values.size()));
        if (isNew) {
            Clause clause{.kind = m_kind};
            clause.text = folded;
            m_values.push_back({std::move(clause), toQString(name), folded + '\n', 0});
        }
        addSpelling(m_values[found->second], foldedText(otherSpelling));
        return found->second;
    }

    std::vector<ClauseValue> take() { return std::move(m_values); }
    ClauseValue &operator[](quint32 number) { return m_values[number]; }
    std::size_t size() const { return m_values.size(); }

private:
    static void addSpelling(ClauseValue &value, const std::string &folded)
    {
        constexpr std::size_t kLongest = 1000;
        const std::string line = folded + '\n';
        if (!folded.empty() && value.spellings.size() + line.size() < kLongest &&
            value.spellings.find(line) == std::string::npos) {
            value.spellings += line;
        }
    }

    ClauseKind m_kind;
    std::vector<ClauseValue> m_values;
    std::unordered_map<std::string, quint32> m_numbers;
};

/// What is written is read as this very clause, and the most frequent come first.
std::vector<ClauseValue> ranked(std::vector<ClauseValue> values)
{
    std::erase_if(values, [](const ClauseValue &value) {
        const Query query = parseQuery(clauseText(value.clause));
        return value.works == 0 || query.root.children.size() != 1 ||
               !(query.root.children.front().clause == value.clause);
    });
    std::stable_sort(values.begin(), values.end(),
                     [](const ClauseValue &a, const ClauseValue &b) { return a.works > b.works; });
    values.resize(std::min(values.size(), kMostValues));
    return values;
}

quint32 worksFound(const SearchIndex &index, const WorkStates &states, const Clause &clause)
{
    const QueryMatchesPointer matches = findMatches(index, states, parseQuery(clauseText(clause)), Scope());
    quint32 works = 0;
    for (const WorkSet &piece : matches->pieces) {
        works += piece.count();
    }
    return works;
}

/// Calls visit(value) for the values of the entries of each work, each once a work; those of works with one
/// entry come from a column.
template <typename Visit>
void forEachValue(const SearchIndex &index, const WorkColumn &column,
                  const std::function<quint32(quint32)> &ofColumn,
                  const std::function<quint32(const Entry &)> &ofEntry, Visit visit)
{
    const Catalog &catalog = index.catalog();
    std::vector<quint32> values;
    for (quint32 work = 0; work < index.catalog().listedWorks(); ++work) {
        if (!index.columns().several.contains(work)) {
            visit(ofColumn(column.values[work]));
            continue;
        }
        values.clear();
        for (const quint32 entry : catalog.work(work).entries) {
            values.push_back(ofEntry(catalog.entry(entry)));
        }
        std::sort(values.begin(), values.end());
        values.erase(std::unique(values.begin(), values.end()), values.end());
        std::for_each(values.begin(), values.end(), visit);
    }
}

std::vector<ClauseValue> nameValues(const SearchIndex &index, ClauseKind kind)
{
    ValueCollector values(kind);
    std::vector<quint32> ofTag;
    for (const VenueTag &tag : index.catalog().venueTags()) {
        const bool isVenue = kind == ClauseKind::Venue;
        // The tag of a workshop names its conference too, which is another venue.
        const std::string_view spelling = isVenue && tag.host.empty() ? tag.raw : std::string_view();
        ofTag.push_back(values.add(isVenue ? tag.venue : tag.host, spelling));
    }
    const auto valueOf = [&ofTag](quint32 tag) { return tag < ofTag.size() ? ofTag[tag] : kNone; };
    forEachValue(
        index, index.columns().tags, valueOf, [&](const Entry &entry) { return valueOf(entry.venueTag); },
        [&](quint32 value) {
            if (value != kNone) {
                ++values[value].works;
            }
        });
    return values.take();
}

ClauseValue yearValue(int year, quint32 works)
{
    Clause clause{.kind = ClauseKind::Year};
    clause.first = year;
    clause.last = year;
    const QString shown = year == 0 ? QStringLiteral("none") : QString::number(year);
    return {std::move(clause), shown, shown.toStdString() + '\n', works};
}

std::vector<ClauseValue> yearValues(const SearchIndex &index)
{
    std::unordered_map<int, quint32> works;
    const std::vector<int> &years = index.columns().yearValues;
    const auto yearOf = [&years](quint32 value) {
        return value < years.size() ? static_cast<quint32>(years[value]) : 0;
    };
    forEachValue(
        index, index.columns().years, yearOf,
        [&index](const Entry &entry) { return static_cast<quint32>(index.catalog().year(entry)); },
        [&works](quint32 year) { ++works[static_cast<int>(year)]; });
    std::vector<ClauseValue> values;
    values.reserve(works.size());
    for (const auto &[year, count] : works) {
        values.push_back(yearValue(year, count));
    }
    std::sort(values.begin(), values.end(),
              [](const ClauseValue &a, const ClauseValue &b) { return a.clause.first > b.clause.first; });
    return values;
}

/// A title that contains another is found by it too: so the engine counts.
std::vector<ClauseValue> sectionValues(const SearchIndex &index, ClauseKind kind)
{
    const bool groups = kind == ClauseKind::Group;
    std::vector<const Section *> sections;
    for (const Section &section : index.catalog().sections().first(index.catalog().listedSections())) {
        if (section.group == groups && (groups || section.line != 0)) {
            sections.push_back(&section);
        }
    }
    std::stable_sort(sections.begin(), sections.end(),
                     [](const Section *a, const Section *b) { return a->workCount > b->workCount; });
    ValueCollector values(kind);
    for (const Section *section : sections) {
        if (values.size() < kMostSections) {
            values.add(index.catalog().text(section->title));
        }
    }
    std::vector<ClauseValue> all = values.take();
    for (ClauseValue &value : all) {
        value.works = worksFound(index, {}, value.clause);
    }
    return all;
}

/// Works of each tag; a tag finds the works of those that contain it too.
void countTags(std::vector<ClauseValue> &values, const std::vector<std::vector<quint32>> &worksOf)
{
    std::vector<quint32> works;
    for (ClauseValue &value : values) {
        works.clear();
        for (std::size_t other = 0; other < values.size(); ++other) {
            if (values[other].clause.text.find(value.clause.text) != std::string::npos) {
                works.insert(works.end(), worksOf[other].begin(), worksOf[other].end());
            }
        }
        std::sort(works.begin(), works.end());
        value.works = static_cast<quint32>(std::unique(works.begin(), works.end()) - works.begin());
    }
}

std::vector<ClauseValue> tagValues(const SearchIndex &index)
{
    const Catalog &catalog = index.catalog();
    ValueCollector values(ClauseKind::Tag);
    std::vector<std::vector<quint32>> worksOf;
    for (const Entry &entry : catalog.entries()) {
        for (const TextRef alias : catalog.texts(catalog.details(entry).aliases)) {
            const quint32 value = values.size() < kMostValues ? values.add(catalog.text(alias)) : kNone;
            if (value != kNone) {
                worksOf.resize(values.size());
                worksOf[value].push_back(entry.work);
            }
        }
    }
    std::vector<ClauseValue> all = values.take();
    if (all.size() <= kMostComparedTags) {
        countTags(all, worksOf);
        return ranked(std::move(all));
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].works = static_cast<quint32>(worksOf[i].size());
    }
    all = ranked(std::move(all));
    for (ClauseValue &value : all) {
        value.works = kNone;
    }
    return all;
}

/// Calls visit(host) for each host of a set of the index.
template <typename Visit>
void forEachHost(std::string_view hosts, Visit visit)
{
    while (!hosts.empty()) {
        const std::size_t end = hosts.find('\n');
        visit(hosts.substr(0, end));
        hosts.remove_prefix(end + 1);
    }
}

/// The hosts of a set and all that they lie below, each once.
std::vector<std::string_view> withParents(std::string_view hosts)
{
    std::vector<std::string_view> all;
    forEachHost(hosts, [&all](std::string_view host) {
        all.push_back(host);
        for (std::size_t dot = host.find('.'); dot != std::string_view::npos; dot = host.find('.')) {
            host.remove_prefix(dot + 1);
            all.push_back(host);
        }
    });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

/// Hosts as people name them, without the www of their pages; they find those below them too.
std::vector<ClauseValue> siteValues(const SearchIndex &index)
{
    const std::vector<std::string> &sets = index.columns().hostSets;
    std::vector<quint32> worksOfSet(sets.size());
    for (quint32 work = 0; work < index.workCount(); ++work) {
        ++worksOfSet[index.columns().hosts.values[work]];
    }
    std::map<std::string_view, quint32> works;
    std::set<std::string_view> names;
    for (std::size_t set = 0; set < sets.size(); ++set) {
        for (const std::string_view host : withParents(sets[set])) {
            works[host] += worksOfSet[set];
        }
        forEachHost(sets[set], [&names](std::string_view host) {
            names.insert(host.starts_with("www.") ? host.substr(4) : host);
        });
    }
    std::vector<ClauseValue> values;
    for (const std::string_view host : names) {
        Clause clause{.kind = ClauseKind::Site};
        clause.text = host;
        values.push_back({std::move(clause), toQString(host), foldedText(host) + '\n', works[host]});
    }
    return values;
}

/// The names that most papers bear. Without their papers: a name finds those that it is a part of, too.
std::vector<ClauseValue> authorValues(const SearchIndex &index)
{
    const Catalog &catalog = index.catalog();
    ValueCollector names(ClauseKind::Author);
    for (quint32 work = 0; index.hasAuthors() && work < catalog.listedWorks(); ++work) {
        for (const std::string &name : authorNames(catalog.authorsOfWork(work)).names) {
            if (const quint32 number = names.add(name); number != kNone) {
                ++names[number].works;
            }
        }
    }
    std::vector<ClauseValue> values = names.take();
    const auto more = [](const ClauseValue &a, const ClauseValue &b) { return a.works > b.works; };
    std::stable_sort(values.begin(), values.end(), more);
    values.resize(std::min(values.size(), kMostValues));
    values = ranked(std::move(values));
    for (ClauseValue &value : values) {
        value.works = kNone;
    }
    return values;
}

std::vector<ClauseValue> listValues(const SearchIndex &index)
{
    ValueCollector names(ClauseKind::List);
    for (const CatalogList &list : index.catalog().lists()) {
        names.add(list.name.toStdString());
    }
    std::vector<ClauseValue> values = names.take();
    for (ClauseValue &value : values) {
        value.works = worksFound(index, {}, value.clause);
    }
    return values;
}

std::vector<ClauseValue> listCountValues(const SearchIndex &index)
{
    const Catalog &catalog = index.catalog();
    std::vector<quint32> works(catalog.lists().size() + 1);
    for (quint32 work = 0; catalog.hasSeveralLists() && work < catalog.listedWorks(); ++work) {
        ++works[catalog.listCount(work)];
    }
    std::vector<ClauseValue> values;
    for (std::size_t count = 1; count < works.size(); ++count) {
        if (works[count] > 0) {
            Clause clause{.kind = ClauseKind::Lists};
            clause.first = static_cast<int>(count);
            clause.last = clause.first;
            const QString shown = QString::number(count);
            values.push_back({std::move(clause), shown, shown.toStdString() + '\n', works[count]});
        }
    }
    return values;
}

std::vector<ClauseValue> wordValues(const SearchIndex &index, const WorkStates &states, ClauseKind kind)
{
    std::vector<ClauseValue> values;
    for (const ClauseWordInfo &each : clauseWords()) {
        if (each.kind == kind) {
            const Clause clause{.kind = kind, .word = each.word};
            values.push_back(
                {clause, each.name, std::string(each.name.data()) + '\n', worksFound(index, states, clause)});
        }
    }
    return values;
}

} // namespace

std::vector<ClauseValue> clauseValues(const SearchIndex &index, const WorkStates &states, ClauseKind kind)
{
    switch (kind) {
    case ClauseKind::Venue:
    case ClauseKind::Host:
        return ranked(nameValues(index, kind));
    case ClauseKind::Year:
        return yearValues(index);
    case ClauseKind::Section:
    case ClauseKind::Group:
        return ranked(sectionValues(index, kind));
    case ClauseKind::Author:
        return authorValues(index);
    case ClauseKind::Tag:
        return tagValues(index);
    case ClauseKind::Site:
        return ranked(siteValues(index));
    case ClauseKind::List:
        return ranked(listValues(index));
    case ClauseKind::Lists:
        return listCountValues(index);
    case ClauseKind::Is:
    case ClauseKind::Has:
        return wordValues(index, states, kind);
    case ClauseKind::Id:
        break;
    }
    return {};
}

bool countsMarks(ClauseKind kind)
{
    return std::any_of(clauseWords().begin(), clauseWords().end(), [kind](const ClauseWordInfo &each) {
        return each.kind == kind && usesMarks(parseQuery(clauseText({.kind = kind, .word = each.word})));
    });
}

} // namespace carrel
