// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/venuetagreader.h"

#include "base/text.h"

#include <QDate>
#include <QtTest>

using namespace carrel;

class VenueTagReaderTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readVenueTag_tellsVenueHostQualifierAndYear_data()
    {
        QTest::addColumn<QString>("raw");
        QTest::addColumn<QString>("venue");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("qualifier");
        QTest::addColumn<int>("year");
        const auto row = [](const char *raw, const char *venue, const char *host, const char *qualifier,
                            int year) {
            QTest::newRow(raw) << QString::fromUtf8(raw) << QString::fromUtf8(venue)
                               << QString::fromUtf8(host) << QString::fromUtf8(qualifier) << year;
        };
        row("OSDI'24", "OSDI", "", "", 2024);
        row("OSDI '24", "OSDI", "", "", 2024);
        row("OSDI\u2019"
            "24",
            "OSDI", "", "", 2024);
        row("OSDI''24", "OSDI", "", "", 2024);
        row("OSDI 2024", "OSDI", "", "", 2024);
        row("OSDI2024", "OSDI", "", "", 2024);
        row("OSDI, 2024", "OSDI", "", "", 2024);
        row("OSDI'24'25", "OSDI", "", "", 2024);
        row("arxiv'25", "arXiv", "", "", 2025);
        row("arixv'26", "arXiv", "", "", 2026);
        row("arxiv, 2022", "arXiv", "", "", 2022);
        row("arxiv ('20)", "arXiv", "", "", 2020);
        row("ACM CSUR'23", "ACM CSUR", "", "", 2023);
        row("ESEC/FSE'20", "ESEC/FSE", "", "", 2020);
        row("S&P'24", "S&P", "", "", 2024);
        row("USENIX ;login:", "USENIX ;login:", "", "", 0);
        row("EuroMLSys@EuroSys'24", "EuroMLSys", "EuroSys", "", 2024);
        row("NAIC @ SIGCOMM'25", "NAIC", "SIGCOMM", "", 2025);
        row("MLArchSys'24 @ ISCA'24", "MLArchSys", "ISCA", "", 2024);
        row("PML4LRS @ ICLR2024", "PML4LRS", "ICLR", "", 2024);
        row("ML for Sys workshop @ NeurIPS'24", "ML for Sys workshop", "NeurIPS", "", 2024);
        row("SC workshop'25", "SC", "", "workshop", 2025);
        row("KDD'20 Tutorial", "KDD", "", "Tutorial", 2020);
        row("NeurIPS'24 (Splotlight)", "NeurIPS", "", "Splotlight", 2024);
        row("CPAL'24 (PMLR)", "CPAL", "", "PMLR", 2024);
        row("ASPLOS'25 (to appear)", "ASPLOS", "", "to appear", 2025);
        row("openreview, under review at ICLR'24", "openreview", "", "under review at ICLR'24", 2024);
        row("Under Review", "", "", "Under Review", 0);
        row("submitted to VLDB", "", "", "submitted to VLDB", 0);
        row("KDD'20\u6559\u7A0B", "KDD", "", "\u6559\u7A0B", 2020);
        row("'24", "", "", "", 2024);
        row("2024", "", "", "", 2024);
    }

    void readVenueTag_tellsVenueHostQualifierAndYear()
    {
        QFETCH(QString, raw);
        const VenueTag tag = readVenueTag(raw.toStdString());
        QCOMPARE(toQString(tag.raw), raw);
        QTEST(toQString(tag.venue), "venue");
        QTEST(toQString(tag.host), "host");
        QTEST(toQString(tag.qualifier), "qualifier");
        QTEST(tag.year, "year");
    }

    void readVenueTag_implausibleYear_isNone_data()
    {
        QTest::addColumn<QByteArray>("raw");
        for (const char *raw : {"OSDI'99999999999999999999", "OSDI'-1", "OSDI'0", "OSDI'2O24", "OSDI'24.5",
                                "OSDI'3024", "OSDI'1899", "OSDI'\u0662\u0664", "OSDI", ""}) {
            QTest::newRow(raw) << QByteArray(raw);
        }
    }

    void readVenueTag_implausibleYear_isNone()
    {
        QFETCH(QByteArray, raw);
        QCOMPARE(readVenueTag(raw.toStdString()).year, 0);
    }

    void readVenueTag_twoDigits_meanTheLatestPlausibleYear()
    {
        const int latest = QDate::currentDate().year() + 2;
        const auto yearOf = [](int digits) {
            return readVenueTag(QStringLiteral("OSDI'%1").arg(digits, 2, 10, QLatin1Char('0')).toStdString())
                .year;
        };
        QCOMPARE(yearOf(latest % 100), latest);
        QCOMPARE(yearOf((latest + 1) % 100), latest + 1 - 100);
        QCOMPARE(yearOf(0), 2000);
        QCOMPARE(yearOf(99), 1999);
    }

    void isSurveyTag_knowsTheTagInItsSpellings()
    {
        QVERIFY(isSurveyTag("Survey :mag:"));
        QVERIFY(isSurveyTag("survey"));
        QVERIFY(isSurveyTag("\u7EFC\u8FF0\uFF1Amag:"));
        QVERIFY(!isSurveyTag("SurVision'24"));
        QVERIFY(!isSurveyTag("ACM CSUR'23"));
    }
};

QTEST_APPLESS_MAIN(VenueTagReaderTest)
#include "tst_venuetagreader.moc"
