// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/canonicalid.h"

#include <QtTest>

#include <array>

using namespace carrel;

namespace {

struct Form
{
    const char *url = nullptr;
    const char *id = ""; ///< empty: the address has none
};

constexpr std::array kForms{
    Form{"https://arxiv.org/abs/2401.00001", "arxiv:2401.00001"},
    Form{"http://arxiv.org/abs/2401.00001v7", "arxiv:2401.00001"},
    Form{"https://www.arxiv.org/abs/2401.00001", "arxiv:2401.00001"},
    Form{"https://arxiv.org/pdf/2401.00001", "arxiv:2401.00001"},
    Form{"https://arxiv.org/pdf/2401.00001v2.pdf", "arxiv:2401.00001"},
    Form{"https://browse.arxiv.org/pdf/2401.00001.pdf", "arxiv:2401.00001"},
    Form{"https://arxiv.org/html/2401.00001v1", "arxiv:2401.00001"},
    Form{"https://arxiv.org/abs//2401.00001", "arxiv:2401.00001"},
    Form{"https://arxiv.org/abs/2401.00001/", "arxiv:2401.00001"},
    Form{"https://arxiv.org/abs/2401.00001?context=cs", "arxiv:2401.00001"},
    Form{"https://doi.org/10.48550/arXiv.2401.00001", "arxiv:2401.00001"},
    Form{"https://arxiv.org/abs/cs/0601001", "arxiv:cs/0601001"},
    Form{"https://arxiv.org/abs/math.GT/0309136", "arxiv:math.GT/0309136"},
    Form{"https://arxiv.org/abs/0704.0001", "arxiv:0704.0001"},
    Form{"https://dl.acm.org/doi/10.1145/3638757", "doi:10.1145/3638757"},
    Form{"https://dl.acm.org/doi/abs/10.1145/3638757", "doi:10.1145/3638757"},
    Form{"https://dl.acm.org/doi/pdf/10.1145/3638757?download=true", "doi:10.1145/3638757"},
    Form{"https://dl.acm.org/doi/full/10.1145/3638757", "doi:10.1145/3638757"},
    Form{"http://dx.doi.org/10.1145/3638757", "doi:10.1145/3638757"},
    Form{"https://doi.org/10.1109/ISCA52012.2021.00049", "doi:10.1109/isca52012.2021.00049"},
    Form{"https://dl.acm.org/doi/abs/10.1109/ISCA52012.2021.00049", "doi:10.1109/isca52012.2021.00049"},
    Form{"https://openreview.net/forum?id=abcDEF1234", "openreview:abcDEF1234"},
    Form{"https://openreview.net/pdf?id=abcDEF1234", "openreview:abcDEF1234"},
    Form{"https://openreview.net/forum?noteId=q&id=abcDEF1234", "openreview:abcDEF1234"},
    Form{"https://www.usenix.org/conference/osdi24/presentation/fu", "usenix:osdi24/fu"},
    Form{"https://arxiv.org/list/cs.LG/recent"},
    Form{"https://arxiv.org/abs/notanid"},
    Form{"https://openreview.net/group?id=ICLR.cc/2025"},
    // arXiv, written oddly
    Form{"https://arxiv.org/abs/math.GT/0309136v2", "arxiv:math.GT/0309136"},
    Form{"https://arxiv.org/pdf/cs/0601001.pdf", "arxiv:cs/0601001"},
    Form{"https://arxiv.org/abs/2401.00001#section", "arxiv:2401.00001"},
    Form{"https://arxiv.org/abs/2401.00001v"},
    Form{"https://arxiv.org/abs/240.00001"},
    Form{"https://arxiv.org/abs/2401.000"},
    Form{"https://arxiv.org/abs/2401.000011"},
    Form{"https://arxiv.org/abs/"},
    Form{"https://arxiv.org/"},
    Form{"https://arxiv.org"},
    Form{"https://doi.org/10.48550/arXiv.2401.00001v3", "arxiv:2401.00001"},
    Form{"https://dl.acm.org/doi/10.48550/arXiv.2401.00001", "arxiv:2401.00001"},

    // Look-alikes, users, ports
    Form{"https://user:secret@arxiv.org/abs/2401.00001", "arxiv:2401.00001"},
    Form{"https://arxiv.org@evil.example/abs/2401.00001"},
    Form{"https://arxiv.org:443/abs/2401.00002", "arxiv:2401.00002"},
    Form{"https://arxiv.org:99999/abs/2401.00003"},
    Form{"https://arxiv.org%2eevil.example/abs/2401.00004"},
    Form{"https://[::1]/abs/2401.00005"},
    Form{"https://127.0.0.1:8080/x.pdf"},
    Form{"http://169.254.169.254/latest/meta-data/"},
    Form{"https://[bad/abs/2401.00006"},
    Form{"https://arxiv.org\\@evil.example/abs/2401.00007"},
    Form{"https://\xD0\xB0rxiv.org/abs/2401.00001"},
    Form{"https://xn--rxiv-63d.org/abs/2401.00001"},
    Form{"https://arxiv.org.evil.example/abs/2401.00002"},
    Form{"https://evil.example/arxiv.org/abs/2401.00003"},
    Form{"https://arxiv\xEF\xBC\x8Eorg/abs/2401.00004", "arxiv:2401.00004"},
    Form{"https://ARXIV.ORG/abs/2401.00005", "arxiv:2401.00005"},
    Form{"https://notarxiv.org/abs/2401.00006"},
    Form{"https://evil.example/?u=https://arxiv.org/abs/2401.00007"},
    Form{"https://evil.example/#arxiv.org/abs/2401.00008"},
    Form{"https://export.arxiv.org/abs/2401.00009", "arxiv:2401.00009"},

    // DOI
    Form{"https://doi.org/10.1145/3638757/", "doi:10.1145/3638757"},
    Form{"https://doi.org/10.1000/a/b", "doi:10.1000/a/b"},
    Form{"https://doi.org/10.1145/"},
    Form{"https://doi.org/10.1145"},
    Form{"https://doi.org/"},
    Form{"https://doi.org///"},
    Form{"https://dl.acm.org/doi/"},
    Form{"https://dl.acm.org/doi/abs/"},
    Form{"https://dl.acm.org/doi/fullHtml/10.1145/3638757", "doi:10.1145/3638757"},
    Form{"https://dl.acm.org/profile/10.1145"},

    // OpenReview, USENIX
    Form{"https://openreview.net/attachment?id=abc_-1&name=x", "openreview:abc_-1"},
    Form{"https://openreview.net/forum?id="},
    Form{"https://openreview.net/forum?xid=abc"},
    Form{"https://openreview.net/forum"},
    Form{"https://openreview.net/forum?id=a%20b"},
    Form{"https://www.usenix.org/conference/OSDI24/presentation/Fu", "usenix:osdi24/fu"},
    Form{"https://www.usenix.org/conference/osdi24/presentation/"},
    Form{"https://www.usenix.org/system/files/osdi24-fu.pdf"},

    // Proceedings
    Form{"https://aclanthology.org/2023.acl-long.134/", "acl:2023.acl-long.134"},
    Form{"https://aclanthology.org/2025.findings-emnlp.957.pdf", "acl:2025.findings-emnlp.957"},
    Form{"https://www.aclweb.org/anthology/P18-1001", "acl:P18-1001"},
    Form{"https://aclanthology.org/P18-1001.bib", "acl:P18-1001"},
    Form{"https://aclanthology.org/events/acl-2024/"},
    Form{"https://www.aclweb.org/emnlp-2019"},
    Form{"https://proceedings.mlr.press/v162/du22c/du22c.pdf", "pmlr:v162/du22c"},
    Form{"https://proceedings.mlr.press/v235/fu24a.html", "pmlr:v235/fu24a"},
    Form{"https://proceedings.mlr.press/v235/"},
    Form{"https://proceedings.mlr.press/vol/fu24a.html"},
    Form{"https://proceedings.mlsys.org/paper_files/paper/2022/hash/"
         "f0f9e98bc2e2f0abc3e315eaa0d808fc-Abstract.html",
         "mlsys:2022/f0f9e98bc2e2f0abc3e315eaa0d808fc"},
    Form{"https://proceedings.mlsys.org/paper/2021/file/f0f9e98bc2e2f0abc3e315eaa0d808fc-Paper.pdf",
         "mlsys:2021/f0f9e98bc2e2f0abc3e315eaa0d808fc"},
    Form{"https://proceedings.mlsys.org/paper/2021/hash/f0f9e98b"},
    Form{"https://proceedings.mlsys.org/paper/2021"},
    Form{"https://papers.nips.cc/paper/2020/hash/"
         "1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html?utm_medium=email",
         "neurips:2020/1457c0d6bfcb4967418bfb8ac142f64a"},
    Form{"https://papers.nips.cc/paper/7181-attention-is-all-you-need"},
    Form{"https://ieeexplore.ieee.org/abstract/document/10820024", "ieee:10820024"},
    Form{"https://ieeexplore.ieee.org/document/10820024/", "ieee:10820024"},
    Form{"https://ieeexplore.ieee.org/author/10820024"},
    Form{"https://www.vldb.org/pvldb/vol17/p863-kim.pdf", "pvldb:17/p863-kim"},
    Form{"https://www.vldb.org/pvldb/vol/p863-kim.pdf"},
    Form{"https://www.computer.org/csdl/proceedings-article/icde/2025/360300e640/26FZD2zy2IM",
         "csdl:26FZD2zy2IM"},
    Form{"https://www.computer.org/csdl/journal/td/5555/01/10792656/22AQNnaMR6U", "csdl:22AQNnaMR6U"},
    Form{"https://www.computer.org/csdl/proceedings/icde/2025"},
    Form{"https://github.com/a/b"},
    Form{"relative/path"},
    Form{""},
};

} // namespace

class CanonicalIdTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalId_data()
    {
        QTest::addColumn<QByteArray>("url");
        QTest::addColumn<QString>("id");
        for (const Form &form : kForms) {
            QTest::newRow(form.url) << QByteArray(form.url) << QString::fromUtf8(form.id);
        }
    }

    void canonicalId()
    {
        QFETCH(QByteArray, url);
        QFETCH(QString, id);
        const std::optional<std::string> found = carrel::canonicalId(std::string_view(url.constData()));
        QCOMPARE(QString::fromStdString(found.value_or("")), id);
    }

    void arxivYear_isTheYearOfNewIdsOnly()
    {
        QCOMPARE(arxivYear("arxiv:2401.00001"), 2024);
        QCOMPARE(arxivYear("arxiv:0704.0001"), 2007);
        QCOMPARE(arxivYear("arxiv:cs/0601001"), 0);
        QCOMPARE(arxivYear("doi:10.1145/3638757"), 0);
        QCOMPARE(arxivYear("arxiv:"), 0);
        QCOMPARE(arxivYear(""), 0);
    }
};

QTEST_GUILESS_MAIN(CanonicalIdTest)
#include "tst_canonicalid.moc"
