// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/bibtextext.h"

#include <QtTest>

using namespace carrel;

class TestBibtexText final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void appendBibtexText_specials_areEscaped_data();
    void appendBibtexText_specials_areEscaped();
    void appendBibtexTitle_capitalsOfNames_areProtected_data();
    void appendBibtexTitle_capitalsOfNames_areProtected();
    void appendBibtexAddress_braces_areEncoded();
};

void TestBibtexText::appendBibtexText_specials_areEscaped_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("written");
    QTest::newRow("escaped by a backslash")
        << QByteArray("S&P 70% $1 #1 a_b") << QByteArray("S\\&P 70\\% \\$1 \\#1 a\\_b");
    QTest::newRow("brace that never closes") << QByteArray("a{b") << QByteArray("a{\\textbraceleft}b");
    QTest::newRow("brace that never opened") << QByteArray("a}b") << QByteArray("a{\\textbraceright}b");
    QTest::newRow("braces in pairs") << QByteArray("a{b}") << QByteArray("a\\{b\\}");
    QTest::newRow("braces the wrong way round")
        << QByteArray("}{") << QByteArray("{\\textbraceright}{\\textbraceleft}");
    QTest::newRow("backslash at the end") << QByteArray("x\\") << QByteArray("x{\\textbackslash}");
    QTest::newRow("accents of TeX") << QByteArray("~ ^")
                                    << QByteArray("{\\textasciitilde} {\\textasciicircum}");
    QTest::newRow("math of old fonts") << QByteArray("<|>") << QByteArray("{\\textless}$|${\\textgreater}");
    QTest::newRow("ligatures") << QByteArray("a---b ''x''") << QByteArray("a-{}-{}-b '{}'x'{}'");
    QTest::newRow("Unicode") << QByteArray("λ — é 标题 \"x\"") << QByteArray("λ — é 标题 \"x\"");
    QTest::newRow("controls") << QByteArray("a\x1b[1m\r\nb\xE2\x80\xAE") << QByteArray("a[1m b");
}

void TestBibtexText::appendBibtexText_specials_areEscaped()
{
    QFETCH(QByteArray, text);
    std::string out;
    appendBibtexText(out, text.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

void TestBibtexText::appendBibtexTitle_capitalsOfNames_areProtected_data()
{
    QTest::addColumn<QByteArray>("title");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char *title, const char *written) {
        QTest::newRow(title) << QByteArray(title) << QByteArray(written);
    };
    row("Efficient GPU Sharing", "Efficient {GPU} Sharing");
    row("Serving LLMs on GPUs", "Serving {LLM}s on {GPU}s");
    row("Orca: A Distributed Serving System", "{Orca}: A Distributed Serving System");
    row("Ray Data: A Stream", "{Ray} {Data}: A Stream");
    row("Efficient Large Language Model Serving: A Survey",
        "Efficient Large Language Model Serving: A Survey");
    row("vLLM: PagedAttention", "{vLLM}: {PagedAttention}");
    row("cedar: Composable Pipelines", "{cedar}: Composable Pipelines");
    row("GPT-4 on H100 and P2P", "{GPT}-4 on {H100} and {P2P}");
    row("DeepSpeed-MoE", "{DeepSpeed}-{MoE}");
    row("Mixture-of-Experts Training", "Mixture-of-Experts Training");
    row("I/O in C", "{I}/{O} in {C}");
    row("A Kubernetes Scheduler", "A {Kubernetes} Scheduler");
    row("Fast training of models by Alice on clusters", "Fast training of models by {Alice} on clusters");
    row("Fast training: The end of models", "{Fast} training: The end of models");
    row("Where is it? Nobody knows these things", "Where is it? Nobody knows these things");
    row("Über GPUs", "Über {GPU}s");
    row("S&P 70% {x}", "{S}\\&{P} 70\\% \\{x\\}");
    row("\xF0\x9D\x94\xB8", "\xF0\x9D\x94\xB8");
}

void TestBibtexText::appendBibtexTitle_capitalsOfNames_areProtected()
{
    QFETCH(QByteArray, title);
    std::string out;
    appendBibtexTitle(out, title.toStdString());
    QTEST(QByteArray::fromStdString(out), "written");
}

void TestBibtexText::appendBibtexAddress_braces_areEncoded()
{
    std::string out;
    appendBibtexAddress(out, "https://x.org/a_b%20{c}\\d~e&f#g");
    QCOMPARE(out, std::string("https://x.org/a_b%20%7Bc%7D%5Cd~e&f#g"));
}

QTEST_APPLESS_MAIN(TestBibtexText)
#include "tst_bibtextext.moc"
