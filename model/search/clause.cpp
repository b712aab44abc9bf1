// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/clause.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/weburl.h"

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

/// Of years and counts.
constexpr int kLast = 9999;

constexpr std::array kClauses{
    ClauseInfo{ClauseKind::Venue, QLatin1String("venue"), ClauseValues::Name, "venue:osdi",
               QT_TRANSLATE_NOOP("QueryLanguage", "exactly this venue; venue:~sys for a part of its name")},
    ClauseInfo{ClauseKind::Host, QLatin1String("host"), ClauseValues::Name, "host:neurips",
               QT_TRANSLATE_NOOP("QueryLanguage", "a workshop at this conference")},
    ClauseInfo{ClauseKind::Year, QLatin1String("year"), ClauseValues::Years, "year:2022..2024",
               QT_TRANSLATE_NOOP("QueryLanguage", "a year, a range, >=2024, <2020, or none")},
    ClauseInfo{ClauseKind::Section, QLatin1String("section"), ClauseValues::PartOfName, "section:moe",
               QT_TRANSLATE_NOOP("QueryLanguage", "in a section, or below one, whose title contains this")},
    ClauseInfo{ClauseKind::Group, QLatin1String("group"), ClauseValues::PartOfName, "group:general",
               QT_TRANSLATE_NOOP("QueryLanguage", "in a group whose title contains this")},
    ClauseInfo{ClauseKind::Author, QLatin1String("author"), ClauseValues::PartOfName, "author:lee",
               QT_TRANSLATE_NOOP("QueryLanguage", "an author whose name contains this")},
    ClauseInfo{ClauseKind::Tag, QLatin1String("tag"), ClauseValues::PartOfName, "tag:megatron",
               QT_TRANSLATE_NOOP("QueryLanguage", "a tag or short name that contains this")},
    ClauseInfo{ClauseKind::Site, QLatin1String("site"), ClauseValues::Host, "site:usenix.org",
               QT_TRANSLATE_NOOP("QueryLanguage", "a link to this host or one below it")},
    ClauseInfo{ClauseKind::Id, QLatin1String("id"), ClauseValues::Id, "id:2401.00001",
               QT_TRANSLATE_NOOP("QueryLanguage", "an arXiv id, a DOI, or another id of a paper")},
    ClauseInfo{ClauseKind::List, QLatin1String("list"), ClauseValues::PartOfName, "list:systems",
               QT_TRANSLATE_NOOP("QueryLanguage", "in a list whose name contains this")},
    ClauseInfo{ClauseKind::Lists, QLatin1String("lists"), ClauseValues::Counts, "lists:>=2",
               QT_TRANSLATE_NOOP("QueryLanguage", "in so many of your lists: a number, a range, or >=2")},
    ClauseInfo{ClauseKind::Is, QLatin1String("is"), ClauseValues::Words, "is:unread",
               QT_TRANSLATE_NOOP("QueryLanguage", "what you or the list say of a paper")},
    ClauseInfo{ClauseKind::Has, QLatin1String("has"), ClauseValues::Words, "has:code",
               QT_TRANSLATE_NOOP("QueryLanguage", "what there is of a paper")}};

