// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>

#include <map>

namespace carrel {

struct ListRecord;
struct ListVersion;

/// What the reader counts as new.
struct NewSince
{
    enum class Kind : quint8 {
        LastLook, ///< what came after the reader last looked at what was new then
        Version,  ///< what came after the version that came into use at a time
        Day       ///< what came on a day or later
    };
    Kind kind = Kind::LastLook;
    quint32 time = 0; ///< of version or day, in seconds since 1970 in UTC
    friend bool operator==(const NewSince &, const NewSince &) = default;
};

/// Where the reader stands with the versions of a list, by the times at which these came into use, in seconds
/// since 1970 in UTC.
struct ListLook
{
    quint32 newAfter = 0; ///< the version that was looked at before the newest came
    quint32 looked = 0;   ///< the newest one that was looked at
    quint32 latest = 0;   ///< the newest one
    friend bool operator==(const ListLook &, const ListLook &) = default;
};

/// What is remembered of the reader's looks at what is new. A value.
struct NewsState
{
    NewSince since;
    std::map<QString, ListLook> lists; ///< by id

    /// A list has versions from the first to the latest. What it shows as new stays until the next version.
    void takeVersions(const QString &list, quint32 first, quint32 latest);
    /// The reader looks at what is new of a list.
    void look(const QString &list);
    friend bool operator==(const NewsState &, const NewsState &) = default;
};

/// The day of a version, with the time where the list has several of one day.
QString versionName(const ListRecord &record, const ListVersion &version);

/// The first state where there is no file, or none that makes sense: it costs a badge, nothing else.
NewsState readNewsState(const QString &path);
/// Replaces the file as a whole. Error: FileUnwritable.
Result<void> writeNewsState(const QString &path, const NewsState &state);

} // namespace carrel
