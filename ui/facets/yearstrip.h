// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "facets/yearplaces.h"

#include <QLocale>
#include <QWidget>

#include <optional>
#include <vector>

namespace carrel {

/// Works a year as a strip of bars: a click asks for a year, a drag for a range, a click on what is asked for
/// already for all years again. Changes nothing itself: it tells what is asked for.
class YearStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit YearStrip(QWidget *parent = nullptr);

    /// Forgets the years of a list.
    void clear();
    /// The strip has a place for each year from the first to the last one known, and one for 0, the unknown
    /// year; places never go away while the list stays, so that no bar moves.
    void addYears(const std::vector<int> &years);
    void setCounts(const std::vector<YearCount> &counts);
    void setQuery(const Query &query);

    /// Where a year has its bar, over the whole height; empty for a year without a place.
    QRect placeOf(int year) const;
    /// What the strip says now: the year pointed at or stepped to, else the years asked for.
    QString label() const;
    /// All that it says, in words.
    QString spokenText() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// These years and no others; all years without a range.
    void yearsRequested(const std::optional<carrel::YearRange> &years);

protected:
    bool event(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void takePlaces(bool moved);
    int placeAt(int x, bool nearest) const;
    QRectF barArea(int place) const;
    qreal placeWidth() const;
    int labelHeight() const;
    bool isAsked(int place) const;
    YearPlaces::Stretch dragged() const;
    QString describe(int place) const;

    void toggle(int place);
    void request(int first, int last);
    void point(int place);
    void step(int place, bool extend);
    void tell();
    void paintBar(QPainter &painter, int place, quint32 most) const;
    void paintLabels(QPainter &painter) const;

    YearPlaces m_places;
    QLocale m_locale;
    int m_pointed = -1; ///< place below the pointer
    int m_current = -1; ///< place that keys go on from
    int m_anchor = -1;  ///< where a range begins
    bool m_drags = false;
    bool m_byKey = false; ///< the current place was come to by key
};

} // namespace carrel
