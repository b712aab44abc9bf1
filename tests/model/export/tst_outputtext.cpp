// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/outputtext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace carrel;

class TestOutputText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendJsonString_anyText_readsBackTheSame_data();
    void appendJsonString_anyText_readsBackTheSame();
    void appendJsonString_unseenCharacters_areEscaped();
    void appendJsonString_damagedBytes_becomeReplacementCharacters();
    void appendPlain_texts_areCleaned_data();
    void appendPlain_texts_areCleaned();
    void appendUrl_unseenCharacters_areEncoded();
    void addresses_withUserOrPassword_loseThem_data();
    void addresses_withUserOrPassword_loseThem();
};

void TestOutputText::appendJsonString_anyText_readsBackTheSame_data()
{
    QTest::addColumn<QString>("text");
    QString controls;
    for (char16_t c = 0; c < 0xA0; ++c) {
        controls += QChar(c);
    }
    QTest::newRow("empty") << QString();
    QTest::newRow("all controls") << controls;
    QTest::newRow("quotes") << QStringLiteral("a \"b\" \\c\\ /d");
    QTest::newRow("beyond the first plane") << QString::fromUtf8("λ 标题 😀 é");
    QTest::newRow("separators") << QString(QChar(0x2028)) + QChar(0x2029) + QChar(0x202E) + QChar(0xFEFF);
}

void TestOutputText::appendJsonString_anyText_readsBackTheSame()
{
    QFETCH(QString, text);
    std::string out = "[";
    appendJsonString(out, text.toStdString());
    const QJsonDocument read = QJsonDocument::fromJson(QByteArray::fromStdString(out + ']'));
    QCOMPARE(read.array().at(0).toString(), text);
}

void TestOutputText::appendJsonString_unseenCharacters_areEscaped()
{
    std::string out;
    appendJsonString(out, "\x1b\x7f\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8");
    QCOMPARE(QByteArray::fromStdString(out), QByteArray("\"\\u001b\\u007f\\u009b\\u202e\\u2028\""));
}

void TestOutputText::appendJsonString_damagedBytes_becomeReplacementCharacters()
{
    for (const char *damaged : {"\xED\xA0\x80", "\xC0\x80", "\xF8\x88\x80\x80\x80", "\xE2\x80", "\xFF"}) {
        std::string out = "[";
        appendJsonString(out, damaged);
        const QJsonDocument read = QJsonDocument::fromJson(QByteArray::fromStdString(out + ']'));
        QVERIFY(read.array().at(0).toString().startsWith(QChar(QChar::ReplacementCharacter)));
        QVERIFY(!read.array().at(0).toString().contains(QChar(0)));
    }
}

void TestOutputText::appendPlain_texts_areCleaned_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("clean") << QByteArray("a b") << QByteArray("a b");
    QTest::newRow("blanks") << QByteArray(" a \t\n b ") << QByteArray("a b");
    QTest::newRow("escape") << QByteArray("a\x1b[1m\x07") << QByteArray("a[1m");
    QTest::newRow("bidi") << QByteArray("a\xE2\x80\xAE"
                                        "b")
                          << QByteArray("ab");
    QTest::newRow("damaged") << QByteArray("\xFF\xFF\xFF\xFF")
                             << QByteArray("\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    QTest::newRow("long") << QByteArray(100000, 'x') + "\x01" << QByteArray(100000, 'x');
}

void TestOutputText::appendPlain_texts_areCleaned()
{
    QFETCH(QByteArray, text);
    std::string out;
    appendPlain(out, text.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

void TestOutputText::appendUrl_unseenCharacters_areEncoded()
{
    std::string out;
    appendUrl(out, "https://x.org/\xC3\xA9 a\r\n\x1b\xE2\x80\xAE%20");
    QCOMPARE(QByteArray::fromStdString(out), QByteArray("https://x.org/\xC3\xA9%20a%0D%0A%1B%E2%80%AE%20"));
}

void TestOutputText::addresses_withUserOrPassword_loseThem_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<QByteArray>("json");
    const auto row = [](const char *url, const char *shown, const char *json) {
        QTest::newRow(url) << QByteArray(url) << QByteArray(shown) << QByteArray(json);
    };
    row("https://user:secret@x.org/a", "https://x.org/a", "https://user@x.org/a");
    row("https://x.org@evil.example/a", "https://evil.example/a", "https://x.org@evil.example/a");
    row("https://u:p:q@x.org", "https://x.org", "https://u@x.org");
    row("https://:p@x.org", "https://x.org", "https://@x.org");
    row("https://a@b:c@x.org/", "https://x.org/", "https://a@b@x.org/");
    row("https://x.org/a:b@c", "https://x.org/a:b@c", "https://x.org/a:b@c");
    row("https://x.org?u:v@w", "https://x.org?u:v@w", "https://x.org?u:v@w");
    row("https://x.org:8080/", "https://x.org:8080/", "https://x.org:8080/");
    row("mailto:a@b.c", "mailto:a@b.c", "mailto:a@b.c");
    row("a/b?c=https://u:p@x.org", "a/b?c=https://u:p@x.org", "a/b?c=https://u:p@x.org");
}

void TestOutputText::addresses_withUserOrPassword_loseThem()
{
    QFETCH(const QByteArray, url);
    std::string shown;
    appendUrl(shown, url.toStdString());
    QTEST(QByteArray::fromStdString(shown), "shown");
    QTEST(QByteArray::fromStdString(withoutPassword(url.toStdString())), "json");
}

QTEST_APPLESS_MAIN(TestOutputText)
#include "tst_outputtext.moc"
