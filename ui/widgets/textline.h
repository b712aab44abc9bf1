// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/query.h"

#include <QFont>
#include <QGlyphRun>
#include <QHash>
#include <QList>
#include <QString>

#include <utility>
#include <vector>

class QPainter;
class QPointF;
class QTextLayout;

namespace carrel {

/// One line of text, shaped and cut to a width. Stands with its baseline at y = 0.
struct TextLine
{
    QList<QGlyphRun> glyphs;
    std::vector<std::pair<qreal, qreal>> marks; ///< left and right of what the query matches
    qreal width = 0;
    bool elided = false;

    void draw(QPainter &painter, const QPointF &baseline) const;
};

/// Shapes each text that a view shows once, however often it is painted: shaping costs far more than drawing.
/// Keeps the texts used last; knows no colours and no places.
class TextLineCache final
{
public:
    /// Fonts are named by a small number, so that no text is keyed by a whole QFont.
    void setFonts(QList<QFont> fonts);
    const QFont &font(int number) const { return m_fonts[number].font; }
    /// Matches of this query are marked in lines asked for with marked.
    void setQuery(Query query);

    /// The line, elided at its end to the width; valid until the next call.
    const TextLine &line(const QString &text, int font, qreal width, bool marked = false);

private:
    struct Key
    {
        QString text;
        int font;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.text, key.font); }
    };
    struct Item
    {
        TextLine line;
        qreal shapedFor = 0; ///< the width asked for
        int markedFor = 0;   ///< number of the query the marks belong to, 0 for none
    };
    struct Face
    {
        QFont font;
        qreal averageWidth = 1;
        TextLine ellipsis;
    };

    bool fits(const Item &item, qreal width) const;
    void bringMarks(const QString &text, int font, Item &item);
    void shape(const QString &text, int font, qreal width, const std::vector<TextSpan> &spans,
               TextLine &line) const;
    void takeElided(QTextLayout &layout, const Face &face, qreal width, const std::vector<TextSpan> &spans,
                    TextLine &line) const;

    QList<Face> m_fonts;
    QHash<Key, Item> m_recent;
    QHash<Key, Item> m_older;
    Query m_query;
    int m_queryNumber = 0;
};

} // namespace carrel
