// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/documentjson.h"

#include "library/markchange.h"
#include "library/savedsearches.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace carrel {

namespace {

using Mark = LibraryDocument::Mark;
using Search = LibraryDocument::Search;
using Tag = LibraryDocument::Tag;
using Work = LibraryDocument::Work;

constexpr char kFormat[] = "carrel-library";
constexpr int kVersion = 1;

constexpr qsizetype kMostBytes = 256 * 1024 * 1024;
constexpr qsizetype kMostWorks = 1'000'000;
constexpr qsizetype kMostKeys = 64; ///< of each kind
constexpr qsizetype kMostTags = 1000;
constexpr qsizetype kLongestText = 64 * 1024;
constexpr qsizetype kLongestFacts = 512 * 1024;
/// The end of the year 9999.
constexpr qint64 kLastTime = 253'402'300'799'999;

/// One row a kind of key, in the order of their numbers.
struct KeyName
{
    const char *name;
    IdentityKind kind;
};
constexpr std::array kKeyNames{KeyName{"titles", IdentityKind::Title}, KeyName{"ids", IdentityKind::Id},
                               KeyName{"versions", IdentityKind::Nested}};

QString text(const char *name)
{
    return QString::fromLatin1(name);
}

// --- Writing

QByteArray quoted(const QString &value)
{
    QByteArray out("\"");
    for (const char c : value.toUtf8()) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20 || byte == 0x7F) {
            out += "\\u00" + QByteArray::number(byte, 16).rightJustified(2, '0');
        } else {
            out += c;
        }
    }
    return out + '"';
}

template <typename Items, typename Write>
QByteArray array(const Items &items, Write write)
{
    QByteArray out("[");
    for (const auto &item : items) {
        out += out.size() > 1 ? ", " : "";
        out += write(item);
    }
    return out + ']';
}

QByteArray keys(const Work &work)
{
    QByteArray out;
    for (const auto &[name, kind] : kKeyNames) {
        std::vector<QString> texts;
        for (const IdentityKey &key : work.keys) {
            if (key.kind == kind) {
                texts.push_back(toQString(key.text));
            }
        }
        if (!texts.empty()) {
            out += QByteArray(", \"") + name + "\": " + array(texts, quoted);
        }
    }
    return out;
}

/// A field that was never changed is left out.
QByteArray mark(const char *name, const Mark &mark, const QByteArray &value = {})
{
    if (mark == Mark()) {
        return {};
    }
    const QByteArray at = mark.at == 0 ? QByteArray("null") : QByteArray::number(mark.at);
    return QByteArray(", \"") + name + "\": {" + value + "\"at\": " + at +
           ", \"changed\": " + QByteArray::number(mark.changed) + '}';
}

QByteArray tag(const Tag &tag)
{
    return "{\"name\": " + quoted(tag.name) + ", \"changed\": " + QByteArray::number(tag.changed) +
           (tag.removed ? ", \"removed\": true}" : "}");
}

QByteArray line(const Work &work)
{
    QByteArray out = "{\"title\": " + quoted(work.title);
    out += work.venue.isEmpty() ? QByteArray() : ", \"venue\": " + quoted(work.venue);
    out += work.year == 0 ? QByteArray() : ", \"year\": " + QByteArray::number(work.year);
    out += keys(work);
    out += mark("bookmark", work.bookmark);
    out += mark("read", work.read);
    out += mark("rating", work.rated, "\"stars\": " + QByteArray::number(work.rating) + ", ");
    out += mark("note", work.noted, "\"text\": " + quoted(work.note) + ", ");
    if (!work.tags.empty() || work.tagged != Mark()) {
        out += mark("tags", work.tagged, "\"names\": " + array(work.tags, tag) + ", ");
    }
    out += work.facts.isEmpty() ? QByteArray() : ", \"facts\": " + work.facts;
    return out + '}';
}

QByteArray line(const Search &search)
{
    return "{\"name\": " + quoted(search.name) + ", \"query\": " + quoted(search.query) +
           ", \"language\": " + QByteArray::number(search.language) +
           (search.section.isEmpty() ? QByteArray() : ", \"section\": " + array(search.section, quoted)) +
           '}';
}

QByteArray lines(const std::vector<QByteArray> &all)
{
    QByteArray out("[");
    for (const QByteArray &each : all) {
        out += (out.size() > 1 ? ",\n" : "\n") + each;
    }
    return out + "\n]";
}

// --- Reading

/// Reads values of the types that are expected, and remembers the first that was not.
class Reading final
{
public:
    bool isSound() const { return m_problem.isEmpty(); }
    const QString &problem() const { return m_problem; }

