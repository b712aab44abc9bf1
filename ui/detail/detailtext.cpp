// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/detailtext.h"

#include "search/matchspans.h"
#include "widgets/theme.h"
#include "widgets/tooltiptext.h"

#include <QAbstractTextDocumentLayout>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QToolTip>

#include <utility>

namespace carrel {

namespace {

constexpr QChar kLineSeparator(QChar::LineSeparator);
/// Matches are marked while one types: what stands beyond this is rarely seen and never worth a stall.
constexpr qsizetype kMostSearched = 12000;

} // namespace

DetailText::DetailText(QWidget *parent)
    : QTextBrowser(parent)
{
    setObjectName(QStringLiteral("detailText"));
    setAccessibleName(tr("Details of the paper"));
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    connect(this, &QTextBrowser::anchorClicked, this, &DetailText::follow);
}

void DetailText::setDetails(WorkDetails details)
{
    m_details = std::move(details);
    rewrite();
    verticalScrollBar()->setValue(0);
}

void DetailText::setQuery(Query query)
{
    m_query = std::move(query);
    markMatches();
}

void DetailText::setActionRow(QWidget *row)
{
    m_actionRow = row;
    row->setParent(viewport());
    row->setCursor(Qt::ArrowCursor);
}

void DetailText::rewrite()
{
    setFormats();
    m_targets.clear();
    m_searched.clear();
    m_writtenWidth = width();
    document()->clear();
    document()->setDocumentMargin(fontMetrics().height());
    m_cursor = QTextCursor(document());
    m_cursor.beginEditBlock();
    write();
    m_cursor.endEditBlock();
    m_cursor = QTextCursor();
    markMatches();
    placeActionRow();
}

/// Laid behind the text, so that neither the text nor what is selected in it is touched.
void DetailText::markMatches()
{
    QTextCharFormat tint;
    tint.setBackground(matchTint(palette()));
    QList<QTextEdit::ExtraSelection> marks;
    qsizetype left = m_query.terms.empty() ? 0 : kMostSearched;
    for (const Searched &each : m_searched) {
        left -= each.text.size();
        if (left < 0) {
            break;
        }
        for (const TextSpan &span : matchSpans(each.text, m_query)) {
            QTextCursor place(document());
            place.setPosition(each.position + static_cast<int>(span.start));
            place.setPosition(each.position + static_cast<int>(span.start + span.length),
                              QTextCursor::KeepAnchor);
            marks.append({place, tint});
        }
    }
    setExtraSelections(marks);
}

void DetailText::setFormats()
{
    const QPalette colors = palette();
    const QColor text = colors.color(QPalette::Text);
    const QColor secondary = secondaryText(text, colors.color(QPalette::Base));
    const qreal size = QFontInfo(font()).pointSizeF();
    m_plain = QTextCharFormat();
    m_plain.setForeground(text);
    m_title = m_plain;
    m_title.setFontPointSize(size * 1.3);
    m_title.setFontWeight(QFont::DemiBold);
    m_secondary = m_plain;
    m_secondary.setForeground(secondary);
    m_small = m_secondary;
    m_small.setFontPointSize(size * 0.9);
    m_head = m_secondary;
    m_head.setFontWeight(QFont::DemiBold);
    m_link = m_plain;
    m_link.setForeground(colors.color(QPalette::Link));
}

void DetailText::write()
{
    writeFacts();
    writeLinks();
    writeLines(tr("Also called"), m_details.aliases, 0, true);
    writePlaces();
    writeVersions();
    writeLines(tr("Notes of the list"), m_details.notes, m_details.furtherNotes, true);
    writeSectionNotes();
}

void DetailText::writeFacts()
{
    const bool untitled = m_details.title.isEmpty();
    writeSearched(untitled ? tr("(no title)") : m_details.title, m_title);
    if (!m_details.authors.isEmpty()) {
        openBlock(fontMetrics().height() * 0.35);
        m_cursor.insertText(m_details.authors, m_plain);
        if (m_details.furtherAuthors > 0) {
            m_cursor.insertText(tr(" and %n more", nullptr, static_cast<int>(m_details.furtherAuthors)),
                                m_secondary);
        }
    }
    if (!m_details.facts.isEmpty()) {
        openBlock(fontMetrics().height() * 0.35);
        writeSearched(m_details.facts, m_secondary);
    }
    if (m_details.gone) {
        writeLine(m_details.lastPlace.isEmpty()
                      ? tr("No longer in the list")
                      : tr("No longer in the list (last seen in %1)").arg(m_details.lastPlace),
                  m_secondary);
    }
    QTextBlockFormat gap;
    gap.setTopMargin(fontMetrics().height() * 0.6);
    gap.setLineHeight(m_actionRow == nullptr ? 0 : m_actionRow->sizeHint().height(),
                      QTextBlockFormat::FixedHeight);
    m_cursor.insertBlock(gap, m_plain);
    m_actionBlock = m_cursor.blockNumber();
}

void DetailText::writeLinks()
{
    writeHead(tr("Links"));
    for (const DetailLink &link : m_details.links) {
        writeLink(link);
    }
    writeFurther(m_details.furtherLinks);
    if (m_details.forms.empty()) {
        writeTitleSearch();
    }
}

void DetailText::writeLink(const DetailLink &link)
{
    openBlock(fontMetrics().height() * 0.2);
    if (link.url.isEmpty()) {
        m_cursor.insertText(link.label + QStringLiteral("  "), m_plain);
        m_cursor.insertText(link.reason, m_secondary);
    } else {
        writeTarget(link.label, {link.url, kNone, link.address});
        m_cursor.insertText(QStringLiteral("  ") + link.host, m_secondary);
    }
    // Room is kept for the scroll bar, so that its coming and going changes no line.
    const int room = m_writtenWidth - 2 * fontMetrics().height() - verticalScrollBar()->sizeHint().width();
    QFont small = font();
    small.setPointSizeF(m_small.fontPointSize());
    m_cursor.insertText(kLineSeparator + QFontMetrics(small).elidedText(link.address, Qt::ElideMiddle, room),
                        m_small);
}

void DetailText::writeTitleSearch()
{
    writeLine(tr("The list gives no link that can be opened. Search the title at:"), m_secondary);
    for (const SearchSite site : kSearchSites) {
        const QUrl url = titleSearchUrl(m_details.title, site);
        openBlock(fontMetrics().height() * 0.2);
        writeTarget(searchSiteName(site), {url, kNone, QString::fromLatin1(url.toEncoded())});
        m_cursor.insertText(QStringLiteral("  ") + url.host(QUrl::FullyEncoded), m_secondary);
    }
}

void DetailText::writePlaces()
{
    bool first = true;
    for (const DetailPlace &place : m_details.places) {
        const bool shared = m_details.lists > 1;
        if (first || (!shared && &place == &m_details.places[1])) {
            writeHead(shared  ? tr("In %1 of your lists").arg(locale().toString(m_details.lists))
                      : first ? tr("Listed in")
                              : tr("Also in"));
        }
        first = false;
        openBlock(fontMetrics().height() * 0.2);
        writeTarget(place.path, {QUrl(), place.section, tr("Show this section")});
    }
    writeFurther(m_details.furtherPlaces);
}

void DetailText::writeVersions()
{
    if (m_details.versions.empty()) {
        return;
    }
    writeHead(tr("Versions"));
    for (const DetailVersion &version : m_details.versions) {
        openBlock(fontMetrics().height() * 0.2);
        writeSearched(version.title, m_plain);
        if (!version.facts.isEmpty()) {
            m_cursor.insertText(kLineSeparator + version.facts, m_secondary);
        }
        for (const DetailLink &link : version.links) {
            writeLink(link);
        }
    }
    writeFurther(m_details.furtherVersions);
}

void DetailText::writeSectionNotes()
{
    for (const DetailPlace &place : m_details.places) {
        if (place.notes.isEmpty() && place.links.empty()) {
            continue;
        }
        writeLines(tr("Notes of the section %1").arg(place.path), place.notes);
        if (place.notes.isEmpty()) {
            writeHead(tr("Links of the section %1").arg(place.path));
        }
        for (const DetailLink &link : place.links) {
            writeLink(link);
        }
    }
}

void DetailText::openBlock(qreal topMargin)
{
    QTextBlockFormat format;
    format.setTopMargin(topMargin);
    m_cursor.insertBlock(format, m_plain);
}

void DetailText::writeHead(const QString &text)
{
    openBlock(fontMetrics().height());
    m_cursor.insertText(text, m_head);
}

void DetailText::writeLine(const QString &text, const QTextCharFormat &format)
{
    openBlock(fontMetrics().height() * 0.2);
    m_cursor.insertText(text, format);
}

void DetailText::writeSearched(const QString &text, const QTextCharFormat &format)
{
    m_searched.push_back({m_cursor.position(), text});
    m_cursor.insertText(text, format);
}

void DetailText::writeLines(const QString &head, const QStringList &lines, qsizetype further, bool searched)
{
    if (lines.isEmpty()) {
        return;
    }
    writeHead(head);
    for (const QString &line : lines) {
        openBlock(fontMetrics().height() * 0.2);
        if (searched) {
            writeSearched(line, m_plain);
        } else {
            m_cursor.insertText(line, m_plain);
        }
    }
    writeFurther(further);
}

void DetailText::writeFurther(qsizetype further)
{
    if (further > 0) {
        writeLine(tr("and %1 more").arg(locale().toString(further)), m_secondary);
    }
}

void DetailText::writeTarget(const QString &text, Target target)
{
    QTextCharFormat format = m_link;
    format.setAnchor(true);
    format.setAnchorHref(QStringLiteral("target:%1").arg(m_targets.size()));
    m_targets.push_back(std::move(target));
    m_cursor.insertText(text, format);
}

const DetailText::Target *DetailText::targetOf(const QString &reference) const
{
    bool valid = false;
    const qsizetype number = reference.mid(reference.indexOf(QLatin1Char(':')) + 1).toLongLong(&valid);
    const bool known = valid && number >= 0 && number < static_cast<qsizetype>(m_targets.size());
    return known ? &m_targets[static_cast<std::size_t>(number)] : nullptr;
}

void DetailText::follow(const QUrl &reference)
{
    const Target *target = targetOf(reference.toString());
    if (target == nullptr) {
        return;
    }
    if (target->section != kNone) {
        Q_EMIT placeRequested(target->section);
    } else {
        Q_EMIT linkRequested(target->url);
    }
}

void DetailText::placeActionRow()
{
    if (m_actionRow == nullptr) {
        return;
    }
    const QTextBlock block = document()->findBlockByNumber(m_actionBlock);
    const QRectF gap = document()->documentLayout()->blockBoundingRect(block);
    const int margin = fontMetrics().height();
    m_actionRow->setGeometry(margin, static_cast<int>(gap.top()) - verticalScrollBar()->value(),
                             viewport()->width() - 2 * margin, m_actionRow->sizeHint().height());
}

bool DetailText::event(QEvent *event)
{
    // What is marked here is meant by the copy key, not what is selected in the table.
    if (event->type() == QEvent::ShortcutOverride && textCursor().hasSelection() &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        event->accept();
        return true;
    }
    return QTextBrowser::event(event);
}

bool DetailText::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip) {
        return QTextBrowser::viewportEvent(event);
    }
    const auto *help = static_cast<QHelpEvent *>(event);
    const Target *target = targetOf(anchorAt(help->pos()));
    const QString tip = target == nullptr ? QString() : plainToolTip(target->tip);
    QToolTip::showText(help->globalPos(), tip, viewport());
    return true;
}

