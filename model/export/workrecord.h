// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/authornames.h"
#include "export/citationkeys.h"
#include "export/entrywriter.h"
#include "export/exportedmarks.h"
#include "export/venuenames.h"

#include <string>
#include <vector>

namespace carrel {

/// A work as reference managers see it: the facts of its face, the ids of all its entries. Plain UTF-8
/// without control characters, not yet escaped for any format; empty where nothing is known.
struct WorkRecord
{
    VenueKind kind = VenueKind::Elsewhere;
    std::string key;
    std::string title;
    AuthorNames authors;
    std::string venue;      ///< in full where known: "NAIC Workshop at SIGCOMM"
    std::string venueShort; ///< as the list writes it: "OSDI"
    std::string doi;
    std::string arxiv;             ///< "2401.00001"
    std::string url;               ///< one that may be opened, percent-encoded
    int year = 0;                  ///< 0: unknown
    std::vector<std::string> tags; ///< the reader's; empty unless they go along
    std::vector<std::string> note; ///< the same, in lines
};

/// Writes works instead of entries: the first of its entries brings a work, the others are passed over.
class WorkWriter : public EntryWriter
{
public:
    WorkWriter(const Catalog &catalog, const ExportedMarks &marks);
    void entry(std::string &out, quint32 number) final;

protected:
    virtual void work(std::string &out, const WorkRecord &record) = 0;

private:
    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    CitationKeys m_keys;
    std::vector<bool> m_written; ///< one a work
};

WorkRecord workRecord(const Catalog &catalog, quint32 work);

} // namespace carrel
