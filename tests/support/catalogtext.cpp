// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/catalogtext.h"

#include "catalog/link.h"

#include <QStringList>

namespace carrel::test {

namespace {

QString tagText(const VenueTag &tag)
{
    QStringList parts{toQString(tag.venue)};
    parts << (tag.host.empty() ? QString() : QStringLiteral("@") + toQString(tag.host));
    parts << (tag.year == 0 ? QString() : QString::number(tag.year));
    parts << (tag.qualifier.empty() ? QString()
                                    : QStringLiteral("(") + toQString(tag.qualifier) + QLatin1Char(')'));
    parts.removeAll(QString());
    return parts.join(QLatin1Char(' '));
}

QString linksText(const Catalog &catalog, Range range)
{
    QStringList links;
    for (const Link &link : catalog.links(range)) {
        const QString label = link.isOfTitle() ? QString() : catalog.string(link.label()) + QLatin1Char('=');
        links << label + toQString(linkKindName(link.kind)) + QLatin1Char(' ') + catalog.string(link.url());
    }
    return links.join(QStringLiteral(", "));
}

QStringList textsOf(const Catalog &catalog, Range range, const QString &name)
{
    QStringList texts;
    for (const TextRef text : catalog.texts(range)) {
        texts << name + catalog.string(text);
    }
    return texts;
}

QString sectionText(const Catalog &catalog, const Section &section)
{
    QStringList parts{QString(section.level, QLatin1Char(section.group ? '*' : '#')),
                      catalog.string(section.title)};
    parts << QStringLiteral("line %1, entries %2+%3, works %4")
                 .arg(section.line)
                 .arg(section.entries.first)
                 .arg(section.entries.count)
                 .arg(section.workCount);
    parts << textsOf(catalog, section.notes, QStringLiteral("note "));
    parts << linksText(catalog, section.links);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" | "));
}

} // namespace

QString entryText(const Catalog &catalog, const Entry &entry)
{
    const EntryDetails &details = catalog.details(entry);
    QStringList parts{tagText(catalog.venueTag(entry.venueTag)), catalog.string(entry.title()),
                      linksText(catalog, entry.links())};
    parts << (entry.authored ? QStringLiteral("by ") + toQString(catalog.authors(entry)) : QString());
    parts << (entry.survey ? QStringLiteral("survey") : QString());
    parts << textsOf(catalog, details.aliases, QStringLiteral("alias "));
    parts << textsOf(catalog, details.notes, QStringLiteral("note "));
    for (const Version &version : catalog.versions(details.versions)) {
        parts << QStringLiteral("version <%1> %2 %3 %4")
                     .arg(catalog.string(version.relation), tagText(catalog.venueTag(version.venueTag)),
                          catalog.string(version.title), linksText(catalog, version.links));
    }
    parts.removeAll(QString());
    return QString::number(entry.line) + QStringLiteral(": ") + parts.join(QStringLiteral(" | "));
}

QString catalogText(const Catalog &catalog)
{
    QStringList lines{QStringLiteral("title ") + catalog.title()};
    for (const Section &section : catalog.sections()) {
        lines << sectionText(catalog, section);
    }
    for (const Entry &entry : catalog.entries()) {
        lines << entryText(catalog, entry) +
                     QStringLiteral(" | section %1 work %2").arg(entry.section).arg(entry.work);
    }
    std::size_t first = 0;
    for (quint32 number = 0; number < catalog.workCount(); ++number) {
        const Work work = catalog.work(number);
        lines << QStringLiteral("work %1+%2 face %3").arg(first).arg(work.entries.size()).arg(work.face);
        first += work.entries.size();
    }
    for (const Diagnostic &diagnostic : catalog.diagnostics()) {
        lines << QStringLiteral("diagnostic %1 line %2").arg(int(diagnostic.kind)).arg(diagnostic.line);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace carrel::test
