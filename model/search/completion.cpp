// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/completion.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace carrel {

namespace {

/// Fewer letters stand inside of nearly everything.
constexpr std::size_t kFewestInside = 3;

/// The value as typed so far, without what only marks it as a part of a name or as quoted.
QString bareValue(QStringView value)
{
    QString bare;
    for (const QChar c : value.startsWith(u'~') ? value.sliced(1) : value) {
        if (!isQuote(c)) {
            bare.append(c);
        }
    }
    return bare;
}

qsizetype quotesIn(QStringView word)
{
    return std::count_if(word.begin(), word.end(), isQuote);
}

std::optional<CompletionPlace> placeInWord(QStringView text, TextSpan word, qsizetype cursor)
{
    const QStringView written = text.sliced(word.start, word.length);
    const qsizetype colon = written.indexOf(u':');
    CompletionPlace place;
    if (colon < 0 || cursor <= word.start + colon) {
        place.typed = text.sliced(word.start, cursor - word.start).toString();
        place.span = {word.start, colon < 0 ? cursor - word.start : colon + 1};
        return place;
    }
    place.clause = findClause(written.first(colon));
    if (place.clause == nullptr) {
        return std::nullopt;
    }
    // A quote that nobody closed reaches to the end of the text, which is not meant.
    const qsizetype quotes = quotesIn(written);
    const qsizetype end = quotes == 1 ? cursor : word.start + word.length;
    place.span = {word.start, end - word.start};
    place.needsBlank = quotes > 0 && end < text.size() && !text.at(end).isSpace();
    const qsizetype value = word.start + colon + 1;
    place.typed = bareValue(text.sliced(value, cursor - value));
    return place;
}

bool opensWord(QStringView text, qsizetype cursor)
{
    return cursor == 0 || text.at(cursor - 1).isSpace() || QStringView(u"()").contains(text.at(cursor - 1));
}

std::vector<Completion> nameCompletions(const QString &typed)
{
    std::vector<Completion> all;
    for (const ClauseInfo &info : clauseTable()) {
        if (QString(info.name).startsWith(typed, Qt::CaseInsensitive)) {
            const QString name = info.name + QLatin1Char(':');
            all.push_back({name, name, info.help});
        }
    }
    return all;
}

enum class Fit { None, Inside, WordStart, Start };

/// How well what is typed fits the best of several spellings.
Fit fitOf(std::string_view spellings, const std::string &typed)
{
    Fit best = Fit::None;
    for (std::size_t at = spellings.find(typed); at != std::string_view::npos && best != Fit::Start;
         at = spellings.find(typed, at + 1)) {
        const char before = at == 0 ? '\n' : spellings[at - 1];
        best = std::max(best, before == '\n' ? Fit::Start : before == ' ' ? Fit::WordStart : Fit::Inside);
    }
    return best;
}

const char *helpOf(const Clause &clause)
{
    const auto words = clauseWords();
    const auto found = std::find_if(words.begin(), words.end(), [&](const ClauseWordInfo &each) {
        return each.kind == clause.kind && each.word == clause.word;
    });
    return found == words.end() ? nullptr : found->help;
}

/// The words of a clause without their numbers, for as long as those are not counted.
std::vector<ClauseValue> wordsOf(ClauseKind kind)
{
    std::vector<ClauseValue> values;
    for (const ClauseWordInfo &each : clauseWords()) {
        if (each.kind == kind) {
            ClauseValue &value = values.emplace_back();
            value.clause.kind = kind;
            value.clause.word = each.word;
            value.shown = each.name;
            value.spellings = std::string(each.name.data()) + '\n';
        }
    }
    return values;
}

std::vector<Completion> valueCompletions(const QString &typed, std::span<const ClauseValue> values,
                                         std::size_t most)
{
    const std::string folded = foldedText(typed.toStdString());
    std::array<std::vector<const ClauseValue *>, 4> fitting;
    for (const ClauseValue &value : values) {
        fitting[static_cast<std::size_t>(fitOf(value.spellings, folded))].push_back(&value);
    }
    if (folded.size() < kFewestInside) {
        fitting[static_cast<std::size_t>(Fit::Inside)].clear();
    }
    std::vector<Completion> all;
    for (const Fit fit : {Fit::Start, Fit::WordStart, Fit::Inside}) {
        for (const ClauseValue *value : fitting[static_cast<std::size_t>(fit)]) {
            if (all.size() < most) {
                all.push_back({clauseText(value->clause), value->shown, helpOf(value->clause), value->works});
            }
        }
    }
    return all;
}

/// Behind a sign or the first number of a range, values without their papers: those would be of the value
/// alone.
std::vector<Completion> rangeCompletions(const CompletionPlace &place, std::span<const ClauseValue> values,
                                         std::size_t most)
{
    const auto isSign = [](QChar c) { return QStringView(u"<>=").contains(c); };
    const qsizetype dots = place.typed.indexOf(QLatin1String(".."));
    const auto signs = std::find_if_not(place.typed.begin(), place.typed.end(), isSign);
    const qsizetype start = dots < 0 ? signs - place.typed.begin() : dots + 2;
    std::vector<Completion> all = valueCompletions(place.typed.mid(start), values, most);
    if (start == 0) {
        return all;
    }
    const QString before = place.typed.first(start);
    std::erase_if(all, [&](Completion &each) {
        each.works = kNone;
        each.shown = before + each.shown;
        each.insert = place.clause->name + QLatin1Char(':') + each.shown;
        return !readClause(*place.clause, each.shown);
    });
    return all;
}

/// Whether more letters may make a value of the clause out of what is no value yet.
bool isBegun(const ClauseInfo &info, QStringView value)
{
    if (readClause(info, value)) {
        return false;
    }
    switch (info.values) {
    case ClauseValues::Years:
    case ClauseValues::Counts:
        return std::all_of(value.begin(), value.end(),
                           [](QChar c) { return c.isDigit() || QStringView(u"<>=.").contains(c); });
    case ClauseValues::Words: {
        const std::span<const ClauseWordInfo> words = clauseWords();
        return std::any_of(words.begin(), words.end(), [&](const ClauseWordInfo &word) {
            return word.kind == info.kind &&
                   QString(word.name).startsWith(value.toString(), Qt::CaseInsensitive);
        });
    }
    default:
        return value.isEmpty() || value == QStringView(u"~");
    }
}

} // namespace

