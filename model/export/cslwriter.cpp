// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/cslwriter.h"

#include "export/outputtext.h"
#include "export/workrecord.h"

#include <array>
#include <string_view>

namespace carrel {

namespace {

/// One a VenueKind; an article that appeared nowhere is a preprint.
constexpr std::array<std::string_view, 4> kTypes{"paper-conference", "article-journal", "article",
                                                 "document"};

/// An array with one work a line, in the order of a list: the format of citation processors.
class CslWriter final : public WorkWriter
{
public:
    using WorkWriter::WorkWriter;

    void begin(std::string &out) override { out += "["; }

    void end(std::string &out) override { out += "\n]\n"; }

protected:
    void work(std::string &out, const WorkRecord &record) override
    {
        out += m_first ? "\n{" : ",\n{";
        m_first = false;
        out += R"("id": )";
        appendJsonString(out, record.key);
        field(out, "type", kTypes[static_cast<std::size_t>(record.kind)]);
        field(out, "title", record.title);
        authors(out, record.authors);
        const bool preprint = record.kind == VenueKind::Preprint;
        field(out, preprint ? "publisher" : "container-title", record.venue);
        if (!preprint && record.venueShort != record.venue) {
            field(out, "container-title-short", record.venueShort);
        }
        if (record.year != 0) {
            out += R"(, "issued": {"date-parts": [[)" + std::to_string(record.year) + "]]}";
        }
        if (!record.arxiv.empty()) {
            field(out, "number", preprint ? "arXiv:" + record.arxiv : std::string());
            field(out, "archive", "arXiv");
            field(out, "archive_location", record.arxiv);
        }
        field(out, "DOI", record.doi);
        field(out, "URL", record.url);
        field(out, "keyword", commaSeparated(record.tags));
        field(out, "note", joined(record.note, "\n"));
        out += '}';
    }

private:
    static void authors(std::string &out, const AuthorNames &authors)
    {
        if (authors.names.empty()) {
            return;
        }
        out += R"(, "author": [)";
        bool first = true;
        for (const std::string &name : authors.names) {
            const NameParts parts = nameParts(name);
            out += first ? "" : ", ";
            first = false;
            if (parts.family.empty()) {
                member(out, R"({"literal": )", name, "}");
            } else {
                member(out, R"({"family": )", parts.family, R"(, "given": )");
                member(out, "", parts.given, "}");
            }
        }
        // What citation processors take for "et al.".
        out += authors.others ? R"(, {"literal": "others"}])" : "]";
    }

    static void member(std::string &out, std::string_view before, std::string_view value,
                       std::string_view behind)
    {
        out += before;
        appendJsonString(out, value);
        out += behind;
    }

    static void field(std::string &out, std::string_view name, std::string_view value)
    {
        if (!value.empty()) {
            out.append(", \"").append(name).append("\": ");
            appendJsonString(out, value);
        }
    }

    bool m_first = true;
};

} // namespace

EntryWriterPointer makeCslWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<CslWriter>(catalog, marks);
}

} // namespace carrel
