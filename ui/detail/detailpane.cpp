// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/detailpane.h"

#include "detail/detailtext.h"
#include "detail/formsmenu.h"
#include "detail/readerpanel.h"
#include "detail/workdetails.h"
#include "items/papercolumns.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// No wider than its text asks for: styles give buttons a least width, which three of them have no room for.
class NarrowButton final : public QPushButton
{
public:
    using QPushButton::QPushButton;
    QSize sizeHint() const override
    {
        const int line = fontMetrics().height();
        const int room = menu() == nullptr ? 2 * line : 3 * line;
        const QSize usual = QPushButton::sizeHint();
        return {std::min(usual.width(), fontMetrics().horizontalAdvance(text()) + room), usual.height()};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }
};

} // namespace

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("detailPane"));
    setAccessibleName(tr("Details"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(fontMetrics().averageCharWidth() * 30);
}

DetailPane::~DetailPane()
{
    flush();
    // The note loses the focus once more when it goes: by then this is no pane any more.
    if (m_reader != nullptr) {
        disconnect(m_reader, nullptr, this, nullptr);
    }
}

QSize DetailPane::sizeHint() const
{
    const int character = fontMetrics().averageCharWidth();
    return {character * 52, fontMetrics().height() * 18};
}

void DetailPane::show(const CatalogPointer &catalog, quint32 work, const WorkStates &states)
{
    createContent();
    leaveWork();
    if (m_catalog != catalog) {
        m_catalog = catalog;
        m_unstored.clear();
    }
    m_work = work;
    m_text->setDetails(detailsOf(states));
    updateActions();
    m_reader->show(states, work);
    m_reader->setNoteLocked(m_isNoteLocked);
    if (const auto typed = m_unstored.constFind(work); typed != m_unstored.constEnd()) {
        m_reader->putNoteBack(*typed);
        m_unstored.erase(typed);
    }
    m_content->show();
}

void DetailPane::extendCatalog(const CatalogPointer &base, const CatalogPointer &extended)
{
    if (m_catalog == base) {
        m_catalog = extended;
    }
}

/// What the list says of the work, and when it came there.
WorkDetails DetailPane::detailsOf(const WorkStates &states)
{
    WorkDetails details = workDetails(*m_catalog, m_work);
    m_age = ageText(states.ages()[m_work]);
    QStringList facts{details.facts, m_age};
    facts.removeAll(QString());
    details.facts = facts.join(QStringLiteral(" \u00b7 "));
    return details;
}

void DetailPane::setStates(const WorkStates &states)
{
    if (m_work != kNone) {
        if (ageText(states.ages()[m_work]) != m_age) {
            m_text->setDetails(detailsOf(states));
        }
        m_reader->setStates(states, m_work);
    }
}

void DetailPane::flush()
{
    if (m_work != kNone) {
        m_reader->flush();
    }
}

void DetailPane::setNoteLocked(bool locked)
{
    m_isNoteLocked = locked;
    if (m_reader != nullptr) {
        m_reader->setNoteLocked(locked);
    }
}

void DetailPane::focusNote()
{
    if (m_work != kNone) {
        m_reader->focusNote();
    }
}

void DetailPane::focusTags()
{
    if (m_work != kNone) {
        m_reader->focusTags();
    }
}

void DetailPane::setQuery(Query query)
{
    m_query = std::move(query);
    if (m_text != nullptr) {
        m_text->setQuery(m_query);
    }
}

/// What was typed goes out; where it cannot be stored it is kept until the work is shown again.
void DetailPane::leaveWork()
{
    flush();
    if (m_work == kNone) {
        return;
    }
    if (const std::optional<QString> typed = m_reader->unstoredNote()) {
        m_unstored.insert(m_work, *typed);
    }
}

void DetailPane::clear()
{
    leaveWork();
    m_work = kNone;
    if (m_content != nullptr) {
        m_content->hide();
    }
    update();
}

void DetailPane::createContent()
{
    // Built with the first paper that is chosen: the window opens without one.
    if (m_content != nullptr) {
        return;
    }
    m_content = new QWidget(this);
    m_text = new DetailText(m_content);
    m_text->setActionRow(createActionRow());
    m_text->setQuery(m_query);
    connect(m_text, &DetailText::placeRequested, this, &DetailPane::placeRequested);
    connect(m_text, &DetailText::linkRequested, this,
            [this](const QUrl &url) { Q_EMIT linkRequested(m_work, url); });
    auto *column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_text, 1);
    column->addWidget(createReaderPanel());
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_content);
    m_content->show();
    // The text is written to the width it will have, not twice.
    all->activate();
    column->setGeometry(m_content->rect());
}

