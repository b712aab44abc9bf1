// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthcheck.h"

#include "health/findings.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace carrel {

namespace {

struct DiagnosticRow
{
    DiagnosticKind diagnostic;
    HealthKind kind;
};

/// The other diagnostics are about what Carrel reads, not about what the list says.
constexpr DiagnosticRow kDiagnostics[] = {{DiagnosticKind::ConflictMarker, HealthKind::ConflictMarker},
                                          {DiagnosticKind::DamagedText, HealthKind::DamagedText},
                                          {DiagnosticKind::NoTitle, HealthKind::NoTitle}};

void checkDiagnostics(Findings &findings)
{
    for (const Diagnostic &each : findings.catalog().diagnostics()) {
        for (const DiagnosticRow &row : kDiagnostics) {
            if (row.diagnostic == each.kind) {
                Finding finding;
                finding.kind = row.kind;
                finding.lines = {each.line};
                findings.add(std::move(finding));
            }
        }
    }
}

void nameEntries(HealthReport &report)
{
    const auto entries = report.catalog->entries();
    for (Finding &finding : report.findings) {
        if (finding.entry != kNone) {
            continue;
        }
        const quint32 line = finding.lines.front();
        const auto after = std::upper_bound(entries.begin(), entries.end(), line,
                                            [](quint32 at, const Entry &entry) { return at < entry.line; });
        // What is nested below an entry is a few lines below it.
        constexpr quint32 kNear = 3;
        if (after != entries.begin() && line - std::prev(after)->line <= kNear) {
            finding.entry = static_cast<quint32>(std::prev(after) - entries.begin());
        }
    }
}

} // namespace

HealthReport checkHealth(CatalogPointer catalog, std::string_view text)
{
    HealthReport report;
    report.catalog = std::move(catalog);
    Findings findings(report);
    checkWorks(findings);
    checkVenues(findings);
    checkLinks(findings);
    checkPage(findings, text);
    checkDiagnostics(findings);
    nameEntries(report);
    std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding &a, const Finding &b) {
        return std::tie(a.kind, a.lines, a.subject) < std::tie(b.kind, b.lines, b.subject);
    });
    return report;
}

} // namespace carrel
