// SPDX-License-Identifier: GPL-3.0-or-later
#include "description.h"

#include "base/text.h"
#include "catalog/canonicalid.h"
#include "catalog/catalog.h"
#include "catalog/link.h"
#include "catalog/linkforms.h"
#include "export/exportformats.h"
#include "export/sectionwriter.h"

#include <cstdio>
#include <cstdlib>
#include <set>

namespace carrel::fuzz {

namespace {

void require(bool holds, const char *what)
{
    if (!holds) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

#define CARREL_REQUIRE(condition) require(condition, #condition)

class Describer final
{
public:
    explicit Describer(const Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    std::string describe()
    {
        add("title", m_catalog.title().toStdString());
        for (quint32 i = 0; i < m_catalog.sections().size(); ++i) {
            addSection(i);
        }
        for (const Entry &entry : m_catalog.entries()) {
            addEntry(entry);
        }
        for (quint32 i = 0; i < m_catalog.workCount(); ++i) {
            addWork(i);
        }
        for (const Diagnostic &diagnostic : m_catalog.diagnostics()) {
            add("diagnostic", number(static_cast<int>(diagnostic.kind)) + number(diagnostic.line));
        }
        return std::move(m_out);
    }

private:
    template <typename Number>
    static std::string number(Number value)
    {
        return std::to_string(value) + ' ';
    }

    void add(const char *name, const std::string &value)
    {
        m_out.append(name).append(" ").append(value) += '\n';
    }

    void addTexts(const char *name, Range range)
    {
        for (const TextRef text : m_catalog.texts(range)) {
            add(name, std::string(m_catalog.text(text)));
        }
    }

    void addLinks(Range range)
    {
        for (const Link &link : m_catalog.links(range)) {
            add(" link", std::string(linkKindName(link.kind)) + ' ' +
                             std::string(m_catalog.text(link.label())) + ' ' +
                             std::string(m_catalog.text(link.url())));
        }
    }

    void addTag(quint32 index)
    {
        const VenueTag &tag = m_catalog.venueTag(index);
        add(" tag",
            tag.raw + '|' + tag.venue + '|' + tag.host + '|' + tag.qualifier + '|' + number(tag.year));
    }

    void addSection(quint32 index)
    {
        const Section &section = m_catalog.section(index);
        add("section", std::string(m_catalog.text(section.title)) + ' ' + number(section.line) +
                           number(section.parent) + number(section.subtreeEnd) +
                           number(section.entries.first) + number(section.entries.count) +
                           number(section.workCount) + number(section.level) + number(section.group));
        add(" path", m_catalog.sectionPath(index).join(u'|').toStdString());
        addTexts(" note", section.notes);
        addLinks(section.links);
    }

    void addEntry(const Entry &entry)
    {
        add("entry", std::string(m_catalog.text(entry.title())) + ' ' + number(entry.line) +
                         number(entry.section) + number(entry.work) + number(m_catalog.year(entry)) +
                         number(entry.survey));
        add(" group", m_catalog.groupTitle(entry.section).toStdString());
        add(" authors", std::string(m_catalog.authors(entry)));
        addTag(entry.venueTag);
        addLinks(entry.links());
        for (const std::string &id : m_catalog.canonicalIds(entry)) {
            add(" id", id);
        }
        const EntryDetails &details = m_catalog.details(entry);
        addTexts(" alias", details.aliases);
        addTexts(" note", details.notes);
        for (const Version &version : m_catalog.versions(details.versions)) {
            add(" version", std::string(m_catalog.text(version.title)) + '|' +
                                std::string(m_catalog.text(version.relation)));
            addTag(version.venueTag);
            addLinks(version.links);
        }
    }

    void addWork(quint32 index)
    {
        const Work work = m_catalog.work(index);
        add("work",
            m_catalog.workId(index).toStdString() + ' ' + number(work.entries.size()) + number(work.face));
        for (const LinkForm &form : linkForms(m_catalog, index)) {
            add(" form", number(static_cast<int>(form.kind)) + form.url.toEncoded().toStdString());
        }
        add(" citation", citation(m_catalog, index).toStdString());
    }

    const Catalog &m_catalog;
    std::string m_out;
};

void checkLinks(const Catalog &catalog, Range range)
{
    for (const Link &link : catalog.links(range)) {
        const std::string_view url = catalog.text(link.url());
        const std::optional<QUrl> opened = openableUrl(url);
        CARREL_REQUIRE(opened.has_value() == isOpenable(link.kind));
        if (opened) {
            CARREL_REQUIRE(opened->scheme() == u"http" || opened->scheme() == u"https");
            CARREL_REQUIRE(!opened->host().isEmpty());
            CARREL_REQUIRE(opened->userInfo().isEmpty());
            CARREL_REQUIRE(opened->host(QUrl::FullyEncoded) == trueHost(url));
        } else {
            CARREL_REQUIRE(!canonicalId(url).has_value());
        }
    }
}

void checkSections(const Catalog &catalog)
{
    quint32 entries = 0;
    for (quint32 i = 0; i < catalog.sections().size(); ++i) {
        const Section &section = catalog.section(i);
        CARREL_REQUIRE(section.parent == kNone || section.parent < i);
        CARREL_REQUIRE(section.parent == kNone ||
                       section.subtreeEnd <= catalog.section(section.parent).subtreeEnd);
        CARREL_REQUIRE(section.subtreeEnd > i && section.subtreeEnd <= catalog.sections().size());
        CARREL_REQUIRE(section.workCount <= section.entries.count);
        std::set<quint32> works;
        for (quint32 e = section.entries.first; e < section.entries.first + section.entries.count; ++e) {
            CARREL_REQUIRE(catalog.isWithin(catalog.entry(e).section, i));
            works.insert(catalog.entry(e).work);
        }
        CARREL_REQUIRE(works.size() == section.workCount);
        entries += section.parent == kNone ? section.entries.count : 0;
        checkLinks(catalog, section.links);
    }
    CARREL_REQUIRE(entries == catalog.entries().size());
}

void checkEntries(const Catalog &catalog)
{
    quint32 line = 0;
    for (const Entry &entry : catalog.entries()) {
        CARREL_REQUIRE(entry.section < catalog.sections().size());
        CARREL_REQUIRE(entry.work < catalog.workCount());
        CARREL_REQUIRE(entry.line >= line && entry.line > 0);
        CARREL_REQUIRE(entry.title().length <= 4096);
        line = entry.line;
        checkLinks(catalog, entry.links());
        for (const Version &version : catalog.versions(catalog.details(entry).versions)) {
            checkLinks(catalog, version.links);
        }
    }
}

void checkWorks(const Catalog &catalog)
{
    std::size_t entries = 0;
    for (quint32 i = 0; i < catalog.workCount(); ++i) {
        const Work work = catalog.work(i);
        bool hasFace = false;
        for (const quint32 entry : work.entries) {
            CARREL_REQUIRE(catalog.entry(entry).work == i);
            hasFace = hasFace || entry == work.face;
        }
        CARREL_REQUIRE(hasFace);
        entries += work.entries.size();
        for (const LinkForm &form : linkForms(catalog, i)) {
            CARREL_REQUIRE(openableUrl(form.url.toEncoded().toStdString()).has_value());
        }
    }
    CARREL_REQUIRE(entries == catalog.entries().size());
}

void checkWriters(const Catalog &catalog)
{
    std::vector<quint32> all(catalog.entries().size());
    for (quint32 i = 0; i < all.size(); ++i) {
        all[i] = i;
    }
    for (const ExportFormat &format : exportFormats()) {
        CARREL_REQUIRE(QUtf8StringView(format.write(catalog, all)).isValidUtf8());
    }
    for (const SectionFormat &format : sectionFormats()) {
        CARREL_REQUIRE(QUtf8StringView(format.write(catalog)).isValidUtf8());
    }
}

} // namespace

std::string description(const Catalog &catalog)
{
    return Describer(catalog).describe();
}

void checkInvariants(const Catalog &catalog)
{
    checkSections(catalog);
    checkEntries(catalog);
    checkWorks(catalog);
    checkWriters(catalog);
}

} // namespace carrel::fuzz
