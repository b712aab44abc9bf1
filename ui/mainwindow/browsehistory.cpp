// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/browsehistory.h"

namespace carrel {

namespace {

constexpr std::size_t kMostSteps = 100;

} // namespace

bool BrowseStep::showsSameAs(const BrowseStep &other) const
{
    return scope == other.scope && text == other.text && everywhere == other.everywhere &&
           search == other.search;
}

void BrowseHistory::begin(const BrowseStep &step)
{
    m_steps.assign(1, step);
    m_current = 0;
    m_typing = false;
}

void BrowseHistory::visit(const BrowseStep &step)
{
    m_typing = false;
    if (m_steps.empty()) {
        return begin(step);
    }
    if (current().showsSameAs(step)) {
        return;
    }
    m_steps.resize(m_current + 1);
    if (m_steps.size() == kMostSteps) {
        m_steps.erase(m_steps.begin());
    }
    m_steps.push_back(step);
    m_current = m_steps.size() - 1;
}

void BrowseHistory::type(const QString &text)
{
    if (m_steps.empty() || current().text == text) {
        return;
    }
    const bool goesOn = m_typing && m_current + 1 == m_steps.size();
    BrowseStep step = current();
    step.text = text;
    if (text.isEmpty()) {
        // A text that was taken off letter by letter is remembered whole.
        if (goesOn) {
            m_steps[m_current].text = m_typed;
        }
        step.search = 0;
        visit(step);
    } else if (goesOn) {
        m_steps[m_current] = step;
        m_typed = m_typed.startsWith(text) ? m_typed : text;
    } else {
        step.work = kNone;
        step.scroll = 0;
        visit(step);
        m_typing = true;
        m_typed = text;
    }
}

void BrowseHistory::note(quint32 work, int scroll)
{
    if (!m_steps.empty()) {
        m_steps[m_current].work = work;
        m_steps[m_current].scroll = scroll;
    }
}

void BrowseHistory::carryOver(const std::function<BrowseStep(BrowseStep step)> &carried)
{
    for (BrowseStep &step : m_steps) {
        step = carried(step);
    }
}

void BrowseHistory::adoptSearch(qint64 search)
{
    if (!m_steps.empty()) {
        m_steps[m_current].search = search;
    }
}

const BrowseStep &BrowseHistory::back()
{
    m_typing = false;
    return m_steps[--m_current];
}

const BrowseStep &BrowseHistory::forward()
{
    m_typing = false;
    return m_steps[++m_current];
}

} // namespace carrel