constexpr std::array kWords{
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Bookmarked, QLatin1String("bookmarked"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "bookmarked")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Read, QLatin1String("read"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "marked as read")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Unread, QLatin1String("unread"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "not marked as read")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::New, QLatin1String("new"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "new, as the view of new papers has it")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Survey, QLatin1String("survey"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "marked as a survey by the list")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Duplicate, QLatin1String("duplicate"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "listed more than once")},
    ClauseWordInfo{ClauseKind::Is, ClauseWord::Gone, QLatin1String("gone"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "no longer in the list")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Link, QLatin1String("link"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a link that can be opened")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Pdf, QLatin1String("pdf"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a PDF")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Arxiv, QLatin1String("arxiv"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a page on arXiv")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Doi, QLatin1String("doi"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a DOI")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Code, QLatin1String("code"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a link to code")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Note, QLatin1String("note"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "a note of yours")},
    ClauseWordInfo{ClauseKind::Has, ClauseWord::Abstract, QLatin1String("abstract"),
                   QT_TRANSLATE_NOOP("QueryLanguage", "an abstract")}};

std::string toUtf8(QStringView text)
{
    return text.toUtf8().toStdString();
}

std::optional<Clause> readName(const ClauseInfo &info, QStringView value)
{
    Clause clause{.kind = info.kind};
    clause.contains = info.values == ClauseValues::Name && value.startsWith(QLatin1Char('~'));
    clause.text = foldedText(toUtf8(value));
    return clause.text.empty() ? std::nullopt : std::optional(std::move(clause));
}

std::optional<int> readNumber(QStringView digits)
{
    const bool plain = !digits.isEmpty() && digits.size() <= 4 &&
                       std::all_of(digits.begin(), digits.end(),
                                   [](QChar c) { return c >= QLatin1Char('0') && c <= QLatin1Char('9'); });
    return plain ? std::optional(digits.toInt()) : std::nullopt;
}

std::optional<std::pair<int, int>> readRange(QStringView value)
{
    struct Comparison
    {
        QLatin1String sign;
        int firstFrom =
            0; ///< what is added to the number where it is the first one, -1 where they end with it
        int lastFrom = 0;
    };
    constexpr int kOpen = 2;
    constexpr std::array kComparisons{
        Comparison{QLatin1String(">="), 0, kOpen}, Comparison{QLatin1String("<="), kOpen, 0},
        Comparison{QLatin1String(">"), 1, kOpen}, Comparison{QLatin1String("<"), kOpen, -1}};
    for (const Comparison &each : kComparisons) {
        if (value.startsWith(each.sign)) {
            const std::optional<int> number = readNumber(value.sliced(each.sign.size()));
            return number ? std::optional(std::pair(each.firstFrom == kOpen ? 1 : *number + each.firstFrom,
                                                    each.lastFrom == kOpen ? kLast : *number + each.lastFrom))
                          : std::nullopt;
        }
    }
    const qsizetype dots = value.indexOf(QLatin1String(".."));
    if (dots < 0) {
        const std::optional<int> number = readNumber(value);
        return number ? std::optional(std::pair(*number, *number)) : std::nullopt;
    }
    const QStringView first = value.first(dots);
    const QStringView last = value.sliced(dots + 2);
    const std::optional<int> from = first.isEmpty() ? 1 : readNumber(first);
    const std::optional<int> to = last.isEmpty() ? kLast : readNumber(last);
    if (!from || !to || (first.isEmpty() && last.isEmpty())) {
        return std::nullopt;
    }
    return std::minmax(*from, *to);
}

std::optional<Clause> readNumbers(const ClauseInfo &info, QStringView value)
{
    Clause clause{.kind = info.kind};
    if (info.values == ClauseValues::Years &&
        value.compare(QLatin1String("none"), Qt::CaseInsensitive) == 0) {
        return clause;
    }
    const std::optional<std::pair<int, int>> range = readRange(value);
    if (!range || range->first < 1 || range->second > kLast || range->first > range->second) {
        return std::nullopt;
    }
    clause.first = range->first;
    clause.last = range->second;
    return clause;
}

/// A host alone, or an address without more than a host.
std::optional<Clause> readSite(const ClauseInfo &info, QStringView value)
{
    const bool address = value.contains(QLatin1String("://"));
    const std::string url = (address ? std::string() : "https://") + toUtf8(value);
    const std::optional<WebUrl> parts = parseWebUrl(url);
    const auto isHostCharacter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    };
    if (!parts || (parts->path.size() > 1) || !parts->query.empty() ||
        !std::all_of(parts->host.begin(), parts->host.end(), isHostCharacter)) {
        return std::nullopt;
    }
    Clause clause{.kind = info.kind};
    clause.text = parts->host;
    return clause;
}

