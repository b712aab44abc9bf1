// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/workdetails.h"

#include "catalog/authornames.h"
#include "catalog/link.h"
#include "catalog/weburl.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr qsizetype kMostLinks = 30;
constexpr qsizetype kMostPlaces = 20;
constexpr qsizetype kMostVersions = 20;
constexpr qsizetype kMostNotes = 40;
constexpr qsizetype kLongestText = 4000;
constexpr qsizetype kLongestAddress = 2000;

QString text(const char *source)
{
    return QCoreApplication::translate("WorkDetails", source);
}

QString bounded(const QString &whole, qsizetype longest)
{
    const QChar ellipsis(0x2026);
    return whole.size() <= longest ? whole : whole.left(longest / 2) + ellipsis + whole.right(longest / 2);
}

struct KindName
{
    LinkKind kind;
    const char *name;   ///< of a link without a label
    const char *reason; ///< why it is never opened
};

constexpr std::array kKinds{
    KindName{LinkKind::ArxivAbs, QT_TRANSLATE_NOOP("WorkDetails", "arXiv"), nullptr},
    KindName{LinkKind::ArxivPdf, QT_TRANSLATE_NOOP("WorkDetails", "arXiv PDF"), nullptr},
    KindName{LinkKind::Acm, QT_TRANSLATE_NOOP("WorkDetails", "ACM"), nullptr},
    KindName{LinkKind::Doi, QT_TRANSLATE_NOOP("WorkDetails", "DOI"), nullptr},
    KindName{LinkKind::Usenix, QT_TRANSLATE_NOOP("WorkDetails", "USENIX"), nullptr},
    KindName{LinkKind::OpenReview, QT_TRANSLATE_NOOP("WorkDetails", "OpenReview"), nullptr},
    KindName{LinkKind::Pdf, QT_TRANSLATE_NOOP("WorkDetails", "PDF"), nullptr},
    KindName{LinkKind::Github, QT_TRANSLATE_NOOP("WorkDetails", "Code"), nullptr},
    KindName{LinkKind::Slides, QT_TRANSLATE_NOOP("WorkDetails", "Slides"), nullptr},
    KindName{LinkKind::Other, QT_TRANSLATE_NOOP("WorkDetails", "Page"), nullptr},
    KindName{LinkKind::Relative, QT_TRANSLATE_NOOP("WorkDetails", "Link"),
             QT_TRANSLATE_NOOP("WorkDetails", "not opened: it leads to a file beside the list")},
    KindName{LinkKind::Anchor, QT_TRANSLATE_NOOP("WorkDetails", "Link"),
             QT_TRANSLATE_NOOP("WorkDetails", "not opened: it leads to a place within the list")},
    KindName{LinkKind::Unsafe, QT_TRANSLATE_NOOP("WorkDetails", "Link"),
             QT_TRANSLATE_NOOP("WorkDetails", "not opened: only http and https links are")},
    KindName{LinkKind::Invalid, QT_TRANSLATE_NOOP("WorkDetails", "Link"),
             QT_TRANSLATE_NOOP("WorkDetails", "not opened: it is not a valid address")},
};

/// An address that is shown but not opened: one line, and without any user or password.
QString harmlessAddress(std::string_view address)
{
    QString shown = toQString(displayText(address.substr(0, 2 * kLongestAddress), kLongestAddress));
    const qsizetype authority = shown.indexOf(QLatin1String("//"));
    if (authority >= 0) {
        const qsizetype path = shown.indexOf(QLatin1Char('/'), authority + 2);
        const qsizetype at = shown.lastIndexOf(QLatin1Char('@'), path < 0 ? -1 : path);
        if (at > authority) {
            shown.remove(authority + 2, at - authority - 1);
        }
    }
    return shown;
}

DetailLink detailLink(const Catalog &catalog, const Link &link)
{
    const std::string_view address = catalog.text(link.url());
    const KindName &kind = kKinds[static_cast<std::size_t>(link.kind)];
    DetailLink shown;
    shown.label = link.isOfTitle() ? text(kind.name) : bounded(catalog.string(link.label()), 200);
    const std::optional<QUrl> url = isOpenable(link.kind) ? openableUrl(address) : std::nullopt;
    if (url) {
        shown.url = *url;
        shown.host = trueHost(address);
        shown.address = bounded(QString::fromLatin1(url->toEncoded()), kLongestAddress);
    } else {
        const KindName &invalid = kKinds[static_cast<std::size_t>(LinkKind::Invalid)];
        shown.address = harmlessAddress(address);
        shown.reason = text(kind.reason != nullptr ? kind.reason : invalid.reason);
    }
    return shown;
}

void appendLinks(std::vector<DetailLink> &out, const Catalog &catalog, Range range)
{
    for (const Link &link : catalog.links(range)) {
        if (out.size() >= static_cast<std::size_t>(kMostLinks)) {
            return;
        }
        out.push_back(detailLink(catalog, link));
    }
}

