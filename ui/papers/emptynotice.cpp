// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers/emptynotice.h"

#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace carrel {
namespace {

constexpr int kIconSize = 40;
constexpr qsizetype kLongestFilter = 120;
constexpr int kLongestSuggestion = 60;

struct NoticeInfo
{
    EmptyReason reason;
    IconName icon;
    const char *title;
    const char *hint;
};

constexpr std::array kNotices{
    NoticeInfo{EmptyReason::Loading, IconName::Refresh,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "Reading the list…"), ""},
    NoticeInfo{EmptyReason::NoMatch, IconName::Search,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "No paper matches “%1”"), ""},
    NoticeInfo{
        EmptyReason::NoBookmarks, IconName::Star,
        QT_TRANSLATE_NOOP("carrel::EmptyNotice", "No bookmarks yet"),
        QT_TRANSLATE_NOOP("carrel::EmptyNotice",
                          "Press B, or click the star at the beginning of a row, to keep a paper here.")},
    NoticeInfo{EmptyReason::NoUnread, IconName::Info,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "Nothing left to read"),
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "Every paper of this list is marked as read.")},
    NoticeInfo{EmptyReason::NothingNew, IconName::New,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "Nothing new"),
               QT_TRANSLATE_NOOP("carrel::EmptyNotice",
                                 "No paper has come to your lists since then. Papers that an update brings "
                                 "stand here until the update after it.")},
    NoticeInfo{EmptyReason::NoPapers, IconName::Info,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "No papers here"),
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "The list was read, and no papers stand in it.")},
    NoticeInfo{EmptyReason::NoList, IconName::FolderOpen,
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "No list is open"),
               QT_TRANSLATE_NOOP("carrel::EmptyNotice", "Open a Markdown list of papers, or drop one here.")},
};

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    return label;
}

} // namespace

EmptyNotice::EmptyNotice(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(makeLabel(this))
    , m_hint(makeLabel(this))
    , m_suggest(new QPushButton(this))
    , m_clear(new QPushButton(tr("Clear Filter"), this))
{
    m_suggest->setObjectName(QStringLiteral("suggestion"));
    m_suggest->hide();
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    for (QPushButton *button : {m_suggest, m_clear}) {
        button->setAutoDefault(true); // Enter presses it, as the space bar does
    }
    m_icon->setAlignment(Qt::AlignCenter);
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(2 * line, line, 2 * line, line);
    column->setSpacing(0);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(line * 3 / 4);
    column->addWidget(m_title);
    column->addSpacing(line / 3);
    column->addWidget(m_hint);
    column->addSpacing(line);
    column->addWidget(m_suggest, 0, Qt::AlignHCenter);
    column->addSpacing(line / 2);
    column->addWidget(m_clear, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_clear, &QPushButton::clicked, this, &EmptyNotice::clearRequested);
    connect(m_suggest, &QPushButton::clicked, this,
            [this] { Q_EMIT suggestionAccepted(QString(m_suggestion)); });
    dress();
}

void EmptyNotice::show(EmptyReason reason, const QString &filter)
{
    const auto found = std::ranges::find(kNotices, reason, &NoticeInfo::reason);
    if (found == kNotices.end()) {
        hide();
        return;
    }
    m_reason = reason;
    const QString shown =
        filter.size() > kLongestFilter ? filter.left(kLongestFilter) + QStringLiteral("…") : filter;
    const QString title = tr(found->title);
    m_title->setText(reason == EmptyReason::NoMatch ? title.arg(shown) : title);
    m_hint->setText(*found->hint == '\0' ? QString() : tr(found->hint));
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_clear->setVisible(reason == EmptyReason::NoMatch);
    chooseFocus();
    dress();
    setVisible(true);
    raise();
}

void EmptyNotice::setSuggestion(const QString &text)
{
    m_suggestion = text;
    const QString shown =
        fontMetrics().elidedText(text, Qt::ElideRight, fontMetrics().averageCharWidth() * kLongestSuggestion);
    const QString said = tr("Did you mean “%1”?");
    m_suggest->setText(said.arg(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    m_suggest->setAccessibleName(said.arg(text));
    m_suggest->setVisible(!text.isEmpty());
    chooseFocus();
}

bool EmptyNotice::hasAction() const
{
    return m_reason == EmptyReason::NoMatch;
}

void EmptyNotice::chooseFocus()
{
    setFocusProxy(m_suggestion.isEmpty() ? m_clear : m_suggest);
}

void EmptyNotice::dress()
{
    const QColor text = palette().color(QPalette::Text);
    const QColor ground = palette().color(QPalette::Base);
    const auto found = std::ranges::find(kNotices, m_reason, &NoticeInfo::reason);
    if (found != kNotices.end()) {
        m_icon->setPixmap(
            iconPixmap(found->icon, kIconSize, devicePixelRatioF(), blended(ground, text, 0.35)));
    }
    QFont large = font();
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    QPalette titleColors = palette();
    titleColors.setColor(QPalette::WindowText, text);
    m_title->setPalette(titleColors);
    QPalette hintColors = palette();
    hintColors.setColor(QPalette::WindowText, secondaryText(text, ground));
    m_hint->setPalette(hintColors);
}

void EmptyNotice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        dress();
    }
}

} // namespace carrel
