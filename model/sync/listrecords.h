// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/liststore.h"

namespace carrel {

/// The file of records: JSON that a person can read.
QByteArray writeListRecords(const std::vector<ListRecord> &lists);

/// Errors: ListsUnreadable, ListsTooNew.
Result<std::vector<ListRecord>> readListRecords(const QByteArray &bytes);

} // namespace carrel
