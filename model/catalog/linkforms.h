// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/entry.h"

#include <QStringView>
#include <QUrl>

#include <optional>
#include <string_view>
#include <vector>

namespace carrel {

class Catalog;

/// A way to read a work. In the order in which menus and buttons offer them after the preferred one.
enum class FormKind : quint8 {
    Publisher,
    ArxivAbstract,
    Pdf,
    ArxivHtml,
    AlphaXiv,
    Doi,
    OpenReview,
    Code,
    Slides,
    Other
};

/// One address that may be opened, and what it shows.
struct LinkForm
{
    FormKind kind;
    QUrl url;
};

/// Each form that the links and ids of a work allow, at most 50, the preferred one first, each address once.
/// Empty for a work without a link. Derived addresses as info.arxiv.org and alphaxiv.org document them.
std::vector<LinkForm> linkForms(const Catalog &catalog, quint32 work);

/// The form that shows the paper itself as PDF, if the links allow one.
std::optional<LinkForm> pdfForm(const std::vector<LinkForm> &forms);

/// True where a work with this link alone has a form that shows the paper as PDF: a PDF, or an id of a
/// service that has one.
bool leadsToPdf(std::string_view url, LinkKind kind);

/// Where the title of a work without a link is looked for.
enum class SearchSite : quint8 { Arxiv, GoogleScholar, SemanticScholar, Dblp };
QUrl titleSearchUrl(QStringView title, SearchSite site);

} // namespace carrel
