// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"

#include <QByteArray>
#include <QString>

#include <span>
#include <vector>

namespace carrel {

/// One way to write entries: name on the command line, file ending, pure writer.
struct ExportFormat
{
    const char *name;   ///< "json", "csv", "markdown", "text"
    const char *suffix; ///< of files, without the dot
    const char *title;  ///< for menus, to be translated in context "ExportFormats"
    QByteArray (*write)(const Catalog &catalog, std::span<const quint32> entries);
};

std::span<const ExportFormat> exportFormats();
/// Null for a name that is none.
const ExportFormat *exportFormat(QStringView name);

/// One line for the clipboard: `Title. Venue Year. URL`.
QString citation(const Catalog &catalog, quint32 work);

} // namespace carrel
