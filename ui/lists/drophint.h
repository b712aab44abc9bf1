// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace carrel {

/// Lies over a window while something is dragged over it, and says what dropping it does.
class DropHint final : public QWidget
{
    Q_OBJECT
public:
    explicit DropHint(QWidget *window);

    /// subject is a line in secondary colour: what is dragged.
    void showText(const QString &text, const QString &subject);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QString m_subject;
};

} // namespace carrel
