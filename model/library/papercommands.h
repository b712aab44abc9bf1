// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/urlopener.h"
#include "catalog/linkforms.h"
#include "library/librarystore.h"
#include "library/undohistory.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace carrel {

/// The reader's intents: opens works and marks them. Errors of any of them are told through failed().
class PaperCommands final : public QObject
{
    Q_OBJECT
public:
    /// What the commands change becomes steps of the history, one a command.
    PaperCommands(LibraryStore &library, UndoHistory &history, UrlOpener &opener, QObject *parent = nullptr);

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
    /// 0 takes the rating away.
    void setRating(const std::vector<quint32> &works, int rating);
    void addTag(const std::vector<quint32> &works, const QString &name);
    void removeTag(const std::vector<quint32> &works, const QString &name);
    /// Replaces the notes. Changes of one work's note without another command between them are one step.
    /// False where it could not be stored.
    bool setNote(const std::vector<quint32> &works, const QString &note);

    /// Of all works; to the name of another tag: the two become one.
    void renameTag(quint32 tag, const QString &name);
    void deleteTag(quint32 tag);
    /// Says which of two works the marks of one are for.
    void answer(const SplitQuestion &question, SplitAnswer answer);

Q_SIGNALS:
    void failed(const carrel::Error &error);

private:
    /// An edit that a step of the history takes back or makes again.
    using SharedEdit = std::shared_ptr<MarkEdit>;

    enum class Address { Preferred, Pdf };
    QUrl address(quint32 work, Address wanted) const;
    void openAll(const std::vector<quint32> &works, Address wanted);
    Result<void> launch(const QUrl &url);
    bool change(const std::vector<quint32> &works, const MarkChange &change);
    void toggle(const std::vector<quint32> &works, bool WorkState::*mark,
                std::optional<bool> MarkChange::*wanted);
    SharedEdit take(const Result<MarkEdit> &edit, const QString &name);
    bool continuesNote(const MarkEdit &edit);

    LibraryStore &m_library;
    UndoHistory &m_history;
    SharedEdit m_noteEdit; ///< of the newest step, where that is a note that may be written on
    UrlOpener &m_opener;
    CatalogPointer m_catalog;
    SearchSite m_searchSite = SearchSite::GoogleScholar;
    bool m_markReadOnOpen = true;
};

} // namespace carrel
