// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listfetcher.h"
#include "sync/liststore.h"

#include <QFuture>
#include <QTimer>

#include <vector>

namespace carrel {

/// A file of a repository on GitHub.
struct HistoryPlace
{
    QString owner;
    QString repository;
    QString branch; ///< "HEAD" for the default one
    QString path;
};

/// Where a list from the network has its history; nothing for one that is not from GitHub.
std::optional<HistoryPlace> historyPlaceOf(const ListRecord &record);

/// A version of a list that its repository has.
struct HistoryVersion
{
    QString commit;
    QDateTime date;
    QString path; ///< of its bytes on disk
};

struct HistoryOutcome
{
    Result<std::vector<HistoryVersion>> versions; ///< the oldest first
    std::optional<std::chrono::seconds> wait{};   ///< before the server is to be asked again
};

/// Fetches what a list was at the end of each day that changed it, from its repository: the commits of the
/// file, then one version a request, with a pause between them. What has been fetched stays in a folder, so
/// that who stops or is killed goes on from there. What versions say is read by others.
class ListHistory final : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        QString folder; ///< for the versions
        FetchLimits limits{};
        std::chrono::milliseconds pause{1000};
        QUrl api{QStringLiteral("https://api.github.com")};
        QUrl raw{QStringLiteral("https://raw.githubusercontent.com")};
    };

    explicit ListHistory(Setup setup, QObject *parent = nullptr);
    /// Waits for what runs in the pool.
    ~ListHistory() override;

    /// finished() follows, never before this returns. Precondition: !isFetching().
    void fetch(const HistoryPlace &place);
    /// finished(DownloadCancelled) follows, if a fetch is under way.
    void cancel();
    bool isFetching() const { return m_underWay; }

Q_SIGNALS:
    /// Versions that are there of all; 0 of 0 while the commits are asked for.
    void progressChanged(int done, int total);
    void finished(const carrel::HistoryOutcome &outcome);

private:
    void askForPage();
    void takeFetched(const FetchOutcome &outcome);
    void takePage(const std::optional<std::vector<HistoryVersion>> &page);
    void plan();
    void goOn();
    void askForVersion();
    void finish(const Result<std::vector<HistoryVersion>> &versions,
                std::optional<std::chrono::seconds> wait = std::nullopt);
    Error unusable() const;

    const Setup m_setup;
    ListFetcher m_fetcher;
    QTimer m_pause;
    HistoryPlace m_place;
    std::vector<HistoryVersion> m_versions; ///< the newest first while commits are asked for, then the oldest
    std::vector<bool> m_there;              ///< which of them are on disk
    std::size_t m_next = 0;                 ///< the version that is asked for
    int m_page = 0;                         ///< of the commits, 0 once all are known
    QFuture<void> m_working;
    bool m_cancelled = false;
    bool m_underWay = false;
};

} // namespace carrel