    void fail(const QString &where)
    {
        if (m_problem.isEmpty()) {
            m_problem = where;
        }
    }

    QString string(const QJsonValue &value, const QString &where, qsizetype longest, bool needed = true)
    {
        if (value.isUndefined() && !needed) {
            return {};
        }
        const QByteArray utf8 = value.toString().toUtf8();
        if (!value.isString() || utf8.size() > longest) {
            fail(where);
        }
        return isSound() ? QString::fromUtf8(utf8) : QString();
    }

    qint64 number(const QJsonValue &value, const QString &where, qint64 most, bool needed = false)
    {
        if ((value.isUndefined() || value.isNull()) && !needed) {
            return 0;
        }
        const qint64 number = value.toInteger(-1);
        if (number < 0 || number > most) {
            fail(where);
            return 0;
        }
        return number;
    }

    QJsonArray items(const QJsonValue &value, const QString &where, qsizetype most)
    {
        if (value.isUndefined()) {
            return {};
        }
        if (!value.isArray() || value.toArray().size() > most) {
            fail(where);
            return {};
        }
        return value.toArray();
    }

    QJsonObject object(const QJsonValue &value, const QString &where)
    {
        if (value.isUndefined()) {
            return {};
        }
        if (!value.isObject()) {
            fail(where);
        }
        return value.toObject();
    }

    Mark mark(const QJsonObject &field, const QString &where)
    {
        Mark mark;
        mark.at = number(field.value(QLatin1String("at")), where, kLastTime);
        mark.changed = std::max(number(field.value(QLatin1String("changed")), where, kLastTime), mark.at);
        return mark;
    }

    Work work(const QJsonValue &value, const QString &where);
    Search search(const QJsonValue &value, const QString &where);

private:
    void takeKeys(Work &work, const QJsonObject &from, const QString &where);
    void takeNote(Work &work, const QJsonObject &field, const QString &where);
    void takeTags(Work &work, const QJsonObject &field, const QString &where);

    QString m_problem;
};

Work Reading::work(const QJsonValue &value, const QString &where)
{
    const QJsonObject from = object(value, where);
    const auto field = [&](const char *name) {
        return object(from.value(QLatin1String(name)), where + QLatin1Char('.') + text(name));
    };
    Work work;
    work.title = string(from.value(QLatin1String("title")), where + QStringLiteral(".title"), kLongestText);
    work.venue =
        string(from.value(QLatin1String("venue")), where + QStringLiteral(".venue"), kLongestText, false);
    work.year =
        static_cast<int>(number(from.value(QLatin1String("year")), where + QStringLiteral(".year"), 9999));
    takeKeys(work, from, where);
    work.bookmark = mark(field("bookmark"), where + QStringLiteral(".bookmark"));
    work.read = mark(field("read"), where + QStringLiteral(".read"));
    const QJsonObject rating = field("rating");
    work.rated = mark(rating, where + QStringLiteral(".rating"));
    work.rating = static_cast<int>(
        number(rating.value(QLatin1String("stars")), where + QStringLiteral(".rating"), kBestRating));
    // A rating without a time and a time without a rating are neither.
    work.rated.at = work.rating == 0 ? 0 : std::max(work.rated.at, std::min<qint64>(work.rated.changed, 1));
    work.rating = work.rated.at == 0 ? 0 : work.rating;
    takeNote(work, field("note"), where + QStringLiteral(".note"));
    takeTags(work, field("tags"), where + QStringLiteral(".tags"));
    const QJsonObject facts = field("facts");
    if (!facts.isEmpty()) {
        work.facts = QJsonDocument(facts).toJson(QJsonDocument::Compact);
        if (work.facts.size() > kLongestFacts) {
            fail(where + QStringLiteral(".facts"));
        }
    }
    normalise(work);
    return work;
}

void Reading::takeKeys(Work &work, const QJsonObject &from, const QString &where)
{
    for (const auto &[name, kind] : kKeyNames) {
        const QString place = where + QLatin1Char('.') + text(name);
        for (const QJsonValue key : items(from.value(QLatin1String(name)), place, kMostKeys)) {
            work.keys.push_back({kind, string(key, place, kLongestText).toStdString()});
        }
    }
}

void Reading::takeNote(Work &work, const QJsonObject &field, const QString &where)
{
    work.noted = mark(field, where);
    work.note = string(field.value(QLatin1String("text")), where, kLongestNote, false);
    if (work.note.trimmed().isEmpty()) {
        work.note.clear();
        work.noted.at = 0;
    } else if (work.noted.at == 0) {
        work.noted.at = std::max<qint64>(work.noted.changed, 1);
        work.noted.changed = work.noted.at;
    }
}

