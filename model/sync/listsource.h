// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/liststore.h"

#include <QList>
#include <QString>
#include <QUrl>

#include <optional>

namespace carrel {

/// Where a list that the reader named may be had: a file, or addresses to be tried in this order.
struct ListSource
{
    QString name; ///< to call the list by
    QString path; ///< empty for addresses
    QList<QUrl> addresses;
};

/// Understands a path of a file that is there, an address, the page of a repository, folder or file on GitHub
/// or GitLab, and `owner/name`. Nothing for all else. Asks nobody: which branch and which README a repository
/// has is found by asking for the addresses.
std::optional<ListSource> parseListSource(const QString &text);

/// A list of this source, as the reader named it, that is not in use yet.
ListRecord recordOf(const ListSource &source, const QString &named);

/// Where a person reads a list: the page of its repository or file, else its address. Empty for files.
QUrl pageOf(const ListRecord &record);

} // namespace carrel
