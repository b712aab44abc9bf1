// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/linkforms.h"

#include "catalog/canonicalid.h"
#include "catalog/catalog.h"
#include "catalog/link.h"
#include "catalog/weburl.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

FormKind formOf(LinkKind kind)
{
    constexpr std::array kForms{
        FormKind::ArxivAbstract, FormKind::Pdf, FormKind::Publisher, FormKind::Doi,    FormKind::Publisher,
        FormKind::OpenReview,    FormKind::Pdf, FormKind::Code,      FormKind::Slides, FormKind::Publisher};
    return kForms[static_cast<std::size_t>(kind)];
}

QUrl webUrl(const char *prefix, std::string_view value, const char *suffix = "")
{
    return QUrl(QLatin1String(prefix) + toQString(value) + QLatin1String(suffix));
}

bool endsWithPdf(std::string_view path)
{
    constexpr std::string_view kSuffix = ".pdf";
    return path.size() >= kSuffix.size() && caseFolded(path.substr(path.size() - kSuffix.size())) == kSuffix;
}

/// True for an address that is the PDF itself, not a page that leads to it.
bool isPdf(std::string_view path, LinkKind kind)
{
    return kind != LinkKind::Slides && (formOf(kind) == FormKind::Pdf || endsWithPdf(path) ||
                                        (kind == LinkKind::OpenReview && path == "/pdf") ||
                                        (kind == LinkKind::Acm && path.starts_with("/doi/pdf/")));
}

/// The usual address of a paper on arXiv, told without taking it apart.
bool isUsualArxivPage(std::string_view url)
{
    constexpr std::string_view kPage = "https://arxiv.org/abs/";
    constexpr std::string_view kId = "0000.00000";
    if (!url.starts_with(kPage) || url.size() != kPage.size() + kId.size()) {
        return false;
    }
    url.remove_prefix(kPage.size());
    return std::equal(url.begin(), url.end(), kId.begin(),
                      [](char c, char form) { return form == '.' ? c == '.' : c >= '0' && c <= '9'; });
}

class FormCollector final
{
public:
    void addLink(std::string_view url, LinkKind kind)
    {
        const std::optional<QUrl> web = openableUrl(url);
        if (!web) {
            return;
        }
        const bool pdf = isPdf(web->path().toStdString(), kind);
        add(pdf ? FormKind::Pdf : formOf(kind), *web, canonicalId(url).value_or(std::string()));
    }

    void addDerived()
    {
        const std::vector<Origin> own = m_origins;
        for (const Origin &origin : own) {
            if (!origin.id.empty()) {
                addDerived(origin.id);
            }
        }
    }

    std::vector<LinkForm> take()
    {
        if (!m_forms.empty()) {
            std::stable_sort(m_forms.begin() + 1, m_forms.end(),
                             [](const LinkForm &a, const LinkForm &b) { return a.kind < b.kind; });
        }
        return std::move(m_forms);
    }

private:
    struct Origin
    {
        FormKind kind;
        std::string id;
    };

    void add(FormKind kind, const QUrl &url, const std::string &id)
    {
        // Ten thousand doubles of one entry are one work, and each further form is compared with all before.
        constexpr std::size_t kMostForms = 50;
        const bool known = std::any_of(m_forms.begin(), m_forms.end(),
                                       [&](const LinkForm &form) { return form.url == url; });
        if (!known && url.isValid() && m_forms.size() < kMostForms) {
            m_forms.push_back({kind, url});
            m_origins.push_back({kind, id});
        }
    }

    /// A form that the list itself links for this id, maybe in another version, is not offered twice.
    void derive(FormKind kind, const std::string &id, const char *prefix, const char *suffix = "")
    {
        const bool linked = std::any_of(m_origins.begin(), m_origins.end(), [&](const Origin &origin) {
            return origin.kind == kind && origin.id == id;
        });
        if (!linked) {
            add(kind, webUrl(prefix, std::string_view(id).substr(id.find(':') + 1), suffix), id);
        }
    }

    void addDerived(const std::string &id)
    {
        if (id.starts_with("arxiv:")) {
            derive(FormKind::ArxivAbstract, id, "https://arxiv.org/abs/");
            derive(FormKind::Pdf, id, "https://arxiv.org/pdf/");
            derive(FormKind::ArxivHtml, id, "https://arxiv.org/html/");
            derive(FormKind::AlphaXiv, id, "https://www.alphaxiv.org/abs/");
        } else if (id.starts_with("doi:")) {
            derive(FormKind::Doi, id, "https://doi.org/");
        } else if (id.starts_with("openreview:")) {
            derive(FormKind::OpenReview, id, "https://openreview.net/forum?id=");
            derive(FormKind::Pdf, id, "https://openreview.net/pdf?id=");
        } else if (id.starts_with("acl:")) {
            derive(FormKind::Publisher, id, "https://aclanthology.org/", "/");
            derive(FormKind::Pdf, id, "https://aclanthology.org/", ".pdf");
        }
    }

    std::vector<LinkForm> m_forms;
    std::vector<Origin> m_origins; ///< what each form was made from
};

} // namespace

std::vector<LinkForm> linkForms(const Catalog &catalog, quint32 work)
{
    FormCollector forms;
    if (const Link *preferred = catalog.preferredLinkOfWork(work)) {
        forms.addLink(catalog.text(preferred->url()), preferred->kind);
    }
    for (const quint32 number : catalog.work(work).entries) {
        for (const Link &link : catalog.links(catalog.entry(number).links())) {
            forms.addLink(catalog.text(link.url()), link.kind);
        }
    }
    forms.addDerived();
    return forms.take();
}

std::optional<LinkForm> pdfForm(const std::vector<LinkForm> &forms)
{
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [](const LinkForm &each) { return each.kind == FormKind::Pdf; });
    return form == forms.end() ? std::nullopt : std::optional(*form);
}

bool leadsToPdf(std::string_view url, LinkKind kind)
{
    if (!isOpenable(kind)) {
        return false;
    }
    if (isUsualArxivPage(url)) {
        return true;
    }
    const std::optional<WebUrl> parts = parseWebUrl(url);
    if (!parts) {
        return false;
    }
    if (isPdf(parts->path, kind)) {
        return true;
    }
    const std::string id = canonicalId(*parts).value_or(std::string());
    return id.starts_with("arxiv:") || id.starts_with("openreview:") || id.starts_with("acl:");
}

QUrl titleSearchUrl(QStringView title, SearchSite site)
{
    struct Site
    {
        const char *address;
        const char *parameter;
    };
    constexpr std::array kSites{
        Site{"https://arxiv.org/search/", "query"}, Site{"https://scholar.google.com/scholar", "q"},
        Site{"https://www.semanticscholar.org/search", "q"}, Site{"https://dblp.org/search", "q"}};
    const Site &chosen = kSites[static_cast<std::size_t>(site)];
    QUrlQuery query;
    // A plus sign in a query means a blank to these services, so it is escaped by hand.
    query.addQueryItem(QLatin1String(chosen.parameter),
                       QString::fromLatin1(QUrl::toPercentEncoding(title.toString())));
    if (site == SearchSite::Arxiv) {
        query.addQueryItem(QStringLiteral("searchtype"), QStringLiteral("title"));
    }
    QUrl url{QLatin1String(chosen.address)};
    url.setQuery(query);
    return url;
}

} // namespace carrel
