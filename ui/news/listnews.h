// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "news/newsjob.h"

#include <QFuture>
#include <QObject>

#include <optional>
#include <vector>

namespace carrel {

class LibraryStore;
class ListShelf;

/// What is new in the lists in use: has the dates of their works brought forward with each version, keeps
/// when the reader looked, and gives the library the ages of the works shown. All of it is worked out in the
/// pool, one after the other.
class ListNews final : public QObject
{
    Q_OBJECT
public:
    ListNews(ListShelf &lists, LibraryStore &library, const QString &dataFolder, QObject *parent = nullptr);
    /// Waits for what runs in the pool.
    ~ListNews() override;

    /// Another catalog is shown, with these lists in it.
    void setCatalog(CatalogPointer catalog, std::vector<ShownList> shown);
    /// The reader looks at what is new.
    void look();
    void setSince(const NewSince &since);
    /// A list has told its own history.
    void takeHistory(const ListHistoryDates &history);

    /// As it was worked out last.
    const NewsState &state() const { return m_state; }
    const std::vector<ShownList> &shown() const { return m_shown; }

Q_SIGNALS:
    /// The state is another one; the library has the ages that go with it.
    void changed();
    void failed(const carrel::Error &error);

private:
    void takeLists();
    void workOut();
    void take(const CatalogPointer &catalog, const NewsOutcome &outcome);

    ListShelf &m_lists;
    LibraryStore &m_library;
    const QString m_dataFolder;
    CatalogPointer m_catalog;
    std::vector<ShownList> m_shown;
    NewsState m_state;
    std::optional<NewSince> m_since;           ///< that is to be worked out
    std::vector<ListHistoryDates> m_histories; ///< to be worked in
    bool m_looks = false;
    bool m_isDue = false;
    bool m_isRunning = false;
    bool m_hasRun = false;
    std::vector<QByteArray> m_versions; ///< what was in use of each list
    QFuture<void> m_working;
};

} // namespace carrel
