// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/urlopener.h"
#include "catalog/linkforms.h"
#include "library/librarystore.h"

#include <QObject>

#include <vector>

namespace carrel {

/// The reader's intents: opens works and marks them. Errors of any of them are told through failed().
class PaperCommands final : public QObject
{
    Q_OBJECT
public:
    PaperCommands(LibraryStore &library, UrlOpener &opener, QObject *parent = nullptr);

    /// The catalog whose work numbers the intents below speak of: the one that the library is attached to.
    void setCatalog(CatalogPointer catalog);
    /// Works without any link open a search for their title there.
    void setSearchSite(SearchSite site);
    void setMarkReadOnOpen(bool on);

    /// Opens each work's preferred link (or a search for its title) and marks those read that did open. Each
    /// address once; where several fail, the first failure is told. How many are too many is asked before.
    void open(const std::vector<quint32> &works);
    /// Opens the works' PDFs; works without a PDF fall back to open().
    void openPdf(const std::vector<quint32> &works);
    /// Opens one address of a work, for instance a link that was clicked in the detail pane, and marks the
    /// work read (kNone: the address belongs to none). Only http and https.
    void openLink(quint32 work, const QUrl &url);

    void setBookmarked(const std::vector<quint32> &works, bool on);
    void setRead(const std::vector<quint32> &works, bool on);
    /// Bookmarks all, or none when all are bookmarked already; the same for read.
    void toggleBookmarked(const std::vector<quint32> &works);
    void toggleRead(const std::vector<quint32> &works);

Q_SIGNALS:
    void failed(const carrel::Error &error);

private:
    enum class Address { Preferred, Pdf };
    QUrl address(quint32 work, Address wanted) const;
    void openAll(const std::vector<quint32> &works, Address wanted);
    Result<void> launch(const QUrl &url);
    void change(const std::vector<quint32> &works, const MarkChange &change);
    void toggle(const std::vector<quint32> &works, bool WorkState::*mark,
                std::optional<bool> MarkChange::*wanted);

    LibraryStore &m_library;
    UrlOpener &m_opener;
    CatalogPointer m_catalog;
    SearchSite m_searchSite = SearchSite::GoogleScholar;
    bool m_markReadOnOpen = true;
};

} // namespace carrel
