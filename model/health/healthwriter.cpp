// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthwriter.h"

#include "base/text.h"
#include "export/markdowntext.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace carrel {

namespace {

std::string tr(const char *text)
{
    return QCoreApplication::translate("Health", text).toStdString();
}

std::string titleText(const HealthReport &report)
{
    const std::string title = report.catalog->title().toStdString();
    return title.empty() ? tr("List health") : title;
}

std::string subjectText(const Finding &finding)
{
    return finding.subject.empty() ? healthKindName(finding.kind).data() : finding.subject;
}

/// All lines of a spelling are alike.
bool isOfSpelling(const Finding &finding)
{
    return finding.kind == HealthKind::VenueSpelling || finding.kind == HealthKind::QualifierSpelling;
}

/// Calls head for each kind that has findings, row for each finding, rest where some are only counted.
template <typename Head, typename Row, typename Rest>
void forEachKind(const HealthReport &report, Head head, Row row, Rest rest)
{
    for (std::size_t i = 0; i < report.findings.size();) {
        const HealthKind kind = report.findings[i].kind;
        const quint32 count = report.counts[static_cast<std::size_t>(kind)];
        head(kind, count);
        quint32 written = 0;
        for (; i < report.findings.size() && report.findings[i].kind == kind; ++i) {
            row(report.findings[i]);
            ++written;
        }
        if (written < count) {
            rest(QString::fromStdString(tr("and %1 more")).arg(count - written).toStdString());
        }
    }
}

std::string heading(HealthKind kind, quint32 count)
{
    return healthHeading(kind).toStdString() + ": " + std::to_string(count);
}

std::string writeText(const HealthReport &report)
{
    std::string out;
    appendPlain(out, titleText(report));
    out += ": " + healthSummary(report).toStdString() + '\n' + healthRemark(report).toStdString() + '\n';
    forEachKind(
        report, [&](HealthKind kind, quint32 count) { out += '\n' + heading(kind, count) + '\n'; },
        [&](const Finding &finding) {
            const bool ofSpelling = isOfSpelling(finding);
            Finding first = finding;
            first.lines.resize(ofSpelling ? first.lines.size() : 1);
            first.moreLines = ofSpelling ? first.moreLines : 0;
            out += "  " + healthLines(first).toStdString() + ": ";
            appendPlain(out, subjectText(finding));
            out += "\n      ";
            appendPlain(out, healthSentence(finding).toStdString());
            out += '\n';
        },
        [&](const std::string &rest) { out += "  " + rest + '\n'; });
    return out;
}

std::string writeMarkdown(const HealthReport &report)
{
    std::string out = "# ";
    appendMarkdown(out, titleText(report));
    out += "\n\n" + healthSummary(report).toStdString() + ". " + healthRemark(report).toStdString() + '\n';
    forEachKind(
        report, [&](HealthKind kind, quint32 count) { out += "\n## " + heading(kind, count) + "\n\n"; },
        [&](const Finding &finding) {
            const bool ofSpelling = isOfSpelling(finding);
            Finding first = finding;
            first.lines.resize(ofSpelling ? first.lines.size() : 1);
            first.moreLines = ofSpelling ? first.moreLines : 0;
            out += "- " + healthLines(first).toStdString() + ": ";
            appendMarkdown(out, subjectText(finding));
            out += "\n  - ";
            appendMarkdownLine(out, healthSentence(finding).toStdString());
            out += '\n';
        },
        [&](const std::string &rest) { out += "- " + rest + '\n'; });
    return out;
}

void appendOptional(std::string &out, std::string_view key, const std::string &text)
{
    out.append(", \"").append(key).append("\": ");
    if (text.empty()) {
        out += "null";
    } else {
        appendJsonString(out, text);
    }
}

void appendJson(std::string &out, const HealthReport &report, const Finding &finding)
{
    out.append("{\"kind\": \"").append(healthKindName(finding.kind));
    out += "\", \"line\": " + std::to_string(finding.lines.front()) + ", \"lines\": [";
    for (std::size_t i = 0; i < finding.lines.size(); ++i) {
        out += (i == 0 ? "" : ", ") + std::to_string(finding.lines[i]);
    }
    out += "], \"moreLines\": " + std::to_string(finding.moreLines) + ", \"work\": ";
    if (finding.entry == kNone) {
        out += "null";
    } else {
        const quint32 work = report.catalog->entry(finding.entry).work;
        appendJsonString(out, report.catalog->workId(work).toStdString());
    }
    appendOptional(out, "subject", finding.subject);
    appendOptional(out, "found", finding.found);
    appendOptional(out, "suggestion", finding.suggestion);
    appendOptional(out, "other", finding.other);
    out += '}';
}

/// An array with one finding a line.
std::string writeJson(const HealthReport &report)
{
    std::string out = "[";
    bool first = true;
    for (const Finding &finding : report.findings) {
        out += first ? "\n" : ",\n";
        first = false;
        appendJson(out, report, finding);
    }
    return out + "\n]\n";
}

constexpr std::array kFormats{HealthFormat{"text", writeText}, HealthFormat{"json", writeJson},
                              HealthFormat{"markdown", writeMarkdown}};

} // namespace

std::span<const HealthFormat> healthFormats()
{
    return kFormats;
}

const HealthFormat *healthFormat(QAnyStringView name)
{
    const auto format = std::find_if(kFormats.begin(), kFormats.end(), [&](const HealthFormat &each) {
        return name == QLatin1String(each.name);
    });
    return format == kFormats.end() ? nullptr : &*format;
}

} // namespace carrel
