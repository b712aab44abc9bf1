// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/bibtexwriter.h"

#include "export/bibtextext.h"
#include "export/workrecord.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace carrel {

namespace {

struct EntryType
{
    std::string_view name;
    std::string_view venueField; ///< empty where the venue needs no field of its own
};

/// One row a VenueKind.
constexpr std::array kTypes{EntryType{"inproceedings", "booktitle"}, EntryType{"article", "journal"},
                            EntryType{"misc", ""}, EntryType{"misc", "howpublished"}};

/// UTF-8, as BibTeX's successors and LaTeX take it today.
class BibtexWriter final : public WorkWriter
{
public:
    using WorkWriter::WorkWriter;

protected:
    void work(std::string &out, const WorkRecord &record) override
    {
        const EntryType &type = kTypes[static_cast<std::size_t>(record.kind)];
        out += m_first ? "@" : "\n@";
        m_first = false;
        out.append(type.name).append("{").append(record.key).append(",\n");
        authors(out, record.authors);
        field(out, "title", record.title, appendBibtexTitle);
        const bool otherPreprint = record.kind == VenueKind::Preprint && record.arxiv.empty();
        const std::string_view venueField = otherPreprint ? "howpublished" : type.venueField;
        if (!venueField.empty()) {
            field(out, venueField, record.venue, appendBibtexText);
        }
        field(out, "year", record.year == 0 ? std::string() : std::to_string(record.year), appendBibtexText);
        if (!record.arxiv.empty()) {
            field(out, "eprint", record.arxiv, appendBibtexAddress);
            field(out, "archiveprefix", "arXiv", appendBibtexText);
        }
        field(out, "doi", record.doi, appendBibtexAddress);
        field(out, "url", record.url, appendBibtexAddress);
        field(out, "keywords", commaSeparated(record.tags), appendBibtexText);
        // Not "note", which styles print in the list of references.
        field(out, "annote", joined(record.note, " "), appendBibtexText);
        out += "}\n";
    }

private:
    /// A name with several commas is no name to BibTeX: it stays whole in braces.
    static void authors(std::string &out, const AuthorNames &authors)
    {
        std::string all;
        for (const std::string &name : authors.names) {
            const bool whole = std::count(name.begin(), name.end(), ',') > 1;
            all += all.empty() ? "" : " and ";
            all += whole ? "{" : "";
            appendBibtexText(all, name);
            all += whole ? "}" : "";
        }
        all += authors.others && !all.empty() ? " and others" : "";
        field(out, "author", all, [](std::string &to, std::string_view text) { to += text; });
    }

    static void field(std::string &out, std::string_view name, std::string_view value,
                      void (*append)(std::string &, std::string_view))
    {
        constexpr std::size_t kColumn = 13;
        if (value.empty()) {
            return;
        }
        out.append("  ").append(name).append(kColumn - name.size(), ' ').append(" = {");
        append(out, value);
        out += "},\n";
    }

    bool m_first = true;
};

} // namespace

EntryWriterPointer makeBibtexWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<BibtexWriter>(catalog, marks);
}

} // namespace carrel
