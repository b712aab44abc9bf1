// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/searchindex.h"

#include "base/text.h"
#include "catalog/link.h"
#include "search/engine/titleorder.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <unordered_set>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kTypicalRest = 24; ///< bytes of folded text of a work beside its title

/// Venue as the table shows it, the tag as written, the host: each a field.
std::string foldedTag(const VenueTag &tag)
{
    std::string text;
    const auto addField = [&](const std::string &field) {
        const std::size_t start = text.size();
        appendFoldedText(text, field);
        if (text.size() > start) {
            text += '\n';
        }
    };
    addField(tag.year == 0 ? tag.venue : tag.venue + ' ' + std::to_string(tag.year));
    addField(tag.raw);
    addField(tag.host);
    return text;
}

/// Writes the folded texts of works into one block, one work after the other.
class WorkFolder final
{
public:
    WorkFolder(const Catalog &catalog, std::string &block)
        : m_catalog(catalog)
        , m_block(block)
    {
        for (const VenueTag &tag : catalog.venueTags()) {
            m_tags.push_back(foldedTag(tag));
        }
    }

    void addWork(const Work &work)
    {
        const std::span<const quint32> numbers = m_catalog.workEntries(work);
        if (numbers.size() == 1) {
            const Entry &entry = m_catalog.entry(numbers.front());
            addField(entry.title);
            addTag(entry.venueTag);
        } else {
            addEachOnce(numbers);
        }
        for (const quint32 number : numbers) {
            addDetails(m_catalog.entry(number));
        }
    }

private:
    void addField(TextRef text)
    {
        const std::size_t start = m_block.size();
        appendFoldedText(m_block, m_catalog.text(text));
        if (m_block.size() > start) {
            m_block += '\n';
        }
    }

    void addTag(quint32 tag)
    {
        if (tag != kNone) {
            m_block += m_tags[tag];
        }
    }

    void addEachOnce(std::span<const quint32> numbers)
    {
        std::unordered_set<std::string> titles;
        std::unordered_set<quint32> tags;
        for (const quint32 number : numbers) {
            const Entry &entry = m_catalog.entry(number);
            const std::size_t start = m_block.size();
            addField(entry.title);
            if (!titles.insert(m_block.substr(start)).second) {
                m_block.resize(start);
            }
            if (tags.insert(entry.venueTag).second) {
                addTag(entry.venueTag);
            }
        }
    }

    void addDetails(const Entry &entry)
    {
        if (entry.details == kNone) {
            return;
        }
        const EntryDetails &details = m_catalog.details(entry);
        for (const TextRef alias : m_catalog.texts(details.aliases)) {
            addField(alias);
        }
        for (const TextRef note : m_catalog.texts(details.notes)) {
            addField(note);
        }
        for (const Version &version : m_catalog.versions(details.versions)) {
            addField(version.title);
        }
    }

    const Catalog &m_catalog;
    std::string &m_block;
    std::vector<std::string> m_tags;
};

/// Numbers for the values of a column: equal for equal, rising by less; unknown ones get the last.
template <typename Value, typename Less, typename IsUnknown>
WorkColumn ranked(const std::vector<Value> &values, Less less, IsUnknown isUnknown)
{
    std::vector<quint32> order(values.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto known =
        std::stable_partition(order.begin(), order.end(), [&](quint32 i) { return !isUnknown(values[i]); });
    std::sort(order.begin(), known, [&](quint32 a, quint32 b) { return less(values[a], values[b]); });
    WorkColumn column;
    column.values.resize(values.size());
    for (auto each = order.begin(); each != known; ++each) {
        const bool isNew = each == order.begin() || less(values[*(each - 1)], values[*each]);
        column.size += isNew ? 1 : 0;
        column.values[*each] = column.size - 1;
    }
    std::for_each(known, order.end(), [&](quint32 i) { column.values[i] = column.size; });
    return column;
}

/// A column whose number is looked up in a small dictionary by what keyOf says of the face of a work.
template <typename KeyOf>
WorkColumn lookedUp(quint32 works, const WorkColumn &dictionary, KeyOf keyOf)
{
    WorkColumn column{std::vector<quint32>(works), dictionary.size};
    for (quint32 work = 0; work < works; ++work) {
        column.values[work] = dictionary.values[keyOf(work)];
    }
    return column;
}

WorkColumn titleColumn(const Catalog &catalog)
{
    return rankNames(static_cast<quint32>(catalog.works().size()),
                     [&](quint32 work) { return catalog.text(catalog.face(work).title); });
}

WorkColumn venueColumn(const Catalog &catalog)
{
    const std::span<const VenueTag> tags = catalog.venueTags();
    const auto none = static_cast<quint32>(tags.size());
    WorkColumn dictionary = rankNames(none, [&](quint32 tag) { return std::string_view(tags[tag].venue); });
    dictionary.values.push_back(dictionary.size);
    return lookedUp(static_cast<quint32>(catalog.works().size()), dictionary,
                    [&](quint32 work) { return std::min(catalog.face(work).venueTag, none); });
}

WorkColumn tagColumn(const Catalog &catalog)
{
    const auto none = static_cast<quint32>(catalog.venueTags().size());
    WorkColumn column{{}, none};
    column.values.reserve(catalog.works().size());
    for (quint32 work = 0; work < catalog.works().size(); ++work) {
        column.values.push_back(std::min(catalog.face(work).venueTag, none));
    }
    return column;
}

WorkColumn yearColumn(const Catalog &catalog, std::vector<int> &years)
{
    constexpr int kLowest = std::numeric_limits<qint16>::min();
    constexpr int kYears = 1 << 16;
    const auto works = static_cast<quint32>(catalog.works().size());
    WorkColumn dictionary{std::vector<quint32>(kYears), 0};
    for (quint32 work = 0; work < works; ++work) {
        dictionary.values[catalog.face(work).year - kLowest] = 1;
    }
    dictionary.values[-kLowest] = 0;
    for (int i = 0; i < kYears; ++i) {
        quint32 &seen = dictionary.values[i];
        if (seen != 0) {
            years.push_back(i + kLowest);
        }
        seen = seen == 0 ? dictionary.size : dictionary.size++;
    }
    dictionary.values[-kLowest] = dictionary.size;
    return lookedUp(works, dictionary, [&](quint32 work) { return catalog.face(work).year - kLowest; });
}

/// Sets of kinds in the order of what the table shows: by the first kind, then the second, and so on.
WorkColumn linksColumn(const Catalog &catalog, std::vector<quint32> &byRank)
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
    const WorkColumn dictionary = ranked(sets, std::less<>(), [](const auto &set) { return set.empty(); });
    byRank.resize(dictionary.size + 1);
    for (quint32 mask = 0; mask < sets.size(); ++mask) {
        byRank[dictionary.values[mask]] = mask;
    }
    return lookedUp(static_cast<quint32>(catalog.works().size()), dictionary,
                    [&](quint32 work) { return openableKinds(catalog, work); });
}

