// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/link.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/catalog.h"
#include "catalog/weburl.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr std::array<std::string_view, 14> kKindNames{"arxiv-abs",  "arxiv-pdf", "acm",    "doi",    "usenix",
                                                      "openreview", "pdf",       "github", "slides", "other",
                                                      "relative",   "anchor",    "unsafe", "invalid"};

bool endsWithPdf(std::string_view path)
{
    if (path.size() < 4) {
        return false;
    }
    const std::string_view end = path.substr(path.size() - 4);
    return end == ".pdf" || end == ".PDF";
}

struct LabelKind
{
    std::string_view label; ///< folded
    LinkKind kind;
};

constexpr std::array kLabels{LabelKind{"slides", LinkKind::Slides},
                             LabelKind{"slide", LinkKind::Slides},
                             LabelKind{"\u5E7B\u706F\u7247", LinkKind::Slides},
                             LabelKind{"pdf", LinkKind::Pdf},
                             LabelKind{"code", LinkKind::Github},
                             LabelKind{"\u4EE3\u7801", LinkKind::Github}};

/// What a label says of a link; Other where it says nothing.
LinkKind labelKind(std::string_view label)
{
    constexpr std::size_t kLongest = 16;
    if (label.empty() || label.size() > kLongest) {
        return LinkKind::Other;
    }
    const std::string folded = foldedText(label);
    const auto found = std::find_if(kLabels.begin(), kLabels.end(),
                                    [&](const LabelKind &each) { return each.label == folded; });
    return found == kLabels.end() ? LinkKind::Other : found->kind;
}

LinkKind webKind(const WebUrl &url)
{
    if (hostIs(url.host, "arxiv.org")) {
        return url.path.starts_with("/abs/")   ? LinkKind::ArxivAbs
               : url.path.starts_with("/pdf/") ? LinkKind::ArxivPdf
               : endsWithPdf(url.path)         ? LinkKind::Pdf
                                               : LinkKind::Other;
    }
    if (url.host == "dl.acm.org" && url.path.starts_with("/doi/")) {
        return LinkKind::Acm;
    }
    struct HostKind
    {
        std::string_view domain;
        LinkKind kind;
    };
    constexpr std::array kHosts{HostKind{"doi.org", LinkKind::Doi}, HostKind{"usenix.org", LinkKind::Usenix},
                                HostKind{"openreview.net", LinkKind::OpenReview},
                                HostKind{"github.com", LinkKind::Github}};
    for (const HostKind &each : kHosts) {
        if (hostIs(url.host, each.domain)) {
            return each.kind;
        }
    }
    return endsWithPdf(url.path) ? LinkKind::Pdf : LinkKind::Other;
}

/// True when text begins like `scheme:`; such an address is never relative.
bool hasScheme(std::string_view text)
{
    const std::size_t colon = text.find_first_of(":/?#");
    return colon != std::string_view::npos && colon > 0 && text[colon] == ':';
}

LinkKind otherKind(std::string_view url)
{
    if (url.empty()) {
        return LinkKind::Invalid;
    }
    if (url.front() == '#') {
        return LinkKind::Anchor;
    }
    if (hasControlCharacter(url) || url.starts_with("//") || url.find('\\') != std::string_view::npos) {
        return LinkKind::Unsafe;
    }
    if (!hasScheme(url)) {
        return LinkKind::Relative;
    }
    const std::string scheme = foldedText(url.substr(0, url.find(':')));
    return scheme == "http" || scheme == "https" ? LinkKind::Invalid : LinkKind::Unsafe;
}

} // namespace

std::string_view linkKindName(LinkKind kind)
{
    return kKindNames[static_cast<std::size_t>(kind)];
}

LinkKind linkKind(std::string_view url, std::string_view label)
{
    return linkKind(url, parseWebUrl(url), label);
}

LinkKind linkKind(std::string_view url, const std::optional<WebUrl> &parts, std::string_view label)
{
    if (!parts) {
        return otherKind(url);
    }
    const LinkKind said = labelKind(label);
    if (said == LinkKind::Slides) {
        return said;
    }
    const LinkKind told = webKind(*parts);
    return told == LinkKind::Other ? said : told;
}

bool isOpenable(LinkKind kind)
{
    return kind < LinkKind::Relative;
}

std::optional<QUrl> openableUrl(std::string_view url)
{
    if (!isOpenable(linkKind(url))) {
        return std::nullopt;
    }
    QUrl parsed(toQString(url), QUrl::TolerantMode);
    const bool web = parsed.scheme() == QLatin1String("http") || parsed.scheme() == QLatin1String("https");
    if (!parsed.isValid() || !web || parsed.host().isEmpty()) {
        return std::nullopt;
    }
    parsed.setUserInfo(QString());
    return parsed;
}

QString trueHost(std::string_view url)
{
    const std::optional<WebUrl> parts = parseWebUrl(url);
    return parts ? toQString(parts->host) : QString();
}

} // namespace carrel
