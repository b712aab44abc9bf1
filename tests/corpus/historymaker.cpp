// SPDX-License-Identifier: GPL-3.0-or-later
#include "historymaker.h"

#include "base/text.h"
#include "support/listbuilder.h"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

namespace carrel::test {

namespace {

/// Shorter titles are not played with: nobody could tell what became of them.
constexpr std::size_t kFewWords = 6;

std::vector<std::string> wordsOf(const std::string &title)
{
    std::istringstream stream(title);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string title;
    for (const std::string &word : words) {
        title += (title.empty() ? "" : " ") + word;
    }
    return title;
}

constexpr std::array kLightWords{"for", "with", "in", "on", "of", "via", "using", "over", "towards", "and"};

bool isLightWord(const std::string &word)
{
    return std::find(kLightWords.begin(), kLightWords.end(), word) != kLightWords.end();
}

} // namespace

HistoryMaker::HistoryMaker(const Catalog &list, quint32 seed, Alignments &alignments)
    : m_alignments(alignments)
    , m_random(seed)
{
    std::map<quint32, std::size_t> sections;
    for (quint32 number = 0; number < list.workCount(); ++number) {
        const Entry &face = list.face(number);
        const std::string title(list.text(face.title()));
        const auto place = sections.try_emplace(face.section, m_sections.size());
        if (place.second) {
            m_sections.push_back({std::string(list.text(list.section(face.section).title)), {}});
        }
        if (!m_titles.insert(normalTitle(title)).second || normalTitle(title).empty()) {
            continue;
        }
        const auto links = list.links(face.links());
        const VenueTag &tag = list.venueTag(face.venueTag);
        m_papers.push_back({title, tag.venue,
                            links.empty() ? std::string() : std::string(list.text(links.front().url())),
                            list.year(face), false, place.first->second});
        // A list grows to its size: what is not there yet comes with one of the next versions.
        if (!once(4)) {
            add(m_papers.size() - 1);
        }
    }
}

CatalogPointer HistoryMaker::version() const
{
    ListBuilder builder;
    builder.section("The List", 1);
    for (const Section &section : m_sections) {
        builder.section(section.title);
        for (const std::size_t number : section.papers) {
            const Paper &paper = m_papers[number];
            builder.entry(paper.title, paper.venue, paper.year, paper.url);
        }
    }
    return builder.build();
}

void HistoryMaker::add(std::size_t paper)
{
    std::vector<std::size_t> &papers = homeOf(paper).papers;
    const bool atEnd = !once(3);
    papers.insert(papers.begin() +
                      static_cast<std::ptrdiff_t>(atEnd ? papers.size() : below(papers.size() + 1)),
                  paper);
    m_papers[paper].listed = true;
}

void HistoryMaker::remove(std::size_t paper)
{
    for (Section &section : m_sections) {
        std::erase(section.papers, paper);
    }
    m_papers[paper].listed = false;
    m_alignments.allowGone(normalTitle(m_papers[paper].title));
}

std::string HistoryMaker::freshAddress(const char *stem)
{
    return stem + std::to_string(1000000 + ++m_addresses);
}

/// As titles change between a preprint and its publication: a word of no weight, a word more or one less at
/// the end, another spelling.
bool HistoryMaker::rename(Paper &paper)
{
    std::vector<std::string> words = wordsOf(paper.title);
    if (words.size() < kFewWords) {
        return false;
    }
    const auto light = std::find_if(words.begin() + 2, words.end(), isLightWord);
    switch (below(5)) {
    case 0:
        if (light == words.end()) {
            return false;
        }
        *light = kLightWords[below(kLightWords.size())];
        break;
    case 1:
        words.insert(words.begin() + 2, once(2) ? "Efficient" : "the");
        break;
    case 2:
        words.insert(words.end(), {"(Extended", "Abstract)"});
        break;
    case 3:
        words.erase(words.end() - 2);
        break;
    default:
        words.back() += words.back().back() == 's' ? "" : "s";
    }
    const std::string title = joined(words);
    if (!m_titles.insert(normalTitle(title)).second) {
        return false;
    }
    m_alignments.add(normalTitle(paper.title), normalTitle(title));
    paper.title = title;
    return true;
}

void HistoryMaker::publish(Paper &paper)
{
    constexpr std::array kVenues{"OSDI", "SOSP", "NSDI", "ICML", "NeurIPS", "SIGCOMM"};
    if (normalTitle(paper.venue) != "arxiv") {
        return;
    }
    paper.venue = kVenues[below(kVenues.size())];
    paper.year += paper.year == 0 ? 0 : static_cast<int>(below(2));
    if (!once(3)) {
        paper.url = freshAddress("https://doi.org/10.1145/");
    }
}

/// One thing at a time mostly, sometimes title and address at once.
void HistoryMaker::change(std::size_t number)
{
    Paper &paper = m_papers[number];
    switch (below(6)) {
    case 0:
        rename(paper);
        break;
    case 1:
        publish(paper);
        break;
    case 2:
        if (normalTitle(paper.venue) == "arxiv" && rename(paper)) {
            publish(paper);
        }
        break;
    case 3:
        paper.url = paper.url.empty() ? freshAddress("https://arxiv.org/abs/2")
                                      : paper.url + (once(2) ? "#" : "?utm_source=list");
        break;
    case 4: {
        // To another section.
        for (Section &section : m_sections) {
            std::erase(section.papers, number);
        }
        paper.home = below(m_sections.size());
        add(number);
        break;
    }
    default: {
        // One more place.
        std::vector<std::size_t> &papers = m_sections[below(m_sections.size())].papers;
        if (std::find(papers.begin(), papers.end(), number) == papers.end()) {
            papers.push_back(number);
        }
    }
    }
}

/// Another paper whose title is almost that of one that is there.
void HistoryMaker::addFollower(std::size_t number)
{
    const Paper paper = m_papers[number];
    if (wordsOf(paper.title).size() < kFewWords) {
        return;
    }
    const std::size_t colon = paper.title.find(": ");
    const std::string title = colon == std::string::npos
                                  ? paper.title + " at Scale, Revisited by Others"
                                  : paper.title.substr(0, colon) + "-2" + paper.title.substr(colon);
    if (m_titles.insert(normalTitle(title)).second) {
        m_papers.push_back(
            {title, "arXiv", freshAddress("https://arxiv.org/abs/2"), paper.year, false, paper.home});
        add(m_papers.size() - 1);
    }
}

void HistoryMaker::rearrange()
{
    Section &section = m_sections[below(m_sections.size())];
    switch (below(5)) {
    case 0:
        std::stable_sort(section.papers.begin(), section.papers.end(), [this](std::size_t a, std::size_t b) {
            return m_papers[a].year > m_papers[b].year;
        });
        break;
    case 1:
        section.title += " and More";
        break;
    case 2:
        std::swap(section, m_sections[below(m_sections.size())]);
        break;
    case 3: {
        Section other{section.title + " (continued)", {}};
        const auto middle = section.papers.begin() + static_cast<std::ptrdiff_t>(section.papers.size() / 2);
        other.papers.assign(middle, section.papers.end());
        section.papers.erase(middle, section.papers.end());
        m_sections.push_back(std::move(other));
        break;
    }
    default:
        std::reverse(section.papers.begin(), section.papers.end());
    }
}

void HistoryMaker::advance()
{
    constexpr quint32 kOfAll = 40;
    const std::size_t count = m_papers.size();
    for (std::size_t number = 0; number < count; ++number) {
        if (!m_papers[number].listed) {
            if (once(6)) {
                add(number);
            }
        } else if (once(kOfAll)) {
            change(number);
        } else if (once(kOfAll * 5)) {
            remove(number);
        } else if (once(kOfAll * 5)) {
            addFollower(number);
        }
    }
    rearrange();
}

} // namespace carrel::test
