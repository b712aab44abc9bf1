// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/listshape.h"

#include "markdown/linescan.h"
#include "markdown/recordpieces.h"
#include "markdown/tablelines.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

/// Every record is looked at up to the first number, then one in so many: a shape shows in the first
/// hundreds.
constexpr std::size_t kAllRecords = 100;
constexpr std::size_t kOneOf = 64;
constexpr std::size_t kRecordsOfSection = 6;
constexpr std::size_t kRowsOfTable = 16;
constexpr std::size_t kMostCounted = 4096; ///< distinct labels and names
constexpr std::size_t kMostLineBytes = 4096;
constexpr std::size_t kMostLabelBytes = 24;

std::string_view trimmed(std::string_view text, std::string_view characters = " \t")
{
    const std::size_t first = text.find_first_not_of(characters);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(characters) - first + 1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::size_t wordCount(std::string_view text)
{
    std::size_t words = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ') ? 1 : 0;
    }
    return words;
}

/// A link as it stands in a line: `[words](url)`.
struct RawLink
{
    std::size_t open;
    std::size_t end;
    std::string_view words;
    std::string_view url;
};

bool nextLink(std::string_view line, std::size_t from, RawLink &link)
{
    const std::size_t close = line.find("](", from);
    if (close == std::string_view::npos) {
        return false;
    }
    std::size_t open = line.rfind('[', close);
    open = open == std::string_view::npos || open < from ? close : open;
    const std::size_t end = std::min(line.find(')', close + 2), line.size());
    link = {open, end, trimmed(line.substr(open, close - open), "[] \t*"),
            line.substr(close + 2, end - close - 2)};
    return true;
}

/// The text of a cell that a reader sees.
std::size_t visibleBytes(std::string_view cell)
{
    std::size_t bytes = cell.size();
    RawLink link{};
    for (std::size_t at = 0; nextLink(cell, at, link); at = link.end) {
        const bool image = link.open > 0 && cell[link.open - 1] == '!';
        const std::size_t hidden = link.url.size() + 4 + (image ? link.words.size() : 0);
        bytes -=
            std::min(bytes, labelRole(link.words) == LabelRole::None ? hidden : hidden + link.words.size());
    }
    return bytes;
}

/// Where the text of a bullet, a number or a bold paragraph begins; npos where a line is none.
std::size_t recordStart(std::string_view line)
{
    const std::size_t text = firstText(line);
    const std::string_view rest = text == std::string_view::npos ? std::string_view() : line.substr(text);
    if (rest.size() < 3) {
        return std::string_view::npos;
    }
    if (rest.starts_with("**")) {
        return text;
    }
    if ((rest[0] == '-' || rest[0] == '*' || rest[0] == '+') && (rest[1] == ' ' || rest[1] == '\t')) {
        return text + 2;
    }
    const std::size_t digits = rest.find_first_not_of("0123456789");
    const bool numbered = digits > 0 && digits < 5 && (rest[digits] == '.' || rest[digits] == ')');
    return numbered ? text + digits + 1 : std::string_view::npos;
}

class ShapeInferrer final
{
public:
    explicit ShapeInferrer(std::string_view text)
        : m_text(text)
    {
    }

    ListShape run()
    {
        for (std::size_t start = 0; start < m_text.size();) {
            const std::size_t end = std::min(m_text.find('\n', start), m_text.size());
            ++m_line;
            takeLine(m_text.substr(start, end - start), start);
            m_before = start;
            start = end + 1;
        }
        closeTable(m_text.size());
        closeSection();
        finish();
        return std::move(m_shape);
    }

private:
    void takeLine(std::string_view line, std::size_t start)
    {
        const TableTracker::Line kind = m_tracker.take(line);
        if (kind != TableTracker::Line::Row && m_table.headerLine != 0) {
            closeTable(start);
        }
        if (kind == TableTracker::Line::Delimiter) {
            openTable(line, start);
        } else if (kind == TableTracker::Line::Row) {
            takeRow(line);
        } else if (line.starts_with('#')) {
            takeHeading(line);
        } else if (const std::size_t text = recordStart(line); text != std::string_view::npos) {
            const std::string_view record = line.substr(text, kMostLineBytes);
            if (isLookedAt()) {
                takeLead(trimmed(record));
                takeColon(record);
                takeRecord(record);
            } else if (m_said == SectionKind::Neutral && m_sectionRecords < kRecordsOfSection) {
                takeEvidence(record);
            }
        }
    }

    bool isLookedAt()
    {
        ++m_records;
        return m_records <= kAllRecords || m_records % kOneOf == 0;
    }

