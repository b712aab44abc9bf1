// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"

#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// What the reader said of works, as far as it leaves with them: nothing, dates alone, or notes and tags as
/// well. A value; how a format writes it is left to its writer.
class ExportedMarks final
{
public:
    ExportedMarks() = default;
    /// States are those of the catalog that is written, null where none are known.
    ExportedMarks(WorkStatesPointer states, bool words);

    /// Notes and tags go along, also where a work has none.
    bool hasWords() const { return m_words; }
    /// Tags as UTF-8 on one line each, without control characters.
    std::vector<std::string> tags(quint32 work) const;
    /// The note as UTF-8, as it was typed; empty where there is none.
    std::string note(quint32 work) const;
    /// Its lines, without control characters and runs of blanks; empty ones only between others.
    std::vector<std::string> noteLines(quint32 work) const;
    /// Seconds since 1970; 0 where the work has no bookmark or its date is not known.
    qint64 bookmarked(quint32 work) const;

private:
    bool knows(quint32 work) const { return m_states != nullptr && work < m_states->size(); }

    WorkStatesPointer m_states;
    bool m_words = false;
};

std::string joined(const std::vector<std::string> &texts, std::string_view separator);

/// For readers that part tags at commas and know no escape: a comma within a tag becomes a blank.
std::string commaSeparated(const std::vector<std::string> &tags);

} // namespace carrel
