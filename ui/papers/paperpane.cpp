// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/paperpane.h"

#include "items/itemroles.h"
#include "items/papertablemodel.h"
#include "papers/papertableheader.h"
#include "papers/papertableview.h"

#include <QEvent>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace carrel {
namespace {

/// Shorter waits pass without a word.
constexpr std::chrono::milliseconds kPatience{300};

} // namespace

PaperPane::PaperPane(QWidget *parent)
    : QWidget(parent)
    , m_view(new PaperTableView(this))
    , m_currentWork(kNone)
{
    m_view->setAccessibleName(tr("Papers"));
    setFocusProxy(m_view);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    m_view->viewport()->installEventFilter(this);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &PaperPane::showEmptyState);
    connectView();
}

void PaperPane::connectView()
{
    connect(m_view, &PaperTableView::bookmarkToggled, this,
            [this](quint32 work) { Q_EMIT bookmarkToggled({work}); });
    connect(m_view, &PaperTableView::readToggled, this, [this](quint32 work) { Q_EMIT readToggled({work}); });
    connect(m_view, &PaperTableView::contextMenuRequested, this, &PaperPane::contextMenuRequested);
    connect(m_view, &PaperTableView::currentMoved, this, &PaperPane::takeCurrent);
    connect(&m_view->header(), &PaperTableHeader::sortRequested, this, &PaperPane::sortRequested);
    connect(m_view, &PaperTableView::openRequested, this, [this] {
        if (const std::vector<quint32> works = selectedWorks(); !works.empty()) {
            Q_EMIT openRequested(works);
        }
    });
}

void PaperPane::setModel(PaperTableModel *model)
{
    if (m_model != nullptr) {
        disconnect(m_model, nullptr, this, nullptr);
    }
    m_model = model;
    m_view->setModel(model);
    if (model == nullptr) {
        return;
    }
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &PaperPane::tellSelection);
    const auto rowsChanged = [this] {
        showEmptyState();
        tellSelection();
    };
    connect(model, &QAbstractItemModel::modelReset, this, rowsChanged);
    connect(model, &QAbstractItemModel::layoutChanged, this, rowsChanged);
    rowsChanged();
}

void PaperPane::setHeading(QWidget *heading)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, heading);
}

void PaperPane::setQuery(Query query)
{
    m_view->header().setBestMatchAvailable(!query.isEmpty());
    m_view->setQuery(std::move(query));
}

void PaperPane::setEmptyState(EmptyReason reason, const QString &filter)
{
    m_reason = reason;
    m_filter = filter;
    m_suggestion.clear();
    if (reason == EmptyReason::Loading) {
        m_patience.start();
    } else {
        m_patience.stop();
    }
    showEmptyState();
}

void PaperPane::setSuggestion(const QString &text)
{
    m_suggestion = text;
    showEmptyState();
}

void PaperPane::focusPapers()
{
    const bool notice = m_notice != nullptr && m_notice->isVisible() && m_notice->hasAction();
    QWidget *target = notice ? static_cast<QWidget *>(m_notice) : m_view;
    target->setFocus(Qt::OtherFocusReason);
}

void PaperPane::hideNotice()
{
    // The focus stays in this pane when what held it goes.
    if (m_notice != nullptr && m_notice->isVisible()) {
        if (m_notice->isAncestorOf(focusWidget())) {
            m_view->setFocus(Qt::OtherFocusReason);
        }
        m_notice->hide();
    }
}

void PaperPane::showEmptyState()
{
    const bool waits = m_reason == EmptyReason::Loading && m_patience.isActive();
    const bool empty = m_view->rowCount() == 0 && m_reason != EmptyReason::None && !waits;
    if (!empty) {
        hideNotice();
        return;
    }
    if (m_notice == nullptr) {
        m_notice = new EmptyNotice(this);
        connect(m_notice, &EmptyNotice::clearRequested, this, &PaperPane::filterClearRequested);
        connect(m_notice, &EmptyNotice::suggestionAccepted, this, &PaperPane::suggestionAccepted);
    }
    placeNotice();
    m_notice->setSuggestion(m_suggestion);
    m_notice->show(m_reason, m_filter);
}

void PaperPane::placeNotice()
{
    const QWidget *room = m_view->viewport();
    m_notice->setGeometry(QRect(room->mapTo(this, QPoint()), room->size()));
}

