// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listdetails.h"

#include "lists/listtablemodel.h"
#include "mainwindow/updatetext.h"
#include "sync/listsource.h"
#include "widgets/elidedlabel.h"
#include "widgets/theme.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace carrel {

namespace {

QString text(const char *source)
{
    return ListDetails::tr(source);
}

/// The sentence on a state that nothing more is known of than what was stored.
QString storedText(const ListRecord &list)
{
    switch (list.state) {
    case ListState::New:
        return list.bundled.isEmpty() ? text(QT_TR_NOOP("It was never fetched."))
                                      : text(QT_TR_NOOP("As it came with Carrel; it was never updated."));
    case ListState::Current:
        return text(QT_TR_NOOP("Up to date at the last check."));
    case ListState::Refused:
        return text(QT_TR_NOOP("What its source had at the last check is no list, so the one in use is as it "
                               "was."));
    case ListState::Asks:
        return text(QT_TR_NOOP("The newer version lacks many of the papers in use, so the list is as it "
                               "was."));
    case ListState::Failed:
        return text(QT_TR_NOOP("Its source could not be had at the last check; the list is as it was."));
    }
    return {};
}

QString stateSentence(const ListRecord &list, const std::optional<UpdateOutcome> &outcome)
{
    const bool wrong =
        list.state == ListState::Refused || list.state == ListState::Asks || list.state == ListState::Failed;
    const QString told = outcome && wrong ? outcomeText(*outcome) : QString();
    return told.isEmpty() ? storedText(list) : told;
}

QString versionsText(const ListRecord &list)
{
    const auto kept = static_cast<qint64>(list.versions.size());
    if (!list.inUse.isEmpty()) {
        return text(QT_TR_NOOP("An older version is in use."));
    }
    return kept < 2 ? QString() : text(QT_TR_NOOP("%1 versions are kept.")).arg(QLocale().toString(kept));
}

QString fullText(const ListRecord &list, const std::optional<UpdateOutcome> &outcome)
{
    QStringList sentences;
    if (!list.on) {
        sentences << text(QT_TR_NOOP("Off: it is neither shown nor updated with the others."));
    }
    sentences << stateSentence(list, outcome) << versionsText(list);
    if (!list.path.isEmpty() && list.on) {
        sentences << text(QT_TR_NOOP("Changes of the file are read by themselves."));
    }
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

} // namespace

ListDetails::ListDetails(const ListTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_source(new ElidedLabel)
    , m_state(new QLabel)
    , m_compare(new QPushButton(tr("&Compare...")))
    , m_stop(new QPushButton(tr("&Stop")))
{
    m_source->setElideMode(Qt::ElideMiddle);
    m_state->setObjectName(QStringLiteral("listState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_state->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    for (QPushButton *button : {m_compare, m_stop}) {
        button->setAutoDefault(false);
        button->hide();
    }
    m_compare->setObjectName(QStringLiteral("compare"));
    m_stop->setObjectName(QStringLiteral("stop"));
    connect(m_compare, &QPushButton::clicked, this, &ListDetails::compareRequested);
    connect(m_stop, &QPushButton::clicked, this, &ListDetails::stopRequested);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText,
                   secondaryText(quiet.color(QPalette::WindowText), quiet.color(QPalette::Window)));
    m_source->setPalette(quiet);

    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_state);
    words->addWidget(m_source);
    words->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addLayout(words, 1);
    row->addWidget(m_compare);
    row->addWidget(m_stop);
    // Room for what there may be to say, so that nothing moves from list to list.
    const int line = fontMetrics().lineSpacing();
    setFixedHeight(3 * line + std::max(line, m_compare->sizeHint().height() - line));
}

void ListDetails::showRow(int row)
{
    if (row < 0) {
        m_source->setText(QString());
        m_state->setText(m_model.rowCount() == 0
                             ? tr("No lists are in use: the one that came with Carrel is shown.")
                             : QString());
        m_compare->hide();
        m_stop->hide();
        return;
    }
    const ListRecord &list = m_model.record(row);
    const bool updating = m_model.isUpdating(row);
    m_source->setText(list.path.isEmpty() ? list.addresses.value(0).toDisplayString()
                                          : QDir::toNativeSeparators(list.path));
    m_state->setText(fullText(list, m_model.outcome(row)));
    m_compare->setVisible(!updating && list.state == ListState::Asks);
    m_stop->setVisible(updating);
}

} // namespace carrel
