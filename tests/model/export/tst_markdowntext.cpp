// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/markdowntext.h"

#include <QtTest>

using namespace carrel;

class TestMarkdownText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendMarkdown_markup_isEscaped_data();
    void appendMarkdown_markup_isEscaped();
    void appendMarkdownLine_blockOpeners_areEscaped_data();
    void appendMarkdownLine_blockOpeners_areEscaped();
    void appendMarkdownCode_backticks_getLongerFence();
    void appendMarkdownLink_addresses_stayWhole_data();
    void appendMarkdownLink_addresses_stayWhole();
};

void TestMarkdownText::appendMarkdown_markup_isEscaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("E!icient O(1) $100K 70% S&P x_y")
                           << QByteArray("E!icient O(1) $100K 70% S\\&P x\\_y");
    QTest::newRow("inline") << QByteArray("S*: [a](b) <i> `c` ~d~ \\")
                            << QByteArray(R"(S\*: \[a\](b) \<i> \`c\` \~d\~ \\)");
    QTest::newRow("entity") << QByteArray("&lt; &#65; & x") << QByteArray("\\&lt; \\&#65; & x");
    QTest::newRow("address") << QByteArray("http://x.org www.x.org")
                             << QByteArray("http\\://x.org www\\.x.org");
    QTest::newRow("hash at the end") << QByteArray("C#") << QByteArray("C\\#");
    QTest::newRow("control") << QByteArray("a\x1b[1mb\nc") << QByteArray("a\\[1mb c");
}

void TestMarkdownText::appendMarkdown_markup_isEscaped()
{
    QFETCH(QByteArray, text);
    std::string out;
    appendMarkdown(out, text.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

void TestMarkdownText::appendMarkdownLine_blockOpeners_areEscaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("heading") << QByteArray("# x") << QByteArray("\\# x");
    QTest::newRow("hash alone") << QByteArray("#") << QByteArray("\\#");
    QTest::newRow("bullet") << QByteArray("- x") << QByteArray("\\- x");
    QTest::newRow("star") << QByteArray("* x") << QByteArray("\\* x");
    QTest::newRow("quote") << QByteArray("> x") << QByteArray("\\> x");
    QTest::newRow("number") << QByteArray("1. x") << QByteArray("1\\. x");
    QTest::newRow("number with parenthesis") << QByteArray("12) *x") << QByteArray("12\\) \\*x");
    QTest::newRow("year") << QByteArray("2024 x") << QByteArray("2024 x");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestMarkdownText::appendMarkdownLine_blockOpeners_areEscaped()
{
    QFETCH(QByteArray, text);
    std::string out;
    appendMarkdownLine(out, text.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

void TestMarkdownText::appendMarkdownCode_backticks_getLongerFence()
{
    std::string out;
    appendMarkdownCode(out, "P^2");
    appendMarkdownCode(out, "a`b");
    appendMarkdownCode(out, "`c``");
    QCOMPARE(QByteArray::fromStdString(out), QByteArray("`P^2```a`b````` `c`` ```"));
}

void TestMarkdownText::appendMarkdownLink_addresses_stayWhole_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("plain") << QByteArray("https://x.org/a?id=1&b=2")
                           << QByteArray("[t](https://x.org/a?id=1\\&b=2)");
    QTest::newRow("parenthesis") << QByteArray("https://x.org/a_(b)")
                                 << QByteArray("[t](<https://x.org/a_(b)>)");
    QTest::newRow("blank") << QByteArray("https://x.org/a b") << QByteArray("[t](https://x.org/a%20b)");
    QTest::newRow("angle") << QByteArray("https://x.org/<a>") << QByteArray("[t](<https://x.org/\\<a\\>>)");
    QTest::newRow("line break") << QByteArray("https://x.org/a\n") << QByteArray("[t](https://x.org/a%0A)");
}

void TestMarkdownText::appendMarkdownLink_addresses_stayWhole()
{
    QFETCH(QByteArray, url);
    std::string out;
    appendMarkdownLink(out, "t", url.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

QTEST_APPLESS_MAIN(TestMarkdownText)
#include "tst_markdowntext.moc"
