// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/searchactions.h"

#include "library/undohistory.h"
#include "widgets/errortext.h"

#include <utility>

namespace carrel {

SearchActions::SearchActions(SavedSearches &searches, UndoHistory &history, QObject *parent)
    : QObject(parent)
    , m_searches(searches)
    , m_history(history)
{
    connect(&m_history, &UndoHistory::changed, this, [this] {
        if (std::exchange(m_offersUndo, false)) {
            Q_EMIT messageObsolete();
        }
    });
}

bool SearchActions::tell(const Result<void> &done)
{
    if (!done) {
        Q_EMIT messageRequested(MessageBar::Kind::Warning, errorText(done.error()), {});
    }
    return done.hasValue();
}

std::optional<qint64> SearchActions::add(const SavedSearch &search)
{
    const Result<qint64> added = m_searches.add(search);
    if (!tell(added ? Result<void>() : added.error())) {
        return std::nullopt;
    }
    const SavedSearch stored = *m_searches.find(*added);
    m_history.push({tr("Save Search"),
                    [&searches = m_searches, id = stored.id] { return searches.remove(id); },
                    [&searches = m_searches, stored] {
                        return searches.restore(stored, static_cast<int>(SavedSearches::kMost));
                    }});
    return stored.id;
}

void SearchActions::rename(qint64 id, const QString &name)
{
    const SavedSearch *known = m_searches.find(id);
    if (known == nullptr || known->name == name) {
        return;
    }
    const QString before = known->name;
    if (tell(m_searches.rename(id, name))) {
        m_history.push({tr("Rename Saved Search"),
                        [&searches = m_searches, id, before] { return searches.rename(id, before); },
                        [&searches = m_searches, id, name] { return searches.rename(id, name); }});
    }
}

void SearchActions::changeQuery(const SavedSearch &search)
{
    const SavedSearch *known = m_searches.find(search.id);
    if (known == nullptr) {
        return;
    }
    const SavedSearch before = *known;
    if (tell(m_searches.changeQuery(search))) {
        m_history.push({tr("Update Saved Search"),
                        [&searches = m_searches, before] { return searches.changeQuery(before); },
                        [&searches = m_searches, search] { return searches.changeQuery(search); }});
    }
}

void SearchActions::move(qint64 id, int place)
{
    const int before = m_searches.placeOf(id);
    if (before >= 0 && before != place && tell(m_searches.move(id, place))) {
        m_history.push({tr("Move Saved Search"),
                        [&searches = m_searches, id, before] { return searches.move(id, before); },
                        [&searches = m_searches, id, place] { return searches.move(id, place); }});
    }
}

void SearchActions::remove(qint64 id)
{
    const SavedSearch *known = m_searches.find(id);
    if (known == nullptr) {
        return;
    }
    const SavedSearch before = *known;
    const int place = m_searches.placeOf(id);
    if (!tell(m_searches.remove(id))) {
        return;
    }
    m_history.push({tr("Delete Saved Search"),
                    [&searches = m_searches, before, place] { return searches.restore(before, place); },
                    [&searches = m_searches, id] { return searches.remove(id); }});
    Q_EMIT messageRequested(MessageBar::Kind::Information,
                            tr("The saved search \u201c%1\u201d was deleted.").arg(before.name),
                            {tr("Undo"), [this] { tell(m_history.undo()); }});
    m_offersUndo = true;
}

} // namespace carrel
