// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/recordpieces.h"

#include "markdown/listshape.h"
#include "markdown/recordwords.h"

#include <QtTest>

using namespace carrel;

class RecordPiecesTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void venueOf_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<bool>("loose");
        QTest::addColumn<QString>("venue");
        QTest::addColumn<int>("year");
        const auto row = [](const char *piece, bool loose, const char *venue, int year) {
            QTest::addRow("%s %d", piece, loose ? 1 : 0)
                << QByteArray(piece) << loose << QString::fromUtf8(venue) << year;
        };
        row("(ICML 2020)", false, "ICML", 2020);
        row("EuroSys' 26", false, "EuroSys", 2026);
        row("2024.05", false, "", 2024);
        row("May 2024", false, "", 2024);
        row("2024\u5E745\u6708", false, "", 2024);
        row("arXiv", false, "arXiv", 0);
        row("In SIGMETRICS, 2017", false, "SIGMETRICS", 2017);
        row("Known Meeting", false, "Known Meeting", 0);
        row("Visual Intelligence 2023", true, "Visual Intelligence", 2023);
        row("preprint from a lab", true, "preprint from a lab", 0);
        row("Visual Intelligence 2023", false, "none", 0);
        row("A Large Company", true, "none", 0);
        row("J. Doe and R. Roe, 2019", true, "none", 0);
        row("https://a.example/2020", true, "none", 0);
    }

    void venueOf()
    {
        QFETCH(QByteArray, piece);
        QFETCH(bool, loose);
        ListShape shape;
        shape.venues.insert("known meeting");
        const std::optional<VenueTag> tag =
            carrel::venueOf({piece.constData(), static_cast<std::size_t>(piece.size())}, shape, loose);
        QTEST(tag ? QString::fromStdString(tag->venue) : QStringLiteral("none"), "venue");
        QTEST(tag ? tag->year : 0, "year");
    }

    void areAuthors_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::addColumn<bool>("doubtful");
        QTest::addColumn<bool>("authors");
        const auto row = [](const char *piece, bool doubtful, bool authors) {
            QTest::addRow("%s %d", piece, doubtful ? 1 : 0) << QByteArray(piece) << doubtful << authors;
        };
        row("G. Hinton et al.", true, true);
        row("Christina Kassab et.al.", true, true);
        row("Q. Le and T. Mikolov", true, true);
        row("J. Koushik", true, true);
        row("Jie Zhou, Ganqu Cui, Zhengyan Zhang", true, true);
        row("Jie Zhou and Ganqu Cui", false, true);
        row("Jie Zhou and Ganqu Cui", true, false);
        row("Bruna, Joan and LeCun, Yann and Bronstein, Michael M", true, true);
        row("Bruna, Joan and LeCun, Yann and others.", true, true);
        row("A Large-Scale Generative Language Model", true, false);
        row("Security and Fairness", false, false);
        row("what it takes, and why, and when", false, false);
        row("ETH", false, false);
    }

    void areAuthors()
    {
        QFETCH(QByteArray, piece);
        QFETCH(bool, doubtful);
        QTEST(carrel::areAuthors({piece.constData(), static_cast<std::size_t>(piece.size())}, doubtful),
              "authors");
    }

    void labelRole_tellsPapersFromCode()
    {
        for (const char *words :
             {"pdf", "[Paper]", "link to paper", "2401.00001", "arXiv version", "\u8BBA\u6587"}) {
            QCOMPARE(labelRole(words), LabelRole::Paper);
        }
        for (const char *words : {"code", "GitHub", "official code", "PyTorch"}) {
            QCOMPARE(labelRole(words), LabelRole::Code);
        }
        QCOMPARE(labelRole("project page"), LabelRole::Other);
        QCOMPARE(labelRole("A Paper of Its Own"), LabelRole::None);
        QCOMPARE(labelRole("GPT-4"), LabelRole::None);
    }

    void sectionKind_isToldByTheHeading()
    {
        QCOMPARE(sectionKind(" Survey Papers"), SectionKind::Papers);
        QCOMPARE(sectionKind(" Video Lectures / Tutorials"), SectionKind::Aside);
        QCOMPARE(sectionKind(" \u8BFE\u7A0B\u5217\u8868"), SectionKind::Aside);
        QCOMPARE(sectionKind(" Distributed Training"), SectionKind::Neutral);
    }
};

QTEST_APPLESS_MAIN(RecordPiecesTest)
#include "tst_recordpieces.moc"
