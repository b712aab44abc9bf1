// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/findings.h"

#include "base/text.h"
#include "health/headingslug.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>

namespace carrel {

namespace {

/// Lines beyond this are cut by the reader as well.
constexpr std::size_t kMostLine = std::size_t(128) * 1024;

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

struct InPageLink
{
    quint32 line;
    std::string target; ///< as written, with the #
};

/// Goes over the lines of a list and notes its headings, named places, links into the page, and what was
/// meant as a link. What stands in code and comments does not count.
class PageScanner final
{
public:
    explicit PageScanner(Findings &findings)
        : m_findings(findings)
    {
    }

    void scan(std::string_view text)
    {
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = std::min(text.find('\n', begin), text.size());
            ++m_line;
            takeLine(text.substr(begin, std::min(end - begin, kMostLine)));
            begin = end + 1;
        }
    }

    void report()
    {
        for (const InPageLink &link : m_links) {
            const std::string key = anchorKey(std::string_view(link.target).substr(1));
            if (!isGeneral(key) && m_places.find(key) == m_places.end()) {
                reportDead(link);
            }
        }
    }

private:
    /// `#`, `#top` and `#L20` lead somewhere on every page.
    static bool isGeneral(const std::string &key)
    {
        const bool ofLine = key.size() > 1 && key.front() == 'l' &&
                            key.find_first_not_of("0123456789-l") == std::string::npos;
        return key.empty() || key == "top" || key == "readme" || ofLine;
    }

    void takeLine(std::string_view line)
    {
        if (isFenced(line)) {
            m_before.clear();
            return;
        }
        const std::string bare = withoutCode(withoutComments(line));
        const std::string_view content = trimmed(bare);
        takeHeading(content, line);
        takePlaces(bare);
        takeLinks(bare);
        m_before = content;
    }

    bool isFenced(std::string_view line)
    {
        const std::string_view content = trimmed(line);
        const std::size_t length = std::min(
            content.find_first_not_of(m_fence == 0 ? "`~" : std::string_view(&m_fence, 1)), content.size());
        if (m_fence != 0) {
            const bool closes = length >= m_fenceLength && length == content.size();
            m_fence = closes ? '\0' : m_fence;
            return true;
        }
        const bool opens = !m_inComment && length >= 3 &&
                           (content.front() == '~' || content.find('`', length) == std::string_view::npos);
        if (opens) {
            m_fence = content.front();
            m_fenceLength = length;
        }
        return opens;
    }

    std::string withoutComments(std::string_view line)
    {
        std::string out;
        for (std::size_t at = 0; at < line.size();) {
            const std::string_view sign = m_inComment ? "-->" : "<!--";
            const std::size_t found = std::min(line.find(sign, at), line.size());
            if (!m_inComment) {
                out += line.substr(at, found - at);
            }
            m_inComment = found == line.size() ? m_inComment : !m_inComment;
            at = found == line.size() ? found : found + sign.size();
        }
        return out;
    }

    /// A stretch of code becomes as many blanks, unless it is all of a link's text.
    static std::string withoutCode(std::string line)
    {
        for (std::size_t open = line.find('`'); open != std::string::npos; open = line.find('`', open)) {
            const std::size_t ticks = std::min(line.find_first_not_of('`', open), line.size()) - open;
            std::size_t close = line.find(line.substr(open, ticks), open + ticks);
            if (close == std::string::npos) {
                break;
            }
            for (std::size_t i = open; i < close + ticks; ++i) {
                const bool isSign =
                    line[i] == '`' || std::string_view("[]()<>").find(line[i]) != std::string_view::npos;
                line[i] = isSign ? '\x01' : line[i];
            }
            open = close + ticks;
        }
        return line;
    }

    void takeHeading(std::string_view content, std::string_view line)
    {
        const std::size_t signs = std::min(content.find_first_not_of('#'), content.size());
        const bool isSetext = !content.empty() && !m_before.empty() && m_before.front() != '#' &&
                              (content.find_first_not_of('=') == std::string_view::npos ||
                               content.find_first_not_of('-') == std::string_view::npos);
        if (signs >= 1 && signs <= 6 &&
            (signs == content.size() || content[signs] == ' ' || content[signs] == '\t')) {
            std::string_view title = trimmed(content.substr(signs));
            const std::size_t last = title.find_last_not_of('#');
            if (last != std::string_view::npos && last + 1 < title.size() && title[last] == ' ') {
                title = trimmed(title.substr(0, last));
            }
            addHeading(title, m_line);
        } else if (isSetext && !line.starts_with("    ")) {
            addHeading(m_before, m_line - 1);
        } else if (const std::size_t html = content.find("<h"); html != std::string_view::npos) {
            takeHtmlHeading(content.substr(html));
        }
    }

    void takeHtmlHeading(std::string_view content)
    {
        const bool isHeading = content.size() > 4 && content[2] >= '1' && content[2] <= '6' &&
                               (content[3] == '>' || content[3] == ' ');
        const std::size_t open = content.find('>');
        if (isHeading && open != std::string_view::npos) {
            addHeading(content.substr(open + 1, content.find("</h", open) - open - 1), m_line);
        }
    }

