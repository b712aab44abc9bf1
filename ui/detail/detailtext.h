// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detail/workdetails.h"
#include "search/query.h"

#include <QTextBrowser>

#include <vector>

namespace carrel {

/// The text of the detail pane: writes WorkDetails as plain text with links of its own making, so that
/// nothing a list says is ever read as markup. Leaves a gap below the facts for the buttons of the pane.
class DetailText final : public QTextBrowser
{
    Q_OBJECT
public:
    explicit DetailText(QWidget *parent = nullptr);

    void setDetails(WorkDetails details);
    /// What it finds is marked in the texts that the filter looks into.
    void setQuery(Query query);
    const WorkDetails &details() const { return m_details; }
    /// The widget that stands in the gap; it scrolls with the text.
    void setActionRow(QWidget *row);

Q_SIGNALS:
    void linkRequested(const QUrl &url);
    void placeRequested(quint32 section);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    QMimeData *createMimeDataFromSelection() const override;
    QVariant loadResource(int type, const QUrl &name) override;

private:
    struct Target
    {
        QUrl url;
        quint32 section = kNone;
        QString tip;
    };
    const Target *targetOf(const QString &reference) const;
    void follow(const QUrl &reference);
    void rewrite();
    void placeActionRow();

    void write();
    void writeFacts();
    void writeLinks();
    void writeLink(const DetailLink &link);
    void writePlaces();
    void writeVersions();
    void writeSectionNotes();
    void writeTitleSearch();

    void openBlock(qreal topMargin);
    void writeHead(const QString &text);
    void writeLine(const QString &text, const QTextCharFormat &format);
    void writeLines(const QString &head, const QStringList &lines, qsizetype further = 0,
                    bool searched = false);
    void writeFurther(qsizetype further);
    void writeSearched(const QString &text, const QTextCharFormat &format);
    void markMatches();
    void writeTarget(const QString &text, Target target);
    void setFormats();

    WorkDetails m_details;
    struct Searched
    {
        int position;
        QString text;
    };
    std::vector<Target> m_targets;
    Query m_query;
    std::vector<Searched> m_searched; ///< texts that the filter looks into, and where they stand
    QWidget *m_actionRow = nullptr;
    QTextCursor m_cursor;
    QTextCharFormat m_plain;
    QTextCharFormat m_title;
    QTextCharFormat m_secondary;
    QTextCharFormat m_small;
    QTextCharFormat m_head;
    QTextCharFormat m_link;
    int m_actionBlock = -1;
    int m_writtenWidth = 0;
};

} // namespace carrel
