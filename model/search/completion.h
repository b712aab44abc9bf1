// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/clausevalues.h"
#include "search/query.h"

#include <QString>
#include <QStringView>

#include <optional>
#include <span>
#include <vector>

namespace carrel {

/// What stands at the cursor and can be completed: the name of a clause, or its value.
struct CompletionPlace
{
    TextSpan span{};                    ///< that a completion replaces
    const ClauseInfo *clause = nullptr; ///< whose value it is; null for a name
    QString typed;                      ///< of the name or the value, up to the cursor, without quotes
    bool needsBlank = false;            ///< what follows would else become part of the value
};

/// One way to complete what stands there.
struct Completion
{
    QString insert;             ///< takes the place of the span: "venue:", "venue:osdi"
    QString shown;              ///< "venue:", "OSDI"
    const char *help = nullptr; ///< to be translated in the context "QueryLanguage"; null for none
    quint32 works = kNone;      ///< that it finds in the whole list; kNone where that is not known
};

/// Nothing within phrases, and behind names that are no clause.
std::optional<CompletionPlace> completionPlace(QStringView text, qsizetype cursor);

/// What begins with what is typed, then what has a word that does, then what contains it; of equals in the
/// order of the values. None where the only one is written there already.
std::vector<Completion> completions(const CompletionPlace &place, std::span<const ClauseValue> values,
                                    std::size_t most);

/// The text without a clause at its end that is only begun (`venue:`, `year:>=`, `is:boo`): as text it would
/// find nothing until it is whole.
QStringView withoutBegunClause(QStringView text);

} // namespace carrel
