// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/readerpanel.h"

#include "detail/noteeditor.h"
#include "detail/tagchips.h"
#include "widgets/elidedlabel.h"
#include "widgets/starrating.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMap>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace carrel {

namespace {

/// Shows a mark as the library has it: a click asks for a change and leaves the box as it is.
class MarkBox final : public QCheckBox
{
public:
    using QCheckBox::QCheckBox;

protected:
    void nextCheckState() override {}
};

} // namespace

ReaderPanel::ReaderPanel(QWidget *parent)
    : QWidget(parent)
    , m_bookmarked(new MarkBox(tr("Bookmarked"), this))
    , m_read(new MarkBox(tr("Read"), this))
    , m_stars(new StarRating(this))
    , m_tags(new TagChips(this))
    , m_note(new NoteEditor(this))
    , m_dates(new ElidedLabel(this))
{
    // On the ground of the window, not of the text: some styles draw boxes that are not seen on that when it
    // is dark.
    setBackgroundRole(QPalette::Window);
    setAutoFillBackground(true);
    m_bookmarked->setObjectName(QStringLiteral("detailBookmarked"));
    m_read->setObjectName(QStringLiteral("detailRead"));
    m_stars->setObjectName(QStringLiteral("detailRating"));
    m_dates->setObjectName(QStringLiteral("detailDates"));
    connect(m_bookmarked, &QCheckBox::clicked, this,
            [this](bool shown) { Q_EMIT bookmarkRequested(!shown); });
    connect(m_read, &QCheckBox::clicked, this, [this](bool shown) { Q_EMIT readRequested(!shown); });
    connect(m_stars, &StarRating::ratingRequested, this, &ReaderPanel::ratingRequested);
    connect(m_tags, &TagChips::tagAdded, this, &ReaderPanel::tagAdded);
    connect(m_tags, &TagChips::tagRemoved, this, &ReaderPanel::tagRemoved);
    connect(m_note, &NoteEditor::noteChanged, this, &ReaderPanel::noteChanged);

    const int blank = fontMetrics().height();
    auto *marks = new QHBoxLayout;
    marks->setSpacing(blank);
    marks->addWidget(m_bookmarked);
    marks->addWidget(m_read);
    marks->addStretch(1);
    marks->addWidget(m_stars);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(blank, blank / 2, blank, blank / 2);
    column->setSpacing(blank / 2);
    column->addLayout(marks);
    column->addWidget(m_tags);
    column->addWidget(m_note);
    column->addWidget(m_dates);
    takePalette();
}

void ReaderPanel::takePalette()
{
    for (QWidget *box : {static_cast<QWidget *>(m_tags), static_cast<QWidget *>(m_note)}) {
        box->setPalette(withReadablePlaceholder(palette()));
    }
}

void ReaderPanel::show(const WorkStates &states, quint32 work)
{
    m_note->begin(work < states.size() ? states.note(work) : QString());
    setMarks(states, work);
}

void ReaderPanel::setStates(const WorkStates &states, quint32 work)
{
    m_note->setStored(work < states.size() ? states.note(work) : QString());
    setMarks(states, work);
}

void ReaderPanel::setMarks(const WorkStates &states, quint32 work)
{
    const bool known = work < states.size();
    const WorkState state = known ? states[work] : WorkState();
    m_bookmarked->setChecked(state.bookmarked);
    m_read->setChecked(state.read);
    m_stars->setRating(state.rating);
    m_tags->setTags(known ? states.tagNames(work) : QStringList());
    QStringList names;
    for (const ReaderTag &tag : states.tags()) {
        if (tag.works > 0) {
            names.append(tag.name);
        }
    }
    m_tags->setKnownTags(names);
    const QString dates = datesText(known ? states.times(work) : MarkTimes());
    m_dates->setText(dates);
    m_dates->setVisible(!dates.isEmpty());
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, secondaryText(quiet.color(QPalette::Active, QPalette::WindowText),
                                                       quiet.color(QPalette::Active, QPalette::Window)));
    m_dates->setPalette(quiet);
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    m_dates->setFont(small);
}

QString ReaderPanel::datesText(const MarkTimes &times) const
{
    const std::array<std::pair<qint64, QString>, 5> marks{{{times.bookmarked, tr("bookmarked")},
                                                           {times.read, tr("read")},
                                                           {times.rated, tr("rated")},
                                                           {times.tagged, tr("tagged")},
                                                           {times.noted, tr("noted")}}};
    // One date for all that was said on one day.
    QMap<QDate, QStringList> days;
    for (const auto &[time, said] : marks) {
        if (time != 0) {
            days[QDateTime::fromMSecsSinceEpoch(time).date()].append(said);
        }
    }
    QStringList parts;
    for (auto day = days.cbegin(); day != days.cend(); ++day) {
        parts.append(day.value().join(QLatin1String(", ")) + QLatin1Char(' ') +
                     locale().toString(day.key(), QLocale::ShortFormat));
    }
    QString line = parts.join(QStringLiteral(" \u00b7 "));
    if (!line.isEmpty()) {
        line[0] = line.at(0).toUpper();
    }
    return line;
}

bool ReaderPanel::event(QEvent *event)
{
    const bool taken = QWidget::event(event);
    if (event->type() == QEvent::LayoutRequest && height() != minimumSizeHint().height()) {
        Q_EMIT heightChanged();
    }
    if (event->type() == QEvent::PaletteChange) {
        takePalette();
    }
    return taken;
}

void ReaderPanel::flush()
{
    m_note->flush();
}

std::optional<QString> ReaderPanel::unstoredNote() const
{
    return m_note->unstored();
}

void ReaderPanel::putNoteBack(const QString &typed)
{
    m_note->putBack(typed);
}

void ReaderPanel::setNoteLocked(bool locked)
{
    m_note->setReadOnly(locked);
}

void ReaderPanel::focusNote()
{
    m_note->setFocus(Qt::ShortcutFocusReason);
    m_note->moveCursor(QTextCursor::End);
}

void ReaderPanel::focusTags()
{
    m_tags->focusBox();
}

} // namespace carrel
