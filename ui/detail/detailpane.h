// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/linkforms.h"
#include "catalog/workstate.h"
#include "search/query.h"

#include <QHash>
#include <QUrl>
#include <QWidget>

class QMenu;
class QPushButton;

namespace carrel {

class DetailText;
class ReaderPanel;
struct WorkDetails;

/// Shows one work: what the list says of it, the ways to read it, the reader's marks. Marks show what it is
/// told, never what was clicked; what the reader wants goes out as signals.
class DetailPane final : public QWidget
{
    Q_OBJECT
public:
    explicit DetailPane(QWidget *parent = nullptr);
    ~DetailPane() override;

    void show(const CatalogPointer &catalog, quint32 work, const WorkStates &states);
    /// Shows the marks of the same work as they are now.
    /// Takes a catalog in place of the one that it only adds works to: numbers mean what they meant.
    void extendCatalog(const CatalogPointer &base, const CatalogPointer &extended);
    void setStates(const WorkStates &states);
    /// Hands out what was typed and is not stored, while work() still means the same.
    void flush();
    /// Takes no note as long as one that is stored may still come.
    void setNoteLocked(bool locked);
    /// To write a note; to add a tag. Nothing happens while no work is shown.
    void focusNote();
    void focusTags();
    /// Its matches are marked in what the list says.
    void setQuery(Query query);
    /// Where the first button searches the title of a paper without a link.
    void setSearchSite(SearchSite site);
    /// No paper is chosen.
    void clear();
    /// The number of the work shown, kNone when there is none.
    quint32 work() const { return m_work; }

    QSize sizeHint() const override;

Q_SIGNALS:
    void openRequested(quint32 work);
    void pdfRequested(quint32 work);
    void linkRequested(quint32 work, const QUrl &url);
    void placeRequested(quint32 section);
    void bookmarkRequested(quint32 work, bool on);
    void readRequested(quint32 work, bool on);
    void ratingRequested(quint32 work, int rating);
    void tagAdded(quint32 work, const QString &name);
    void tagRemoved(quint32 work, const QString &name);
    void noteChanged(quint32 work, const QString &note);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void createContent();
    QWidget *createActionRow();
    QWidget *createReaderPanel();
    void leaveWork();
    WorkDetails detailsOf(const WorkStates &states);
    void updateActions();
    void fillForms();

    quint32 m_work = kNone;
    CatalogPointer m_catalog;
    QHash<quint32, QString> m_unstored; ///< notes that could not be stored when their works were left
    QString m_age;                      ///< as it is shown of the work
    Query m_query;
    DetailText *m_text = nullptr;
    QWidget *m_content = nullptr;
    QPushButton *m_open = nullptr;
    QPushButton *m_pdf = nullptr;
    QPushButton *m_more = nullptr;
    QMenu *m_forms = nullptr;
    ReaderPanel *m_reader = nullptr;
    SearchSite m_searchSite = SearchSite::GoogleScholar;
    bool m_isNoteLocked = false;
};

} // namespace carrel