WorkColumn sectionColumn(const Catalog &catalog)
{
    WorkColumn column;
    column.size = static_cast<quint32>(catalog.sections().size());
    column.values.reserve(catalog.works().size());
    for (quint32 work = 0; work < catalog.works().size(); ++work) {
        column.values.push_back(std::min(catalog.face(work).section, column.size));
    }
    return column;
}

std::vector<quint32> worksWithSeveralEntries(const Catalog &catalog)
{
    std::vector<quint32> works;
    for (quint32 work = 0; work < catalog.works().size(); ++work) {
        if (catalog.work(work).entries.count > 1) {
            works.push_back(work);
        }
    }
    return works;
}

} // namespace

quint32 openableKinds(const Catalog &catalog, quint32 work)
{
    quint32 kinds = 0;
    for (const quint32 number : catalog.workEntries(catalog.work(work))) {
        for (const Link &link : catalog.links(catalog.entry(number).links)) {
            kinds |= isOpenable(link.kind) ? 1U << static_cast<quint32>(link.kind) : 0U;
        }
    }
    return kinds;
}

SearchIndex::SearchIndex(CatalogPointer catalog)
    : m_catalog(std::move(catalog))
    , m_text(std::make_shared<const Text>(foldWorks(*m_catalog)))
{
    auto dictionaries = std::make_shared<Dictionaries>();
    setColumn(PaperOrder::Year, yearColumn(*m_catalog, dictionaries->years));
    setColumn(PaperOrder::Links, linksColumn(*m_catalog, dictionaries->linkKinds));
    setColumn(PaperOrder::Section, sectionColumn(*m_catalog));
    dictionaries->severalEntries = worksWithSeveralEntries(*m_catalog);
    m_dictionaries = std::move(dictionaries);
    m_tags = std::make_shared<const WorkColumn>(tagColumn(*m_catalog));
}

std::shared_ptr<const SearchIndex> SearchIndex::build(CatalogPointer catalog)
{
    return std::shared_ptr<const SearchIndex>(new SearchIndex(std::move(catalog)));
}

std::shared_ptr<const SearchIndex> SearchIndex::withNameOrders(std::shared_ptr<const SearchIndex> index)
{
    if (index->column(PaperOrder::Title) != nullptr) {
        return index;
    }
    const auto ordered = std::make_shared<SearchIndex>(*index);
    ordered->setColumn(PaperOrder::Title, titleColumn(index->catalog()));
    ordered->setColumn(PaperOrder::Venue, venueColumn(index->catalog()));
    return ordered;
}

void SearchIndex::setColumn(PaperOrder order, WorkColumn column)
{
    m_columns[static_cast<std::size_t>(order)] = std::make_shared<const WorkColumn>(std::move(column));
}

SearchIndex::Text SearchIndex::foldWorks(const Catalog &catalog)
{
    std::size_t expected = 0;
    for (const Entry &entry : catalog.entries()) {
        expected += entry.title.length + kTypicalRest;
    }
    Text text;
    text.block.reserve(expected);
    text.starts.reserve(catalog.works().size() + 1);
    WorkFolder folder(catalog, text.block);
    for (const Work &work : catalog.works()) {
        text.starts.push_back(static_cast<quint32>(text.block.size()));
        folder.addWork(work);
    }
    text.starts.push_back(static_cast<quint32>(text.block.size()));
    return text;
}

} // namespace carrel
