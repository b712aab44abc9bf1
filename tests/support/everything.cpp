// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/everything.h"

#include "catalog/catalog.h"

namespace carrel::test {

QStringList everything(const Catalog &catalog)
{
    QStringList lines{catalog.title()};
    const auto addLinks = [&](Range links) {
        for (const Link &link : catalog.links(links)) {
            lines << QStringLiteral("  link %1 %2 %3")
                         .arg(catalog.string(link.url), catalog.string(link.label))
                         .arg(int(link.kind));
        }
    };
    const auto addTexts = [&](Range texts) {
        for (const TextRef text : catalog.texts(texts)) {
            lines << QStringLiteral("  text ") + catalog.string(text);
        }
    };
    for (const Section &section : catalog.sections()) {
        lines << QStringLiteral("section %1 %2 %3 %4 %5 %6 %7 %8")
                     .arg(catalog.string(section.title))
                     .arg(section.line)
                     .arg(section.parent)
                     .arg(section.subtreeEnd)
                     .arg(section.entries.first)
                     .arg(section.entries.count)
                     .arg(section.workCount)
                     .arg(section.level);
        addTexts(section.notes);
        addLinks(section.links);
    }
    for (const Entry &entry : catalog.entries()) {
        lines << QStringLiteral("entry %1 %2 %3 %4 %5 %6")
                     .arg(catalog.string(entry.title))
                     .arg(entry.line)
                     .arg(entry.section)
                     .arg(entry.work)
                     .arg(entry.year)
                     .arg(QString::fromStdString(catalog.venueTag(entry.venueTag).venue));
        addLinks(entry.links);
        const EntryDetails &details = catalog.details(entry);
        addTexts(details.aliases);
        addTexts(details.notes);
        for (const Version &version : catalog.versions(details.versions)) {
            lines << QStringLiteral(" version %1 %2 %3")
                         .arg(catalog.string(version.title), catalog.string(version.relation),
                              QString::fromStdString(catalog.venueTag(version.venueTag).raw));
            addLinks(version.links);
        }
    }
    for (const Work &work : catalog.works()) {
        lines
            << QStringLiteral("work %1 %2 %3").arg(work.entries.first).arg(work.entries.count).arg(work.face);
    }
    for (const Diagnostic &diagnostic : catalog.diagnostics()) {
        lines << QStringLiteral("diagnostic %1 %2").arg(int(diagnostic.kind)).arg(diagnostic.line);
    }
    return lines;
}

} // namespace carrel::test
