// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/textline.h"

#include <QFontMetricsF>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QtTest>

using namespace carrel;

namespace {

/// Neighbours such as T and r may stand that much closer than they are wide.
constexpr qreal kKerning = 2.5;

} // namespace

class TextLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_font = QFont(QGuiApplication::font());
        m_lines.setFonts({m_font});
        m_lines.setQuery({});
    }

    void shortText_isWhole()
    {
        const TextLine &line = m_lines.line(QStringLiteral("Paged attention"), 0, 1000);
        QVERIFY(!line.elided);
        QVERIFY(std::abs(line.width -
                         QFontMetricsF(m_font).horizontalAdvance(QStringLiteral("Paged attention"))) < 1);
    }

    void longText_isCutToTheWidth()
    {
        for (const QString &unit : {QStringLiteral("word "), QStringLiteral("ffi"), QStringLiteral("i"),
                                    QString::fromUtf8("عنوان "), QStringLiteral("W")}) {
            for (const qreal width : {500.0, 120.0, 31.0}) {
                const TextLine &line = m_lines.line(unit.repeated(400), 0, width);
                QVERIFY(line.elided);
                QVERIFY2(line.width <= width + 0.5, qPrintable(unit));
                QVERIFY2(line.width > width - 60 || width < 60, qPrintable(unit));
            }
        }
    }

    void cutInLigature_leavesNoGlyphBelowTheEllipsis()
    {
        const QString text = QStringLiteral("Traffic ").repeated(40);
        for (qreal width = 100; width < 160; width += 1) {
            const TextLine &line = m_lines.line(text, 0, width);
            qreal end = 0;
            for (const QGlyphRun &run : line.glyphs) {
                const QList<QPointF> advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes());
                for (qsizetype i = 0; i < advances.size(); ++i) {
                    QVERIFY2(run.positions().at(i).x() >= end - kKerning, qPrintable(QString::number(width)));
                    end = std::max(end, run.positions().at(i).x() + advances.at(i).x());
                }
            }
            QVERIFY(end <= width + 0.8);
        }
    }

    void otherWidth_isShapedAnew()
    {
        const QString text = QStringLiteral("Serving large models ").repeated(10);
        QVERIFY(m_lines.line(text, 0, 100).elided);
        QVERIFY(m_lines.line(text, 0, 300).width > 200);
        QVERIFY(!m_lines.line(text, 0, 10'000).elided);
        QVERIFY(m_lines.line(text, 0, 100).elided);
    }

    void matches_areMarkedWhereTheyStand()
    {
        m_lines.setQuery(parseQuery(u"kv"));
        const QString text = QStringLiteral("The KV cache");
        const TextLine &line = m_lines.line(text, 0, 1000, true);
        QCOMPARE(line.marks.size(), 1U);
        const QFontMetricsF metrics(m_font);
        QVERIFY(std::abs(line.marks[0].first - metrics.horizontalAdvance(QStringLiteral("The "))) < 2);
        QVERIFY(std::abs(line.marks[0].second - metrics.horizontalAdvance(QStringLiteral("The KV"))) < 2);
        QVERIFY(m_lines.line(text, 0, 1000, false).marks.empty());
        m_lines.setQuery(parseQuery(u"cache"));
        QVERIFY(m_lines.line(text, 0, 1000, true).marks.at(0).first >
                metrics.horizontalAdvance(QStringLiteral("The K")));
        m_lines.setQuery({});
        QVERIFY(m_lines.line(text, 0, 1000, true).marks.empty());
    }

    void matchBehindTheCut_marksNothing()
    {
        m_lines.setQuery(parseQuery(u"cache"));
        const QString text =
            QStringLiteral("A very long title about many things ").repeated(5) + QStringLiteral("cache");
        QVERIFY(m_lines.line(text, 0, 200, true).marks.empty());
    }

    void moreTextsThanAreKept_stayRight()
    {
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < 1500; ++i) {
                const QString text = QStringLiteral("Paper %1").arg(i);
                const qreal width = QFontMetricsF(m_font).horizontalAdvance(text);
                QVERIFY(std::abs(m_lines.line(text, 0, 1000).width - width) < 1);
            }
        }
    }

private:
    QFont m_font;
    TextLineCache m_lines;
};

QTEST_MAIN(TextLineTest)
#include "tst_textline.moc"
