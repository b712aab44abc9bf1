// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/healthreport.h"

#include <QAnyStringView>

#include <span>
#include <string>

namespace carrel {

/// One way to write what was found in a list.
struct HealthFormat
{
    const char *name; ///< "text", "json", "markdown"
    std::string (*write)(const HealthReport &report);
};

std::span<const HealthFormat> healthFormats();
/// Null for a name that is none.
const HealthFormat *healthFormat(QAnyStringView name);

} // namespace carrel