QString venueFacts(const Catalog &catalog, quint32 tagNumber, int year)
{
    const VenueTag &tag = catalog.venueTag(tagNumber);
    QStringList venue;
    if (!tag.venue.empty()) {
        venue.append(toQString(tag.venue));
    }
    if (year != 0) {
        venue.append(QString::number(year));
    }
    return venue.join(QLatin1Char(' '));
}

QString factsLine(const Catalog &catalog, const Entry &entry)
{
    const VenueTag &tag = catalog.venueTag(entry.venueTag);
    QStringList facts;
    facts.append(venueFacts(catalog, entry.venueTag, catalog.year(entry)));
    facts.append(entry.survey ? text(QT_TRANSLATE_NOOP("WorkDetails", "Survey")) : QString());
    facts.append(toQString(tag.qualifier));
    if (!tag.host.empty()) {
        facts.append(text(QT_TRANSLATE_NOOP("WorkDetails", "workshop at %1")).arg(toQString(tag.host)));
    }
    facts.removeAll(QString());
    return bounded(facts.join(QStringLiteral(" \u00b7 ")), 400);
}

/// One by one, so that the same words part them in every list.
void takeAuthors(const Catalog &catalog, quint32 work, WorkDetails &details)
{
    constexpr qsizetype kMostAuthors = 30;
    const AuthorNames authors = authorNames(catalog.authorsOfWork(work));
    QStringList names;
    for (const std::string &name : authors.names) {
        if (names.size() < kMostAuthors) {
            names.append(bounded(toQString(name), 200));
        } else {
            ++details.furtherAuthors;
        }
    }
    const bool commas = std::any_of(names.begin(), names.end(),
                                    [](const QString &name) { return name.contains(QLatin1Char(',')); });
    details.authors = names.join(commas ? QStringLiteral("; ") : QStringLiteral(", "));
    details.authors += authors.others && !names.isEmpty() ? QStringLiteral(" et al.") : QString();
}

/// Gathers what the entries of one work say, each thing once and bounded, whatever their number.
class DetailCollector final
{
public:
    DetailCollector(const Catalog &catalog, WorkDetails &details)
        : m_catalog(catalog)
        , m_details(details)
    {
    }

    void addEntry(const Entry &entry)
    {
        addLinks(entry);
        if (!m_details.gone) {
            addPlace(entry.section);
        }
        const EntryDetails &more = m_catalog.details(entry);
        addTexts(more.aliases, m_details.aliases);
        addTexts(more.notes, m_details.notes);
        for (const Version &version : m_catalog.versions(more.versions)) {
            addVersion(version);
        }
    }

private:
    void addLinks(const Entry &entry)
    {
        for (const Link &link : m_catalog.links(entry.links())) {
            const std::string_view address = m_catalog.text(link.url());
            if (m_links.contains(QByteArrayView(address.data(), static_cast<qsizetype>(address.size())))) {
                continue;
            }
            m_links.insert(QByteArrayView(address.data(), static_cast<qsizetype>(address.size())));
            if (m_links.size() <= kMostLinks) {
                m_details.links.push_back(detailLink(m_catalog, link));
            } else {
                ++m_details.furtherLinks;
            }
        }
    }

    void addPlace(quint32 section)
    {
        if (section == kNone || m_places.contains(section)) {
            return;
        }
        m_places.insert(section);
        if (m_places.size() > kMostPlaces) {
            ++m_details.furtherPlaces;
            return;
        }
        DetailPlace place;
        place.section = section;
        place.path = sectionPathText(m_catalog, section);
        for (quint32 each = section; each != kNone; each = m_catalog.section(each).parent) {
            addSectionTexts(place, each);
        }
        m_details.places.push_back(std::move(place));
    }

    void addSectionTexts(DetailPlace &place, quint32 section)
    {
        if (m_sections.contains(section)) {
            return;
        }
        m_sections.insert(section);
        const Section &said = m_catalog.section(section);
        addTexts(said.notes, place.notes);
        appendLinks(place.links, m_catalog, said.links);
    }

    void addTexts(Range range, QStringList &out)
    {
        for (const TextRef ref : m_catalog.texts(range)) {
            const QString each = bounded(m_catalog.string(ref), kLongestText);
            if (out.size() >= kMostNotes) {
                ++m_details.furtherNotes;
            } else if (!out.contains(each)) {
                out.append(each);
            }
        }
    }

    void addVersion(const Version &version)
    {
        if (m_details.versions.size() >= static_cast<std::size_t>(kMostVersions)) {
            ++m_details.furtherVersions;
            return;
        }
        DetailVersion shown;
        shown.title = bounded(m_catalog.string(version.title), kLongestText);
        QStringList facts{bounded(m_catalog.string(version.relation), 200),
                          venueFacts(m_catalog, version.venueTag, m_catalog.venueTag(version.venueTag).year)};
        facts.removeAll(QString());
        shown.facts = facts.join(QStringLiteral(" \u00b7 "));
        appendLinks(shown.links, m_catalog, version.links);
        m_details.versions.push_back(std::move(shown));
    }

