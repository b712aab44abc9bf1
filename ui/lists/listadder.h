// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listshelf.h"

#include <QObject>

#include <deque>

namespace carrel {

/// What became of a list that was to be added.
struct AddedList
{
    QString source; ///< as it was named
    QString name;
    UpdateOutcome outcome;
};

/// A sentence on it; empty where the reader stopped it.
QString addedText(const AddedList &added);

/// Adds lists as they are named, one after the other, and tells how far each has come. The work is the
/// shelf's, the words are others'.
class ListAdder final : public QObject
{
    Q_OBJECT
public:
    explicit ListAdder(ListShelf &shelf, QObject *parent = nullptr);

    /// ended() follows, for what is not understood before this returns. A list without a name is called what
    /// its source suggests.
    void add(const QString &source, const QString &name = {});
    void stop() { m_shelf.cancelAdding(); }

    bool isAdding() const { return !m_waiting.empty(); }
    /// Name of the list that is being added; empty where none is.
    QString current() const;
    /// Whether a list of this source is being added, or waits for it.
    bool awaits(const ListRecord &record) const;

Q_SIGNALS:
    /// Another list is being added, or none.
    void currentChanged();
    void progressChanged(qint64 done, qint64 total);
    void ended(const carrel::AddedList &added);

private:
    ListShelf &m_shelf;
    std::deque<ListRecord> m_waiting; ///< the first is being added
};

} // namespace carrel
