// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/linkforms.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <array>
#include <vector>

namespace carrel {

/// A link as the pane shows it: what it is, where it truly leads, or why it is never opened.
struct DetailLink
{
    QString label;
    QString host;    ///< ASCII, never with user or password
    QString address; ///< what is shown of the address, bounded
    QUrl url;        ///< empty for a link that is never opened
    QString reason;  ///< why it is not, else empty
};

/// A section that the work stands in.
struct DetailPlace
{
    quint32 section = kNone;
    QString path;
    QStringList notes;             ///< of the section
    std::vector<DetailLink> links; ///< of the section
};

struct DetailVersion
{
    QString title;
    QString facts; ///< relation, venue, year
    std::vector<DetailLink> links;
};

/// All that the list says of one work, as bounded plain text, however many entries it has.
struct WorkDetails
{
    QString title;
    QString authors; ///< "A. Lee, B. Wu", the first of them where there are very many
    QString facts;   ///< "NeurIPS 2025 . Survey . Spotlight"
    std::vector<LinkForm> forms;
    std::vector<DetailLink> links;
    quint32 lists = 0;               ///< so many have the work, where there are several
    std::vector<DetailPlace> places; ///< that of the face first; none of a work that left the list
    bool gone = false;               ///< it left the list
    QString lastPlace;               ///< where it stood then, where that is known
    std::vector<DetailVersion> versions;
    QStringList aliases;
    QStringList notes;
    qsizetype furtherLinks = 0; ///< not in links
    qsizetype furtherPlaces = 0;
    qsizetype furtherVersions = 0;
    qsizetype furtherNotes = 0;
    qsizetype furtherAuthors = 0;
};

WorkDetails workDetails(const Catalog &catalog, quint32 work);

/// "Training System > Resource scheduling", with the group at the end where there is one.
QString sectionPathText(const Catalog &catalog, quint32 section);
/// What opening a form shows: "arXiv", "USENIX page", "PDF".
QString formName(const LinkForm &form);
/// Where the title of a paper without a link may be looked for, in the order offered.
inline constexpr std::array kSearchSites{SearchSite::GoogleScholar, SearchSite::SemanticScholar,
                                         SearchSite::Dblp, SearchSite::Arxiv};
QString searchSiteName(SearchSite site);

} // namespace carrel
