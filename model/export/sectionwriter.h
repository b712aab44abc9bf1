// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QByteArray>

#include <span>

namespace carrel {

class Catalog;

/// One way to write the section tree with its counts. Only sections that hold papers are shown.
struct SectionFormat
{
    const char *name; ///< "text", "json"
    QByteArray (*write)(const Catalog &catalog);
};

std::span<const SectionFormat> sectionFormats();
/// Null for a name that is none.
const SectionFormat *sectionFormat(QAnyStringView name);

} // namespace carrel
