// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/linkforms.h"

#include "catalog/canonicalid.h"
#include "catalog/catalog.h"
#include "catalog/link.h"

#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

FormKind formOf(LinkKind kind)
{
    constexpr std::array kForms {FormKind::ArxivAbstract, FormKind::Pdf,        FormKind::Publisher, FormKind::Doi,
                                 FormKind::Publisher,     FormKind::OpenReview, FormKind::Pdf,       FormKind::Code,
                                 FormKind::Slides,        FormKind::Publisher};
    return kForms[static_cast<std::size_t>(kind)];
}

QUrl webUrl(const char *prefix, std::string_view value, const char *suffix = "")
{
    return QUrl(QLatin1String(prefix) + toQString(value) + QLatin1String(suffix));
}

class FormCollector final
{
public:
    void add(FormKind kind, const QUrl &url)
    {
        const bool known = std::any_of(m_forms.begin(), m_forms.end(),
                                       [&](const LinkForm &form) { return form.url == url; });
        if (!known && url.isValid()) {
            m_forms.push_back({kind, url});
        }
    }

    void addLink(std::string_view url, LinkKind kind)
    {
        if (const std::optional<QUrl> web = openableUrl(url)) {
            const bool pdf = kind != LinkKind::Slides && web->path().endsWith(QLatin1String(".pdf"));
            add(pdf ? FormKind::Pdf : formOf(kind), *web);
        }
    }

    void addDerived(const std::string &id)
    {
        const std::string_view scheme = std::string_view(id).substr(0, id.find(':'));
        const std::string_view value = std::string_view(id).substr(scheme.size() + 1);
        if (scheme == "arxiv") {
            add(FormKind::ArxivAbstract, webUrl("https://arxiv.org/abs/", value));
            add(FormKind::Pdf, webUrl("https://arxiv.org/pdf/", value));
            add(FormKind::ArxivHtml, webUrl("https://arxiv.org/html/", value));
            add(FormKind::AlphaXiv, webUrl("https://www.alphaxiv.org/abs/", value));
        } else if (scheme == "doi") {
            add(FormKind::Doi, webUrl("https://doi.org/", value));
        } else if (scheme == "openreview") {
            add(FormKind::OpenReview, webUrl("https://openreview.net/forum?id=", value));
            add(FormKind::Pdf, webUrl("https://openreview.net/pdf?id=", value));
        } else if (scheme == "acl") {
            add(FormKind::Publisher, webUrl("https://aclanthology.org/", value, "/"));
            add(FormKind::Pdf, webUrl("https://aclanthology.org/", value, ".pdf"));
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
    std::vector<LinkForm> m_forms;
};

} // namespace

std::vector<LinkForm> linkForms(const Catalog &catalog, quint32 work)
{
    FormCollector forms;
    if (const Link *preferred = catalog.preferredLinkOfWork(work)) {
        forms.addLink(catalog.text(preferred->url), preferred->kind);
    }
    std::vector<std::string> ids;
    for (const quint32 number : catalog.workEntries(catalog.work(work))) {
        const Entry &entry = catalog.entry(number);
        for (const Link &link : catalog.links(entry.links)) {
            forms.addLink(catalog.text(link.url), link.kind);
        }
        std::vector<std::string> own = catalog.canonicalIds(entry);
        ids.insert(ids.end(), own.begin(), own.end());
    }
    for (const std::string &id : ids) {
        forms.addDerived(id);
    }
    return forms.take();
}

std::optional<LinkForm> pdfForm(const std::vector<LinkForm> &forms)
{
    const auto form = std::find_if(forms.begin(), forms.end(),
                                   [](const LinkForm &each) { return each.kind == FormKind::Pdf; });
    return form == forms.end() ? std::nullopt : std::optional(*form);
}

QUrl titleSearchUrl(QStringView title, SearchSite site)
{
    struct Site { const char *address; const char *parameter; };
    constexpr std::array kSites {Site {"https://arxiv.org/search/", "query"},
                                 Site {"https://scholar.google.com/scholar", "q"},
                                 Site {"https://www.semanticscholar.org/search", "q"},
                                 Site {"https://dblp.org/search", "q"}};
    const Site &chosen = kSites[static_cast<std::size_t>(site)];
    QUrlQuery query;
    // A plus sign in a query means a blank to these services, so it is escaped by hand.
    query.addQueryItem(QLatin1String(chosen.parameter),
                       QString::fromLatin1(QUrl::toPercentEncoding(title.toString())));
    if (site == SearchSite::Arxiv) {
        query.addQueryItem(QStringLiteral("searchtype"), QStringLiteral("title"));
    }
    QUrl url {QLatin1String(chosen.address)};
    url.setQuery(query);
    return url;
}

} // namespace carrel