QWidget *DetailPane::createActionRow()
{
    auto *row = new QWidget;
    m_open = new QPushButton(icon(IconName::OpenExternal), QString(), row);
    m_open->setObjectName(QStringLiteral("detailOpen"));
    m_open->setDefault(true);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_work); });
    m_pdf = new NarrowButton(tr("PDF"), row);
    m_pdf->setObjectName(QStringLiteral("detailPdf"));
    m_pdf->setAccessibleName(tr("Open the PDF"));
    connect(m_pdf, &QPushButton::clicked, this, [this] { Q_EMIT pdfRequested(m_work); });
    m_forms = new QMenu(row);
    connect(m_forms, &QMenu::aboutToShow, this, &DetailPane::fillForms);
    m_more = new NarrowButton(tr("More"), row);
    m_more->setObjectName(QStringLiteral("detailMore"));
    m_more->setAccessibleName(tr("Other forms of the paper"));
    m_more->setMenu(m_forms);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_open);
    layout->addWidget(m_pdf);
    layout->addWidget(m_more);
    layout->addStretch(1);
    return row;
}

QWidget *DetailPane::createReaderPanel()
{
    m_reader = new ReaderPanel(m_content);
    // Chips wrap and notes grow: what the list says gives way at once.
    connect(m_reader, &ReaderPanel::heightChanged, m_content, [this] {
        m_content->layout()->invalidate();
        m_content->layout()->activate();
    });
    connect(m_reader, &ReaderPanel::bookmarkRequested, this,
            [this](bool on) { Q_EMIT bookmarkRequested(m_work, on); });
    connect(m_reader, &ReaderPanel::readRequested, this,
            [this](bool on) { Q_EMIT readRequested(m_work, on); });
    connect(m_reader, &ReaderPanel::ratingRequested, this,
            [this](int rating) { Q_EMIT ratingRequested(m_work, rating); });
    connect(m_reader, &ReaderPanel::tagAdded, this,
            [this](const QString &name) { Q_EMIT tagAdded(m_work, name); });
    connect(m_reader, &ReaderPanel::tagRemoved, this,
            [this](const QString &name) { Q_EMIT tagRemoved(m_work, name); });
    connect(m_reader, &ReaderPanel::noteChanged, this, [this](const QString &note) {
        if (m_work != kNone) {
            Q_EMIT noteChanged(m_work, note);
        }
    });
    return m_reader;
}

void DetailPane::setSearchSite(SearchSite site)
{
    m_searchSite = site;
    if (m_work != kNone) {
        updateActions();
    }
}

void DetailPane::updateActions()
{
    const std::vector<LinkForm> &forms = m_text->details().forms;
    const bool linked = !forms.empty();
    const std::optional<LinkForm> pdf = pdfForm(forms);
    const QUrl first = linked ? forms.front().url : titleSearchUrl(m_text->details().title, m_searchSite);
    m_open->setText(linked ? tr("Open %1").arg(withoutMnemonics(formName(forms.front())))
                           : tr("Search the Title"));
    m_open->setToolTip(addressTip(first));
    m_pdf->setVisible(pdf && pdf->url != first);
    m_pdf->setToolTip(pdf ? addressTip(pdf->url) : QString());
    m_more->setVisible(!linked || forms.size() > 1);
    m_more->setText(linked ? tr("More") : tr("Sites"));
    // Laid out with the text, not a moment after it.
    m_open->parentWidget()->layout()->activate();
}

void DetailPane::fillForms()
{
    m_forms->clear();
    const WorkDetails &details = m_text->details();
    fillFormsMenu(*m_forms, details.forms, details.title,
                  [this](const QUrl &url) { Q_EMIT linkRequested(m_work, url); });
}

void DetailPane::paintEvent(QPaintEvent *event)
{
    QWidget::paintEvent(event);
    if (m_work == kNone) {
        QPainter painter(this);
        painter.setPen(secondaryText(palette().color(QPalette::Text), palette().color(QPalette::Base)));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Select a paper"));
    }
}

} // namespace carrel
