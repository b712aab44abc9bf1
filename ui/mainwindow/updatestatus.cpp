// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/updatestatus.h"

#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace carrel {

UpdateStatus::UpdateStatus(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel)
    , m_stop(new QToolButton)
{
    m_text->setObjectName(QStringLiteral("updateText"));
    m_stop->setObjectName(QStringLiteral("stopUpdate"));
    m_stop->setText(tr("Cancel"));
    m_stop->setAccessibleName(tr("Cancel the update"));
    m_stop->setFocusPolicy(Qt::TabFocus);
    // The bar is as high with the button as without.
    setMinimumHeight(m_stop->sizeHint().height());
    m_stop->hide();
    connect(m_stop, &QToolButton::clicked, this, &UpdateStatus::stopRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(fontMetrics().height() / 2, 0, 0, 0);
    row->setSpacing(fontMetrics().height() / 2);
    row->addWidget(m_text);
    row->addWidget(m_stop);
}

void UpdateStatus::showState(const QString &text)
{
    setProgress(false);
    m_text->setText(text);
    giveRoom(0);
}

void UpdateStatus::showProgress(const QString &text)
{
    setProgress(true);
    m_text->setText(text);
    giveRoom(m_text->minimumWidth());
}

/// Room for the whole text, where that leaves some for what stands before it.
void UpdateStatus::giveRoom(int least)
{
    const int most = window()->width() * 3 / 5;
    m_text->setMinimumWidth(std::min(std::max(least, m_text->sizeHint().width()), most));
}

QString UpdateStatus::text() const
{
    return m_text->text();
}

void UpdateStatus::setProgress(bool shown)
{
    if (shown != m_progress) {
        m_progress = shown;
        m_stop->setVisible(shown);
        m_text->setMinimumWidth(0);
    }
}

} // namespace carrel
