// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "search/queryrunner.h"

#include <QString>

#include <cstddef>
#include <functional>
#include <vector>

namespace carrel {

/// What the reader looks at: which papers, and where among them.
struct BrowseStep
{
    Scope scope;
    QString text;            ///< of the filter
    bool everywhere = false; ///< the filter looks beyond the scope
    qint64 search = 0;       ///< the saved search that it came from, 0 for none
    quint32 work = kNone;    ///< the current one
    int scroll = 0;          ///< where the table stands

    /// The same papers, from the same saved search.
    bool showsSameAs(const BrowseStep &other) const;
    friend bool operator==(const BrowseStep &, const BrowseStep &) = default;
};

/// The steps that the reader has made, and the one shown. A filter that is being typed is one step. Knows one
/// catalog; begin anew with another list.
class BrowseHistory final
{
public:
    void begin(const BrowseStep &step);
    /// Goes to what was chosen; what lay ahead is forgotten, and so is the oldest of more than 100.
    void visit(const BrowseStep &step);
    /// The text has become another under the reader's hands: a new step, or more of the one that is being
    /// typed. Clearing the text ends it and is a step of its own.
    void type(const QString &text);
    /// The text is as the reader wants it: the next change is another step.
    void settle() { m_typing = false; }
    /// Where the reader stands now in the step shown.
    void note(quint32 work, int scroll);
    /// Another version of the catalog has taken its place: each step as it is there.
    void carryOver(const std::function<BrowseStep(BrowseStep step)> &carried);
    /// The step shown comes from a saved search after all.
    void adoptSearch(qint64 search);

    /// Precondition: begin().
    const BrowseStep &current() const { return m_steps[m_current]; }
    bool isEmpty() const { return m_steps.empty(); }
    bool canGoBack() const { return m_current > 0; }
    bool canGoForward() const { return m_current + 1 < m_steps.size(); }
    /// Preconditions: canGoBack() and canGoForward().
    const BrowseStep &back();
    const BrowseStep &forward();

private:
    std::vector<BrowseStep> m_steps;
    std::size_t m_current = 0;
    bool m_typing = false;
    QString m_typed; ///< the text before letters were taken off its end, while it is being typed
};

} // namespace carrel
