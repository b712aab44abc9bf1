// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/newsbar.h"

#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>

namespace carrel {

namespace {

/// A week is what most come back after.
constexpr int kDaysAtFirst = 7;

} // namespace

quint32 timeOfDay(QDate day)
{
    return static_cast<quint32>(std::max<qint64>(1, day.startOfDay().toSecsSinceEpoch()));
}

NewsBar::NewsBar(QWidget *parent)
    : QWidget(parent)
    , m_since(new QComboBox(this))
    , m_day(new QDateEdit(this))
{
    auto *label = new QLabel(tr("New s&ince"), this);
    label->setBuddy(m_since);
    m_since->setObjectName(QStringLiteral("newSince"));
    m_since->setAccessibleName(tr("New since"));
    m_since->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_day->setObjectName(QStringLiteral("newSinceDay"));
    m_day->setAccessibleName(tr("Day since which papers are new"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_day->setKeyboardTracking(false);
    auto *changes = new QPushButton(tr("&What Changed..."), this);
    changes->setObjectName(QStringLiteral("whatChanged"));
    changes->setAutoDefault(true);

    auto *row = new QHBoxLayout(this);
    const int blank = fontMetrics().height() / 2;
    row->setContentsMargins(blank, blank / 2, blank, blank / 2);
    row->setSpacing(blank);
    row->addWidget(label);
    row->addWidget(m_since);
    row->addWidget(m_day);
    row->addStretch(1);
    row->addWidget(changes);

    connect(m_since, &QComboBox::activated, this, &NewsBar::choose);
    connect(m_day, &QDateEdit::dateChanged, this, &NewsBar::chooseDay);
    connect(changes, &QPushButton::clicked, this, &NewsBar::changesRequested);
}

void NewsBar::show(const NewSince &since, const std::vector<Version> &versions)
{
    const QSignalBlocker quietSince(m_since);
    const QSignalBlocker quietDay(m_day);
    const bool isDay = since.kind == NewSince::Kind::Day;
    m_since->clear();
    m_choices = {{}};
    m_since->addItem(tr("my last look"));
    for (const Version &version : versions) {
        m_since->addItem(version.name);
        m_choices.push_back({NewSince::Kind::Version, version.time});
    }
    m_since->addItem(tr("a day"));
    m_choices.push_back({NewSince::Kind::Day, since.time});
    const auto chosen = std::find_if(m_choices.begin(), m_choices.end(), [&](const NewSince &each) {
        return isDay ? each.kind == since.kind : each == since;
    });
    // A version that is kept no more was the oldest of them, or before that.
    const auto row = chosen == m_choices.end() ? static_cast<std::ptrdiff_t>(m_choices.size()) - 2
                                               : chosen - m_choices.begin();
    m_since->setCurrentIndex(static_cast<int>(row));
    m_day->setVisible(isDay);
    m_day->setDate(isDay ? QDateTime::fromSecsSinceEpoch(since.time).date()
                         : QDate::currentDate().addDays(-kDaysAtFirst));
    setVisible(true);
}

void NewsBar::choose(int row)
{
    const NewSince &choice = m_choices[static_cast<std::size_t>(row)];
    if (choice.kind == NewSince::Kind::Day) {
        m_day->setVisible(true);
        chooseDay(m_day->date());
        m_day->setFocus(Qt::OtherFocusReason);
    } else {
        Q_EMIT sinceChosen(choice);
    }
}

void NewsBar::chooseDay(QDate day)
{
    Q_EMIT sinceChosen({NewSince::Kind::Day, timeOfDay(day)});
}

} // namespace carrel