/// An id with its scheme, an address that carries one, a bare arXiv id or a bare DOI.
std::optional<std::string> readId(const std::string &value)
{
    constexpr std::array<std::string_view, 9> kOtherSchemes{
        "openreview:", "usenix:", "acl:", "pmlr:", "neurips:", "mlsys:", "ieee:", "pvldb:", "csdl:"};
    const std::string lower = caseFolded(value);
    const auto after = [&](std::string_view scheme) {
        return lower.starts_with(scheme) ? value.substr(scheme.size()) : value;
    };
    for (const std::string_view scheme : kOtherSchemes) {
        if (lower.starts_with(scheme) && value.size() > scheme.size()) {
            return std::string(scheme) + value.substr(scheme.size());
        }
    }
    if (lower.starts_with("http")) {
        return canonicalId(value);
    }
    std::optional<std::string> arxiv = canonicalId("https://arxiv.org/abs/" + after("arxiv:"));
    return arxiv ? std::move(arxiv) : canonicalId("https://doi.org/" + after("doi:"));
}

std::optional<Clause> readIdClause(const ClauseInfo &info, QStringView value)
{
    std::optional<std::string> id = readId(toUtf8(value.trimmed()));
    if (!id) {
        return std::nullopt;
    }
    Clause clause{.kind = info.kind};
    clause.text = std::move(*id);
    return clause;
}

std::optional<Clause> readWord(const ClauseInfo &info, QStringView value)
{
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const ClauseWordInfo &each) {
        return each.kind == info.kind && value.compare(each.name, Qt::CaseInsensitive) == 0;
    });
    if (found == kWords.end()) {
        return std::nullopt;
    }
    return Clause{.kind = info.kind, .word = found->word};
}

const ClauseInfo &infoOf(ClauseKind kind)
{
    return kClauses[static_cast<std::size_t>(kind)];
}

QString rangeText(const Clause &clause)
{
    const QString first = QString::number(clause.first);
    const QString last = QString::number(clause.last);
    return clause.first == 0             ? QStringLiteral("none")
           : clause.first == clause.last ? first
           : clause.last == kLast        ? QLatin1String(">=") + first
           : clause.first == 1           ? QLatin1String("<=") + last
                                         : first + QLatin1String("..") + last;
}

QString wordText(ClauseWord word)
{
    return std::find_if(kWords.begin(), kWords.end(),
                        [word](const ClauseWordInfo &each) { return each.word == word; })
        ->name;
}

/// In quotes where a word would end too early.
QString quotedWhereNeeded(const QString &value)
{
    const bool plain = std::all_of(value.begin(), value.end(), [](QChar c) {
        return c.isLetterOrNumber() || QStringView(u".:/-_").contains(c);
    });
    return plain ? value : QLatin1Char('"') + value + QLatin1Char('"');
}

} // namespace

std::span<const ClauseInfo> clauseTable()
{
    return kClauses;
}

std::span<const ClauseWordInfo> clauseWords()
{
    return kWords;
}

const ClauseInfo *findClause(QStringView name)
{
    const auto found = std::find_if(kClauses.begin(), kClauses.end(), [&](const ClauseInfo &each) {
        return name.compare(each.name, Qt::CaseInsensitive) == 0;
    });
    return found == kClauses.end() ? nullptr : &*found;
}

std::optional<Clause> readClause(const ClauseInfo &info, QStringView value)
{
    if (std::any_of(value.begin(), value.end(), isQuote)) {
        return std::nullopt;
    }
    switch (info.values) {
    case ClauseValues::Years:
    case ClauseValues::Counts:
        return readNumbers(info, value);
    case ClauseValues::Host:
        return readSite(info, value);
    case ClauseValues::Id:
        return readIdClause(info, value);
    case ClauseValues::Words:
        return readWord(info, value);
    case ClauseValues::Name:
    case ClauseValues::PartOfName:
        break;
    }
    return readName(info, value);
}

QString clauseText(const Clause &clause)
{
    const ClauseInfo &info = infoOf(clause.kind);
    const QString name = info.name + QLatin1Char(':');
    switch (info.values) {
    case ClauseValues::Years:
    case ClauseValues::Counts:
        return name + rangeText(clause);
    case ClauseValues::Words:
        return name + wordText(clause.word);
    default:
        return name + QLatin1String(clause.contains ? "~" : "") + quotedWhereNeeded(toQString(clause.text));
    }
}

bool isQuote(QChar c)
{
    constexpr QStringView kQuotes = u"\"\u201C\u201D\u201E\u201F\u00AB\u00BB\uFF02";
    return kQuotes.contains(c);
}

} // namespace carrel
