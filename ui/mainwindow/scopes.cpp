// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/scopes.h"

namespace carrel {

namespace {

constexpr std::size_t kMostScopes = 200;

} // namespace

quint32 sectionNamed(const Catalog &catalog, const QString &path)
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        for (quint32 number = 0; number < catalog.sections().size(); ++number) {
            QStringList titles = catalog.sectionPath(number);
            if (catalog.section(number).group) {
                titles.append(catalog.groupTitle(number));
            }
            if (titles.join(QLatin1Char('/')).compare(path, sensitivity) == 0) {
                return number;
            }
        }
    }
    return kNone;
}

void ScopeHistory::begin(const Scope &scope)
{
    m_scopes.assign(1, scope);
    m_current = 0;
}

void ScopeHistory::visit(const Scope &scope)
{
    if (m_scopes.empty()) {
        begin(scope);
    }
    if (m_scopes[m_current] == scope) {
        return;
    }
    m_scopes.resize(m_current + 1);
    if (m_scopes.size() == kMostScopes) {
        m_scopes.erase(m_scopes.begin());
    }
    m_scopes.push_back(scope);
    m_current = m_scopes.size() - 1;
}

} // namespace carrel
