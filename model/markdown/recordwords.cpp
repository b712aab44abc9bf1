// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/recordwords.h"

#include <algorithm>
#include <array>

namespace carrel {

namespace {

using namespace std::string_view_literals;

template <typename Role>
struct Word
{
    std::string_view word;
    Role role;
};
// Older compilers do not deduce the arguments of an aggregate by themselves.
template <typename Role>
Word(std::string_view, Role) -> Word<Role>;

constexpr std::array kLabels{
    Word{"pdf"sv, LabelRole::Paper},
    Word{"paper"sv, LabelRole::Paper},
    Word{"papers"sv, LabelRole::Paper},
    Word{"arxiv"sv, LabelRole::Paper},
    Word{"link"sv, LabelRole::Paper},
    Word{"abs"sv, LabelRole::Paper},
    Word{"abstract"sv, LabelRole::Paper},
    Word{"html"sv, LabelRole::Paper},
    Word{"doi"sv, LabelRole::Paper},
    Word{"openreview"sv, LabelRole::Paper},
    Word{"biorxiv"sv, LabelRole::Paper},
    Word{"preprint"sv, LabelRole::Paper},
    Word{"article"sv, LabelRole::Paper},
    Word{"publication"sv, LabelRole::Paper},
    Word{"report"sv, LabelRole::Paper},
    Word{"fulltext"sv, LabelRole::Paper},
    Word{"cvf"sv, LabelRole::Paper},
    Word{"ieee"sv, LabelRole::Paper},
    Word{"acm"sv, LabelRole::Paper},
    Word{"thesis"sv, LabelRole::Paper},
    Word{"url"sv, LabelRole::Other},
    Word{"book"sv, LabelRole::Other},
    Word{"code"sv, LabelRole::Code},
    Word{"codes"sv, LabelRole::Code},
    Word{"github"sv, LabelRole::Code},
    Word{"repo"sv, LabelRole::Code},
    Word{"repository"sv, LabelRole::Code},
    Word{"implementation"sv, LabelRole::Code},
    Word{"source"sv, LabelRole::Code},
    Word{"pytorch"sv, LabelRole::Code},
    Word{"tensorflow"sv, LabelRole::Code},
    Word{"jax"sv, LabelRole::Code},
    Word{"keras"sv, LabelRole::Code},
    Word{"project"sv, LabelRole::Other},
    Word{"page"sv, LabelRole::Other},
    Word{"webpage"sv, LabelRole::Other},
    Word{"website"sv, LabelRole::Other},
    Word{"web"sv, LabelRole::Other},
    Word{"site"sv, LabelRole::Other},
    Word{"homepage"sv, LabelRole::Other},
    Word{"demo"sv, LabelRole::Other},
    Word{"slides"sv, LabelRole::Other},
    Word{"slide"sv, LabelRole::Other},
    Word{"video"sv, LabelRole::Other},
    Word{"videos"sv, LabelRole::Other},
    Word{"youtube"sv, LabelRole::Other},
    Word{"talk"sv, LabelRole::Other},
    Word{"blog"sv, LabelRole::Other},
    Word{"post"sv, LabelRole::Other},
    Word{"dataset"sv, LabelRole::Other},
    Word{"datasets"sv, LabelRole::Other},
    Word{"data"sv, LabelRole::Other},
    Word{"supplementary"sv, LabelRole::Other},
    Word{"supplement"sv, LabelRole::Other},
    Word{"supp"sv, LabelRole::Other},
    Word{"appendix"sv, LabelRole::Other},
    Word{"bibtex"sv, LabelRole::Other},
    Word{"bib"sv, LabelRole::Other},
    Word{"cite"sv, LabelRole::Other},
    Word{"poster"sv, LabelRole::Other},
    Word{"twitter"sv, LabelRole::Other},
    Word{"colab"sv, LabelRole::Other},
    Word{"notebook"sv, LabelRole::Other},
    Word{"model"sv, LabelRole::Other},
    Word{"models"sv, LabelRole::Other},
    Word{"weights"sv, LabelRole::Other},
    Word{"huggingface"sv, LabelRole::Other},
    Word{"docs"sv, LabelRole::Other},
    Word{"documentation"sv, LabelRole::Other},
    Word{"notes"sv, LabelRole::Other},
    Word{"summary"sv, LabelRole::Other},
    Word{"review"sv, LabelRole::Other},
    Word{"media"sv, LabelRole::Other},
    Word{"here"sv, LabelRole::Other},
    Word{"\u8BBA\u6587"sv, LabelRole::Paper},
    Word{"\u539F\u6587"sv, LabelRole::Paper},
    Word{"\u94FE\u63A5"sv, LabelRole::Paper},
    Word{"\u8BBA\u6587\u94FE\u63A5"sv, LabelRole::Paper},
    Word{"\u4EE3\u7801"sv, LabelRole::Code},
    Word{"\u9879\u76EE"sv, LabelRole::Other},
    Word{"\u4E3B\u9875"sv, LabelRole::Other},
    Word{"\u89C6\u9891"sv, LabelRole::Other},
    Word{"\u5E7B\u706F\u7247"sv, LabelRole::Other},
    Word{"\u535A\u5BA2"sv, LabelRole::Other},
    Word{"\u6570\u636E\u96C6"sv, LabelRole::Other},
};

/// Words that stand beside the others in a label and say nothing by themselves.
constexpr std::array kFillers{"official"sv, "unofficial"sv, "to"sv, "the"sv,     "version"sv, "full"sv,
                              "text"sv,     "and"sv,        "of"sv, "project"sv, "original"sv};

constexpr std::array kFields{
    Word{"title"sv, FieldRole::Title},
    Word{"titles"sv, FieldRole::Title},
    Word{"\u6807\u9898"sv, FieldRole::Title},
    Word{"\u9898\u76EE"sv, FieldRole::Title},
    Word{"\u8BBA\u6587\u6807\u9898"sv, FieldRole::Title},
    Word{"paper"sv, FieldRole::Paper},
    Word{"papers"sv, FieldRole::Paper},
    Word{"article"sv, FieldRole::Paper},
    Word{"work"sv, FieldRole::Paper},
    Word{"name"sv, FieldRole::Paper},
    Word{"publication"sv, FieldRole::Paper},
    Word{"\u8BBA\u6587"sv, FieldRole::Paper},
    Word{"\u540D\u79F0"sv, FieldRole::Paper},
    Word{"venue"sv, FieldRole::Venue},
    Word{"venues"sv, FieldRole::Venue},
    Word{"conference"sv, FieldRole::Venue},
    Word{"conf"sv, FieldRole::Venue},
    Word{"journal"sv, FieldRole::Venue},
    Word{"pub"sv, FieldRole::Venue},
    Word{"publisher"sv, FieldRole::Venue},
    Word{"published"sv, FieldRole::Venue},
    Word{"\u4F1A\u8BAE"sv, FieldRole::Venue},
    Word{"\u671F\u520A"sv, FieldRole::Venue},
    Word{"\u53D1\u8868"sv, FieldRole::Venue},
    Word{"year"sv, FieldRole::Year},
    Word{"date"sv, FieldRole::Year},
    Word{"time"sv, FieldRole::Year},
    Word{"\u5E74\u4EFD"sv, FieldRole::Year},
    Word{"\u65E5\u671F"sv, FieldRole::Year},
    Word{"\u65F6\u95F4"sv, FieldRole::Year},
    Word{"author"sv, FieldRole::Authors},
    Word{"authors"sv, FieldRole::Authors},
    Word{"\u4F5C\u8005"sv, FieldRole::Authors},
    Word{"link"sv, FieldRole::Link},
    Word{"links"sv, FieldRole::Link},
    Word{"pdf"sv, FieldRole::Link},
    Word{"url"sv, FieldRole::Link},
    Word{"arxiv"sv, FieldRole::Link},
    Word{"code"sv, FieldRole::Link},
    Word{"source"sv, FieldRole::Link},
    Word{"github"sv, FieldRole::Link},
    Word{"project"sv, FieldRole::Link},
    Word{"website"sv, FieldRole::Link},
    Word{"\u94FE\u63A5"sv, FieldRole::Link},
    Word{"\u4EE3\u7801"sv, FieldRole::Link},
};

constexpr std::array kPaperHeadings{"paper"sv,        "papers"sv,      "publication"sv, "publications"sv,
                                    "survey"sv,       "surveys"sv,     "preprint"sv,    "preprints"sv,
                                    "\u8BBA\u6587"sv, "\u7EFC\u8FF0"sv};

constexpr std::array kAsideHeadings{
    "contents"sv,
    "content"sv,
    "toc"sv,
    "contributing"sv,
    "contribute"sv,
    "contribution"sv,
    "contributions"sv,
    "contributors"sv,
    "contributor"sv,
    "maintainers"sv,
    "license"sv,
    "licence"sv,
    "licensing"sv,
    "acknowledgement"sv,
    "acknowledgements"sv,
    "acknowledgment"sv,
    "acknowledgments"sv,
    "citation"sv,
    "citations"sv,
    "citing"sv,
    "cite"sv,
    "star"sv,
    "stars"sv,
    "stargazers"sv,
    "contact"sv,
    "repositories"sv,
    "repository"sv,
    "repos"sv,
    "course"sv,
    "courses"sv,
    "tutorial"sv,
    "tutorials"sv,
    "lecture"sv,
    "lectures"sv,
    "video"sv,
    "videos"sv,
    "blog"sv,
    "blogs"sv,
    "book"sv,
    "books"sv,
    "textbook"sv,
    "textbooks"sv,
    "tool"sv,
    "tools"sv,
    "toolkit"sv,
    "toolkits"sv,
    "toolbox"sv,
    "library"sv,
    "libraries"sv,
    "framework"sv,
    "frameworks"sv,
    "software"sv,
    "codebase"sv,
    "codebases"sv,
    "implementations"sv,
    "dataset"sv,
    "datasets"sv,
    "leaderboard"sv,
    "leaderboards"sv,
    "projects"sv,
    "resource"sv,
    "resources"sv,
    "website"sv,
    "websites"sv,
    "news"sv,
    "updates"sv,
    "changelog"sv,
    "people"sv,
    "researchers"sv,
    "groups"sv,
    "labs"sv,
    "conferences"sv,
    "jobs"sv,
    "talks"sv,
    "slides"sv,
    "podcast"sv,
    "podcasts"sv,
    "competition"sv,
    "competitions"sv,
    "readings"sv,
    "reading"sv,
    "community"sv,
    "communities"sv,
    "links"sv,
    "faq"sv,
    "disclaimer"sv,
    "companies"sv,
    "startups"sv,
    "meetups"sv,
    "newsletters"sv,
    "demos"sv,
    "simulators"sv,
    "platforms"sv,
    "packages"sv,
    "lists"sv,
    "criteria"sv,
    "guidelines"sv,
    "introduction"sv,
    "about"sv,
    "motivation"sv,
    "background"sv,
    "\u76EE\u5F55"sv,
    "\u8D21\u732E"sv,
    "\u8BB8\u53EF"sv,
    "\u6559\u7A0B"sv,
    "\u8BFE\u7A0B"sv,
    "\u6570\u636E\u96C6"sv,
    "\u5DE5\u5177"sv,
    "\u535A\u5BA2"sv,
    "\u4E66\u7C4D"sv,
    "\u8D44\u6E90"sv,
    "\u81F4\u8C22"sv,
};

/// Parts of the addresses of papers: archives, publishers, proceedings.
constexpr std::array kPaperAddresses{"arxiv.org/"sv,
                                     "doi.org/"sv,
                                     "/doi/"sv,
                                     "openreview.net/"sv,
                                     ".pdf"sv,
                                     "aclanthology."sv,
                                     "aclweb.org/"sv,
                                     "/paper"sv,
                                     "proceedings"sv,
                                     "/abs/"sv,
                                     "ieeexplore."sv,
                                     "sciencedirect."sv,
                                     "link.springer."sv,
                                     "/article"sv,
                                     "usenix.org/conference"sv,
                                     "neurips.cc/"sv,
                                     "nips.cc/"sv,
                                     "mlr.press/"sv,
                                     "thecvf.com/"sv,
                                     "cv-foundation.org/"sv,
                                     "nature.com/"sv,
                                     "biorxiv.org/"sv,
                                     "medrxiv.org/"sv,
                                     "/abstract/"sv,
                                     "semanticscholar.org/"sv,
                                     "jmlr.org/"sv,
                                     "pnas.org/"sv,
                                     "hal.science/"sv,
                                     "/publication"sv,
                                     "/virtual/20"sv,
                                     "dblp."sv,
                                     "/citation.cfm"sv,
                                     "researchgate.net/publication"sv,
                                     "papers.ssrn"sv,
                                     "ojs/"sv,
                                     "isca-speech.org/"sv,
                                     "eccv"sv,
                                     "wiley.com/"sv,
                                     "/document/"sv};

constexpr std::array kSiteAddresses{
    "//github.com/"sv,   "//www.github.com/"sv, "//gitlab.com/"sv,  "youtube.com/"sv,  "youtu.be/"sv,
    "bilibili.com/"sv,   "//twitter.com/"sv,    "//x.com/"sv,       "linkedin.com/"sv, "facebook.com/"sv,
    "medium.com/"sv,     "zhihu.com/"sv,        "wikipedia.org/"sv, "discord."sv,      "slack.com/"sv,
    "reddit.com/"sv,     "coursera.org/"sv,     "udacity.com/"sv,   "udemy.com/"sv,    "kaggle.com/"sv,
    "scholar.google."sv, "amazon.com/"sv,       "pypi.org/"sv,      "shields.io/"sv,   "//t.me/"sv};

template <typename Words>
bool contains(const Words &words, std::string_view wanted)
{
    return std::find(words.begin(), words.end(), wanted) != words.end();
}

template <typename Words>
auto roleOf(const Words &words, std::string_view wanted) -> decltype(words.front().role)
{
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto &each) {
        return each.word.size() == wanted.size() && each.word.front() == wanted.front() &&
               each.word == wanted;
    });
    return word == words.end() ? decltype(words.front().role){} : word->role;
}