void DetailText::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    const bool look = event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange;
    if (look && m_writtenWidth > 0) {
        rewrite();
    }
}

void DetailText::contextMenuEvent(QContextMenuEvent *event)
{
    const QString reference = event->reason() == QContextMenuEvent::Mouse
                                  ? anchorAt(event->pos())
                                  : textCursor().charFormat().anchorHref();
    const Target *target = targetOf(reference);
    QMenu menu(this);
    if (target != nullptr) {
        menu.addAction(target->section != kNone ? tr("Show This Section") : tr("Open Link"), this,
                       [this, reference] { follow(QUrl(reference)); });
    }
    if (target != nullptr && target->section == kNone) {
        menu.addAction(tr("Copy Link"), this, [address = QString::fromLatin1(target->url.toEncoded())] {
            QGuiApplication::clipboard()->setText(address);
        });
    }
    menu.addSeparator();
    menu.addAction(tr("Copy"), this, &QTextBrowser::copy)->setEnabled(textCursor().hasSelection());
    menu.addAction(tr("Select All"), this, &QTextBrowser::selectAll);
    menu.exec(event->globalPos());
}

void DetailText::resizeEvent(QResizeEvent *event)
{
    QTextBrowser::resizeEvent(event);
    if (m_writtenWidth > 0 && m_writtenWidth != width()) {
        rewrite();
    }
    placeActionRow();
}

void DetailText::scrollContentsBy(int dx, int dy)
{
    QTextBrowser::scrollContentsBy(dx, dy);
    placeActionRow();
}

QMimeData *DetailText::createMimeDataFromSelection() const
{
    auto *mime = new QMimeData;
    mime->setText(textCursor().selection().toPlainText());
    return mime;
}

QVariant DetailText::loadResource(int, const QUrl &)
{
    return {};
}

} // namespace carrel