    const Catalog &m_catalog;
    WorkDetails &m_details;
    QSet<QByteArrayView> m_links;
    QSet<quint32> m_places;
    QSet<quint32> m_sections;
};

/// The name of the site that a page belongs to; the host itself where it is none of these.
QString siteName(const QString &host)
{
    struct Site
    {
        std::string_view domain;
        const char *name;
    };
    constexpr std::array kSites{
        Site{"arxiv.org", "arXiv"},
        Site{"dl.acm.org", "ACM"},
        Site{"usenix.org", "USENIX"},
        Site{"openreview.net", "OpenReview"},
        Site{"ieeexplore.ieee.org", "IEEE"},
        Site{"computer.org", "IEEE Computer Society"},
        Site{"neurips.cc", "NeurIPS"},
        Site{"nips.cc", "NeurIPS"},
        Site{"mlr.press", "PMLR"},
        Site{"mlsys.org", "MLSys"},
        Site{"aclanthology.org", "ACL"},
        Site{"vldb.org", "VLDB"},
        Site{"springer.com", "Springer"},
        Site{"sciencedirect.com", "ScienceDirect"},
        Site{"semanticscholar.org", "Semantic Scholar"},
        Site{"github.com", "GitHub"},
    };
    const std::string plain = host.toStdString();
    for (const Site &site : kSites) {
        if (hostIs(plain, site.domain)) {
            return QString::fromUtf8(site.name);
        }
    }
    return host;
}

/// Titles from the outermost section on, the group last; where there are several lists the name of its own
/// first.
QStringList wholePath(const Catalog &catalog, quint32 section)
{
    QStringList path = catalog.sectionPath(section);
    if (const QString group = catalog.groupTitle(section); !group.isEmpty()) {
        path.append(group);
    }
    const quint32 list = catalog.hasSeveralLists() ? catalog.listOfSection(section) : kNone;
    if (list != kNone) {
        path.prepend(catalog.lists()[list].name);
    }
    return path;
}

QString pathText(const QStringList &path)
{
    return bounded(path.join(QStringLiteral(" \u203a ")), 600);
}

} // namespace

WorkDetails workDetails(const Catalog &catalog, quint32 work)
{
    WorkDetails details;
    const Entry &face = catalog.face(work);
    details.title = catalog.string(face.title());
    details.facts = factsLine(catalog, face);
    takeAuthors(catalog, work, details);
    details.forms = linkForms(catalog, work);
    details.gone = work >= catalog.listedWorks();
    details.lists = catalog.hasSeveralLists() ? catalog.listCount(work) : 0;
    if (details.gone) {
        details.lastPlace = pathText(wholePath(catalog, face.section).mid(1)); // the first is ours
    }
    DetailCollector collector(catalog, details);
    collector.addEntry(face);
    for (const quint32 number : catalog.work(work).entries) {
        if (&catalog.entry(number) != &face) {
            collector.addEntry(catalog.entry(number));
        }
    }
    return details;
}

QString sectionPathText(const Catalog &catalog, quint32 section)
{
    const QStringList path = wholePath(catalog, section);
    return path.join(QString()).isEmpty() ? text(QT_TRANSLATE_NOOP("WorkDetails", "(no section)"))
                                          : pathText(path);
}

QString formName(const LinkForm &form)
{
    constexpr std::array kNames{
        QT_TRANSLATE_NOOP("WorkDetails", "%1 page"),    QT_TRANSLATE_NOOP("WorkDetails", "arXiv"),
        QT_TRANSLATE_NOOP("WorkDetails", "PDF"),        QT_TRANSLATE_NOOP("WorkDetails", "arXiv HTML"),
        QT_TRANSLATE_NOOP("WorkDetails", "alphaXiv"),   QT_TRANSLATE_NOOP("WorkDetails", "DOI"),
        QT_TRANSLATE_NOOP("WorkDetails", "OpenReview"), QT_TRANSLATE_NOOP("WorkDetails", "code"),
        QT_TRANSLATE_NOOP("WorkDetails", "slides"),     QT_TRANSLATE_NOOP("WorkDetails", "%1 page"),
    };
    const QString name = text(kNames[static_cast<std::size_t>(form.kind)]);
    return name.contains(QLatin1String("%1"))
               ? name.arg(bounded(siteName(form.url.host(QUrl::FullyEncoded)), 60))
               : name;
}

QString searchSiteName(SearchSite site)
{
    constexpr std::array kNames{"arXiv", "Google Scholar", "Semantic Scholar", "DBLP"};
    return QLatin1String(kNames[static_cast<std::size_t>(site)]);
}

} // namespace carrel
