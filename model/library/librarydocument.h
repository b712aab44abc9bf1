// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/workidentity.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace carrel {

/// A whole library as a value: what one machine hands to another (docs/library-format.md). All times are
/// milliseconds since 1970 in UTC; 0 for never.
struct LibraryDocument
{
    /// When a field was set, and when the reader last changed it, be it to take it away.
    struct Mark
    {
        qint64 at = 0;
        qint64 changed = 0;
        friend bool operator==(const Mark &, const Mark &) = default;
    };

    struct Tag
    {
        QString name;
        qint64 changed = 0;
        bool removed = false; ///< the work had it until then
        friend bool operator==(const Tag &, const Tag &) = default;
    };

    struct Work
    {
        QString title;
        QString venue;
        int year = 0;                  ///< 0: unknown
        std::vector<IdentityKey> keys; ///< by kind and text, each once
        Mark bookmark;
        Mark read;
        Mark rated;
        int rating = 0;
        Mark noted;
        QString note;
        Mark tagged;
        std::vector<Tag> tags; ///< by key of the name, each once
        QByteArray facts;      ///< JSON object in which names stand in alphabetical order; empty for none
        friend bool operator==(const Work &, const Work &) = default;
    };

    struct Search
    {
        QString name;
        QString query;
        int language = 0;
        QStringList section;
        friend bool operator==(const Search &, const Search &) = default;
    };

    std::vector<Work> works;
    std::vector<Search> searches; ///< in the reader's order
};

/// Brings keys and tags into their order, each once.
void normalise(LibraryDocument::Work &work);

} // namespace carrel
