// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace carrel {

/// Five stars to rate with, by mouse and keys. Shows what it is told, never what was clicked; what the reader
/// wants goes out as a signal.
class StarRating final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kStars = 5;

    explicit StarRating(QWidget *parent = nullptr);

    /// 0 for none.
    void setRating(int rating);
    int rating() const { return m_rating; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// A star was chosen; 0 where it was the one that stands already.
    void ratingRequested(int rating);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    int starAt(const QPointF &place) const;
    QRect placeOf(int star) const;
    void setHovered(int star);
    void nameRating();

    int m_rating = 0;
    int m_hovered = 0;
};

} // namespace carrel
