// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/clausefilter.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/weburl.h"
#include "search/engine/bytefinder.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace carrel {

namespace {

using EntryTest = std::function<bool(const Entry &)>;
using Accepted = std::vector<quint8>;

constexpr quint32 bit(LinkKind kind)
{
    return 1U << static_cast<quint32>(kind);
}

bool anyEntry(const Catalog &catalog, quint32 work, const EntryTest &test)
{
    const std::span<const quint32> entries = catalog.work(work).entries;
    return std::any_of(entries.begin(), entries.end(),
                       [&](quint32 entry) { return test(catalog.entry(entry)); });
}

ClauseFilter constant(bool matches)
{
    return {[matches](WorkSet &works) {
        if (!matches) {
            works.clear();
        }
    }};
}

ClauseFilter byState(const WorkStates &states, bool WorkState::*mark, bool value)
{
    return {[&states, mark, value](WorkSet &works) {
        works.keepIf([&](quint32 work) {
            const WorkState state = work < states.size() ? states[work] : WorkState();
            return state.*mark == value;
        });
    }};
}

/// By a set of all works.
ClauseFilter bySet(const WorkSet &set)
{
    return {[&set](WorkSet &works) { works.intersect(set); }};
}

/// Looks at each entry of each work.
ClauseFilter byEntry(const SearchIndex &index, EntryTest test)
{
    return {[&catalog = index.catalog(), test = std::move(test)](WorkSet &works) {
                works.keepIf([&](quint32 work) { return anyEntry(catalog, work, test); });
            },
            true};
}

/// By a column of the faces, and by their entries for the works that have several.
ClauseFilter byColumn(const SearchIndex &index, const WorkColumn &column, Accepted accepted, EntryTest test)
{
    return {[&index, &column, accepted = std::move(accepted), test = std::move(test)](WorkSet &works) {
        WorkSet several = works;
        several.intersect(index.columns().several);
        works.subtract(several);
        keepAccepted(works, column, accepted);
        several.keepIf([&](quint32 work) { return anyEntry(index.catalog(), work, test); });
        works.unite(several);
    }};
}

/// By a column that says the same of all entries of a work.
ClauseFilter byWorkColumn(const WorkColumn &column, Accepted accepted)
{
    return {
        [&column, accepted = std::move(accepted)](WorkSet &works) { keepAccepted(works, column, accepted); }};
}

ClauseFilter byTag(const SearchIndex &index, const Clause &clause, std::string VenueTag::*name)
{
    Accepted accepted;
    for (const VenueTag &tag : index.catalog().venueTags()) {
        const std::string folded = foldedText(tag.*name);
        accepted.push_back(clause.contains ? folded.find(clause.text) != std::string::npos
                                           : folded == clause.text);
    }
    const auto none = static_cast<quint32>(accepted.size());
    accepted.push_back(0);
    return byColumn(index, index.columns().tags, accepted, [accepted, none](const Entry &entry) {
        return accepted[std::min(entry.venueTag, none)] != 0;
    });
}

ClauseFilter byYear(const SearchIndex &index, const Clause &clause)
{
    const auto fits = [first = clause.first, last = clause.last](int year) {
        return year >= first && year <= last;
    };
    Accepted accepted;
    for (const int year : index.columns().yearValues) {
        accepted.push_back(fits(year));
    }
    accepted.push_back(fits(0));
    return byColumn(
        index, index.columns().years, std::move(accepted),
        [&catalog = index.catalog(), fits](const Entry &entry) { return fits(catalog.year(entry)); });
}

/// Sections whose path, or groups whose title, contains the text.
ClauseFilter bySection(const SearchIndex &index, const Clause &clause)
{
    const bool groups = clause.kind == ClauseKind::Group;
    const Catalog &catalog = index.catalog();
    Accepted accepted;
    for (const Section &section : catalog.sections()) {
        const bool counts = section.group == groups && (groups || section.line != 0);
        const bool above = !groups && section.parent != kNone && accepted[section.parent] != 0;
        accepted.push_back(above || (counts && foldedText(catalog.text(section.title)).find(clause.text) !=
                                                   std::string::npos));
    }
    const auto none = static_cast<quint32>(accepted.size());
    accepted.push_back(0);
    return byColumn(index, index.columns().sections, accepted, [accepted, none](const Entry &entry) {
        return accepted[std::min(entry.section, none)] != 0;
    });
}

/// Works that carry a tag of the reader's whose name contains a text.
WorkSet taggedWorks(const WorkStates &states, const std::string &text, const WorkSet &among)
{
    WorkSet tagged(among.first(), among.size(), false);
    std::vector<quint32> wanted;
    for (const ReaderTag &tag : states.tags()) {
        if (tag.folded.find(text) != std::string::npos) {
            wanted.push_back(tag.id);
        }
    }
    if (!wanted.empty()) {
        states.forEachRemark(
            among.first(), among.end(), [&](quint32 work, std::string_view, std::span<const quint32> tags) {
                if (among.contains(work) && std::find_first_of(tags.begin(), tags.end(), wanted.begin(),
                                                               wanted.end()) != tags.end()) {
                    tagged.insert(work);
                }
            });
    }
    return tagged;
}

/// By the short names that the list gives, and by the reader's own tags.
ClauseFilter byAlias(const SearchIndex &index, const WorkStates &states, const Clause &clause)
{
    const auto hasAlias = [&catalog = index.catalog(), text = clause.text](const Entry &entry) {
        const std::span<const TextRef> aliases = catalog.texts(catalog.details(entry).aliases);
        return std::any_of(aliases.begin(), aliases.end(), [&](TextRef alias) {
            return foldedText(catalog.text(alias)).find(text) != std::string::npos;
        });
    };
    return {[&index, &states, text = clause.text, hasAlias](WorkSet &works) {
                const WorkSet tagged = taggedWorks(states, text, works);
                works.intersect(index.columns().detailed);
                works.keepIf([&](quint32 work) { return anyEntry(index.catalog(), work, hasAlias); });
                works.unite(tagged);
            },
            true};
}

ClauseFilter byAuthor(const SearchIndex &index, const Clause &clause)
{
    if (!index.hasAuthors()) {
        return constant(false);
    }
    return {[&index, finder = ByteFinder(clause.text)](WorkSet &works) {
                works.keepIf([&](quint32 work) {
                    const std::string_view authors = index.authorsOf(work);
                    return finder.find(authors, 0) != authors.size();
                });
            },
            true};
}

ClauseFilter bySite(const SearchIndex &index, const Clause &clause)
{
    Accepted accepted;
    for (std::string_view hosts : index.columns().hostSets) {
        bool found = false;
        while (!found && !hosts.empty()) {
            const std::size_t end = hosts.find('\n');
            found = hostIs(hosts.substr(0, end), clause.text);
            hosts.remove_prefix(end + 1);
        }
        accepted.push_back(found);
    }
    return byWorkColumn(index.columns().hosts, std::move(accepted));
}

/// True where test(url) is, for any link of an entry or of its versions.
template <typename Test>
bool anyUrl(const Catalog &catalog, const Entry &entry, Test test)
{
    const auto ofLinks = [&](Range links) {
        const std::span<const Link> all = catalog.links(links);
        return std::any_of(all.begin(), all.end(),
                           [&](const Link &link) { return test(catalog.text(link.url())); });
    };
    if (ofLinks(entry.links())) {
        return true;
    }
    const std::span<const Version> versions = catalog.versions(catalog.details(entry).versions);
    return std::any_of(versions.begin(), versions.end(),
                       [&](const Version &version) { return ofLinks(version.links); });
}

/// The digits at the end of an id stand in every address that carries it: spares most of them the parser.
std::string_view lastDigits(std::string_view id)
{
    std::size_t start = id.size();
    while (start > 0 && id[start - 1] >= '0' && id[start - 1] <= '9') {
        --start;
    }
    return id.substr(start);
}

ClauseFilter byId(const SearchIndex &index, const Clause &clause)
{
    return byEntry(index, [&catalog = index.catalog(), id = clause.text](const Entry &entry) {
        return anyUrl(catalog, entry, [&](std::string_view url) {
            return url.find(lastDigits(id)) != std::string_view::npos && canonicalId(url) == id;
        });
    });
}

ClauseFilter byKinds(const SearchIndex &index, quint32 kinds)
{
    Accepted accepted;
    for (const quint32 set : index.columns().linkKinds) {
        accepted.push_back((set & kinds) != 0);
    }
    return byWorkColumn(index.columns().links, std::move(accepted));
}

ClauseFilter byList(const SearchIndex &index, const Clause &clause)
{
    const Catalog &catalog = index.catalog();
    const auto isMeant = [&clause](const QString &name) {
        return foldedText(name.toStdString()).find(clause.text) != std::string::npos;
    };
    if (!catalog.hasSeveralLists()) {
        return constant(isMeant(catalog.title()));
    }
    Accepted accepted;
    for (quint32 section = 0; section < catalog.sections().size(); ++section) {
        const quint32 list = catalog.listOfSection(section);
        const bool inside = list != kNone && !catalog.isListRoot(section);
        const bool meant =
            inside ? accepted.back() != 0 : list != kNone && isMeant(catalog.lists()[list].name);
        accepted.push_back(meant ? 1 : 0);
    }
    const auto none = static_cast<quint32>(accepted.size());
    accepted.push_back(0);
    return byColumn(index, index.columns().sections, accepted, [accepted, none](const Entry &entry) {
        return accepted[std::min(entry.section, none)] != 0;
    });
}

ClauseFilter byWord(const SearchIndex &index, const WorkStates &states, ClauseWord word)
{
    constexpr quint32 kOpenable = bit(LinkKind::Relative) - 1;
    switch (word) {
    case ClauseWord::Bookmarked:
        return byState(states, &WorkState::bookmarked, true);
    case ClauseWord::Read:
        return byState(states, &WorkState::read, true);
    case ClauseWord::Unread:
        return byState(states, &WorkState::read, false);
    case ClauseWord::Note:
        return byState(states, &WorkState::noted, true);
    case ClauseWord::Gone:
        return byState(states, &WorkState::gone, true);
    case ClauseWord::New:
        return {[&ages = states.ages()](WorkSet &works) {
            works.keepIf([&](quint32 work) { return ages.isNew(work); });
        }};
    case ClauseWord::Survey:
        return bySet(index.columns().surveys);
    case ClauseWord::Duplicate:
        return bySet(index.columns().several);
    case ClauseWord::Link:
        return byKinds(index, kOpenable);
    case ClauseWord::Pdf:
        return bySet(index.columns().pdfs);
    case ClauseWord::Arxiv:
        return byKinds(index, bit(LinkKind::ArxivAbs) | bit(LinkKind::ArxivPdf));
    case ClauseWord::Doi:
        return byKinds(index, bit(LinkKind::Doi) | bit(LinkKind::Acm));
    case ClauseWord::Code:
        return byKinds(index, bit(LinkKind::Github));
    default:
        // Nothing is known to have an abstract.
        return constant(false);
    }
}

ClauseFilter byListCount(const SearchIndex &index, const Clause &clause)
{
    const auto fits = [first = clause.first, last = clause.last](quint32 count) {
        return static_cast<int>(count) >= first && static_cast<int>(count) <= last;
    };
    const Catalog &catalog = index.catalog();
    if (!catalog.hasSeveralLists() && catalog.listedWorks() == catalog.workCount()) {
        return constant(fits(1));
    }
    return {[&catalog, fits](WorkSet &works) {
        works.keepIf([&](quint32 work) { return fits(catalog.listCount(work)); });
    }};
}

} // namespace

ClauseFilter clauseFilter(const SearchIndex &index, const WorkStates &states, const Clause &clause)
{
    switch (clause.kind) {
    case ClauseKind::Venue:
        return byTag(index, clause, &VenueTag::venue);
    case ClauseKind::Host:
        return byTag(index, clause, &VenueTag::host);
    case ClauseKind::Year:
        return byYear(index, clause);
    case ClauseKind::Section:
    case ClauseKind::Group:
        return bySection(index, clause);
    case ClauseKind::Author:
        return byAuthor(index, clause);
    case ClauseKind::Tag:
        return byAlias(index, states, clause);
    case ClauseKind::Site:
        return bySite(index, clause);
    case ClauseKind::Id:
        return byId(index, clause);
    case ClauseKind::List:
        return byList(index, clause);
    case ClauseKind::Lists:
        return byListCount(index, clause);
    case ClauseKind::Is:
    case ClauseKind::Has:
        break;
    }
    return byWord(index, states, clause.word);
}

} // namespace carrel