template <typename Visit>
void forEachWord(std::string_view words, Visit visit)
{
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        visit(words.substr(0, end));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

template <typename Parts>
bool containsAny(std::string_view text, const Parts &parts)
{
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return text.find(part) != std::string_view::npos; });
}

/// Where a heading has one of the words; words that are not ASCII may stand within others.
template <typename Words>
bool saysOneOf(std::string_view plain, const Words &words)
{
    bool found = false;
    forEachWord(plain, [&](std::string_view word) { found = found || contains(words, word); });
    return found || std::any_of(words.begin(), words.end(), [&](std::string_view word) {
               return !isAscii(word) && plain.find(word) != std::string_view::npos;
           });
}

} // namespace

bool isSymbolAt(std::string_view text, std::size_t position)
{
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = at(position);
    const unsigned second = at(position + 1);
    return first >= 0xF0 || first == 0xE2 || (first == 0xE3 && second == 0x80) ||
           (first == 0xEF && (second == 0xBC || second == 0xB8));
}

std::string plainWords(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool symbol = byte >= 0x80 && isSymbolAt(text, i);
        if (symbol) {
            i += byte >= 0xF0 ? 3 : 2;
        }
        const bool capital = byte >= 'A' && byte <= 'Z';
        const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
        if (!symbol && (plain || capital)) {
            out += static_cast<char>(capital ? byte + 32 : byte);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
}

LabelRole labelRole(std::string_view text)
{
    constexpr std::size_t kMostLabelBytes = 40;
    if (text.empty() || text.size() > kMostLabelBytes) {
        return LabelRole::None;
    }
    const std::string words = plainWords(text);
    if (words.find_first_not_of("0123456789 v") == std::string::npos) {
        return LabelRole::Paper;
    }
    LabelRole role = LabelRole::None;
    bool others = false;
    forEachWord(words, [&](std::string_view word) {
        const LabelRole known = roleOf(kLabels, word);
        const bool number = word.find_first_not_of("0123456789v") == std::string_view::npos;
        others = others || (known == LabelRole::None && !number && !contains(kFillers, word));
        role = role == LabelRole::None || role == LabelRole::Other ? std::max(role, known) : role;
        role = known == LabelRole::Paper ? known : role;
    });
    return others ? LabelRole::None : role;
}

FieldRole fieldRole(std::string_view text)
{
    constexpr std::size_t kMostFieldBytes = 40;
    if (text.size() > kMostFieldBytes + 60) {
        return FieldRole::None;
    }
    std::string plain(text);
    for (std::size_t at = plain.find("&nbsp;"); at != std::string::npos; at = plain.find("&nbsp;")) {
        plain.replace(at, 6, " ");
    }
    const std::string words = plainWords(plain);
    FieldRole role = roleOf(kFields, words);
    if (role != FieldRole::None || words.size() > kMostFieldBytes) {
        return role;
    }
    forEachWord(words, [&](std::string_view word) {
        const FieldRole known = roleOf(kFields, word);
        const bool stronger = role == FieldRole::None || role == FieldRole::Paper || role == FieldRole::Link;
        role = known != FieldRole::None && stronger ? known : role;
    });
    return role;
}

SectionKind sectionKind(std::string_view heading)
{
    const std::string plain = plainWords(heading);
    if (saysOneOf(plain, kPaperHeadings)) {
        return SectionKind::Papers;
    }
    return saysOneOf(plain, kAsideHeadings) ? SectionKind::Aside : SectionKind::Neutral;
}

bool isContentsHeading(std::string_view heading)
{
    constexpr std::array kContents{"contents"sv, "content"sv, "toc"sv,         "news"sv,
                                   "updates"sv,  "list"sv,    "\u76EE\u5F55"sv};
    return saysOneOf(plainWords(heading), kContents);
}

bool isPaperAddress(std::string_view url)
{
    return url.find("//github.com/") == std::string_view::npos && containsAny(url, kPaperAddresses);
}

bool isSiteAddress(std::string_view url)
{
    return containsAny(url, kSiteAddresses);
}

} // namespace carrel
