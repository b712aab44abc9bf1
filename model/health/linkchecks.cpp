// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/findings.h"

#include "catalog/canonicalid.h"
#include "catalog/link.h"
#include "catalog/weburl.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace carrel {

namespace {

constexpr std::array<std::string_view, 11> kEndings{".org", ".com", ".net", ".edu", ".io", ".ai",
                                                    ".cn",  ".de",  ".uk",  ".dev", ".gov"};

/// What is wrong with an address, and what may have been meant.
struct Fault
{
    HealthKind kind;
    std::string suggestion{};
};

/// Relative by the letter, but `arxiv.org/abs/...` was meant as a whole address.
bool lacksScheme(std::string_view url)
{
    const std::string_view first = url.substr(0, url.find_first_of("/?#"));
    return first.starts_with("www.") ||
           (first.size() < url.size() && std::any_of(kEndings.begin(), kEndings.end(), [&](auto ending) {
                return first.size() > ending.size() && first.ends_with(ending);
            }));
}

/// `https:/host`, `https//host`, `ttps://host`: not told from other schemes but by their end.
std::string mendedScheme(std::string_view url)
{
    constexpr std::array<std::string_view, 8> kSlips{"https:/", "http:/",  "https//",   "http//",
                                                     "ttps://", "htps://", "htttps://", "https;//"};
    for (const std::string_view slip : kSlips) {
        const std::string_view rest = url.substr(std::min(slip.size(), url.size()));
        if (url.starts_with(slip) && !rest.empty() && rest.front() != '/') {
            return std::string("https://").append(rest);
        }
    }
    return {};
}

bool hasUser(std::string_view url)
{
    const std::size_t start = url.find("://");
    const std::string_view authority = url.substr(start + 3, url.find_first_of("/?#", start + 3) - start - 3);
    return start != std::string_view::npos && authority.find('@') != std::string_view::npos;
}

/// An address of arXiv for a paper has an id, and a month from 1 to 12 in it.
bool isArxivWithoutId(const WebUrl &parts)
{
    const bool ofPaper = parts.path.starts_with("/abs") || parts.path.starts_with("/pdf");
    if (!hostIs(parts.host, "arxiv.org") || !ofPaper) {
        return false;
    }
    const std::optional<std::string> id = canonicalId(parts);
    if (!id) {
        return true;
    }
    if (arxivYear(*id) == 0) {
        return false;
    }
    const int month = ((*id)[8] - '0') * 10 + ((*id)[9] - '0');
    return month < 1 || month > 12;
}

/// `https://arxiv.org/abs/https://arxiv.org/abs/...`
bool isTwice(const WebUrl &parts)
{
    return hostIs(parts.host, "arxiv.org") && (parts.path.find("http:/") != std::string_view::npos ||
                                               parts.path.find("https:/") != std::string_view::npos);
}

std::optional<Fault> faultOf(std::string_view url, LinkKind kind)
{
    switch (kind) {
    case LinkKind::Anchor:
        return std::nullopt;
    case LinkKind::Relative: {
        std::string mended = mendedScheme(url);
        if (mended.empty() && lacksScheme(url)) {
            mended = std::string("https://").append(url);
        }
        return mended.empty() ? std::nullopt : std::optional(Fault{HealthKind::MalformedLink, mended});
    }
    case LinkKind::Unsafe:
        if (std::string mended = mendedScheme(url); !mended.empty()) {
            return Fault{HealthKind::MalformedLink, std::move(mended)};
        }
        // Letters to somebody are no danger, and no address of a paper either.
        return url.starts_with("mailto:") ? std::nullopt : std::optional(Fault{HealthKind::UnsafeLink});
    case LinkKind::Invalid:
        return Fault{HealthKind::MalformedLink, mendedScheme(url)};
    default:
        break;
    }
    const std::optional<WebUrl> parts = parseWebUrl(url);
    if (!parts || parts->host.find('.') == std::string::npos || isTwice(*parts) || isArxivWithoutId(*parts)) {
        return Fault{HealthKind::MalformedLink};
    }
    return hasUser(url) ? std::optional(Fault{HealthKind::PasswordInLink}) : std::nullopt;
}

/// Full-width punctuation and blanks come from typing around an address.
std::optional<Fault> punctuationFault(std::string_view url)
{
    constexpr std::array<std::string_view, 6> kFullWidth{"\uFF08", "\uFF09", "\uFF0C",
                                                         "\u3002", "\uFF1A", "\uFF0F"};
    const auto first = std::find_if(kFullWidth.begin(), kFullWidth.end(),
                                    [&](auto each) { return url.find(each) != std::string_view::npos; });
    const bool blank = url.find(' ') != std::string_view::npos || url.ends_with("%20");
    return first != kFullWidth.end() || blank ? std::optional(Fault{HealthKind::MalformedLink})
                                              : std::nullopt;
}

void checkLink(Findings &findings, const Link &link, quint32 line, quint32 entry)
{
    const std::string_view url = findings.catalog().text(link.url());
    std::optional<Fault> fault = faultOf(url, link.kind);
    if (!fault && link.kind != LinkKind::Anchor && link.kind != LinkKind::Relative) {
        fault = punctuationFault(url);
    }
    if (!fault) {
        return;
    }
    const Catalog &catalog = findings.catalog();
    Finding finding;
    finding.kind = fault->kind;
    finding.lines = {line};
    finding.entry = entry;
    finding.found = url.empty() ? QCoreApplication::translate("Health", "the address is empty").toStdString()
                                : withoutPassword(url);
    finding.subject =
        entry == kNone ? finding.found : std::string(catalog.text(catalog.entry(entry).title()));
    finding.suggestion = std::move(fault->suggestion);
    findings.add(std::move(finding));
}

} // namespace

void checkLinks(Findings &findings)
{
    const Catalog &catalog = findings.catalog();
    for (quint32 number = 0; number < catalog.entries().size(); ++number) {
        const Entry &entry = catalog.entry(number);
        for (const Link &link : catalog.links(entry.links())) {
            checkLink(findings, link, entry.line, number);
        }
        for (const Version &version : catalog.versions(catalog.details(entry).versions)) {
            for (const Link &link : catalog.links(version.links)) {
                checkLink(findings, link, entry.line, number);
            }
        }
    }
    for (const Section &section : catalog.sections()) {
        for (const Link &link : catalog.links(section.links)) {
            checkLink(findings, link, section.line, kNone);
        }
    }
}

} // namespace carrel