    void addHeading(std::string_view title, quint32 line)
    {
        const std::string slug = headingSlug(title);
        const quint32 before = m_slugs[slug]++;
        const std::string key = anchorKey(before == 0 ? slug : slug + '-' + std::to_string(before));
        m_places.try_emplace(key, line);
        m_titles.try_emplace(withoutNumber(key), std::pair(key, line));
    }

    /// `<a name="x">`, `<div id='x'>`
    void takePlaces(std::string_view line)
    {
        for (const std::string_view attribute : {" id=", " name="}) {
            for (std::size_t at = line.find(attribute); at != std::string_view::npos;
                 at = line.find(attribute, at + 1)) {
                if (line.substr(0, at).rfind('<') != std::string_view::npos) {
                    m_places.try_emplace(anchorKey(valueAt(line.substr(at + attribute.size()))), m_line);
                }
            }
        }
    }

    static std::string_view valueAt(std::string_view rest)
    {
        const bool quoted = !rest.empty() && (rest.front() == '"' || rest.front() == '\'');
        return quoted ? rest.substr(1, rest.find(rest.front(), 1) - 1)
                      : rest.substr(0, rest.find_first_of(" >/"));
    }

    void takeLinks(std::string_view line)
    {
        for (std::size_t at = line.find("href="); at != std::string_view::npos;
             at = line.find("href=", at + 1)) {
            addLink(valueAt(line.substr(at + 5)));
        }
        for (std::size_t at = line.find(']'); at != std::string_view::npos; at = line.find(']', at + 1)) {
            const std::string_view rest = line.substr(at + 1);
            if (at > 0 && line[at - 1] == '\\') {
                continue;
            }
            if (rest.starts_with('(')) {
                takeInlineLink(line, trimmed(rest.substr(1)));
            } else if (rest.starts_with("\uFF08") && isAddress(rest.substr(3))) {
                reportBroken(line, QT_TRANSLATE_NOOP("Health", "full-width parentheses"));
            } else if (rest.starts_with(": #")) {
                addLink(rest.substr(2, rest.find_first_of(" \t\r", 2) - 2));
            }
        }
    }

    static bool isAddress(std::string_view text)
    {
        return text.starts_with("http://") || text.starts_with("https://");
    }

    void takeInlineLink(std::string_view line, std::string_view rest)
    {
        if (rest.starts_with('#')) {
            addLink(rest.substr(0, rest.find_first_of(" )\t")));
            return;
        }
        if (!isAddress(rest)) {
            return;
        }
        int depth = 1;
        std::size_t end = 0;
        while (end < rest.size() && rest[end] != ' ' && depth > 0) {
            depth += rest[end] == '(' ? 1 : rest[end] == ')' ? -1 : 0;
            ++end;
        }
        const std::string_view behind = trimmed(rest.substr(end));
        // The line may go on with a title or the end of the link.
        const bool mayGoOn = behind.empty() || behind.front() == '"' || behind.front() == '\'' ||
                             behind.front() == '(' || behind.front() == ')';
        if (depth > 0 && !mayGoOn) {
            reportBroken(line, QT_TRANSLATE_NOOP("Health", "a blank in the address"));
        } else if (depth > 0 && behind.empty()) {
            reportBroken(line, QT_TRANSLATE_NOOP("Health", "no closing parenthesis"));
        }
    }

    void addLink(std::string_view target)
    {
        if (target.starts_with('#')) {
            m_links.push_back({m_line, std::string(target)});
        }
    }

    void reportBroken(std::string_view line, const char *reason)
    {
        if (m_brokenLine == m_line) {
            return;
        }
        m_brokenLine = m_line;
        Finding finding;
        finding.kind = HealthKind::BrokenLink;
        finding.lines = {m_line};
        finding.subject = displayText(line, 200);
        finding.found = QCoreApplication::translate("Health", reason).toStdString();
        m_findings.add(std::move(finding));
    }

    void reportDead(const InPageLink &link)
    {
        Finding finding;
        finding.kind = HealthKind::DeadAnchor;
        finding.lines = {link.line};
        finding.subject = displayText(link.target, 200);
        finding.found = finding.subject;
        const auto near = m_titles.find(withoutNumber(anchorKey(std::string_view(link.target).substr(1))));
        if (near != m_titles.end()) {
            finding.suggestion = '#' + near->second.first;
            finding.lines.push_back(near->second.second);
        }
        m_findings.add(std::move(finding));
    }

    /// Headings are numbered, and lose their numbers.
    static std::string withoutNumber(const std::string &key)
    {
        const std::size_t first = key.find_first_not_of("0123456789-");
        return first == std::string::npos ? key : key.substr(first);
    }

    Findings &m_findings;
    quint32 m_line = 0;
    quint32 m_brokenLine = 0;
    char m_fence = 0;
    std::size_t m_fenceLength = 0;
    bool m_inComment = false;
    std::string m_before; ///< the line before, where it may be a heading
    std::vector<InPageLink> m_links;
    std::unordered_map<std::string, quint32> m_slugs;
    std::unordered_map<std::string, quint32> m_places;                         ///< anchors and their lines
    std::unordered_map<std::string, std::pair<std::string, quint32>> m_titles; ///< without numbers
};

} // namespace

void checkPage(Findings &findings, std::string_view text)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    PageScanner scanner(findings);
    scanner.scan(text.starts_with(kByteOrderMark) ? text.substr(kByteOrderMark.size()) : text);
    scanner.report();
}

} // namespace carrel
