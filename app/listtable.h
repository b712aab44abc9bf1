// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/liststore.h"

#include <QAnyStringView>
#include <QByteArray>

#include <span>
#include <vector>

namespace carrel {

/// One way to write the lists in use with their state.
struct ListFormat
{
    const char *name; ///< "text", "json"
    QByteArray (*write)(const std::vector<ListRecord> &lists);
};

std::span<const ListFormat> listFormats();
/// Null for a name that is none.
const ListFormat *listFormat(QAnyStringView name);

} // namespace carrel
