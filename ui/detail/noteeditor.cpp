// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/noteeditor.h"

#include <QResizeEvent>
#include <QScopedValueRollback>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace carrel {

namespace {

constexpr std::chrono::milliseconds kRest{600};
constexpr int kFewestLines = 2;
constexpr int kMostLines = 8;

/// A note of blanks is none.
QString meant(const QString &text)
{
    return text.trimmed().isEmpty() ? QString() : text;
}

} // namespace

NoteEditor::NoteEditor(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setObjectName(QStringLiteral("detailNote"));
    setAccessibleName(tr("Note"));
    setPlaceholderText(tr("Note"));
    setTabChangesFocus(true);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRest);
    connect(&m_rest, &QTimer::timeout, this, &NoteEditor::flush);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_quiet) {
            m_rest.start();
        }
        takeLines();
    });
    takeLines();
}

void NoteEditor::begin(const QString &note)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_rest.stop();
    m_stored = note;
    setPlainText(note);
}

void NoteEditor::setStored(const QString &note)
{
    const bool dirty = isDirty();
    m_stored = note;
    if (!dirty && meant(toPlainText()) != note) {
        begin(note);
    }
}

bool NoteEditor::isDirty() const
{
    return meant(toPlainText()) != m_stored;
}

void NoteEditor::flush()
{
    m_rest.stop();
    if (isDirty()) {
        Q_EMIT noteChanged(meant(toPlainText()));
    }
}

std::optional<QString> NoteEditor::unstored() const
{
    return isDirty() ? std::optional(toPlainText()) : std::nullopt;
}

void NoteEditor::putBack(const QString &typed)
{
    const QScopedValueRollback quiet(m_quiet, true);
    setPlainText(typed);
}

/// As high as its text, within bounds.
void NoteEditor::takeLines()
{
    const int lines = std::clamp(static_cast<int>(document()->size().height()), kFewestLines, kMostLines);
    // A bar that comes and goes would change the width, and with it the lines.
    setVerticalScrollBarPolicy(lines < kMostLines ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    const qreal line = std::ceil(QFontMetricsF(font()).lineSpacing());
    setFixedHeight(static_cast<int>(line) * lines + 2 * frameWidth() +
                   static_cast<int>(2 * document()->documentMargin()) + 1);
}

void NoteEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != width()) {
        takeLines();
    }
}

void NoteEditor::focusOutEvent(QFocusEvent *event)
{
    QPlainTextEdit::focusOutEvent(event);
    flush();
}

void NoteEditor::hideEvent(QHideEvent *event)
{
    flush();
    QPlainTextEdit::hideEvent(event);
}

} // namespace carrel
