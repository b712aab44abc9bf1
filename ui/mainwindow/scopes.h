// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/queryrunner.h"

#include <QString>

#include <cstddef>
#include <vector>

namespace carrel {

/// The section that a person names as "Training System/Resource scheduling", in any case; kNone when there is
/// none.
quint32 sectionNamed(const Catalog &catalog, const QString &path);

/// The scopes that the reader has been to, and the one shown. Knows one catalog; begin anew with the next.
class ScopeHistory final
{
public:
    void begin(const Scope &scope);
    /// Goes to a scope that was chosen; what lay ahead is forgotten.
    void visit(const Scope &scope);
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_scopes.size(); }
    /// Preconditions: canGoBack() and canGoForward().
    Scope back() { return m_scopes[--m_current]; }
    Scope forward() { return m_scopes[++m_current]; }

private:
    std::vector<Scope> m_scopes;
    std::size_t m_current = 0;
};

} // namespace carrel