std::optional<CompletionPlace> completionPlace(QStringView text, qsizetype cursor)
{
    for (const QueryWord &word : queryWords(text)) {
        if (cursor > word.span.start && cursor <= word.span.start + word.span.length) {
            return word.phrase ? std::nullopt : placeInWord(text, word.span, cursor);
        }
    }
    if (cursor < 0 || cursor > text.size() || !opensWord(text, cursor)) {
        return std::nullopt;
    }
    CompletionPlace place;
    place.span = {cursor, 0};
    return place;
}

std::vector<Completion> completions(const CompletionPlace &place, std::span<const ClauseValue> values,
                                    std::size_t most)
{
    if (place.clause == nullptr) {
        return nameCompletions(place.typed);
    }
    std::vector<ClauseValue> words;
    if (values.empty() && place.clause->values == ClauseValues::Words) {
        words = wordsOf(place.clause->kind);
        values = words;
    }
    const ClauseValues kind = place.clause->values;
    std::vector<Completion> all = kind == ClauseValues::Years || kind == ClauseValues::Counts
                                      ? rangeCompletions(place, values, most)
                                      : valueCompletions(place.typed, values, most);
    const std::optional<Clause> written = readClause(*place.clause, place.typed);
    if (all.size() == 1 && written && clauseText(*written) == all.front().insert) {
        all.clear();
    }
    for (Completion &each : all) {
        each.insert += place.needsBlank ? QLatin1String(" ") : QLatin1String();
    }
    return all;
}

QStringView withoutBegunClause(QStringView text)
{
    const std::vector<QueryWord> words = queryWords(text);
    if (words.empty() || words.back().phrase ||
        words.back().span.start + words.back().span.length != text.size()) {
        return text;
    }
    qsizetype start = words.back().span.start;
    const QStringView word = text.sliced(start);
    const qsizetype colon = word.indexOf(u':');
    const ClauseInfo *info = colon > 0 ? findClause(word.first(colon)) : nullptr;
    if (info == nullptr || !isBegun(*info, word.sliced(colon + 1))) {
        return text;
    }
    while (start > 0 && text.at(start - 1) == u'-') {
        --start;
    }
    return text.first(start);
}

} // namespace carrel
