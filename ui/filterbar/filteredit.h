// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"

#include <QLineEdit>
#include <QTextLayout>

#include <vector>

namespace carrel {

/// The line edit of the filter box: shows which parts of its text are clauses by chips behind them, those
/// that exclude outlined. All else is as in any line edit.
class FilterEdit final : public QLineEdit
{
    Q_OBJECT
public:
    explicit FilterEdit(QWidget *parent = nullptr);

    /// Where a stretch of the text stands now; some of it may be scrolled out of sight.
    QRectF placeOf(const TextSpan &span) const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;

private:
    void takeText();
    QRect textRoom() const;
    void paintChips(QPainter &painter) const;

    std::vector<ClauseSpan> m_clauses;
    QTextLayout m_layout; ///< of the same text: the line edit's own cannot be asked
    bool m_composing = false;
};

} // namespace carrel
