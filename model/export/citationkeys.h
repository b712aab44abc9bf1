// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace carrel {

class Catalog;

/// Keys by which works are cited: `orca-osdi22`, of letters, digits, hyphens and dots. A key depends on the
/// catalog alone, never on what else is exported: works that would share one bear a piece of their id behind
/// a dot (`efficient-training-osdi24.3f2a`). The catalog must outlive it.
class CitationKeys final
{
public:
    explicit CitationKeys(const Catalog &catalog);

    std::string key(quint32 work) const;

private:
    std::string readableKey(quint32 work) const;
    std::string keyOfLength(quint32 work, std::size_t digits) const;

    const Catalog &m_catalog;
    std::vector<std::string> m_venues;                 ///< one a venue tag, as keys write it
    std::unordered_map<quint32, std::size_t> m_digits; ///< of the id, for works that need any
};

} // namespace carrel
