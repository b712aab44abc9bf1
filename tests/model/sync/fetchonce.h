// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/loopbackserver.h"
#include "sync/listfetcher.h"

#include <QEventLoop>
#include <QProcess>

#include <optional>

namespace carrel::test {

inline const QByteArray kList = "# Papers\n- [OSDI'24] [Borg at scale](https://example.org/borg)\n";

/// Nothing here waits for real: what should come comes, and what should not is cut off at once.
inline FetchLimits limits()
{
    FetchLimits limits;
    limits.connecting = std::chrono::minutes(4);
    limits.silence = std::chrono::minutes(4);
    limits.systemProxy = false;
    return limits;
}

inline FetchOutcome outcomeOf(const FetchRequest &request, const FetchLimits &within = limits())
{
    ListFetcher fetcher(within);
    FetchOutcome found{Error{ErrorCode::Cancelled, QString()}, std::nullopt};
    QEventLoop loop;
    QObject::connect(&fetcher, &ListFetcher::finished, &loop, [&](const FetchOutcome &outcome) {
        found = outcome;
        loop.quit();
    });
    fetcher.fetch(request);
    loop.exec();
    return found;
}

inline FetchOutcome outcomeOf(const QUrl &url, const FetchLimits &within = limits())
{
    return outcomeOf(FetchRequest{url, {}, {}}, within);
}

/// Why nothing arrives; nothing where something does.
inline std::optional<ErrorCode> codeOf(const QUrl &url, const FetchLimits &within = limits())
{
    const FetchOutcome outcome = outcomeOf(url, within);
    return outcome.list ? std::nullopt : std::optional(outcome.list.error().code);
}

/// What python packs of a text that is repeated so many times.
inline QByteArray packed(const char *text, int times)
{
    QProcess python;
    python.start(QStringLiteral("python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import gzip, sys; sys.stdout.buffer.write(gzip.compress(b'%1' * %2, 9))")
                      .arg(QLatin1String(text))
                      .arg(times)});
    python.waitForFinished(-1);
    return python.readAllStandardOutput();
}

} // namespace carrel::test
