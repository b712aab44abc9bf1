// SPDX-License-Identifier: GPL-3.0-or-later
#include "filterbar/filteredit.h"

#include "widgets/theme.h"

#include <QInputMethodEvent>
#include <QtTest>

namespace carrel {

namespace {

QPalette lightPalette()
{
    QPalette palette;
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Text, Qt::black);
    palette.setColor(QPalette::Highlight, QColor(0x30, 0x8c, 0xc6));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

QPalette darkPalette()
{
    QPalette palette = lightPalette();
    palette.setColor(QPalette::Base, QColor(0x20, 0x20, 0x20));
    palette.setColor(QPalette::Text, QColor(0xf0, 0xf0, 0xf0));
    return palette;
}

QImage picture(FilterEdit &edit)
{
    return edit.grab().toImage();
}

int pixelsOf(const QImage &image, const QRect &place, const QColor &color)
{
    int count = 0;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        for (int x = place.left(); x <= place.right(); ++x) {
            count += image.valid(x, y) && image.pixelColor(x, y).rgb() == color.rgb() ? 1 : 0;
        }
    }
    return count;
}

} // namespace

class FilterEditTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_edit = std::make_unique<FilterEdit>();
        m_edit->setPalette(lightPalette());
        m_edit->resize(400, 30);
        m_edit->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_edit.get()));
    }
    void cleanup() { m_edit.reset(); }

    void place_isThatOfTheText_data();
    void place_isThatOfTheText();
    void chips_standBehindClausesOnly();
    void chips_leaveTheTextReadable_data();
    void chips_leaveTheTextReadable();
    void chips_leaveTheSelectionAlone();
    void chips_hideWhileAnInputMethodComposes();

private:
    std::unique_ptr<FilterEdit> m_edit;
};

void FilterEditTest::place_isThatOfTheText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("cursor");
    const QString longText = QStringLiteral("attention venue:osdi ").repeated(12);
    QTest::newRow("cursor first") << QStringLiteral("kv venue:osdi year:2024") << 0;
    QTest::newRow("cursor last") << QStringLiteral("kv venue:osdi year:2024") << 23;
    QTest::newRow("scrolled to the end") << longText << static_cast<int>(longText.size());
    QTest::newRow("scrolled to the middle") << longText << static_cast<int>(longText.size() / 2);
    QTest::newRow("wide letters") << QStringLiteral("\u5206\u5E03\u5F0F venue:osdi") << 2;
}

void FilterEditTest::place_isThatOfTheText()
{
    QFETCH(QString, text);
    QFETCH(int, cursor);
    m_edit->setText(text);
    m_edit->setCursorPosition(cursor);
    m_edit->grab();
    const int middle = m_edit->height() / 2;
    int checked = 0;
    for (int at = 0; at < text.size(); ++at) {
        const QRectF place = m_edit->placeOf({at, 1});
        if (place.left() > 10 && place.right() < m_edit->width() - 10 && place.width() > 3) {
            QCOMPARE(m_edit->cursorPositionAt({qRound(place.left()), middle}), at);
            ++checked;
        }
    }
    QVERIFY(checked > 5);
}

void FilterEditTest::chips_standBehindClausesOnly()
{
    m_edit->setText(QStringLiteral("attention venue:osdi -year:2024"));
    const QImage image = picture(*m_edit);
    const auto place = [this](int start, int length) {
        return m_edit->placeOf({start, length}).toAlignedRect().adjusted(1, 2, -1, -2);
    };
    const QColor included = clauseTint(m_edit->palette());
    const QColor excluded = excludedTint(m_edit->palette());
    QCOMPARE(pixelsOf(image, place(0, 9), included) + pixelsOf(image, place(0, 9), excluded), 0);
    QVERIFY(pixelsOf(image, place(10, 10), included) > 100);
    QCOMPARE(pixelsOf(image, place(10, 10), Qt::white), 0);
    QVERIFY(pixelsOf(image, place(21, 10), excluded) > 100);
    QVERIFY(included.rgb() != excluded.rgb());
}

void FilterEditTest::chips_leaveTheTextReadable_data()
{
    QTest::addColumn<QPalette>("palette");
    QTest::newRow("light") << lightPalette();
    QTest::newRow("dark") << darkPalette();
}

void FilterEditTest::chips_leaveTheTextReadable()
{
    QFETCH(QPalette, palette);
    m_edit->setPalette(palette);
    // Blocks are text without any smooth edge.
    m_edit->setText(QStringLiteral("venue:\u2588\u2588\u2588x"));
    const QImage image = picture(*m_edit);
    const QRect all = m_edit->placeOf({0, 10}).toAlignedRect();
    QVERIFY(pixelsOf(image, all, palette.color(QPalette::Text)) > 0);
    QVERIFY(pixelsOf(image, all, clauseTint(palette)) > 0);
    const auto luminance = [](const QColor &color) {
        const auto linear = [](double c) {
            return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
               0.0722 * linear(color.blueF());
    };
    for (const QColor &ground : {clauseTint(palette), excludedTint(palette)}) {
        const double a = luminance(palette.color(QPalette::Text)) + 0.05;
        const double b = luminance(ground) + 0.05;
        QVERIFY(std::max(a, b) / std::min(a, b) > 4.5);
    }
}

void FilterEditTest::chips_leaveTheSelectionAlone()
{
    m_edit->setText(QStringLiteral("venue:osdi"));
    m_edit->activateWindow();
    m_edit->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_edit.get()));
    m_edit->selectAll();
    const QImage image = picture(*m_edit);
    const QRect place = m_edit->placeOf({0, 10}).toAlignedRect().adjusted(1, 2, -2, -2);
    // The smooth edges of letters may have any colour between the two.
    QVERIFY(pixelsOf(image, place, clauseTint(m_edit->palette())) < 20);
    QVERIFY(pixelsOf(image, place, m_edit->palette().color(QPalette::Highlight)) > 100);
}

void FilterEditTest::chips_hideWhileAnInputMethodComposes()
{
    m_edit->setText(QStringLiteral("venue:osdi "));
    const QColor tint = clauseTint(m_edit->palette());
    QVERIFY(pixelsOf(picture(*m_edit), m_edit->rect(), tint) > 100);
    QInputMethodEvent composing(QStringLiteral("\u3042"), {});
    QCoreApplication::sendEvent(m_edit.get(), &composing);
    QCOMPARE(pixelsOf(picture(*m_edit), m_edit->rect(), tint), 0);
    QInputMethodEvent done;
    done.setCommitString(QStringLiteral("\u3042"));
    QCoreApplication::sendEvent(m_edit.get(), &done);
    QCOMPARE(m_edit->text(), QStringLiteral("venue:osdi \u3042"));
    QVERIFY(pixelsOf(picture(*m_edit), m_edit->rect(), tint) > 100);
}

} // namespace carrel

QTEST_MAIN(carrel::FilterEditTest)
#include "tst_filteredit.moc"
