// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace carrel {

/// The box that the reader types a filter into, and the choice whether it looks beyond the section chosen.
class FilterBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    QString text() const;
    void setText(const QString &text);
    bool isEverywhere() const;
    void setEverywhere(bool on);
    /// False where the view chosen holds all papers already.
    void setEverywhereAvailable(bool available);
    /// Gives the box the focus with its text selected.
    void focusText();

Q_SIGNALS:
    void textChanged(const QString &text);
    void everywhereChanged(bool on);
    /// The reader is done with the text and wants the papers.
    void papersRequested();

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void takePalette();
    bool handleKey(int key);

    QLineEdit *m_text;
    QToolButton *m_everywhere;
};

} // namespace carrel
