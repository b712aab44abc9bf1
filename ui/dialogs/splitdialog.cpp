// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/splitdialog.h"

#include "detail/workdetails.h"
#include "widgets/theme.h"

#include <QButtonGroup>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace carrel {

namespace {

/// "bookmarked, read, rated 4, tagged serving, with a note".
QString marksText(const WorkStates &states, quint32 work)
{
    const WorkState state = work < states.size() ? states[work] : WorkState();
    const QStringList tags = work < states.size() ? states.tagNames(work) : QStringList();
    QStringList marks;
    marks << (state.bookmarked ? SplitDialog::tr("bookmarked") : QString())
          << (state.read ? SplitDialog::tr("read") : QString())
          << (state.rating > 0 ? SplitDialog::tr("rated %1").arg(state.rating) : QString())
          << (tags.isEmpty() ? QString() : SplitDialog::tr("tagged %1").arg(tags.join(QLatin1String(", "))))
          << (state.noted ? SplitDialog::tr("with a note") : QString());
    marks.removeAll(QString());
    return marks.join(QLatin1String(", "));
}

QString factsText(const Catalog &catalog, quint32 work)
{
    const WorkDetails details = workDetails(catalog, work);
    QStringList facts{details.facts, details.places.empty() ? QString() : details.places.front().path};
    facts.removeAll(QString());
    return facts.join(QStringLiteral(" \u00b7 "));
}

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SplitDialog::SplitDialog(const Catalog &catalog, const WorkStates &states, const SplitQuestion &question,
                         QWidget *parent)
    : QDialog(parent)
    , m_choices(new QButtonGroup(this))
    , m_assign(new QPushButton(tr("&Assign"), this))
{
    setObjectName(QStringLiteral("splitDialog"));
    setWindowTitle(tr("One Paper Became Two"));
    setAttribute(Qt::WA_DeleteOnClose);
    const auto title = [&](quint32 work) { return catalog.string(catalog.face(work).title()); };
    auto *column = new QVBoxLayout(this);
    const int line = fontMetrics().height();
    column->addWidget(
        plainLabel(tr("What your library knows as one paper stands in the list as two. Which of "
                      "them do your marks belong to?")));
    const QString marks = marksText(states, question.work);
    if (!marks.isEmpty()) {
        column->addWidget(plainLabel(tr("Your marks: %1.").arg(marks)));
    }
    column->addSpacing(line / 2);
    addChoice(*column, SplitAnswer::First, title(question.work), factsText(catalog, question.work));
    addChoice(*column, SplitAnswer::Second, title(question.other), factsText(catalog, question.other));
    addChoice(*column, SplitAnswer::Both, tr("Both"), tr("Each has its own marks from now on."));
    column->addStretch(1);

    auto *buttons = new QDialogButtonBox(this);
    buttons->addButton(m_assign, QDialogButtonBox::AcceptRole);
    buttons->addButton(tr("Ask Me Later"), QDialogButtonBox::RejectRole);
    m_assign->setObjectName(QStringLiteral("assign"));
    m_assign->setEnabled(false);
    column->addWidget(buttons);
    connect(m_choices, &QButtonGroup::idClicked, m_assign, [this] { m_assign->setEnabled(true); });
    connect(m_assign, &QPushButton::clicked, this, [this] {
        Q_EMIT answered(static_cast<SplitAnswer>(m_choices->checkedId()));
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &SplitDialog::reject);
    resize(line * 32, sizeHint().height());
}

void SplitDialog::addChoice(QVBoxLayout &column, SplitAnswer answer, const QString &text,
                            const QString &facts)
{
    constexpr int kLongest = 62; // characters of usual width
    const int line = fontMetrics().height();
    const QString shown =
        fontMetrics().elidedText(text, Qt::ElideRight, fontMetrics().averageCharWidth() * kLongest);
    auto *choice = new QRadioButton(QString(shown).replace(QLatin1Char('&'), QLatin1String("&&")));
    choice->setAccessibleName(text);
    choice->setAccessibleDescription(facts);
    choice->setToolTip(shown == text ? QString() : QLatin1String("<p>") + text.toHtmlEscaped());
    m_choices->addButton(choice, static_cast<int>(answer));
    QLabel *below = plainLabel(facts);
    below->setIndent(line * 3 / 2);
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText,
                   secondaryText(quiet.color(QPalette::WindowText), quiet.color(QPalette::Window)));
    below->setPalette(quiet);
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(choice);
    lines->addWidget(below);
    column.addLayout(lines);
    column.addSpacing(line / 3);
}

} // namespace carrel
