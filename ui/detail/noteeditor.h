// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>
#include <QTimer>

#include <optional>

namespace carrel {

/// The box of the reader's note on one work. Hands out what was typed after a moment's rest, and at once when
/// it loses the focus, is hidden or is to show another work: nothing typed is ever dropped.
class NoteEditor final : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit NoteEditor(QWidget *parent = nullptr);

    /// Shows the note of another work; flush() first.
    void begin(const QString &note);
    /// What the library has of the note now: shown unless something else was typed since.
    void setStored(const QString &note);
    /// Hands out what was typed and is not stored.
    void flush();
    /// What was typed and is not stored.
    std::optional<QString> unstored() const;
    /// Puts back what could not be stored when it was typed.
    void putBack(const QString &typed);

Q_SIGNALS:
    /// Where this is stored, setStored() tells before it returns.
    void noteChanged(const QString &note);

protected:
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isDirty() const;
    void takeLines();

    QString m_stored;
    QTimer m_rest;
    bool m_quiet = false; ///< the text changes by itself
};

} // namespace carrel
