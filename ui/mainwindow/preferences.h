// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/linkforms.h"

#include <QString>

namespace carrel {

/// What the reader has set, kept in a file of its own in the folder of the configuration.
struct Preferences
{
    bool markReadOnOpen = true;                        ///< a paper that is opened counts as read
    SearchSite searchSite = SearchSite::GoogleScholar; ///< for the titles of papers without a link
    bool exportNotes = false;                          ///< exports take the reader's notes and tags along
    bool updatesItself = false; ///< looks for newer versions of lists at start and every day
    int mostMegabytes = 64;     ///< of a list that is fetched
    static constexpr int kMostMegabytes = 512;
    friend bool operator==(const Preferences &, const Preferences &) = default;
};

/// What is missing or makes no sense is as at first.
Preferences readPreferences(const QString &folder);
/// Replaces the file as a whole; FileUnwritable where that cannot be done.
Result<void> writePreferences(const QString &folder, const Preferences &preferences);

} // namespace carrel
