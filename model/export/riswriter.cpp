// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/riswriter.h"

#include "export/outputtext.h"
#include "export/workrecord.h"

#include <array>
#include <string_view>

namespace carrel {

namespace {

/// One a VenueKind. The format knows no preprint.
constexpr std::array<std::string_view, 4> kTypes{"CONF", "JOUR", "GEN", "GEN"};

/// Tagged lines that end with CR LF. A line break would need an escape that there is none for, so notes
/// stand on one line.
class RisWriter final : public WorkWriter
{
public:
    using WorkWriter::WorkWriter;

protected:
    void work(std::string &out, const WorkRecord &record) override
    {
        line(out, "TY", kTypes[static_cast<std::size_t>(record.kind)]);
        line(out, "ID", record.key);
        for (const std::string &name : record.authors.names) {
            const NameParts parts = nameParts(name);
            line(out, "AU", parts.family.empty() ? name : parts.family + ", " + parts.given);
        }
        if (record.authors.others && !record.authors.names.empty()) {
            line(out, "AU", "others");
        }
        line(out, "TI", record.title);
        const bool preprint = record.kind == VenueKind::Preprint;
        line(out, preprint ? "PB" : "T2", record.venue);
        if (record.kind == VenueKind::Journal) {
            line(out, "J2", record.venueShort);
        }
        line(out, "PY", record.year == 0 ? std::string() : std::to_string(record.year));
        line(out, "DO", record.doi);
        line(out, "AN", record.arxiv.empty() ? std::string() : "arXiv:" + record.arxiv);
        line(out, "UR", record.url);
        for (const std::string &tag : record.tags) {
            line(out, "KW", tag);
        }
        std::string note;
        appendPlain(note, joined(record.note, " "));
        line(out, "N1", note);
        out += "ER  - \r\n";
    }

private:
    static void line(std::string &out, std::string_view tag, std::string_view value)
    {
        if (!value.empty()) {
            out.append(tag).append("  - ").append(value).append("\r\n");
        }
    }
};

} // namespace

EntryWriterPointer makeRisWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<RisWriter>(catalog, marks);
}

} // namespace carrel
