// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/fetchrules.h"

#include "sync/listfetcher.h"

#include <QLocale>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

constexpr std::chrono::seconds kLongestWait{24 * 60 * 60};
constexpr std::chrono::seconds kUnknownWait{60};

constexpr int kOk = 200;
constexpr int kNotModified = 304;
constexpr int kTooManyRequests = 429;
constexpr int kUnavailable = 503;
constexpr int kForbidden = 403;

struct StatusRow
{
    int status;
    ErrorCode code;
};
constexpr std::array kStatuses{StatusRow{401, ErrorCode::AccessRefused},
                               StatusRow{kForbidden, ErrorCode::AccessRefused},
                               StatusRow{404, ErrorCode::NotOnServer},
                               StatusRow{407, ErrorCode::ProxyFailed},
                               StatusRow{410, ErrorCode::NotOnServer},
                               StatusRow{451, ErrorCode::AccessRefused},
                               StatusRow{kTooManyRequests, ErrorCode::ServerBusy}};

struct FailureRow
{
    QNetworkReply::NetworkError error;
    ErrorCode code;
};
constexpr std::array kFailures{
    FailureRow{QNetworkReply::ConnectionRefusedError, ErrorCode::ServerUnreachable},
    FailureRow{QNetworkReply::RemoteHostClosedError, ErrorCode::ConnectionLost},
    FailureRow{QNetworkReply::HostNotFoundError, ErrorCode::HostUnknown},
    FailureRow{QNetworkReply::TimeoutError, ErrorCode::ServerSilent},
    FailureRow{QNetworkReply::SslHandshakeFailedError, ErrorCode::CertificateRefused},
    FailureRow{QNetworkReply::TemporaryNetworkFailureError, ErrorCode::ServerUnreachable},
    FailureRow{QNetworkReply::NetworkSessionFailedError, ErrorCode::ServerUnreachable},
    FailureRow{QNetworkReply::UnknownNetworkError, ErrorCode::ServerUnreachable},
    FailureRow{QNetworkReply::ProxyConnectionRefusedError, ErrorCode::ProxyFailed},
    FailureRow{QNetworkReply::ProxyConnectionClosedError, ErrorCode::ProxyFailed},
    FailureRow{QNetworkReply::ProxyNotFoundError, ErrorCode::ProxyFailed},
    FailureRow{QNetworkReply::ProxyTimeoutError, ErrorCode::ProxyFailed},
    FailureRow{QNetworkReply::ProxyAuthenticationRequiredError, ErrorCode::ProxyFailed},
    FailureRow{QNetworkReply::UnknownProxyError, ErrorCode::ProxyFailed}};

bool isSecure(const QUrl &url)
{
    return url.scheme() == QLatin1String("https");
}

} // namespace

bool isFetchable(const QUrl &url)
{
    return url.isValid() && (isSecure(url) || url.scheme() == QLatin1String("http")) && !url.host().isEmpty();
}

bool isRedirect(int status)
{
    constexpr std::array kRedirects{301, 302, 303, 307, 308};
    return std::find(kRedirects.begin(), kRedirects.end(), status) != kRedirects.end();
}

bool mayRedirect(const QUrl &from, const QUrl &to)
{
    return isFetchable(to) && (isSecure(to) || (!isSecure(from) && from.host() == to.host()));
}

std::optional<ErrorCode> refusalOf(int status, bool asksToWait)
{
    if (status == 0 || status == kOk || status == kNotModified) {
        return std::nullopt;
    }
    if (asksToWait && (status == kUnavailable || status == kForbidden)) {
        return ErrorCode::ServerBusy;
    }
    const auto row = std::find_if(kStatuses.begin(), kStatuses.end(),
                                  [status](const StatusRow &each) { return each.status == status; });
    if (row != kStatuses.end()) {
        return row->code;
    }
    return status >= 500 && status < 600 ? ErrorCode::ServerFailed : ErrorCode::AnswerUnusable;
}

ErrorCode failureOf(QNetworkReply::NetworkError error)
{
    const auto row = std::find_if(kFailures.begin(), kFailures.end(),
                                  [error](const FailureRow &each) { return each.error == error; });
    return row == kFailures.end() ? ErrorCode::AnswerUnusable : row->code;
}

QDateTime httpTime(const QByteArray &text)
{
    const QString form = QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'");
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text.trimmed()), form);
    time.setTimeSpec(Qt::UTC);
    return time;
}

std::optional<std::chrono::seconds> quotaWait(const QNetworkReply &reply, const QDateTime &now)
{
    bool isNumber = false;
    const qint64 reset = reply.rawHeader("X-RateLimit-Reset").toLongLong(&isNumber);
    if (reply.rawHeader("X-RateLimit-Remaining") != "0" || !isNumber) {
        return std::nullopt;
    }
    const std::chrono::seconds wait(reset - now.toSecsSinceEpoch());
    return std::clamp(wait, std::chrono::seconds(1), kLongestWait);
}

bool endIsSure(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::Http2WasUsedAttribute).toBool() ||
           reply.attribute(QNetworkRequest::OriginalContentLengthAttribute).isValid() ||
           reply.hasRawHeader("Content-Length");
}

std::chrono::seconds waitOf(const QByteArray &retryAfter, const QDateTime &now)
{
    bool isNumber = false;
    qint64 seconds = retryAfter.trimmed().toLongLong(&isNumber);
    if (!isNumber) {
        const QDateTime until = httpTime(retryAfter);
        if (!until.isValid()) {
            return kUnknownWait;
        }
        seconds = now.secsTo(until);
    }
    return std::clamp(std::chrono::seconds(seconds), std::chrono::seconds(0), kLongestWait);
}

} // namespace carrel
