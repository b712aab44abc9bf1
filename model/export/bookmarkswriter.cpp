// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/bookmarkswriter.h"

#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/link.h"
#include "catalog/linkforms.h"
#include "export/exportedmarks.h"
#include "export/outputtext.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>
#include <vector>

namespace carrel {

namespace {

using Chain = std::vector<quint32>;

void appendHtml(std::string &out, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
}

/// The file that browsers have exchanged bookmarks with since Netscape: sections and groups as folders. A
/// paper without a link leads to a search for its title, as in the window.
class BookmarksWriter final : public EntryWriter
{
public:
    BookmarksWriter(const Catalog &catalog, const ExportedMarks &marks)
        : m_catalog(catalog)
        , m_marks(marks)
    {
    }

    void begin(std::string &out) override
    {
        const QString name = m_catalog.title();
        const std::string title = name.isEmpty()
                                      ? QCoreApplication::translate("Export", "Papers").toStdString()
                                      : name.toStdString();
        out += "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n"
               "<META HTTP-EQUIV=\"Content-Type\" CONTENT=\"text/html; charset=UTF-8\">\n<TITLE>";
        appendText(out, title);
        out += "</TITLE>\n<H1>";
        appendText(out, title);
        out += "</H1>\n<DL><p>\n";
    }

    void entry(std::string &out, quint32 number) override
    {
        const Entry &entry = m_catalog.entry(number);
        openFolders(out, entry.section);
        indent(out);
        out += "<DT><A HREF=\"";
        appendHtml(out, address(entry));
        out += '"';
        appendAttributes(out, entry.work);
        out += '>';
        appendText(out, entry.title().isEmpty()
                            ? QCoreApplication::translate("Export", "(no title)").toStdString()
                            : std::string(m_catalog.text(entry.title())));
        out += "</A>\n";
        if (const std::vector<std::string> note = m_marks.noteLines(entry.work); !note.empty()) {
            indent(out);
            out += "<DD>";
            appendHtml(out, joined(note, "\n"));
            out += '\n';
        }
    }

    void end(std::string &out) override
    {
        closeFolders(out, 0);
        out += "</DL><p>\n";
    }

private:
    static void appendText(std::string &out, std::string_view text)
    {
        std::string plain;
        appendPlain(plain, text);
        appendHtml(out, plain);
    }

    /// Firefox parts tags at commas.
    void appendAttributes(std::string &out, quint32 work) const
    {
        if (const qint64 date = m_marks.bookmarked(work); date > 0) {
            out += " ADD_DATE=\"" + std::to_string(date) + '"';
        }
        if (const std::string tags = commaSeparated(m_marks.tags(work)); !tags.empty()) {
            out += " TAGS=\"";
            appendHtml(out, tags);
            out += '"';
        }
    }

    std::string address(const Entry &entry) const
    {
        const Link *own = m_catalog.preferredLink(entry);
        const Link *link = own != nullptr ? own : m_catalog.preferredLinkOfWork(entry.work);
        const std::optional<QUrl> url =
            link == nullptr ? std::nullopt : openableUrl(m_catalog.text(link->url()));
        std::string title;
        appendPlain(title, m_catalog.text(entry.title()));
        const QUrl target = url ? *url : titleSearchUrl(toQString(title), SearchSite::GoogleScholar);
        return target.toEncoded().toStdString();
    }

    void indent(std::string &out) const { out.append(4 * (m_open.size() + 1), ' '); }

    void openFolders(std::string &out, quint32 section)
    {
        Chain chain;
        for (; section != kNone; section = m_catalog.section(section).parent) {
            if (m_catalog.section(section).line != 0) {
                chain.push_back(section);
            }
        }
        std::reverse(chain.begin(), chain.end());
        const auto kept = std::mismatch(m_open.begin(), m_open.end(), chain.begin(), chain.end()).first;
        closeFolders(out, static_cast<std::size_t>(kept - m_open.begin()));
        while (m_open.size() < chain.size()) {
            indent(out);
            out += "<DT><H3>";
            appendText(out, m_catalog.text(m_catalog.section(chain[m_open.size()]).title));
            out += "</H3>\n";
            indent(out);
            out += "<DL><p>\n";
            m_open.push_back(chain[m_open.size()]);
        }
    }

    void closeFolders(std::string &out, std::size_t remaining)
    {
        while (m_open.size() > remaining) {
            m_open.pop_back();
            indent(out);
            out += "</DL><p>\n";
        }
    }

    const Catalog &m_catalog;
    const ExportedMarks m_marks;
    Chain m_open;
};

} // namespace

EntryWriterPointer makeBookmarksWriter(const Catalog &catalog, const ExportedMarks &marks)
{
    return std::make_unique<BookmarksWriter>(catalog, marks);
}

} // namespace carrel
