// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/completionpopup.h"

#include "widgets/theme.h"

#include <QAbstractListModel>
#include <QAccessible>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>
#include <utility>

namespace carrel {

namespace {

enum CompletionRole { HelpRole = Qt::UserRole + 1, WorksRole };

constexpr qreal kRowPerText = 1.6;

} // namespace

class CompletionModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(std::vector<Completion> all)
    {
        beginResetModel();
        m_all = std::move(all);
        endResetModel();
    }
    const Completion &at(int row) const { return m_all[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_all.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const Completion &each = at(index.row());
        switch (role) {
        case Qt::DisplayRole:
            return each.shown;
        case Qt::AccessibleTextRole:
            return spoken(each);
        case HelpRole:
            return help(each);
        case WorksRole:
            return works(each);
        default:
            return {};
        }
    }

private:
    static QString help(const Completion &each)
    {
        return each.help == nullptr ? QString() : QCoreApplication::translate("QueryLanguage", each.help);
    }
    static QString works(const Completion &each)
    {
        return each.works == kNone ? QString() : QLocale().toString(each.works);
    }
    static QString spoken(const Completion &each)
    {
        const QString papers = CompletionPopup::tr("%n paper(s)", nullptr, static_cast<int>(each.works));
        QStringList parts{each.shown, help(each), each.works == kNone ? QString() : papers};
        parts.removeAll(QString());
        return parts.join(QStringLiteral(", "));
    }

    std::vector<Completion> m_all;
};

/// Value, help and number of a row; the helps of all rows begin at one place.
class CompletionDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Places for the longest texts of a model; the width that all rows want.
    int fit(const QAbstractItemModel &model, const QFontMetrics &metrics)
    {
        m_margin = metrics.height() / 2;
        m_name = 0;
        m_works = 0;
        int help = 0;
        const auto widen = [&](int &width, const QModelIndex &index, int role) {
            // A pixel more than the sum of rounded letters: no text is cut for a fraction.
            width = std::max(width, metrics.horizontalAdvance(index.data(role).toString()) + 1);
        };
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row, 0);
            widen(m_name, index, Qt::DisplayRole);
            widen(help, index, HelpRole);
            widen(m_works, index, WorksRole);
        }
        m_name = std::min(m_name, metrics.averageCharWidth() * 40);
        return m_name + (help > 0 ? help + 2 * m_margin : 0) + (m_works > 0 ? m_works + 2 * m_margin : 0) +
               2 * m_margin;
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, qRound(option.fontMetrics.height() * kRowPerText)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool current = option.state.testFlag(QStyle::State_Selected);
        const QPalette &colors = option.palette;
        const QColor ground = colors.color(QPalette::Active, current ? QPalette::Highlight : QPalette::Base);
        const QColor text =
            colors.color(QPalette::Active, current ? QPalette::HighlightedText : QPalette::Text);
        const QColor quiet = current ? blended(ground, text, 0.82) : secondaryText(text, ground);
        const bool hovered = option.state.testFlag(QStyle::State_MouseOver);
        painter->fillRect(option.rect, hovered && !current ? blended(ground, text, 0.06) : ground);
        const QRect row = option.rect.adjusted(m_margin, 0, -m_margin, 0);
        const auto draw = [&](const QRect &place, const QString &what, const QColor &ink,
                              Qt::Alignment side) {
            painter->setPen(ink);
            painter->drawText(QStyle::visualRect(option.direction, row, place),
                              static_cast<int>(QStyle::visualAlignment(option.direction, side) |
                                               Qt::AlignVCenter | Qt::TextSingleLine),
                              option.fontMetrics.elidedText(what, Qt::ElideRight, place.width()));
        };
        painter->setFont(option.font);
        QRect rest = row;
        rest.setLeft(row.left() + m_name + 2 * m_margin);
        rest.setRight(row.right() - (m_works > 0 ? m_works + 2 * m_margin : 0));
        draw({row.topLeft(), QSize(m_name, row.height())}, index.data(Qt::DisplayRole).toString(), text,
             Qt::AlignLeft);
        draw(rest, index.data(HelpRole).toString(), quiet, Qt::AlignLeft);
        draw({row.right() - m_works, row.top(), m_works + 1, row.height()}, index.data(WorksRole).toString(),
             quiet, Qt::AlignRight);
    }

private:
    int m_margin = 0;
    int m_name = 0;
    int m_works = 0;
};

CompletionPopup::CompletionPopup(QWidget *parent)
    : QListView(parent)
    , m_model(new CompletionModel(this))
    , m_delegate(new CompletionDelegate(this))
{
    setObjectName(QStringLiteral("completions"));
    setAccessibleName(tr("Completions"));
    setModel(m_model);
    setItemDelegate(m_delegate);
    setFocusPolicy(Qt::NoFocus);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameStyle(QFrame::Box | QFrame::Plain);
    hide();
}

/// It lies on other lists: an edge of its own, and in the dark, where edges are faint, a lighter ground.
void CompletionPopup::dress()
{
    QPalette colors = parentWidget()->palette();
    const QColor base = colors.color(QPalette::Base);
    const QColor text = colors.color(QPalette::Text);
    colors.setColor(QPalette::WindowText, blended(base, text, 0.35));
    if (isDark(colors)) {
        colors.setColor(QPalette::Base, blended(base, text, 0.07));
    }
    setPalette(colors);
}

void CompletionPopup::offer(std::vector<Completion> completions, const QPoint &below)
{
    dress();
    m_model->set(std::move(completions));
    const int frame = 2 * frameWidth();
    const QSize room = parentWidget()->size();
    const int row = sizeHintForRow(0);
    const int wanted =
        std::max(m_delegate->fit(*m_model, fontMetrics()), fontMetrics().averageCharWidth() * 24);
    const int width = std::min(wanted + frame, room.width());
    const int height =
        std::min(row * m_model->rowCount() + frame, std::max(row + frame, room.height() - below.y()));
    setGeometry(std::clamp(below.x(), 0, room.width() - width), below.y(), width, height);
    show();
    raise();
}

const Completion &CompletionPopup::completion(int row) const
{
    return m_model->at(row);
}

int CompletionPopup::rowCount() const
{
    return m_model->rowCount();
}

void CompletionPopup::moveCurrent(int step)
{
    const int stops = rowCount() + 1; // one of them is none
    const int next = (currentRow() + 1 + step + stops) % stops - 1;
    if (next < 0) {
        selectionModel()->clear();
    } else {
        setCurrentIndex(m_model->index(next, 0));
    }
}

/// The focus stays in the box: who does not see the list is told of the row all the same.
void CompletionPopup::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid()) {
        QAccessibleEvent event(this, QAccessible::Focus);
        event.setChild(current.row());
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace carrel