bool PaperPane::eventFilter(QObject *watched, QEvent *event)
{
    const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move;
    if (moved && m_notice != nullptr && m_notice->isVisible()) {
        placeNotice();
    }
    return QWidget::eventFilter(watched, event);
}

void PaperPane::takeCurrent()
{
    const QModelIndex current = m_view->currentIndex();
    const quint32 work = current.isValid() ? m_view->workAt(current.row()) : kNone;
    if (work != m_currentWork) {
        m_currentWork = work;
        Q_EMIT currentWorkChanged(work);
    }
}

void PaperPane::tellSelection()
{
    Q_EMIT selectionChanged(selectedWorks());
}

std::vector<quint32> PaperPane::selectedWorks() const
{
    if (m_model == nullptr) {
        return {};
    }
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        ranges.emplace_back(range.top(), range.bottom());
    }
    std::ranges::sort(ranges);
    std::vector<quint32> works;
    int next = 0;
    for (const auto &[top, bottom] : ranges) {
        for (int row = std::max(top, next); row <= bottom; ++row) {
            works.push_back(m_model->workAt(row));
        }
        next = std::max(next, bottom + 1);
    }
    return works;
}

bool PaperPane::selectWork(quint32 work)
{
    const int row = m_model == nullptr || work == kNone ? -1 : m_model->rowOf(work);
    if (row < 0) {
        return false;
    }
    const QModelIndex index = m_model->index(row, 0);
    const bool inSight = m_view->viewport()->rect().contains(m_view->visualRect(index));
    m_view->selectRow(row);
    if (!inSight) {
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    }
    return true;
}

void PaperPane::selectWorks(const std::vector<quint32> &works, quint32 current)
{
    std::vector<int> rows;
    m_model->prepareRowsOf(works);
    for (const quint32 work : works) {
        rows.push_back(m_model->rowOf(work));
    }
    std::ranges::sort(rows);
    QItemSelection selection;
    const int last = m_model->columnCount() - 1;
    for (std::size_t i = 0; i < rows.size();) {
        const int top = rows[i];
        int bottom = top;
        for (++i; i < rows.size() && rows[i] <= bottom + 1; ++i) {
            bottom = rows[i];
        }
        if (top >= 0) {
            selection.append(QItemSelectionRange(m_model->index(top, 0), m_model->index(bottom, last)));
        }
    }
    const int row = current == kNone ? -1 : m_model->rowOf(current);
    if (row >= 0) {
        const QModelIndex index = m_model->index(row, PaperTableHeader::numberOf(PaperColumn::Title));
        m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    }
    m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
}

void PaperPane::moveCurrent(int rows)
{
    const QModelIndex current = m_view->currentIndex();
    const int target = current.isValid() ? current.row() + rows : 0;
    m_view->selectRow(std::clamp(target, 0, std::max(0, m_view->rowCount() - 1)));
}

bool PaperPane::goToNextUnread()
{
    const int rows = m_view->rowCount();
    const int start = m_view->currentIndex().isValid() ? m_view->currentIndex().row() + 1 : 0;
    for (int step = 0; step < rows; ++step) {
        const int row = (start + step) % rows;
        if (!m_model->index(row, 0).data(ReadRole).toBool()) {
            m_view->selectRow(row);
            return true;
        }
    }
    return false;
}

void PaperPane::selectAll()
{
    m_view->selectAll();
}

void PaperPane::setSeveralLists(bool several)
{
    m_view->header().setSeveralLists(several);
}

void PaperPane::fillColumnMenu(QMenu &menu)
{
    m_view->header().fillMenu(menu);
}

void PaperPane::setSortIndicator(PaperOrder order, bool descending)
{
    m_view->header().setSortIndication(order, descending);
}

PaperOrder PaperPane::sortOrder() const
{
    return m_view->header().sortOrder();
}

bool PaperPane::isDescending() const
{
    return m_view->header().isDescending();
}

void PaperPane::toggleBestMatch()
{
    m_view->header().toggleBestMatch();
}

QByteArray PaperPane::saveState() const
{
    return QJsonDocument(m_view->header().state()).toJson(QJsonDocument::Compact);
}

void PaperPane::restoreState(const QByteArray &state)
{
    const PaperOrder order = sortOrder();
    const bool descending = isDescending();
    m_view->header().restoreState(QJsonDocument::fromJson(state).object());
    if (sortOrder() != order || isDescending() != descending) {
        Q_EMIT sortRequested(sortOrder(), isDescending());
    }
}

} // namespace carrel
