// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listmanager.h"

#include "lists/listdetails.h"
#include "mainwindow/statustext.h"
#include "sync/listsource.h"
#include "widgets/errortext.h"
#include "widgets/messagebar.h"
#include "widgets/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QFrame>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// Presses what the action does and follows its text and state.
QPushButton *buttonOf(QAction *action)
{
    auto *button = new QPushButton;
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
    };
    follow();
    button->setAutoDefault(false);
    button->setObjectName(action->objectName());
    if (!action->shortcut().isEmpty()) {
        button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    }
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

/// Rows with air between them, as in the table of papers.
class RowDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr double kLines = 1.7;
        const QSize usual = QStyledItemDelegate::sizeHint(option, index);
        const int line = option.fontMetrics.height();
        return {usual.width() + line / 2, std::max(usual.height(), static_cast<int>(line * kLines))};
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isDark(option->palette)) {
            // The outline of an empty box is a darker shade of this, not to be seen on a dark ground.
            const QColor ground = option->palette.color(QPalette::Base);
            const QColor ink = option->palette.color(QPalette::Text);
            option->palette.setColor(QPalette::Window, blended(ground, ink, 0.7));
        }
    }
};

} // namespace

ListManager::ListManager(ListShelf &shelf, QWidget *parent)
    : QDialog(parent)
    , m_shelf(shelf)
    , m_model(shelf)
    , m_table(new QTreeView)
    , m_messages(new MessageBar)
    , m_details(new ListDetails(m_model))
{
    setWindowTitle(tr("Lists"));
    setAttribute(Qt::WA_DeleteOnClose);
    createTable();
    createActions();
    auto *close = new QDialogButtonBox(QDialogButtonBox::Close);
    close->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *row = new QHBoxLayout;
    row->addWidget(m_table, 1);
    row->addWidget(buttonColumn());
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_messages);
    column->addLayout(row, 1);
    column->addWidget(m_details);
    column->addWidget(close);
    const int line = fontMetrics().height();
    resize(line * 66, line * 30);

    connect(m_details, &ListDetails::compareRequested, this, &ListManager::compare);
    connect(m_details, &ListDetails::stopRequested, this, &ListManager::stopRequested);
    connect(&m_model, &ListTableModel::failed, this, &ListManager::showError);
    connect(&shelf, &ListShelf::failed, this, &ListManager::showError);
    if (shelf.refusal()) {
        showError(*shelf.refusal());
    }
    takeCurrent();
    m_table->setFocus();
}

void ListManager::createTable()
{
    m_table->setObjectName(QStringLiteral("lists"));
    m_table->setAccessibleName(tr("Lists in use"));
    m_table->setModel(&m_model);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragDropOverwriteMode(false);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    m_table->setColumnWidth(ListTableModel::NameColumn, fontMetrics().averageCharWidth() * 32);
    header->setSectionResizeMode(ListTableModel::SourceColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(ListTableModel::PapersColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ListTableModel::StateColumn, QHeaderView::ResizeToContents);
    m_table->setCurrentIndex(m_model.index(0, 0));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &ListManager::takeCurrent);
    for (const auto signal : {&QAbstractItemModel::rowsRemoved, &QAbstractItemModel::rowsInserted}) {
        connect(&m_model, signal, this, [this] {
            if (currentRow() < 0) {
                m_table->setCurrentIndex(m_model.index(0, 0));
            }
            takeCurrent();
        });
    }
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &ListManager::takeCurrent);
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &ListManager::takeCurrent);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        QMenu menu(this);
        for (const Offer &each : m_offers) {
            each.action == nullptr ? static_cast<void>(menu.addSeparator()) : menu.addAction(each.action);
        }
        menu.exec(m_table->viewport()->mapToGlobal(at));
    });
}

QAction *ListManager::offer(const QString &text, const QKeySequence &key, std::function<void()> run,
                            std::function<bool(int row)> isOpen)
{
    auto *action = new QAction(text, this);
    action->setShortcut(key);
    addAction(action);
    connect(action, &QAction::triggered, this, std::move(run));
    m_offers.push_back({action, std::move(isOpen)});
    return action;
}

void ListManager::addLine()
{
    m_offers.push_back({nullptr, {}});
}

