// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthreport.h"

#include "base/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <numeric>

namespace carrel {

namespace {

struct KindRow
{
    std::string_view name;
    const char *heading;
    const char *sentence; ///< %1 what was found, %2 the suggestion, %3 the other lines, %4 what they say
    const char *suggested = nullptr; ///< goes behind it where there is a suggestion
    const char *titled = nullptr;    ///< goes behind it where the other lines have another title
};

constexpr std::array<KindRow, kHealthKinds> kKinds{{
    {"wrong-link", QT_TRANSLATE_NOOP("Health", "One link under two titles"),
     QT_TRANSLATE_NOOP("Health", "the same link on %3, \u201c%4\u201d: %1"),
     QT_TRANSLATE_NOOP("Health", "; elsewhere the paper has %2")},
    {"link-missing", QT_TRANSLATE_NOOP("Health", "No link here, but elsewhere"),
     QT_TRANSLATE_NOOP("Health", "%3: %2")},
    {"duplicate", QT_TRANSLATE_NOOP("Health", "Twice in one section"),
     QT_TRANSLATE_NOOP("Health", "again on %3"), nullptr, QT_TRANSLATE_NOOP("Health", " as \u201c%4\u201d")},
    {"published", QT_TRANSLATE_NOOP("Health", "Preprint here, published elsewhere in the list"),
     QT_TRANSLATE_NOOP("Health", "%1 here, %2 on %3")},
    {"tags-disagree", QT_TRANSLATE_NOOP("Health", "Two years of one venue"),
     QT_TRANSLATE_NOOP("Health", "%1 here, %2 on %3")},
    {"venue-spelling", QT_TRANSLATE_NOOP("Health", "Odd spelling of a venue"),
     QT_TRANSLATE_NOOP("Health", "mostly written %2")},
    {"qualifier-spelling", QT_TRANSLATE_NOOP("Health", "Odd spelling in a tag"),
     QT_TRANSLATE_NOOP("Health", "%1; perhaps %2")},
    {"year-disagrees", QT_TRANSLATE_NOOP("Health", "Year and arXiv id disagree"),
     QT_TRANSLATE_NOOP("Health", "the tag says %1, the id is of %2")},
    {"dead-anchor", QT_TRANSLATE_NOOP("Health", "Link into the page that leads nowhere"),
     QT_TRANSLATE_NOOP("Health", "no heading has this anchor"),
     QT_TRANSLATE_NOOP("Health", "; perhaps %2 (%3)")},
    {"unsafe-link", QT_TRANSLATE_NOOP("Health", "Link that is no address of the web"),
     QT_TRANSLATE_NOOP("Health", "%1")},
    {"password-in-link", QT_TRANSLATE_NOOP("Health", "Link with a user name or password"),
     QT_TRANSLATE_NOOP("Health", "%1")},
    {"malformed-link", QT_TRANSLATE_NOOP("Health", "Malformed address"), QT_TRANSLATE_NOOP("Health", "%1"),
     QT_TRANSLATE_NOOP("Health", "; perhaps %2")},
    {"broken-link", QT_TRANSLATE_NOOP("Health", "Link that is shown as text"),
     QT_TRANSLATE_NOOP("Health", "%1"), QT_TRANSLATE_NOOP("Health", "; write %2")},
    {"conflict-marker", QT_TRANSLATE_NOOP("Health", "Left over from an unfinished merge"),
     QT_TRANSLATE_NOOP("Health", "take the line out")},
    {"damaged-text", QT_TRANSLATE_NOOP("Health", "Bytes that are no text"),
     QT_TRANSLATE_NOOP("Health", "not UTF-8")},
    {"no-title", QT_TRANSLATE_NOOP("Health", "Entry without a title"),
     QT_TRANSLATE_NOOP("Health", "nothing to read here")},
}};

QString text(const char *source)
{
    return QCoreApplication::translate("Health", source);
}

const KindRow &rowOf(HealthKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

} // namespace

std::string_view healthKindName(HealthKind kind)
{
    return rowOf(kind).name;
}

QString healthHeading(HealthKind kind)
{
    return text(rowOf(kind).heading);
}

QString healthLines(const Finding &finding, std::size_t from)
{
    QStringList numbers;
    for (std::size_t i = from; i < finding.lines.size(); ++i) {
        numbers.append(QString::number(finding.lines[i]));
    }
    const QString all = numbers.join(QLatin1String(", "));
    if (finding.moreLines > 0) {
        return text(QT_TRANSLATE_NOOP("Health", "lines %1 and %2 more")).arg(all).arg(finding.moreLines);
    }
    return numbers.size() == 1 ? text(QT_TRANSLATE_NOOP("Health", "line %1")).arg(all)
                               : text(QT_TRANSLATE_NOOP("Health", "lines %1")).arg(all);
}

QString healthSentence(const Finding &finding)
{
    const KindRow &row = rowOf(finding.kind);
    QString pattern = text(row.sentence);
    if (row.suggested != nullptr && !finding.suggestion.empty()) {
        pattern += text(row.suggested);
    }
    if (row.titled != nullptr && !finding.other.empty()) {
        pattern += text(row.titled);
    }
    // Not arg(): what a list says may hold a %1 of its own.
    const std::array values{toQString(finding.found), toQString(finding.suggestion), healthLines(finding, 1),
                            toQString(finding.other)};
    QString sentence;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int digit = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].digitValue() : 0;
        if (digit < 1 || digit > static_cast<int>(values.size())) {
            sentence += pattern[i];
            continue;
        }
        sentence += values[static_cast<std::size_t>(digit - 1)];
        ++i;
    }
    return sentence;
}

quint32 HealthReport::total() const
{
    return std::accumulate(counts.begin(), counts.end(), quint32(0));
}

QString healthSummary(const HealthReport &report)
{
    const quint32 total = report.total();
    return total == 0   ? text(QT_TRANSLATE_NOOP("Health", "Nothing found"))
           : total == 1 ? text(QT_TRANSLATE_NOOP("Health", "1 finding"))
                        : text(QT_TRANSLATE_NOOP("Health", "%1 findings")).arg(QLocale().toString(total));
}

QString healthRemark(const HealthReport &report)
{
    const QLocale locale;
    return text(QT_TRANSLATE_NOOP("Health", "Entries: %1. Works in several sections: %2. Entries without a "
                                            "link: %3."))
        .arg(locale.toString(static_cast<qulonglong>(report.catalog->entries().size())),
             locale.toString(report.spreadWorks), locale.toString(report.unlinkedEntries));
}

} // namespace carrel
