// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/textline.h"

#include <QLocale>
#include <QStyledItemDelegate>

namespace carrel {

/// Draws the rows of the sidebar: small quiet heads, titles that elide, counts at the far edge, and before
/// them a badge with the number of new works that were not looked at.
class SidebarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit SidebarDelegate(QObject *parent = nullptr);

    /// Heads begin that far into their row.
    void setFont(const QFont &font, int headMargin);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void destroyEditor(QWidget *editor, const QModelIndex &index) const override;

Q_SIGNALS:
    /// The reader has typed another name. The model is left as it is.
    void renamed(const QModelIndex &index, const QString &name) const;
    void editEnded(const QModelIndex &index) const;

private:
    enum Font { Normal, Small, Badge, Strong };

    const TextLine &titleLine(const QRect &row, const QModelIndex &index) const;
    QString countText(const QModelIndex &index) const;
    QString badgeText(const QModelIndex &index) const;
    qreal numbersWidth(const QModelIndex &index) const;
    void paintBadge(QPainter &painter, const QStyleOptionViewItem &option, const TextLine &text,
                    qreal left) const;
    void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintNode(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    mutable TextLineCache m_lines;
    QLocale m_locale;
    int m_rowHeight = 24;
    int m_margin = 6;
    int m_headMargin = 4;
    qreal m_ascent = 0;
    qreal m_textHeight = 0;
    qreal m_smallDescent = 0;
    qreal m_badgeAscent = 0;
    qreal m_badgeHeight = 0;
};

} // namespace carrel