    void takeHeading(std::string_view line)
    {
        const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
        if (level > 6 || (level < line.size() && line[level] != ' ' && line[level] != '\t')) {
            return;
        }
        closeSection();
        m_sectionLine = m_line;
        m_level = level;
        const std::size_t most = std::min<std::size_t>(line.size(), 300);
        const std::string_view heading = line.substr(level, most - std::min(level, most));
        const SectionKind said = sectionKind(heading);
        SectionKind above = SectionKind::Neutral;
        for (std::size_t i = 2; i < level; ++i) {
            above = m_kinds[i] != SectionKind::Neutral ? m_kinds[i] : above;
        }
        std::fill(m_kinds.begin() + static_cast<std::ptrdiff_t>(level), m_kinds.end(), SectionKind::Neutral);
        // The title of the document says nothing of its sections.
        const bool isTitle = level == 1 && m_headings++ == 0;
        m_said = isTitle ? SectionKind::Neutral : said != SectionKind::Neutral ? said : above;
        m_kinds[level] = isContentsHeading(heading) ? SectionKind::Neutral : said;
    }

    void closeSection()
    {
        SectionKind kind = m_said;
        if (kind == SectionKind::Neutral && m_sectionRecords > 0) {
            kind = m_sectionPapers * 2 >= m_sectionRecords ? SectionKind::Papers : SectionKind::Neutral;
        }
        const SectionKind last =
            m_shape.sections.empty() ? SectionKind::Neutral : m_shape.sections.back().kind;
        if (kind != last) {
            m_shape.sections.push_back({m_sectionLine, kind});
        }
        m_sectionRecords = 0;
        m_sectionPapers = 0;
    }

    void openTable(std::string_view, std::size_t start)
    {
        m_table = TableShape();
        m_table.begin = m_before;
        m_table.delimiter = start;
        m_table.headerLine = m_line - 1;
        m_table.rows = std::min(m_text.find('\n', start), m_text.size() - 1) + 1;
        m_table.lastLine = m_line;
        const std::string_view header = m_text.substr(m_before, start - m_before - 1);
        for (const std::string_view cell : cellsOf(header)) {
            m_table.columns.push_back(fieldRole(cell));
        }
        m_widths.assign(m_table.columns.size(), 0);
        m_rows = 0;
        m_namesTitle = std::find(m_table.columns.begin(), m_table.columns.end(), FieldRole::Title) !=
                       m_table.columns.end();
    }

    void takeRow(std::string_view line)
    {
        m_table.lastLine = m_line;
        line = line.substr(0, kMostLineBytes);
        if (++m_rows <= kRowsOfTable && !m_namesTitle) {
            const std::vector<std::string_view> cells = cellsOf(line);
            for (std::size_t i = 0; i < std::min(cells.size(), m_widths.size()); ++i) {
                m_widths[i] += visibleBytes(cells[i]);
            }
        }
        if (isLookedAt()) {
            takeRecord(line);
        }
    }

    /// Decides which column is the title: the one that says so, else the widest.
    void closeTable(std::size_t end)
    {
        if (m_table.headerLine == 0) {
            return;
        }
        m_table.end = end;
        auto &columns = m_table.columns;
        const auto has = [&](FieldRole role) {
            return std::find(columns.begin(), columns.end(), role) != columns.end();
        };
        m_table.holdsPapers = has(FieldRole::Title) || has(FieldRole::Authors) || has(FieldRole::Venue) ||
                              (has(FieldRole::Paper) && has(FieldRole::Year));
        if (!has(FieldRole::Title)) {
            std::size_t best = 0;
            for (std::size_t i = 0; i < columns.size(); ++i) {
                const std::size_t bonus = columns[i] == FieldRole::Paper ? 2 : 1;
                const bool mayBe = columns[i] == FieldRole::Paper || columns[i] == FieldRole::None;
                const std::size_t width = mayBe ? m_widths[i] * bonus : 0;
                if (width > best) {
                    best = width;
                    std::replace(columns.begin(), columns.end(), FieldRole::Title, FieldRole::Text);
                    columns[i] = FieldRole::Title;
                }
            }
        }
        std::replace(columns.begin(), columns.end(), FieldRole::Paper, FieldRole::Link);
        std::replace(columns.begin(), columns.end(), FieldRole::None, FieldRole::Text);
        m_shape.tables.push_back(std::exchange(m_table, TableShape()));
    }

    /// `[OSDI'24] Title` and `[Name] Title` are told apart by what most brackets of the list hold.
    void takeLead(std::string_view record)
    {
        const std::size_t close = record.starts_with('[') ? record.find(']') : std::string_view::npos;
        if (close == std::string_view::npos || close < 3 || record.substr(close + 1).starts_with('(') ||
            record[1] == '[') {
            return;
        }
        const std::string_view content = record.substr(1, close - 1);
        const bool tag = content.find_first_of("0123456789") != std::string_view::npos;
        ++(tag ? m_leadTags : m_leadOthers);
    }

