// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/weburl.h"

#include <QtTest>

using namespace carrel;

namespace {

QString hostOf(std::string_view url)
{
    const std::optional<WebUrl> parts = parseWebUrl(url);
    return parts ? QString::fromStdString(parts->host) : QStringLiteral("(none)");
}

QByteArray bytes(std::string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class WebUrlTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void host_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *url, const char *host = "(none)") {
            QTest::newRow(url) << QByteArray(url) << QString::fromUtf8(host);
        };
        const QByteArray longLabel = "https://" + QByteArray(64, 'a') + ".example/";
        row("https://arxiv.org/abs/2401.00001", "arxiv.org");
        row("http://arxiv.org", "arxiv.org");
        row("HTTPS://ARXIV.ORG/abs/1", "arxiv.org");
        row("https://arxiv.org?x=1", "arxiv.org");
        row("https://arxiv.org#x", "arxiv.org");
        row("https://arxiv.org./abs/1", "arxiv.org.");
        row("https://user:secret@arxiv.org/abs/2401.00001", "arxiv.org");
        row("https://arxiv.org@evil.example/abs/2401.00001", "evil.example");
        row("https://arxiv.org:443/abs/2401.00002", "arxiv.org");
        row("https://arxiv.org:99999/abs/2401.00003");
        row("https://arxiv.org%2eevil.example/abs/2401.00004");
        row("https://[::1]/abs/2401.00005", "::1");
        row("https://127.0.0.1:8080/x.pdf", "127.0.0.1");
        row("http://169.254.169.254/latest/meta-data/", "169.254.169.254");
        row("https://[bad/abs/2401.00006");
        row("https://arxiv.org\\@evil.example/abs/2401.00007");
        row("https://\xD0\xB0rxiv.org/abs/2401.00001", "xn--rxiv-43d.org");
        row("https://xn--rxiv-63d.org/abs/2401.00001", "xn--rxiv-63d.org");
        row("https://arxiv.org.evil.example/abs/1", "arxiv.org.evil.example");
        row("https://evil.example/arxiv.org/abs/1", "evil.example");
        row("https://arxiv\xEF\xBC\x8Eorg/abs/2401.00004", "arxiv.org");
        row("https://notarxiv.org/abs/1", "notarxiv.org");
        row("https://evil.example/?u=https://arxiv.org/abs/1", "evil.example");
        row("https://evil.example/#arxiv.org/abs/1", "evil.example");
        row("https://export.arxiv.org/abs/1", "export.arxiv.org");
        row("https://");
        row("https:///nohost");
        row("https://:80/");
        row("https://@/");
        row("https://.org/");
        row("https://a..b/");
        row("http://1/", "0.0.0.1");
        row("https://0x7f.1/", "127.0.0.1");
        row("https://-a.example/");
        row("https://xn--/");
        row(longLabel.constData());
        row("https://a b/");
        row("https://a\xFF/");
        row("http:javascript:alert(1)");
        row("https:/arxiv.org/");
        row(" https://arxiv.org/");
        row("//arxiv.org/");
        row("ftp://arxiv.org/");
        row("javascript:alert(1)");
        row("https://arxiv.org/abs/2401.00001\x01");
        row("https://arxiv.org\t/");
        row("");
    }

    void host()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, host);
        QCOMPARE(hostOf(url.toStdString()), host);
    }

    void pathAndQuery_areAsWritten()
    {
        const std::string url = "https://h.example/A//b%20?Q=1?&x=/y#frag?no";
        const std::optional<WebUrl> parts = parseWebUrl(url);
        QVERIFY(parts.has_value());
        QCOMPARE(bytes(parts->path), QByteArray("/A//b%20"));
        QCOMPARE(bytes(parts->query), QByteArray("Q=1?&x=/y"));
    }

    void pathAndQuery_mayBeEmpty()
    {
        const std::optional<WebUrl> parts = parseWebUrl("https://h.example#a/b?c");
        QVERIFY(parts.has_value());
        QVERIFY(parts->path.empty());
        QVERIFY(parts->query.empty());
    }

    void hostIs_takesSubdomainsAndNoLookAlikes()
    {
        QVERIFY(hostIs("arxiv.org", "arxiv.org"));
        QVERIFY(hostIs("www.arxiv.org", "arxiv.org"));
        QVERIFY(!hostIs("notarxiv.org", "arxiv.org"));
        QVERIFY(!hostIs("arxiv.org.evil.example", "arxiv.org"));
        QVERIFY(!hostIs("org", "arxiv.org"));
        QVERIFY(!hostIs("", "arxiv.org"));
    }
};

QTEST_GUILESS_MAIN(WebUrlTest)
#include "tst_weburl.moc"
