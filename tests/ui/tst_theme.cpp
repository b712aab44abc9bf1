// SPDX-License-Identifier: GPL-3.0-or-later
#include "papersfixture.h"
#include "widgets/theme.h"

#include <QApplication>

#include <cmath>

using namespace carrel;
using namespace carrel::test;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QPalette paletteOf(QRgb base, QRgb text, QRgb highlight)
{
    QPalette palette;
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::Highlight, highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void colours_areReadable_data()
    {
        QTest::addColumn<QPalette>("palette");
        QTest::newRow("light") << paletteOf(0xffffff, 0x000000, 0x308cc6);
        QTest::newRow("breeze") << paletteOf(0xffffff, 0x232629, 0x3daee9);
        QTest::newRow("dark") << paletteOf(0x1e1f22, 0xdfe1e5, 0x2f6fb5);
        QTest::newRow("breeze dark") << paletteOf(0x1b1e20, 0xfcfcfc, 0x3daee9);
    }
    void colours_areReadable()
    {
        QFETCH(QPalette, palette);
        const QColor base = palette.color(QPalette::Base);
        const QColor text = palette.color(QPalette::Text);
        QVERIFY(contrast(secondaryText(text, base), base) >= 4.5);
        QVERIFY(contrast(text, matchTint(palette)) >= 4.5);
        QVERIFY(contrast(matchTint(palette), base) >= 1.2);
        palette.setColor(QPalette::PlaceholderText, QColor(0, 0, 0, 128));
        QVERIFY(contrast(withReadablePlaceholder(palette).color(QPalette::PlaceholderText), base) >= 4.5);
    }

    void largerType_reachesTheRowsThroughTheWindow()
    {
        PapersFixture papers(5);
        papers.show();
        const int row = papers.view().rowHeight();
        QFont large = papers.pane.font();
        large.setPointSizeF(large.pointSizeF() * 1.5);
        papers.pane.setFont(large);
        QVERIFY(papers.view().rowHeight() > row * 5 / 4);
        papers.pane.setFont(QFont());
        QCOMPARE(papers.view().rowHeight(), row);
        const QFont before = QApplication::font();
        QApplication::setFont(large);
        QTRY_VERIFY(papers.view().rowHeight() > row * 5 / 4);
        QApplication::setFont(before);
        QTRY_COMPARE(papers.view().rowHeight(), row);
    }
};

QTEST_MAIN(ThemeTest)
#include "tst_theme.moc"
