// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/papercommands.h"

#include "base/text.h"
#include "catalog/link.h"

#include <QHash>

#include <algorithm>
#include <utility>

namespace carrel {

PaperCommands::PaperCommands(LibraryStore &library, UrlOpener &opener, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_opener(opener)
    , m_catalog(std::make_shared<Catalog>())
{
}

void PaperCommands::setCatalog(CatalogPointer catalog)
{
    m_catalog = catalog ? std::move(catalog) : std::make_shared<Catalog>();
}

void PaperCommands::setSearchSite(SearchSite site)
{
    m_searchSite = site;
}

void PaperCommands::setMarkReadOnOpen(bool on)
{
    m_markReadOnOpen = on;
}

void PaperCommands::open(const std::vector<quint32> &works)
{
    openAll(works, Address::Preferred);
}

void PaperCommands::openPdf(const std::vector<quint32> &works)
{
    openAll(works, Address::Pdf);
}

void PaperCommands::openLink(quint32 work, const QUrl &url)
{
    if (const Result<void> opened = launch(url); !opened) {
        Q_EMIT failed(opened.error());
    } else if (m_markReadOnOpen) {
        setRead({work}, true);
    }
}

void PaperCommands::setBookmarked(const std::vector<quint32> &works, bool on)
{
    change(works, {on, std::nullopt});
}

void PaperCommands::setRead(const std::vector<quint32> &works, bool on)
{
    change(works, {std::nullopt, on});
}

void PaperCommands::toggleBookmarked(const std::vector<quint32> &works)
{
    toggle(works, &WorkState::bookmarked, &MarkChange::bookmarked);
}

void PaperCommands::toggleRead(const std::vector<quint32> &works)
{
    toggle(works, &WorkState::read, &MarkChange::read);
}

QUrl PaperCommands::address(quint32 work, Address wanted) const
{
    const std::vector<LinkForm> forms = linkForms(*m_catalog, work);
    if (forms.empty()) {
        return titleSearchUrl(m_catalog->string(m_catalog->face(work).title), m_searchSite);
    }
    const std::optional<LinkForm> pdf = wanted == Address::Pdf ? pdfForm(forms) : std::nullopt;
    return pdf ? pdf->url : forms.front().url;
}

void PaperCommands::openAll(const std::vector<quint32> &works, Address wanted)
{
    QHash<QUrl, bool> tried;
    std::vector<quint32> opened;
    std::optional<Error> failure;
    for (const quint32 work : works) {
        if (work >= m_catalog->works().size()) {
            continue;
        }
        const QUrl url = address(work, wanted);
        auto known = tried.constFind(url);
        if (known == tried.constEnd()) {
            const Result<void> done = launch(url);
            if (!done && !failure) {
                failure = done.error();
            }
            known = tried.insert(url, done.hasValue());
        }
        if (*known) {
            opened.push_back(work);
        }
    }
    if (m_markReadOnOpen && !opened.empty()) {
        setRead(opened, true);
    }
    if (failure) {
        Q_EMIT failed(*failure);
    }
}

/// The one way out: every address passes here, whoever made it.
Result<void> PaperCommands::launch(const QUrl &url)
{
    const std::optional<QUrl> web = openableUrl(url.toEncoded().toStdString());
    return web ? m_opener.open(*web) : Error{ErrorCode::LinkNotOpenable, url.toDisplayString()};
}

void PaperCommands::change(const std::vector<quint32> &works, const MarkChange &change)
{
    if (const Result<void> done = m_library.setMarks(works, change); !done) {
        Q_EMIT failed(done.error());
    }
}

void PaperCommands::toggle(const std::vector<quint32> &works, bool WorkState::*mark,
                           std::optional<bool> MarkChange::*wanted)
{
    const WorkStatesPointer states = m_library.states();
    const bool all = std::all_of(works.begin(), works.end(), [&](quint32 work) {
        return work >= states->size() || (*states)[work].*mark;
    });
    MarkChange toggled;
    toggled.*wanted = !all;
    change(works, toggled);
}

} // namespace carrel
