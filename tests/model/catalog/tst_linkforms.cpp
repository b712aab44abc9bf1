// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/linkforms.h"

#include "catalog/link.h"
#include "support/listbuilder.h"

#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;

namespace {

CatalogPointer paper(std::initializer_list<EntryDraft::NewLink> links)
{
    EntryDraft draft;
    draft.title = "Paper";
    draft.links = links;
    return ListBuilder().section("S").entry(std::move(draft)).build();
}

QStringList described(const std::vector<LinkForm> &forms)
{
    static const QStringList kNames{QStringLiteral("publisher"),  QStringLiteral("abstract"),
                                    QStringLiteral("pdf"),        QStringLiteral("html"),
                                    QStringLiteral("alphaxiv"),   QStringLiteral("doi"),
                                    QStringLiteral("openreview"), QStringLiteral("code"),
                                    QStringLiteral("slides"),     QStringLiteral("other")};
    QStringList lines;
    for (const LinkForm &form : forms) {
        lines << kNames[static_cast<int>(form.kind)] + QLatin1Char(' ') +
                     form.url.toString(QUrl::FullyEncoded);
    }
    return lines;
}

QStringList formsOf(std::initializer_list<EntryDraft::NewLink> links)
{
    return described(linkForms(*paper(links), 0));
}

} // namespace

class LinkFormsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void workWithoutLink_hasNone() { QCOMPARE(formsOf({}), QStringList()); }

    void arxivLink_givesAllFormsOfArxiv()
    {
        QCOMPARE(formsOf({{"https://arxiv.org/abs/2401.00001", ""}}),
                 (QStringList{QStringLiteral("abstract https://arxiv.org/abs/2401.00001"),
                              QStringLiteral("pdf https://arxiv.org/pdf/2401.00001"),
                              QStringLiteral("html https://arxiv.org/html/2401.00001"),
                              QStringLiteral("alphaxiv https://www.alphaxiv.org/abs/2401.00001")}));
    }

    void formThatTheListLinksItself_isNotDerivedAgain()
    {
        QCOMPARE(formsOf({{"http://www.arxiv.org/abs/2401.00001v2", ""}}),
                 (QStringList{QStringLiteral("abstract http://www.arxiv.org/abs/2401.00001v2"),
                              QStringLiteral("pdf https://arxiv.org/pdf/2401.00001"),
                              QStringLiteral("html https://arxiv.org/html/2401.00001"),
                              QStringLiteral("alphaxiv https://www.alphaxiv.org/abs/2401.00001")}));
    }

    void publisherLink_comesFirstAndGivesDoi()
    {
        QCOMPARE(formsOf({{"https://dl.acm.org/doi/10.1145/1", ""}, {"https://github.com/a/b", "Code"}}),
                 (QStringList{QStringLiteral("publisher https://dl.acm.org/doi/10.1145/1"),
                              QStringLiteral("doi https://doi.org/10.1145/1"),
                              QStringLiteral("code https://github.com/a/b")}));
    }

    void preferredLink_staysFirstWhateverItsKind()
    {
        QCOMPARE(formsOf({{"https://openreview.net/forum?id=x1", ""}, {"https://a.example/p.pdf", "paper"}}),
                 (QStringList{QStringLiteral("openreview https://openreview.net/forum?id=x1"),
                              QStringLiteral("pdf https://a.example/p.pdf"),
                              QStringLiteral("pdf https://openreview.net/pdf?id=x1")}));
    }

    void slides_areNoPaper()
    {
        const CatalogPointer catalog =
            paper({{"https://a.example/x", ""}, {"https://a.example/s.pdf", "slides"}});
        const std::vector<LinkForm> forms = linkForms(*catalog, 0);
        QCOMPARE(described(forms), (QStringList{QStringLiteral("publisher https://a.example/x"),
                                                QStringLiteral("slides https://a.example/s.pdf")}));
        QVERIFY(!pdfForm(forms).has_value());
    }

    void pdfForm_isThePaper()
    {
        const std::optional<LinkForm> pdf =
            pdfForm(linkForms(*paper({{"https://arxiv.org/abs/2401.00001", ""}}), 0));
        QVERIFY(pdf.has_value());
        QCOMPARE(pdf->url, QUrl(QStringLiteral("https://arxiv.org/pdf/2401.00001")));
        for (const char *url : {"https://a.example/X.PDF", "https://openreview.net/pdf?id=x1",
                                "https://dl.acm.org/doi/pdf/10.1145/1"}) {
            const std::optional<LinkForm> own = pdfForm(linkForms(*paper({{url, ""}}), 0));
            QVERIFY(own.has_value());
            QCOMPARE(own->url, QUrl(QString::fromLatin1(url)));
        }
    }

    void linkLeadsToPdf_whereItsWorkHasOne()
    {
        for (const char *url :
             {"https://arxiv.org/abs/2401.00001", "https://arxiv.org/abs/2401.0000x",
              "https://arxiv.org/abs/none", "http://www.arxiv.org/abs/cs/9901002",
              "https://arxiv.org/pdf/2401.00001", "https://a.example/X.PDF",
              "https://a.example/x.pdf?download", "https://a.example/x", "https://openreview.net/forum?id=x1",
              "https://openreview.net/group?id=x1", "https://doi.org/10.48550/arXiv.2401.00001",
              "https://dl.acm.org/doi/10.1145/1", "https://aclanthology.org/2023.acl-long.134",
              "https://github.com/a/b", "https://github.com/a/b.pdf", "../x.pdf", "javascript:x.pdf",
              "https://"}) {
            QCOMPARE(leadsToPdf(url, linkKind(url)), pdfForm(linkForms(*paper({{url, ""}}), 0)).has_value());
        }
        QVERIFY(!leadsToPdf("https://a.example/x.pdf", LinkKind::Slides));
    }

    void unsafeLinks_giveNoForm()
    {
        QCOMPARE(formsOf({{"javascript:alert(1)", ""},
                          {"file:///etc/passwd", "x"},
                          {"../x.pdf", "y"},
                          {"https://", "z"}}),
                 QStringList());
    }

    void unsafeFirstLink_leavesTheNextAsPreferred()
    {
        QCOMPARE(formsOf({{"javascript:alert(1)", ""}, {"https://a.example/x", "page"}}),
                 QStringList{QStringLiteral("publisher https://a.example/x")});
    }

    void entriesOfOneWork_giveTheirLinksTogether()
    {
        const CatalogPointer catalog =
            ListBuilder()
                .section("S")
                .entry("Paper", "arXiv", 2024, "https://arxiv.org/abs/2401.00001")
                .section("T")
                .entry("Paper", "OSDI", 2024, "https://www.usenix.org/conference/osdi24/presentation/fu")
                .build();
        const QStringList forms = described(linkForms(*catalog, 0));
        QCOMPARE(forms.size(), 5);
        QCOMPARE(forms.first(),
                 QStringLiteral("publisher https://www.usenix.org/conference/osdi24/presentation/fu"));
        QCOMPARE(forms.at(1), QStringLiteral("abstract https://arxiv.org/abs/2401.00001"));
    }

    void titleSearch_escapesTheTitle_data()
    {
        QTest::addColumn<int>("site");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, SearchSite site, const char *expected) {
            QTest::newRow(name) << static_cast<int>(site) << QByteArray(expected);
        };
        row("arxiv", SearchSite::Arxiv,
            "https://arxiv.org/search/?query=MSCCL%2B%2B%3A%20100%25%20A%26B%20%23%C3%A9&searchtype=title");
        row("scholar", SearchSite::GoogleScholar,
            "https://scholar.google.com/scholar?q=MSCCL%2B%2B%3A%20100%25%20A%26B%20%23%C3%A9");
        row("semantic scholar", SearchSite::SemanticScholar,
            "https://www.semanticscholar.org/search?q=MSCCL%2B%2B%3A%20100%25%20A%26B%20%23%C3%A9");
        row("dblp", SearchSite::Dblp,
            "https://dblp.org/search?q=MSCCL%2B%2B%3A%20100%25%20A%26B%20%23%C3%A9");
    }

    void titleSearch_escapesTheTitle()
    {
        QFETCH(int, site);
        QFETCH(QByteArray, expected);
        const QUrl url =
            titleSearchUrl(QStringLiteral("MSCCL++: 100% A&B #\u00E9"), static_cast<SearchSite>(site));
        QCOMPARE(url.toEncoded(), expected);
    }
};

QTEST_GUILESS_MAIN(LinkFormsTest)
#include "tst_linkforms.moc"