    void takeColon(std::string_view record)
    {
        RawLink link{};
        if (!nextLink(record, 0, link) || link.end + 1 >= record.size() || link.open > 3) {
            return;
        }
        const std::string_view behind = trimmed(record.substr(link.end + 1, 3));
        if (behind.starts_with(':')) {
            ++(wordCount(link.words) <= 3 ? m_shortBeforeColon : m_longBeforeColon);
        }
    }

    /// Whether a section holds papers, by the addresses of its first records.
    void takeEvidence(std::string_view record)
    {
        bool paper = false;
        bool links = false;
        RawLink link{};
        for (std::size_t at = 0; !paper && nextLink(record, at, link); at = link.end) {
            links = links || !link.url.starts_with('#');
            paper = isPaperAddress(link.url);
        }
        m_sectionPapers += paper ? 1 : 0;
        m_sectionRecords += links ? 1 : 0;
    }

    void takeRecord(std::string_view record)
    {
        RawLink link{};
        for (std::size_t at = 0; nextLink(record, at, link); at = link.end) {
            if (link.url.starts_with('#')) {
                continue;
            }
            if (!link.words.empty() && link.words.size() <= kMostLabelBytes &&
                m_labels.size() < kMostCounted) {
                ++m_labels[plainWords(link.words)];
            }
        }
        takeVenues(record);
        if (m_said == SectionKind::Neutral && m_sectionRecords < kRecordsOfSection) {
            takeEvidence(record);
        }
    }

    /// Names before years, outside of addresses: `(OSDI'24)`, `| EuroSys 2020`.
    void takeVenues(std::string_view record)
    {
        for (std::size_t at = 1; at + 1 < record.size(); ++at) {
            const bool short2 = record[at] == '\'' && isDigit(record[at + 1]);
            const bool long4 = record[at] == '2' && record[at + 1] == '0' && !isDigit(record[at - 1]);
            if (!short2 && !long4) {
                continue;
            }
            const std::string_view before = record.substr(0, at);
            const std::size_t delimiter = before.find_last_of("[](|,.;:*/`)=&-");
            const std::string_view name =
                trimmed(before.substr(delimiter == std::string_view::npos ? 0 : delimiter + 1), " \t'");
            const bool address = delimiter != std::string_view::npos &&
                                 std::string_view("/=&-").find(before[delimiter]) != std::string_view::npos;
            if (!address && isVenueWords(name) && m_venues.size() < kMostCounted) {
                ++m_venues[plainWords(name)];
            }
        }
    }

    void finish()
    {
        const std::size_t shared = std::max<std::size_t>(4, std::min(m_records, kAllRecords) / 40);
        for (const auto &[words, count] : m_labels) {
            if (count >= shared) {
                m_shape.labels.insert(words);
            }
        }
        for (const auto &[name, count] : m_venues) {
            if (count >= 2) {
                m_shape.venues.insert(name);
            }
        }
        m_shape.tagsLead = m_leadTags >= m_leadOthers;
        m_shape.nameBeforeColon = m_shortBeforeColon >= m_longBeforeColon;
    }

    std::string_view m_text;
    ListShape m_shape;
    TableTracker m_tracker;
    TableShape m_table;
    std::vector<std::size_t> m_widths;
    std::size_t m_rows = 0;
    bool m_namesTitle = false; ///< the header of the table says which column it is
    quint32 m_line = 0;
    std::size_t m_before = 0; ///< where the line before begins
    std::size_t m_records = 0;
    quint32 m_sectionLine = 0;
    std::size_t m_level = 0;
    std::size_t m_headings = 0;
    SectionKind m_said = SectionKind::Neutral;
    std::array<SectionKind, 7> m_kinds{};
    std::size_t m_sectionRecords = 0;
    std::size_t m_sectionPapers = 0;
    std::size_t m_leadTags = 0;
    std::size_t m_leadOthers = 0;
    std::size_t m_shortBeforeColon = 0;
    std::size_t m_longBeforeColon = 0;
    std::unordered_map<std::string, std::size_t> m_labels;
    std::unordered_map<std::string, std::size_t> m_venues;
};

} // namespace

SectionKind ListShape::kindAt(quint32 line) const
{
    const auto behind =
        std::upper_bound(sections.begin(), sections.end(), line,
                         [](quint32 wanted, const SectionStart &each) { return wanted < each.line; });
    return behind == sections.begin() ? SectionKind::Neutral : std::prev(behind)->kind;
}

const TableShape *ListShape::tableAt(quint32 line) const
{
    const auto table =
        std::lower_bound(tables.begin(), tables.end(), line,
                         [](const TableShape &each, quint32 wanted) { return each.lastLine < wanted; });
    return table == tables.end() || table->headerLine > line ? nullptr : &*table;
}

bool ListShape::isVenue(std::string_view name) const
{
    constexpr std::size_t kMostNameBytes = 60;
    return !venues.empty() && name.size() <= kMostNameBytes && venues.contains(plainWords(name));
}

ListShape inferShape(std::string_view text)
{
    return ShapeInferrer(text).run();
}

} // namespace carrel
