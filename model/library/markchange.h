// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace carrel {

/// A note has at most so many bytes of UTF-8, a tag so many characters.
inline constexpr qsizetype kLongestNote = 1024 * 1024;
inline constexpr qsizetype kLongestTag = 100;
inline constexpr int kBestRating = 5;

/// What a command does to the marks of works; what is not set stays.
struct MarkChange
{
    std::optional<bool> bookmarked = std::nullopt;
    std::optional<bool> read = std::nullopt;
    std::optional<int> rating = std::nullopt;   ///< 0 (none) to kBestRating
    std::optional<QString> note = std::nullopt; ///< replaces the note; blank takes it away
    QStringList addedTags = {};                 ///< names, in any case
    QStringList removedTags = {};

    bool isEmpty() const
    {
        return !bookmarked && !read && !rating && !note && addedTags.isEmpty() && removedTags.isEmpty();
    }
};

/// A tag's name as it is stored: one line without blanks at the ends.
QString tagName(const QString &typed);
/// Tags of one key are one tag.
QString tagKey(const QString &name);

} // namespace carrel
