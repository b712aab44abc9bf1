// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <optional>
#include <span>
#include <string>

namespace carrel {

enum class ClauseKind : quint8 {
    Venue,
    Host,
    Year,
    Section,
    Group,
    Author,
    Tag,
    Site,
    Id,
    List,
    Lists,
    Is,
    Has
};

/// What is: and has: ask for.
enum class ClauseWord : quint8 {
    None,
    Bookmarked,
    Read,
    Unread,
    New,
    Survey,
    Duplicate,
    Gone,
    Link,
    Pdf,
    Arxiv,
    Doi,
    Code,
    Note,
    Abstract
};

/// What stands behind the colon of a clause: names out of the list (exactly one, or a part of one), years or
/// none, numbers from 1 on, a host, an id, or one of a few words.
enum class ClauseValues : quint8 { Name, PartOfName, Years, Counts, Host, Id, Words };

/// One `name:value` of a query, understood.
struct Clause
{
    ClauseKind kind = ClauseKind::Venue;
    ClauseWord word = ClauseWord::None; ///< for is: and has:
    bool contains = false;              ///< `venue:~sys`: a part of the name is enough
    int first = 0;                      ///< of years or counts; both 0 for `year:none`
    int last = 0;
    std::string text{}; ///< a name as foldedText() makes it, a host, or a canonical id

    friend bool operator==(const Clause &, const Clause &) = default;
};

struct ClauseInfo
{
    ClauseKind kind = ClauseKind::Venue;
    QLatin1String name;
    ClauseValues values = ClauseValues::Name;
    const char *example = nullptr; ///< query text, the same in every language
    const char *help = nullptr;    ///< to be translated in the context "QueryLanguage"
};

struct ClauseWordInfo
{
    ClauseKind kind = ClauseKind::Is;
    ClauseWord word = ClauseWord::None;
    QLatin1String name;
    const char *help = nullptr; ///< to be translated in the context "QueryLanguage"
};

/// All clauses of the language: parser, completion and syntax help are made from these two tables.
std::span<const ClauseInfo> clauseTable();
std::span<const ClauseWordInfo> clauseWords();

/// Null for a name that is no clause; case does not matter.
const ClauseInfo *findClause(QStringView name);

/// What is typed behind the colon, without quotes; nothing where it is no value of this clause.
std::optional<Clause> readClause(const ClauseInfo &info, QStringView value);

/// The clause as it is written: readClause() reads the same out of it.
QString clauseText(const Clause &clause);

/// True for all that ends a phrase or a quoted value: straight and typographic quotes.
bool isQuote(QChar c);

} // namespace carrel
