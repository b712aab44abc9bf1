// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textline.h"

#include "search/matchspans.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>

namespace carrel {
namespace {

constexpr qsizetype kGeneration = 384; ///< lines kept for sure: some screens full
constexpr qsizetype kLongest = 8192;   ///< no screen shows more of one line
constexpr qreal kWidest = 1 << 20;     ///< nothing is ever wrapped
constexpr QChar kEllipsis(0x2026);

/// Where reading order and visual order differ, a cut at an x is no cut of the text.
bool isBidirectional(QStringView text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        if (c.unicode() < 0x0590) {
            return false;
        }
        const QChar::Direction direction = c.direction();
        return direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN ||
               c.isSurrogate();
    });
}

QTextLine layOut(QTextLayout &layout)
{
    QTextOption option(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setTextDirection(Qt::LayoutDirectionAuto);
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    if (line.isValid()) {
        line.setLineWidth(kWidest);
        line.setPosition(QPointF(0, -line.ascent()));
    }
    layout.endLayout();
    return line;
}

qsizetype glyphCount(const QTextLayout &layout, int end)
{
    qsizetype count = 0;
    for (const QGlyphRun &run : end > 0 ? layout.glyphRuns(0, end) : QList<QGlyphRun>()) {
        count += run.glyphIndexes().size();
    }
    return count;
}

/// A cut at or before end that stands neither in a ligature nor behind a blank.
int cleanCut(const QTextLayout &layout, const QTextLine &line, int end, qreal room)
{
    const auto stepBack = [&layout](int at) { return layout.previousCursorPosition(at); };
    while (end > 0 && (line.cursorToX(end) > room || layout.text().at(end - 1).isSpace())) {
        end = stepBack(end);
    }
    while (end > 0 && glyphCount(layout, layout.nextCursorPosition(end)) == glyphCount(layout, end)) {
        end = stepBack(end);
    }
    return end;
}

QString prefix(const QString &text, qsizetype length)
{
    if (length >= text.size()) {
        return text;
    }
    return text.left(text.at(length - 1).isHighSurrogate() ? length - 1 : length);
}

void addMarks(const QTextLine &line, const std::vector<TextSpan> &spans, qsizetype end, TextLine &out)
{
    for (const TextSpan &span : spans) {
        if (span.start >= end) {
            break;
        }
        const qreal a = line.cursorToX(static_cast<int>(span.start));
        const qreal b = line.cursorToX(static_cast<int>(std::min(span.start + span.length, end)));
        out.marks.emplace_back(std::min(a, b), std::max(a, b));
    }
}

void takeAll(const QTextLayout &layout, const QTextLine &line, const std::vector<TextSpan> &spans,
             TextLine &out)
{
    out.glyphs = layout.glyphRuns();
    out.width = line.naturalTextWidth();
    addMarks(line, spans, layout.text().size(), out);
}

} // namespace

void TextLine::draw(QPainter &painter, const QPointF &baseline) const
{
    for (const QGlyphRun &run : glyphs) {
        painter.drawGlyphRun(baseline, run);
    }
}

void TextLineCache::setFonts(QList<QFont> fonts)
{
    m_recent.clear();
    m_older.clear();
    m_fonts.clear();
    for (const QFont &font : fonts) {
        m_fonts.append({font, std::max(1.0, QFontMetricsF(font).averageCharWidth()), {}});
        QTextLayout layout(QString(kEllipsis), font);
        const QTextLine line = layOut(layout);
        takeAll(layout, line, {}, m_fonts.last().ellipsis);
    }
}

void TextLineCache::setQuery(Query query)
{
    m_query = std::move(query);
    ++m_queryNumber;
}

bool TextLineCache::fits(const Item &item, qreal width) const
{
    return item.line.elided ? qFuzzyCompare(item.shapedFor, width) : item.line.width <= width;
}

const TextLine &TextLineCache::line(const QString &text, int font, qreal width, bool marked)
{
    const Key key{text, font};
    auto found = m_recent.find(key);
    if (found == m_recent.end()) {
        if (m_recent.size() >= kGeneration) {
            m_older = std::exchange(m_recent, {});
        }
        found = m_recent.insert(key, m_older.take(key));
    }
    Item &item = *found;
    const bool wantsMarks = marked && !m_query.isEmpty();
    const bool shaped = item.shapedFor > 0 && fits(item, width);
    const bool marksRight = wantsMarks ? item.markedFor == m_queryNumber : item.line.marks.empty();
    if (shaped && marksRight) {
        return item.line;
    }
    const std::vector<TextSpan> spans = wantsMarks ? matchSpans(text, m_query) : std::vector<TextSpan>();
    item.markedFor = wantsMarks ? m_queryNumber : 0;
    if (!shaped || !spans.empty() || !item.line.marks.empty()) {
        item.shapedFor = std::max(width, 1.0);
        item.line = TextLine();
        shape(text, font, item.shapedFor, spans, item.line);
    }
    return item.line;
}

void TextLineCache::shape(const QString &text, int font, qreal width, const std::vector<TextSpan> &spans,
                          TextLine &line) const
{
    const Face &face = m_fonts[font];
    // Only what can be seen is shaped: most lines are cut, some titles are very long.
    qsizetype length =
        std::min<qsizetype>(kLongest, static_cast<qsizetype>(1.4 * width / face.averageWidth) + 8);
    for (;;) {
        const QString shown = prefix(text, length);
        QTextLayout layout(shown, face.font);
        const QTextLine shaped = layOut(layout);
        if (!shaped.isValid()) {
            return;
        }
        if (shaped.naturalTextWidth() > width) {
            takeElided(layout, face, width, spans, line);
            return;
        }
        if (shown.size() == text.size() || length >= kLongest) {
            takeAll(layout, shaped, spans, line);
            return;
        }
        length = std::min(kLongest, length * 4);
    }
}

void TextLineCache::takeElided(QTextLayout &layout, const Face &face, qreal width,
                               const std::vector<TextSpan> &spans, TextLine &line) const
{
    line.elided = true;
    if (isBidirectional(layout.text())) {
        const QString cut = QFontMetricsF(face.font).elidedText(layout.text(), Qt::ElideRight, width);
        QTextLayout again(cut, face.font);
        const QTextLine shaped = layOut(again);
        if (shaped.isValid()) {
            takeAll(again, shaped, spans, line);
        }
        return;
    }
    const QTextLine shaped = layout.lineAt(0);
    const qreal room = std::max(0.0, width - face.ellipsis.width);
    const int cut = cleanCut(layout, shaped, shaped.xToCursor(room), room);
    const qreal end = shaped.cursorToX(cut);
    if (cut > 0) {
        line.glyphs = layout.glyphRuns(0, cut);
    }
    for (QGlyphRun run : face.ellipsis.glyphs) {
        QList<QPointF> positions = run.positions();
        for (QPointF &position : positions) {
            position.rx() += end;
        }
        run.setPositions(positions);
        line.glyphs.append(run);
    }
    line.width = end + face.ellipsis.width;
    addMarks(shaped, spans, cut, line);
}

} // namespace carrel