void ListManager::createActions()
{
    const auto always = [this](int) { return !m_shelf.refusal(); };
    const auto chosen = [](int row) { return row >= 0; };
    offer(
        tr("&Add List..."), {}, [this] { Q_EMIT addRequested(); }, always)
        ->setObjectName(QStringLiteral("add"));
    offer(
        tr("&Remove"), {}, [this] { remove(); }, chosen)
        ->setObjectName(QStringLiteral("remove"));
    addLine();
    offer(
        tr("Re&name"), {}, [this] { m_table->edit(m_model.index(currentRow(), ListTableModel::NameColumn)); },
        chosen)
        ->setObjectName(QStringLiteral("rename"));
    offer(
        tr("Move U&p"), Qt::ALT | Qt::Key_Up, [this] { m_model.move(currentRow(), -1); },
        [](int row) { return row > 0; })
        ->setObjectName(QStringLiteral("moveUp"));
    offer(
        tr("Move &Down"), Qt::ALT | Qt::Key_Down, [this] { m_model.move(currentRow(), 1); },
        [this](int row) { return row >= 0 && row + 1 < m_model.rowCount(); })
        ->setObjectName(QStringLiteral("moveDown"));
    addLine();
    offer(
        tr("&Update"), QKeySequence(QKeySequence::Refresh),
        [this] { Q_EMIT updateRequested({m_model.record(currentRow()).id}); },
        [this](int row) { return row >= 0 && !m_model.isUpdating(row); })
        ->setObjectName(QStringLiteral("update"));
    offer(
        tr("Update A&ll"), Qt::SHIFT | Qt::Key_F5, [this] { Q_EMIT updateRequested({}); },
        [this](int) { return m_model.rowCount() > 0; })
        ->setObjectName(QStringLiteral("updateAll"));
    addLine();
    offer(
        tr("&Open in Browser"), {}, [this] { openPage(); },
        [this](int row) { return row >= 0 && !pageOf(m_model.record(row)).isEmpty(); })
        ->setObjectName(QStringLiteral("open"));
    offer(
        tr("&Versions..."), {}, [this] { Q_EMIT versionsRequested(m_model.record(currentRow()).id); }, chosen)
        ->setObjectName(QStringLiteral("versions"));
    offer(
        tr("&Health..."), {}, [this] { Q_EMIT healthRequested(m_model.record(currentRow()).id); }, chosen)
        ->setObjectName(QStringLiteral("health"));
}

QWidget *ListManager::buttonColumn()
{
    auto *widget = new QWidget;
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    for (const Offer &each : m_offers) {
        if (each.action == nullptr) {
            column->addSpacing(fontMetrics().height() / 2);
        } else {
            column->addWidget(buttonOf(each.action));
        }
    }
    column->addStretch(1);
    return widget;
}

int ListManager::currentRow() const
{
    return m_table->currentIndex().row();
}

void ListManager::selectList(const QString &list)
{
    if (const int row = m_model.rowOf(list); row >= 0) {
        m_table->setCurrentIndex(m_model.index(row, 0));
    }
}

void ListManager::takeCurrent()
{
    const int row = currentRow();
    for (const Offer &each : m_offers) {
        if (each.action != nullptr) {
            each.action->setEnabled(!m_shelf.refusal() && each.isOpen(row));
        }
    }
    m_details->showRow(row);
}

ListShelf::Done ListManager::reporter()
{
    return [this, alive = QPointer(this)](const Result<QString> &result) {
        if (alive != nullptr && !result) {
            showError(result.error());
        }
    };
}

/// Nothing is asked: what was read of the list is fetched again with a click, and the reader's marks stay.
void ListManager::remove()
{
    const int row = currentRow();
    const ListRecord record = m_model.record(row);
    m_shelf.remove(record.id, [this, alive = QPointer(this), record, row](const Result<QString> &result) {
        if (alive == nullptr) {
            return;
        }
        if (!result) {
            showError(result.error());
            return;
        }
        m_messages->showMessage(MessageBar::Kind::Information,
                                tr("Removed \u201c%1\u201d. What you marked and noted on its papers stays in "
                                   "your library.")
                                    .arg(shortened(record.name, 60)),
                                {tr("Undo"), [this, record, row] { putBack(record, row); }});
    });
}

void ListManager::putBack(const ListRecord &record, int place)
{
    m_shelf.putBack(record, static_cast<std::size_t>(place), reporter());
}

/// What an earlier start of the program was asked about is fetched again, and asked again.
void ListManager::compare()
{
    const std::optional<UpdateOutcome> outcome = m_model.outcome(currentRow());
    if (outcome && outcome->kind == UpdateOutcome::Kind::Asks) {
        Q_EMIT comparisonRequested(*outcome);
    } else {
        Q_EMIT updateRequested({m_model.record(currentRow()).id});
    }
}

void ListManager::openPage()
{
    Q_EMIT pageRequested(pageOf(m_model.record(currentRow())));
}

void ListManager::showError(const Error &error)
{
    m_messages->showMessage(MessageBar::Kind::Warning, errorText(error));
}

} // namespace carrel
