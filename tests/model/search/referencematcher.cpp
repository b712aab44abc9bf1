// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/search/referencematcher.h"

#include "base/text.h"
#include "catalog/authornames.h"
#include "catalog/canonicalid.h"
#include "catalog/link.h"
#include "catalog/linkforms.h"
#include "catalog/weburl.h"

#include <algorithm>
#include <set>

namespace carrel::test {

namespace {

bool contains(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}

bool anyContains(const std::vector<std::string> &texts, const std::string &part)
{
    return std::any_of(texts.begin(), texts.end(),
                       [&](const std::string &text) { return contains(text, part); });
}

std::string folded(const QString &text)
{
    return foldedText(text.toStdString());
}

std::vector<std::string> urlsOf(const Catalog &catalog, const Entry &entry)
{
    std::vector<std::string> urls;
    for (const Link &link : catalog.links(entry.links())) {
        urls.emplace_back(catalog.text(link.url()));
    }
    for (const Version &version : catalog.versions(catalog.details(entry).versions)) {
        for (const Link &link : catalog.links(version.links)) {
            urls.emplace_back(catalog.text(link.url()));
        }
    }
    return urls;
}

} // namespace

ReferenceMatcher::ReferenceMatcher(const Catalog &catalog, const WorkStates &states)
    : m_catalog(catalog)
    , m_states(states)
{
    for (const Entry &entry : catalog.entries()) {
        m_entries.push_back(textOf(entry));
    }
    for (quint32 work = 0; work < catalog.workCount(); ++work) {
        m_pdfs.push_back(pdfForm(linkForms(catalog, work)).has_value());
    }
}

std::vector<quint32> ReferenceMatcher::works(const Query &query) const
{
    std::vector<quint32> found;
    for (quint32 work = 0; work < m_catalog.workCount(); ++work) {
        if (matches(work, query.root)) {
            found.push_back(work);
        }
    }
    return found;
}

ReferenceMatcher::EntryText ReferenceMatcher::textOf(const Entry &entry) const
{
    const auto text = [this](TextRef ref) { return foldedText(m_catalog.text(ref)); };
    const VenueTag &tag = m_catalog.venueTag(entry.venueTag);
    const EntryDetails &details = m_catalog.details(entry);
    EntryText out;
    out.venue = foldedText(tag.venue);
    out.host = foldedText(tag.host);
    out.group = folded(m_catalog.groupTitle(entry.section));
    for (const QString &title : m_catalog.sectionPath(entry.section)) {
        out.path.push_back(folded(title));
    }
    for (const TextRef alias : m_catalog.texts(details.aliases)) {
        out.aliases.push_back(text(alias));
    }
    const std::string year = tag.year == 0 ? std::string() : ' ' + std::to_string(tag.year);
    out.fields = {text(entry.title()), foldedText(tag.venue + year), foldedText(tag.raw), out.host};
    out.fields.insert(out.fields.end(), out.aliases.begin(), out.aliases.end());
    for (const std::string &name : authorNames(m_catalog.authors(entry)).names) {
        out.authors.push_back(foldedText(name));
    }
    for (const TextRef note : m_catalog.texts(details.notes)) {
        out.fields.push_back(text(note));
    }
    for (const Version &version : m_catalog.versions(details.versions)) {
        out.fields.push_back(text(version.title));
    }
    for (const std::string &url : urlsOf(m_catalog, entry)) {
        const std::optional<WebUrl> parts = parseWebUrl(url);
        out.hosts.push_back(parts ? parts->host : std::string());
        out.ids.push_back(canonicalId(url).value_or(std::string()));
    }
    return out;
}

bool ReferenceMatcher::matches(quint32 work, const QueryNode &node) const
{
    const auto child = [&](const QueryNode &each) { return matches(work, each); };
    bool holds = false;
    switch (node.kind) {
    case QueryNode::Kind::All:
        holds = std::all_of(node.children.begin(), node.children.end(), child);
        break;
    case QueryNode::Kind::Any:
        holds = std::any_of(node.children.begin(), node.children.end(), child);
        break;
    case QueryNode::Kind::Text:
        holds = hasText(work, node.folded);
        break;
    case QueryNode::Kind::Clause:
        holds = clauseHolds(work, node.clause);
        break;
    }
    return holds != node.negated;
}

bool ReferenceMatcher::hasText(quint32 work, const std::string &text) const
{
    const auto entries = m_catalog.work(work).entries;
    return (work < m_states.size() && contains(folded(m_states.note(work).simplified()), text)) ||
           std::any_of(entries.begin(), entries.end(),
                       [&](quint32 entry) { return anyContains(m_entries[entry].fields, text); });
}

bool ReferenceMatcher::clauseHolds(quint32 work, const Clause &clause) const
{
    if (clause.kind == ClauseKind::Is || clause.kind == ClauseKind::Has) {
        return wordHolds(work, clause.word);
    }
    const auto entries = m_catalog.work(work).entries;
    if (clause.kind == ClauseKind::Lists) {
        std::set<quint32> lists;
        for (const quint32 entry : entries) {
            lists.insert(m_catalog.listOf(entry));
        }
        lists.erase(kNone);
        return static_cast<int>(lists.size()) >= clause.first &&
               static_cast<int>(lists.size()) <= clause.last;
    }
    const QStringList tags = work < m_states.size() ? m_states.tagNames(work) : QStringList();
    const bool tagged = clause.kind == ClauseKind::Tag &&
                        std::any_of(tags.begin(), tags.end(),
                                    [&](const QString &tag) { return contains(folded(tag), clause.text); });
    return tagged || std::any_of(entries.begin(), entries.end(),
                                 [&](quint32 entry) { return entryHolds(entry, clause); });
}

bool ReferenceMatcher::entryHolds(quint32 number, const Clause &clause) const
{
    const Entry &entry = m_catalog.entry(number);
    const EntryText &text = m_entries[number];
    const auto named = [&](const std::string &name) {
        return clause.contains ? contains(name, clause.text) : name == clause.text;
    };
    switch (clause.kind) {
    case ClauseKind::Venue:
        return named(text.venue);
    case ClauseKind::Host:
        return named(text.host);
    case ClauseKind::Year:
        return m_catalog.year(entry) >= clause.first && m_catalog.year(entry) <= clause.last;
    case ClauseKind::Section:
        return anyContains(text.path, clause.text);
    case ClauseKind::Author:
        return anyContains(text.authors, clause.text);
    case ClauseKind::Group:
        return contains(text.group, clause.text);
    case ClauseKind::Tag:
        return anyContains(text.aliases, clause.text);
    case ClauseKind::Site:
        return std::any_of(text.hosts.begin(), text.hosts.end(),
                           [&](const std::string &host) { return hostIs(host, clause.text); });
    case ClauseKind::Id:
        return std::find(text.ids.begin(), text.ids.end(), clause.text) != text.ids.end();
    case ClauseKind::List: {
        const quint32 list = m_catalog.listOf(number);
        const bool several = m_catalog.hasSeveralLists();
        const QString name = !several        ? m_catalog.title()
                             : list == kNone ? QString()
                                             : m_catalog.lists()[list].name;
        return contains(folded(name), clause.text);
    }
    default:
        return false;
    }
}

bool ReferenceMatcher::wordHolds(quint32 work, ClauseWord word) const
{
    const WorkState state = work < m_states.size() ? m_states[work] : WorkState();
    const auto entries = m_catalog.work(work).entries;
    const auto anyKind = [&](std::initializer_list<LinkKind> kinds) {
        return std::any_of(entries.begin(), entries.end(), [&](quint32 entry) {
            const auto links = m_catalog.links(m_catalog.entry(entry).links());
            return std::any_of(links.begin(), links.end(), [&](const Link &link) {
                return std::find(kinds.begin(), kinds.end(), link.kind) != kinds.end();
            });
        });
    };
    switch (word) {
    case ClauseWord::Bookmarked:
        return state.bookmarked;
    case ClauseWord::Read:
        return state.read;
    case ClauseWord::Unread:
        return !state.read;
    case ClauseWord::Note:
        return state.noted;
    case ClauseWord::Gone:
        return state.gone;
    case ClauseWord::New:
        return m_states.ages().isNew(work);
    case ClauseWord::Survey:
        return std::any_of(entries.begin(), entries.end(),
                           [&](quint32 entry) { return m_catalog.entry(entry).survey; });
    case ClauseWord::Duplicate:
        return entries.size() > 1;
    case ClauseWord::Link:
        return m_catalog.preferredLinkOfWork(work) != nullptr;
    case ClauseWord::Pdf:
        return m_pdfs[work];
    case ClauseWord::Arxiv:
        return anyKind({LinkKind::ArxivAbs, LinkKind::ArxivPdf});
    case ClauseWord::Doi:
        return anyKind({LinkKind::Doi, LinkKind::Acm});
    case ClauseWord::Code:
        return anyKind({LinkKind::Github});
    default:
        return false;
    }
}

RandomQueries::RandomQueries(const Catalog &catalog, quint32 seed)
    : m_random(seed)
    , m_words{QStringLiteral("the"), QStringLiteral("zzz")}
    , m_names{QStringLiteral("osdi"), QStringLiteral("s")}
    , m_hosts{QStringLiteral("arxiv.org"), QStringLiteral("org"), QStringLiteral("g.org"),
              QStringLiteral("a b")}
    , m_ids{QStringLiteral("2401.00001"), QStringLiteral("10.1145/1.2"), QStringLiteral("nothing")}
{
    for (quint32 i = 0; i < catalog.entries().size();
         i += 1 + static_cast<quint32>(catalog.entries().size()) / 200) {
        const Entry &entry = catalog.entry(i);
        const QStringList words = catalog.string(entry.title()).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        m_words.insert(m_words.end(), words.begin(), words.end());
        m_names.push_back(toQString(catalog.venueTag(entry.venueTag).venue));
        m_names.push_back(toQString(catalog.venueTag(entry.venueTag).host));
        m_names.push_back(catalog.groupTitle(entry.section));
        for (const QString &title : catalog.sectionPath(entry.section)) {
            m_names.push_back(title);
        }
        for (const TextRef alias : catalog.texts(catalog.details(entry).aliases)) {
            m_names.push_back(catalog.string(alias));
        }
        for (const std::string &url : urlsOf(catalog, entry)) {
            m_hosts.push_back(trueHost(url));
            m_ids.push_back(toQString(url));
            m_ids.push_back(toQString(canonicalId(url).value_or("x")));
        }
    }
}

QString RandomQueries::next()
{
    QString text;
    for (quint32 parts = 1 + m_random.bounded(4U); parts > 0; --parts) {
        text += item(0);
        text += m_random.bounded(5) == 0 ? QStringLiteral(" OR ") : QStringLiteral(" ");
    }
    return text;
}

QString RandomQueries::item(int depth)
{
    QString sign = QStringLiteral("-").repeated(m_random.bounded(4) == 0    ? 1
                                                : m_random.bounded(40) == 0 ? 2
                                                                            : 0);
    const quint32 kind = m_random.bounded(10U);
    if (kind == 0 && depth < 3) {
        QString group = sign + QLatin1Char('(');
        for (quint32 parts = m_random.bounded(4U); parts > 0; --parts) {
            group +=
                item(depth + 1) + (m_random.bounded(3) == 0 ? QStringLiteral(" OR ") : QStringLiteral(" "));
        }
        return group + (m_random.bounded(20) == 0 ? QString() : QStringLiteral(")"));
    }
    if (kind == 1) {
        return sign + QLatin1Char('"') + word() + QLatin1Char(' ') + word() + QLatin1Char('"');
    }
    return sign + (kind < 6 ? word() : clause());
}

QString RandomQueries::word()
{
    const QString &whole = any(m_words);
    switch (m_random.bounded(4)) {
    case 0:
        return whole;
    case 1:
        return whole.left(1 + static_cast<qsizetype>(m_random.bounded(3U)));
    case 2:
        return whole.mid(static_cast<qsizetype>(m_random.bounded(3U)), 3);
    default:
        return whole.toLower();
    }
}

QString RandomQueries::clause()
{
    const auto table = clauseTable();
    const ClauseInfo &info = table[m_random.bounded(static_cast<quint32>(table.size()))];
    const QString name = m_random.bounded(10) == 0 ? QString(info.name).toUpper() : QString(info.name);
    const QString typed = value(info);
    const bool quoted = typed.contains(QLatin1Char(' ')) || m_random.bounded(8) == 0;
    const QString sign = m_random.bounded(5) == 0 ? QStringLiteral("~") : QString();
    return name + QLatin1Char(':') + sign + (quoted ? QLatin1Char('"') + typed + QLatin1Char('"') : typed);
}

QString RandomQueries::value(const ClauseInfo &info)
{
    static const std::vector<QString> kYears{
        QStringLiteral("2024"),   QStringLiteral(">=2023"), QStringLiteral(">2020"),
        QStringLiteral("<2021"),  QStringLiteral("<=2022"), QStringLiteral("none"),
        QStringLiteral("2019.."), QStringLiteral("..2018"), QStringLiteral("2023..2020"),
        QStringLiteral("20x"),    QStringLiteral(">9999"),  QStringLiteral("..")};
    static const std::vector<QString> kCounts{QStringLiteral("1"),    QStringLiteral(">=2"),
                                              QStringLiteral("2..3"), QStringLiteral("<2"),
                                              QStringLiteral("0"),    QStringLiteral("none")};
    switch (info.values) {
    case ClauseValues::Years:
        return any(kYears);
    case ClauseValues::Counts:
        return any(kCounts);
    case ClauseValues::Host:
        return any(m_hosts);
    case ClauseValues::Id:
        return any(m_ids);
    case ClauseValues::Words: {
        const auto words = clauseWords();
        return words[m_random.bounded(static_cast<quint32>(words.size()))].name;
    }
    default:
        break;
    }
    const QString &name = any(m_names);
    return m_random.bounded(3) == 0 ? name.mid(static_cast<qsizetype>(m_random.bounded(3U)), 4) : name;
}

} // namespace carrel::test
