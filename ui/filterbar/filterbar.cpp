// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/filterbar.h"

#include "filterbar/filtercompleter.h"
#include "filterbar/filteredit.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

#include <utility>

namespace carrel {

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_text(new FilterEdit(this))
    , m_completer(nullptr)
    , m_everywhere(new QToolButton(this))
{
    // Longer texts are no filter but a slip of the clipboard.
    constexpr int kLongestFilter = 4096;
    m_text->setObjectName(QStringLiteral("filterText"));
    m_text->setPlaceholderText(tr("Filter papers"));
    m_text->setAccessibleName(tr("Filter papers"));
    m_text->setMaxLength(kLongestFilter);
    m_text->installEventFilter(this);
    m_completer = new FilterCompleter(m_text); // after the box, so that it takes its keys before
    addButtons();

    m_everywhere->setObjectName(QStringLiteral("filterEverywhere"));
    m_everywhere->setText(tr("Everywhere"));
    m_everywhere->setToolTip(tr("Filter all papers, not only those of the section chosen"));
    m_everywhere->setCheckable(true);
    m_everywhere->setAutoRaise(true);
    connect(m_everywhere, &QToolButton::toggled, this, &FilterBar::everywhereChanged);

    takePalette();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_everywhere);
    setFocusProxy(m_text);
}

void FilterBar::addButtons()
{
    m_text->addAction(icon(IconName::Search), QLineEdit::LeadingPosition);
    QAction *help = m_text->addAction(icon(IconName::Help), QLineEdit::TrailingPosition);
    help->setText(tr("What can be written here"));
    help->setToolTip(help->text());
    connect(help, &QAction::triggered, this, &FilterBar::helpRequested);
    // Not the box's own clear button: the style asks the icon theme for its picture, which costs a third of a
    // start.
    QAction *clear = m_text->addAction(icon(IconName::Clear), QLineEdit::TrailingPosition);
    clear->setText(tr("Clear the filter"));
    clear->setToolTip(clear->text());
    clear->setVisible(false);
    connect(clear, &QAction::triggered, m_text, &QLineEdit::clear);
    connect(m_text, &QLineEdit::textChanged, this, [this, clear](const QString &text) {
        clear->setVisible(!text.isEmpty());
        Q_EMIT textChanged(text);
    });
}

void FilterBar::takePalette()
{
    m_text->setPalette(withReadablePlaceholder(m_text->palette()));
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        takePalette();
    }
}

QString FilterBar::text() const
{
    return m_text->text();
}

void FilterBar::setText(const QString &text)
{
    m_completer->replaceText(text);
}

void FilterBar::setIndex(SearchIndexPointer index)
{
    m_completer->values().setIndex(std::move(index));
}

void FilterBar::setStates(WorkStatesPointer states)
{
    m_completer->values().setStates(std::move(states));
}

void FilterBar::resizeEvent(QResizeEvent *event)
{
    m_completer->close();
    QWidget::resizeEvent(event);
}

bool FilterBar::isEverywhere() const
{
    return m_everywhere->isChecked();
}

void FilterBar::setEverywhere(bool on)
{
    m_everywhere->setChecked(on);
}

void FilterBar::setEverywhereAvailable(bool available)
{
    m_everywhere->setEnabled(available);
}

void FilterBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

bool FilterBar::isEditing() const
{
    return m_text->hasFocus();
}

void FilterBar::addButton(QAction *action)
{
    m_text->addAction(action, QLineEdit::TrailingPosition);
}

bool FilterBar::handleKey(int key)
{
    if (key == Qt::Key_Escape && !m_text->text().isEmpty()) {
        m_text->clear();
        return true;
    }
    if (key == Qt::Key_Escape || key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter) {
        Q_EMIT papersRequested();
        return true;
    }
    return false;
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason) {
            Q_EMIT editingFinished();
        }
        return false;
    }
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride) {
        return QWidget::eventFilter(watched, event);
    }
    const auto *key = static_cast<QKeyEvent *>(event);
    if (event->type() == QEvent::KeyPress) {
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        return plain && handleKey(key->key());
    }
    // Ctrl+K deletes to the end of a line on some desktops; here it is one more key for this very box.
    const bool ours = key->modifiers() == Qt::ControlModifier && key->key() == Qt::Key_K;
    if (ours) {
        event->ignore();
    }
    return ours;
}

} // namespace carrel
