// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/icons.h"

#include <QFile>
#include <QGuiApplication>
#include <QPalette>
#include <QtTest>

using namespace carrel;

namespace {

constexpr int kLastIcon = static_cast<int>(IconName::List);

/// The colour of the most opaque pixel, transparent where nothing is drawn.
QColor inkOf(const QPixmap &pixmap)
{
    const QImage image = pixmap.toImage();
    QColor ink(Qt::transparent);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor color = image.pixelColor(x, y);
            if (color.alpha() > ink.alpha()) {
                ink = color;
            }
        }
    }
    return ink;
}

} // namespace

class IconsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIcon_drawsInTheColourAsked()
    {
        for (int i = 0; i <= kLastIcon; ++i) {
            const QPixmap pixmap = iconPixmap(static_cast<IconName>(i), 16, 1.0, QColor(10, 200, 30));
            const QColor ink = inkOf(pixmap);
            QVERIFY2(ink.alpha() > 200, qPrintable(QString::number(i)));
            QCOMPARE(ink.rgb(), QColor(10, 200, 30).rgb());
        }
    }

    void icon_followsThePalette()
    {
        QPalette palette = QGuiApplication::palette();
        const QIcon search = icon(IconName::Star);
        palette.setColor(QPalette::Active, QPalette::ButtonText, QColor(1, 2, 3));
        palette.setColor(QPalette::Disabled, QPalette::ButtonText, QColor(120, 121, 122));
        QGuiApplication::setPalette(palette);
        QCOMPARE(inkOf(search.pixmap(32)).rgb(), QColor(1, 2, 3).rgb());
        QCOMPARE(inkOf(search.pixmap(QSize(32, 32), QIcon::Disabled)).rgb(), QColor(120, 121, 122).rgb());
        palette.setColor(QPalette::Active, QPalette::ButtonText, QColor(250, 251, 252));
        QGuiApplication::setPalette(palette);
        QCOMPARE(inkOf(search.pixmap(32)).rgb(), QColor(250, 251, 252).rgb());
    }

    void icon_scaled_hasAllPixels()
    {
        for (const qreal scale : {1.0, 1.5, 2.0}) {
            const QPixmap pixmap = icon(IconName::Columns).pixmap(QSize(16, 16), scale);
            QCOMPARE(pixmap.size(), (QSizeF(16, 16) * scale).toSize());
            QCOMPARE(pixmap.devicePixelRatio(), scale);
        }
    }

    void bundledList_isReadable()
    {
        QFile list(QStringLiteral(":/catalog/ml-systems-papers.md"));
        QVERIFY(list.open(QIODevice::ReadOnly));
        QVERIFY(list.readAll().contains("## Data Processing"));
    }
};

QTEST_MAIN(IconsTest)
#include "tst_icons.moc"
