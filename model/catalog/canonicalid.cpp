// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/canonicalid.h"

#include "catalog/weburl.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using OptionalId = std::optional<std::string>;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool allDigits(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isWord(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return isDigit(c) || isLetter(c) || c == '-' || c == '_' || c == '.';
    });
}

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Takes the next segment off the path; empty segments (doubled slashes) are skipped.
std::string_view takeSegment(std::string_view &path)
{
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    return segment;
}

std::string_view withoutSuffix(std::string_view text, std::string_view suffix)
{
    return text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text;
}

std::string_view withoutVersion(std::string_view id)
{
    const std::size_t v = id.rfind('v');
    return v != std::string_view::npos && v > 0 && allDigits(id.substr(v + 1)) ? id.substr(0, v) : id;
}

/// `2401.00001` and `0704.0001` (since April 2007), see info.arxiv.org/help/arxiv_identifier.html.
bool isNewArxivId(std::string_view id)
{
    const std::size_t dot = id.find('.');
    return dot == 4 && (id.size() == 9 || id.size() == 10) && allDigits(id.substr(0, 4)) &&
           allDigits(id.substr(5));
}

/// `cs` and `math.GT`, the archive of an id such as `cs/9901002`.
bool isArxivArchive(std::string_view archive)
{
    return !archive.empty() && isLetter(archive.front()) &&
           std::all_of(archive.begin(), archive.end(),
                       [](char c) { return isLetter(c) || c == '-' || c == '.'; });
}

OptionalId arxivIdOf(std::string_view path)
{
    std::string_view first = takeSegment(path);
    const std::string_view second = takeSegment(path);
    const std::string_view recent = withoutVersion(withoutSuffix(first, ".pdf"));
    if (isNewArxivId(recent)) {
        return std::string("arxiv:").append(recent);
    }
    const std::string_view number = withoutVersion(withoutSuffix(second, ".pdf"));
    if (isArxivArchive(first) && number.size() == 7 && allDigits(number)) {
        return "arxiv:" + std::string(first) + '/' + std::string(number);
    }
    return std::nullopt;
}

OptionalId arxiv(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view form = takeSegment(path);
    if (form != "abs" && form != "pdf" && form != "html") {
        return std::nullopt;
    }
    return arxivIdOf(path);
}

/// A DOI is `10.registrant/suffix`; letters compare without case (doi.org handbook 3.4), so they are lowered.
OptionalId doiOf(std::string_view path)
{
    path.remove_prefix(std::min(path.find_first_not_of('/'), path.size()));
    while (path.ends_with('/')) {
        path.remove_suffix(1);
    }
    const std::size_t slash = path.find('/');
    if (!path.starts_with("10.") || slash == std::string_view::npos || slash + 1 == path.size()) {
        return std::nullopt;
    }
    std::string doi = lowered(path);
    constexpr std::string_view kArxivDoi = "10.48550/arxiv.";
    if (doi.starts_with(kArxivDoi)) {
        return arxivIdOf(path.substr(kArxivDoi.size()));
    }
    return "doi:" + doi;
}

OptionalId doi(const WebUrl &url)
{
    return doiOf(url.path);
}

OptionalId acm(const WebUrl &url)
{
    std::string_view path = url.path;
    if (takeSegment(path) != "doi") {
        return std::nullopt;
    }
    std::string_view rest = path;
    if (!takeSegment(rest).starts_with("10.")) {
        path = rest;
    }
    return doiOf(path);
}

OptionalId openReview(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view page = takeSegment(path);
    if (page != "forum" && page != "pdf" && page != "attachment") {
        return std::nullopt;
    }
    std::string_view query = url.query;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        if (pair.starts_with("id=") && isWord(pair.substr(3))) {
            return "openreview:" + std::string(pair.substr(3));
        }
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
    }
    return std::nullopt;
}

OptionalId usenix(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view area = takeSegment(path);
    const std::string_view conference = takeSegment(path);
    const std::string_view page = takeSegment(path);
    const std::string_view slug = takeSegment(path);
    if (area != "conference" || page != "presentation" || !isWord(conference) || !isWord(slug)) {
        return std::nullopt;
    }
    return "usenix:" + lowered(conference) + '/' + lowered(slug);
}

/// `P18-1001` and, since 2020, `2023.acl-long.134`.
bool isAclId(std::string_view id)
{
    const std::size_t dash = id.find('-');
    if (dash == 3 && isLetter(id.front())) {
        return allDigits(id.substr(1, 2)) && allDigits(id.substr(4));
    }
    const std::size_t lastDot = id.rfind('.');
    return isWord(id) && dash != std::string_view::npos && id.find('.') == 4 && lastDot > dash &&
           allDigits(id.substr(0, 4)) && allDigits(id.substr(lastDot + 1));
}

