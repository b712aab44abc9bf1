// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/link.h"

#include <QtTest>

using namespace carrel;

namespace {

QString kindName(std::string_view url, std::string_view label = {})
{
    const std::string_view name = linkKindName(linkKind(url, label));
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

class LinkTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kind_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *url, const char *kind) {
            QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(kind);
        };
        row("https://arxiv.org/abs/2401.00001", "arxiv-abs");
        row("https://www.arxiv.org/abs/2401.00001v2", "arxiv-abs");
        row("https://browse.arxiv.org/pdf/2401.00001.pdf", "arxiv-pdf");
        row("https://arxiv.org/list/cs.LG/recent", "other");
        row("https://dl.acm.org/doi/pdf/10.1145/3638757", "acm");
        row("https://dl.acm.org/profile/1", "other");
        row("https://doi.org/10.1145/3638757", "doi");
        row("http://dx.doi.org/10.1145/3638757", "doi");
        row("https://www.usenix.org/conference/osdi24/presentation/fu", "usenix");
        row("https://www.usenix.org/system/files/osdi24-fu.pdf", "usenix");
        row("https://openreview.net/pdf?id=abc", "openreview");
        row("https://github.com/a/b", "github");
        row("https://www.vldb.org/pvldb/vol17/p863-kim.pdf", "pdf");
        row("https://a.example/X.PDF?download=1", "pdf");
        row("https://a.example/x.pdfx", "other");
        row("https://notgithub.com/a", "other");
        row("https://arxiv.org.evil.example/abs/2401.00001", "other");
        row("https://a.example", "other");
        row("HTTP://A.EXAMPLE/", "other");
        row("docs/x.md", "relative");
        row("?x=1", "relative");
        row("#anchor", "anchor");
        row("https://[bad/", "invalid");
        row("https://a:99999/", "invalid");
        row("https://a..b/", "invalid");
        row("", "invalid");
    }

    void kind()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, kind);
        QCOMPARE(kindName(url.toStdString()), kind);
        QCOMPARE(isOpenable(linkKind(url.toStdString())), openableUrl(url.toStdString()).has_value());
    }

    void kind_labelTellsWhatTheHostDoesNot()
    {
        QCOMPARE(kindName("https://a.example/x", "[Code]"), QStringLiteral("github"));
        QCOMPARE(kindName("https://a.example/x", "\u4EE3\u7801"), QStringLiteral("github"));
        QCOMPARE(kindName("https://a.example/x", "PDF"), QStringLiteral("pdf"));
        QCOMPARE(kindName("https://a.example/x.pdf", "code"), QStringLiteral("pdf"));
        QCOMPARE(kindName("https://arxiv.org/abs/2401.00001", "pdf"), QStringLiteral("arxiv-abs"));
        QCOMPARE(kindName("https://a.example/x", "code of conduct"), QStringLiteral("other"));
        QCOMPARE(kindName("javascript:alert(1)", "pdf"), QStringLiteral("unsafe"));
        QCOMPARE(kindName("notes/x.md", "pdf"), QStringLiteral("relative"));
    }

    void kind_labelTellsSlides()
    {
        QCOMPARE(kindName("https://a.example/x.pdf", "slides"), QStringLiteral("slides"));
        QCOMPARE(kindName("https://a.example/x.pdf", "Slides:"), QStringLiteral("slides"));
        QCOMPARE(kindName("https://a.example/x.pdf", "landslides"), QStringLiteral("pdf"));
        QCOMPARE(kindName("javascript:alert(1)", "slides"), QStringLiteral("unsafe"));
        QCOMPARE(kindName("slides.pdf", "slides"), QStringLiteral("relative"));
    }

    void neverOpened_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("kind");
        const auto row = [](const char *url, const char *kind = "unsafe") {
            QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(kind);
        };
        row("javascript:alert(1)");
        row("JaVaScRiPt:alert(1)");
        row("java\tscript:alert(1)");
        row("data:text/html;base64,PHNjcmlwdD4=");
        row("vbscript:x");
        row("file:///etc/passwd");
        row("file://evil.example/share/x");
        row("\\\\evil.example\\share");
        row("//evil.example/x");
        row("ftp://evil.example/x");
        row("mailto:a@b.c?subject=x");
        row("about:blank");
        row("qrc:/main.qml");
        row("smb://evil.example/x");
        row("ms-msdt:/id");
        row("x-terminal-emulator:rm");
        row("http:javascript:alert(1)", "invalid");
        row("https://", "invalid");
        row("https:///nohost", "invalid");
        row("#anchor", "anchor");
        row("../../etc/passwd", "relative");
        row("https://arxiv.org\\@evil.example/abs/2401.00007");
        row("https://ok.example/a\nb");
        row("https://ok.example\r/");
        row(" javascript:alert(1)");
        row(" https://ok.example/", "invalid");
        row("view-source:https://ok.example/");
        row("blob:https://ok.example/x");
        row("https&#58;//ok.example", "relative");
        row("--help", "relative");
        row("-https://ok.example", "invalid");
    }

    void neverOpened()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, kind);
        QCOMPARE(kindName(url.toStdString()), kind);
        QVERIFY(!isOpenable(linkKind(url.toStdString())));
        QVERIFY(!openableUrl(url.toStdString()).has_value());
    }

    void openableUrl_keepsTheAddress()
    {
        const auto open = [](std::string_view url) { return openableUrl(url).value_or(QUrl()).toEncoded(); };
        QCOMPARE(open("https://openreview.net/forum?id=a%2Bb&x=1#top"),
                 QByteArray("https://openreview.net/forum?id=a%2Bb&x=1#top"));
        QCOMPARE(open("https://ok.example/a b"), QByteArray("https://ok.example/a%20b"));
        QCOMPARE(open("https://ok.example:8080/x_(y)"), QByteArray("https://ok.example:8080/x_(y)"));
        QCOMPARE(open("https://ok.example/\xE2\x80\xAE"), QByteArray("https://ok.example/%E2%80%AE"));
        QCOMPARE(open("http://[::1]/x"), QByteArray("http://[::1]/x"));
    }

    void openableUrl_neverCarriesUserOrPassword()
    {
        const std::optional<QUrl> url = openableUrl("https://user:secret@arxiv.org/abs/2401.00001");
        QVERIFY(url.has_value());
        QCOMPARE(url->toEncoded(), QByteArray("https://arxiv.org/abs/2401.00001"));
    }

    void trueHost_isWhereTheLinkLeads_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *url, const char *host) {
            QTest::newRow(url) << QByteArray(url) << QString::fromLatin1(host);
        };
        row("https://user:secret@arxiv.org/abs/2401.00001", "arxiv.org");
        row("https://arxiv.org@evil.example/abs/2401.00001", "evil.example");
        row("https://arxiv.org%2eevil.example/abs/1", "");
        row("https://\xD0\xB0rxiv.org/abs/2401.00001", "xn--rxiv-43d.org");
        row("https://ARXIV.org:443/", "arxiv.org");
        row("https://\xE4\xBE\x8B\xE5\xAD\x90.example/", "xn--fsqu00a.example");
        row("https://[bad/", "");
        row("javascript:alert(1)", "");
        row("docs/x.md", "");
    }

    void trueHost_isWhereTheLinkLeads()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, host);
        QCOMPARE(trueHost(url.toStdString()), host);
        if (const std::optional<QUrl> opened = openableUrl(url.toStdString())) {
            QCOMPARE(opened->host(QUrl::FullyEncoded), host);
        }
    }
};

QTEST_GUILESS_MAIN(LinkTest)
#include "tst_link.moc"
