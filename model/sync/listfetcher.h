// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>
#include <optional>

namespace carrel {

/// How much and how long a fetch may take.
struct FetchLimits
{
    qint64 mostBytes = qint64(64) * 1024 * 1024; ///< of the list as it is, not of what was sent compressed
    std::chrono::milliseconds connecting{20'000};
    std::chrono::milliseconds silence{30'000}; ///< and of trickles that are no better
    int mostRedirects = 5;
    bool systemProxy = true;
};

/// What to ask for. What the server said of itself the last time saves it from sending the same again.
struct FetchRequest
{
    QUrl url;
    QByteArray etag;
    QByteArray lastModified;
};

/// A list as a server sent it, or word that it has not changed since.
struct FetchedList
{
    bool unchanged = false;
    QByteArray bytes;
    QByteArray etag;
    QByteArray lastModified;
};

struct FetchOutcome
{
    Result<FetchedList> list;
    std::optional<std::chrono::seconds> wait; ///< before the server is to be asked again, where it said so
};

/// How long a Retry-After asks to wait at a time, at most a day; a minute where it cannot be understood.
std::chrono::seconds waitOf(const QByteArray &retryAfter, const QDateTime &now);

/// Fetches a list over http or https, one at a time, without blocking anything. Redirects are followed to
/// https and within a host, certificates must be good. The detail of an error is the host. Judges no content.
class ListFetcher final : public QObject
{
    Q_OBJECT
public:
    explicit ListFetcher(const FetchLimits &limits = {}, QObject *parent = nullptr);
    /// A fetch under way ends without a word.
    ~ListFetcher() override;

    /// Loads what the first fetch needs; for any thread, where the wait for it holds nobody up.
    static void prepare();

    /// finished() follows, never before this returns. A fetch under way is cancelled first.
    void fetch(const FetchRequest &request);
    /// For the fetches to come.
    void setMostBytes(qint64 bytes);
    /// finished(Cancelled) follows, if a fetch is under way.
    void cancel();
    bool isFetching() const;

Q_SIGNALS:
    /// total is 0 as long as it is not known.
    void progressChanged(qint64 done, qint64 total);
    void finished(const carrel::FetchOutcome &outcome);

private:
    class Transfer;
    std::unique_ptr<Transfer> m_transfer;
};

} // namespace carrel