OptionalId acl(const WebUrl &url)
{
    std::string_view path = url.path;
    std::string_view id = takeSegment(path);
    if (id == "anthology") {
        id = takeSegment(path);
    }
    id = withoutSuffix(withoutSuffix(id, ".pdf"), ".bib");
    return isAclId(id) ? OptionalId("acl:" + std::string(id)) : std::nullopt;
}

OptionalId pmlr(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view volume = takeSegment(path);
    const std::string_view slug = withoutSuffix(withoutSuffix(takeSegment(path), ".html"), ".pdf");
    if (volume.size() < 2 || volume.front() != 'v' || !allDigits(volume.substr(1)) || !isWord(slug)) {
        return std::nullopt;
    }
    return "pmlr:" + std::string(volume) + '/' + std::string(slug);
}

/// NeurIPS and MLSys share their software: `/paper_files/paper/2022/hash/<32 digits>-Abstract.html`. A hash
/// repeats over years, so the year is part of the id.
OptionalId proceedings(std::string_view scheme, std::string_view path)
{
    std::string_view segment = takeSegment(path);
    while (segment == "paper_files" || segment == "paper") {
        segment = takeSegment(path);
    }
    const std::string_view year = segment;
    const std::string_view form = takeSegment(path);
    const std::string_view hash = takeSegment(path).substr(0, 32);
    const bool isHash = hash.size() == 32 && std::all_of(hash.begin(), hash.end(), [](char c) {
                            return isDigit(c) || (c >= 'a' && c <= 'f');
                        });
    if (year.size() != 4 || !allDigits(year) || (form != "hash" && form != "file") || !isHash) {
        return std::nullopt;
    }
    return std::string(scheme) + ':' + std::string(year) + '/' + std::string(hash);
}

OptionalId neurips(const WebUrl &url)
{
    return proceedings("neurips", url.path);
}

OptionalId mlsys(const WebUrl &url)
{
    return proceedings("mlsys", url.path);
}

OptionalId ieee(const WebUrl &url)
{
    std::string_view path = url.path;
    std::string_view segment = takeSegment(path);
    if (segment == "abstract") {
        segment = takeSegment(path);
    }
    const std::string_view number = takeSegment(path);
    return segment == "document" && allDigits(number) ? OptionalId("ieee:" + std::string(number))
                                                      : std::nullopt;
}

OptionalId pvldb(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view area = takeSegment(path);
    const std::string_view volume = takeSegment(path);
    const std::string_view slug = withoutSuffix(takeSegment(path), ".pdf");
    if (area != "pvldb" || !volume.starts_with("vol") || !allDigits(volume.substr(3)) || !isWord(slug)) {
        return std::nullopt;
    }
    return "pvldb:" + std::string(volume.substr(3)) + '/' + std::string(slug);
}

OptionalId csdl(const WebUrl &url)
{
    std::string_view path = url.path;
    const std::string_view area = takeSegment(path);
    const std::string_view type = takeSegment(path);
    if (area != "csdl" || (type != "proceedings-article" && type != "journal" && type != "magazine")) {
        return std::nullopt;
    }
    std::string_view last;
    int depth = 0;
    for (std::string_view next = takeSegment(path); !next.empty(); next = takeSegment(path)) {
        last = next;
        ++depth;
    }
    return depth >= 3 && isWord(last) ? OptionalId("csdl:" + std::string(last)) : std::nullopt;
}

struct Service
{
    std::string_view domain;
    OptionalId (*read)(const WebUrl &url);
};

constexpr std::array kServices{
    Service{"arxiv.org", arxiv},
    Service{"dl.acm.org", acm},
    Service{"doi.org", doi},
    Service{"openreview.net", openReview},
    Service{"usenix.org", usenix},
    Service{"aclanthology.org", acl},
    Service{"aclweb.org", acl},
    Service{"proceedings.mlr.press", pmlr},
    Service{"proceedings.neurips.cc", neurips},
    Service{"papers.nips.cc", neurips},
    Service{"papers.neurips.cc", neurips},
    Service{"proceedings.mlsys.org", mlsys},
    Service{"ieeexplore.ieee.org", ieee},
    Service{"vldb.org", pvldb},
    Service{"computer.org", csdl},
};

} // namespace

std::optional<std::string> canonicalId(const WebUrl &url)
{
    const auto service = std::find_if(kServices.begin(), kServices.end(),
                                      [&](const Service &each) { return hostIs(url.host, each.domain); });
    return service == kServices.end() ? std::nullopt : service->read(url);
}

std::optional<std::string> canonicalId(std::string_view url)
{
    const std::optional<WebUrl> parts = parseWebUrl(url);
    return parts ? canonicalId(*parts) : std::nullopt;
}

int arxivYear(std::string_view canonicalId)
{
    constexpr std::string_view kScheme = "arxiv:";
    if (!canonicalId.starts_with(kScheme) || !isNewArxivId(canonicalId.substr(kScheme.size()))) {
        return 0;
    }
    return 2000 + (canonicalId[6] - '0') * 10 + (canonicalId[7] - '0');
}

} // namespace carrel
