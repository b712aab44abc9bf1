// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/queryedit.h"

#include <QListView>

namespace carrel {

class FacetDelegate;
class FacetModel;

/// The values of one facet, to be included, excluded and freed by click and key. Changes nothing itself: it
/// tells what is asked for.
class FacetView final : public QListView
{
    Q_OBJECT
public:
    /// A row each with a scroll bar, or all of them in two columns.
    enum class Form { List, Columns };

    FacetView(FacetModel *model, Form form, QWidget *parent = nullptr);

    int rowHeight() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void useRequested(const carrel::FacetValue &value, carrel::ClauseUse use);

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void takeFont();
    void layOutColumns();
    void rememberPlace();
    void bringBackPlace();
    void ask(const QModelIndex &index, ClauseUse use);
    void askNext(const QModelIndex &index);

    FacetModel *m_model;
    FacetDelegate *m_delegate;
    Form m_form;
    QString m_currentName; ///< while the rows change
    int m_scrolled = 0;
};

} // namespace carrel
