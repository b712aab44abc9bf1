// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/savedsearches.h"
#include "widgets/messagebar.h"

#include <QObject>

#include <optional>

namespace carrel {

class UndoHistory;

/// What the reader does to saved searches: each change can be undone, each failure is told.
class SearchActions final : public QObject
{
    Q_OBJECT
public:
    SearchActions(SavedSearches &searches, UndoHistory &history, QObject *parent);

    /// The id of the new search; nothing where it could not be saved.
    std::optional<qint64> add(const SavedSearch &search);
    void rename(qint64 id, const QString &name);
    /// Another query, language and section.
    void changeQuery(const SavedSearch &search);
    void move(qint64 id, int place);
    void remove(qint64 id);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    /// The message that offered to undo is out of date.
    void messageObsolete();

private:
    bool tell(const Result<void> &done);

    SavedSearches &m_searches;
    UndoHistory &m_history;
    bool m_offersUndo = false;
};

} // namespace carrel
