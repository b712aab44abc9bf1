// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/detailpane.h"

#include "detail/detailtext.h"
#include "detail/formsmenu.h"
#include "detail/workdetails.h"
#include "widgets/icons.h"
#include "widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

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

DetailPane::DetailPane(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("detailPane"));
    setAccessibleName(tr("Details"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setMinimumWidth(fontMetrics().averageCharWidth() * 30);
}

QSize DetailPane::sizeHint() const
{
    const int character = fontMetrics().averageCharWidth();
    return {character * 52, fontMetrics().height() * 18};
}

void DetailPane::show(const CatalogPointer &catalog, quint32 work, const WorkState &state)
{
    createContent();
    m_work = work;
    m_text->setDetails(workDetails(*catalog, work));
    updateActions();
    setState(state);
    m_content->show();
}

void DetailPane::setState(const WorkState &state)
{
    if (m_content != nullptr) {
        m_bookmarked->setChecked(state.bookmarked);
        m_read->setChecked(state.read);
    }
}

void DetailPane::setQuery(Query query)
{
    m_query = std::move(query);
    if (m_text != nullptr) {
        m_text->setQuery(m_query);
    }
}

void DetailPane::clear()
{
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
    column->addWidget(createMarkRow());
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
    m_pdf = new QPushButton(tr("PDF"), row);
    m_pdf->setObjectName(QStringLiteral("detailPdf"));
    m_pdf->setAccessibleName(tr("Open the PDF"));
    connect(m_pdf, &QPushButton::clicked, this, [this] { Q_EMIT pdfRequested(m_work); });
    m_forms = new QMenu(row);
    connect(m_forms, &QMenu::aboutToShow, this, &DetailPane::fillForms);
    m_more = new QPushButton(tr("More"), row);
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

QWidget *DetailPane::createMarkRow()
{
    auto *row = new QWidget(m_content);
    // On the ground of the window, not of the text: some styles draw boxes that are not seen on that when it
    // is dark.
    row->setBackgroundRole(QPalette::Window);
    row->setAutoFillBackground(true);
    m_bookmarked = new MarkBox(tr("Bookmarked"), row);
    m_bookmarked->setObjectName(QStringLiteral("detailBookmarked"));
    connect(m_bookmarked, &QCheckBox::clicked, this,
            [this](bool shown) { Q_EMIT bookmarkRequested(m_work, !shown); });
    m_read = new MarkBox(tr("Read"), row);
    m_read->setObjectName(QStringLiteral("detailRead"));
    connect(m_read, &QCheckBox::clicked, this, [this](bool shown) { Q_EMIT readRequested(m_work, !shown); });
    auto *layout = new QHBoxLayout(row);
    const int blank = fontMetrics().height();
    layout->setContentsMargins(blank, blank / 2, blank, blank / 2);
    layout->setSpacing(blank);
    layout->addWidget(m_bookmarked);
    layout->addWidget(m_read);
    layout->addStretch(1);
    return row;
}

void DetailPane::updateActions()
{
    const std::vector<LinkForm> &forms = m_text->details().forms;
    const bool linked = !forms.empty();
    const std::optional<LinkForm> pdf = pdfForm(forms);
    const QUrl first =
        linked ? forms.front().url : titleSearchUrl(m_text->details().title, kSearchSites.front());
    m_open->setText(linked ? tr("Open %1").arg(withoutMnemonics(formName(forms.front())))
                           : tr("Search the Title"));
    m_open->setToolTip(addressTip(first));
    m_pdf->setVisible(pdf && pdf->url != first);
    m_pdf->setToolTip(pdf ? addressTip(pdf->url) : QString());
    m_more->setVisible(!linked || forms.size() > 1);
    m_more->setText(linked ? tr("More") : tr("Sites"));
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
