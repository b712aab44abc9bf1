// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/filtercompleter.h"

#include "filterbar/completionpopup.h"
#include "filterbar/filteredit.h"

#include <QKeyEvent>
#include <QScopedValueRollback>

#include <optional>
#include <utility>

namespace carrel {

namespace {

/// Fewer letters begin too many words that are no clauses.
constexpr qsizetype kFewestLetters = 2;

} // namespace

FilterCompleter::FilterCompleter(FilterEdit *edit)
    : QObject(edit)
    , m_edit(edit)
{
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, &FilterCompleter::offerWhileTyping);
    connect(m_edit, &QLineEdit::cursorPositionChanged, this, [this] {
        if (isOpen() && !m_writes) {
            offer(m_asked);
        }
    });
    connect(&m_values, &ClauseValueSource::changed, this, [this] {
        if ((isOpen() || m_waits) && m_edit->hasFocus()) {
            offer(m_asked);
        }
    });
}

bool FilterCompleter::isOpen() const
{
    return m_popup != nullptr && m_popup->isVisible();
}

void FilterCompleter::close()
{
    m_waits = false;
    if (m_popup != nullptr) {
        m_popup->hide();
    }
}

void FilterCompleter::offerWhileTyping()
{
    if (!m_writes) {
        offer(false);
    }
}

void FilterCompleter::offer(bool asked)
{
    close();
    m_asked = asked;
    const std::optional<CompletionPlace> place =
        m_edit->hasSelectedText() ? std::nullopt : completionPlace(m_edit->text(), m_edit->cursorPosition());
    if (!place || (!asked && place->clause == nullptr && place->typed.size() < kFewestLetters)) {
        return;
    }
    m_place = *place;
    const bool isName = place->clause == nullptr;
    const auto values = isName ? std::span<const ClauseValue>() : m_values.values(place->clause->kind);
    m_waits = !isName && values.empty();
    std::vector<Completion> all = completions(*place, values, CompletionPopup::kMostRows);
    if (!all.empty()) {
        show(std::move(all));
    }
}

void FilterCompleter::show(std::vector<Completion> all)
{
    if (m_popup == nullptr) {
        m_popup = new CompletionPopup(m_edit->window());
        connect(m_popup, &QAbstractItemView::clicked, this,
                [this](const QModelIndex &index) { take(index.row()); });
    }
    const qreal start = m_edit->placeOf(m_place.span).left();
    const QPoint below(std::max(0, qRound(start) - m_popup->fontMetrics().height() / 2), m_edit->height());
    m_popup->setFont(m_edit->font());
    m_popup->offer(std::move(all), m_edit->mapTo(m_edit->window(), below));
}

void FilterCompleter::take(int row)
{
    const Completion taken = m_popup->completion(row);
    const bool isName = m_place.clause == nullptr;
    close();
    insert(m_place.span, taken.insert);
    if (isName) {
        offer(true);
    }
}

void FilterCompleter::insert(const TextSpan &span, const QString &text)
{
    const QScopedValueRollback writes(m_writes, true);
    m_edit->setCursorPosition(static_cast<int>(span.start));
    if (span.length > 0) {
        m_edit->setSelection(static_cast<int>(span.start), static_cast<int>(span.length));
    }
    m_edit->insert(text);
}

void FilterCompleter::replaceText(const QString &text)
{
    close();
    if (text != m_edit->text()) {
        insert({0, m_edit->text().size()}, text);
    }
}

bool FilterCompleter::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->moveCurrent(key == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Tab:
        take(std::max(0, m_popup->currentRow()));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_popup->currentRow() >= 0) {
            take(m_popup->currentRow());
            return true;
        }
        close();
        return false;
    case Qt::Key_Escape:
        close();
        return true;
    default:
        return false;
    }
}

bool FilterCompleter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide) {
        close();
    }
    if (event->type() != QEvent::KeyPress) {
        return QObject::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier) {
        offer(true);
        return true;
    }
    const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    return plain && isOpen() && handleKey(key->key());
}

} // namespace carrel
