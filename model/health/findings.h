// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/healthreport.h"

#include <utility>

namespace carrel {

/// Where the checks put what they find.
class Findings final
{
public:
    explicit Findings(HealthReport &report)
        : m_report(report)
    {
    }

    /// Lines beyond the first few, and findings beyond the most of a kind, are counted alone.
    void add(Finding finding)
    {
        constexpr std::size_t kMostLines = 50;
        if (m_report.counts[static_cast<std::size_t>(finding.kind)]++ >= HealthReport::kMostOfAKind) {
            return;
        }
        if (finding.lines.size() > kMostLines) {
            finding.moreLines += static_cast<quint32>(finding.lines.size() - kMostLines);
            finding.lines.resize(kMostLines);
        }
        m_report.findings.push_back(std::move(finding));
    }

    const Catalog &catalog() const { return *m_report.catalog; }
    HealthReport &report() { return m_report; }

private:
    HealthReport &m_report;
};

// The checks; each is linear in the size of the list.

/// What several entries of one work tell together, and what stands under one link.
void checkWorks(Findings &findings);
/// How venues and qualifiers are written.
void checkVenues(Findings &findings);
/// Addresses as such.
void checkLinks(Findings &findings);
/// What only the text of the list tells.
void checkPage(Findings &findings, std::string_view text);

} // namespace carrel