void Reading::takeTags(Work &work, const QJsonObject &field, const QString &where)
{
    work.tagged = mark(field, where);
    bool any = false;
    for (const QJsonValue each : items(field.value(QLatin1String("names")), where, kMostTags)) {
        const QJsonObject from = object(each, where);
        Tag tag;
        tag.name = tagName(string(from.value(QLatin1String("name")), where, kLongestText));
        tag.changed = number(from.value(QLatin1String("changed")), where, kLastTime);
        tag.removed = from.value(QLatin1String("removed")).toBool();
        if (tag.name.isEmpty() || tag.name.size() > kLongestTag) {
            fail(where);
        }
        any = any || !tag.removed;
        work.tags.push_back(tag);
    }
    work.tagged.at = !any ? 0 : std::max<qint64>(work.tagged.at, 1);
    work.tagged.changed = std::max(work.tagged.changed, work.tagged.at);
}

Search Reading::search(const QJsonValue &value, const QString &where)
{
    const QJsonObject from = object(value, where);
    Search search;
    search.name = string(from.value(QLatin1String("name")), where + QStringLiteral(".name"), kLongestText);
    search.query = string(from.value(QLatin1String("query")), where + QStringLiteral(".query"), kLongestText);
    search.language = static_cast<int>(
        number(from.value(QLatin1String("language")), where, std::numeric_limits<int>::max()));
    for (const QJsonValue title : items(from.value(QLatin1String("section")), where, kMostKeys)) {
        search.section.append(string(title, where + QStringLiteral(".section"), kLongestText));
    }
    if (search.name.trimmed().isEmpty() || search.name.size() > SavedSearches::kLongestName ||
        search.query.size() > SavedSearches::kLongestQuery) {
        fail(where);
    }
    return search;
}

Error notALibrary(const QString &where)
{
    return {ErrorCode::NotALibrary, where};
}

} // namespace

QByteArray toJson(const LibraryDocument &library)
{
    std::vector<QByteArray> works;
    works.reserve(library.works.size());
    for (const LibraryDocument::Work &work : library.works) {
        works.push_back(line(work));
    }
    std::ranges::sort(works);
    std::vector<QByteArray> searches;
    for (const LibraryDocument::Search &search : library.searches) {
        searches.push_back(line(search));
    }
    return QByteArray("{\"format\": \"") + kFormat + "\", \"version\": " + QByteArray::number(kVersion) +
           ",\n\"works\": " + lines(works) + ",\n\"searches\": " + lines(searches) + "}\n";
}

Result<LibraryDocument> fromJson(const QByteArray &bytes)
{
    if (bytes.size() > kMostBytes) {
        return Error{ErrorCode::TooLarge, {}};
    }
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error != QJsonParseError::NoError) {
        return notALibrary(QStringLiteral("%1, byte %2").arg(problem.errorString()).arg(problem.offset));
    }
    const QJsonObject root = document.object();
    if (root.value(QLatin1String("format")).toString() != QLatin1String(kFormat)) {
        return notALibrary(QStringLiteral("format"));
    }
    Reading reading;
    const qint64 version = reading.number(root.value(QLatin1String("version")), QStringLiteral("version"),
                                          std::numeric_limits<int>::max(), true);
    if (reading.isSound() && version > kVersion) {
        return Error{ErrorCode::LibraryFileTooNew, {}};
    }
    LibraryDocument library;
    const QJsonArray works =
        reading.items(root.value(QLatin1String("works")), QStringLiteral("works"), kMostWorks);
    for (qsizetype i = 0; i < works.size() && reading.isSound(); ++i) {
        library.works.push_back(reading.work(works.at(i), QStringLiteral("works[%1]").arg(i)));
    }
    const QJsonArray searches =
        reading.items(root.value(QLatin1String("searches")), QStringLiteral("searches"),
                      static_cast<qsizetype>(SavedSearches::kMost));
    for (qsizetype i = 0; i < searches.size() && reading.isSound(); ++i) {
        library.searches.push_back(reading.search(searches.at(i), QStringLiteral("searches[%1]").arg(i)));
    }
    return reading.isSound() && version == kVersion ? Result<LibraryDocument>(std::move(library))
                                                    : notALibrary(reading.problem());
}

QByteArray normalisedFacts(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return document.isObject() && !document.object().isEmpty() ? document.toJson(QJsonDocument::Compact)
                                                               : QByteArray();
}

} // namespace carrel
