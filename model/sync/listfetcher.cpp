// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listfetcher.h"

#include "sync/fetchrules.h"

#include <QDateTime>
#include <QNetworkAccessManager>
#include <QNetworkProxyFactory>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslSocket>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// So much is taken from the network before it is looked at, so that what unpacks without end is stopped.
constexpr qint64 kReadBuffer = qint64(256) * 1024;
/// Less than this within the time for silence is a trickle.
constexpr qint64 kTrickle = 1024;
constexpr char kUserAgent[] = "Carrel/" CARREL_VERSION;

class SystemProxy final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        return systemProxyForQuery(query);
    }
};

} // namespace

/// One manager of connections and the reply that is under way, if any.
class ListFetcher::Transfer final
{
public:
    Transfer(ListFetcher &owner, const FetchLimits &limits)
        : m_owner(owner)
        , m_limits(limits)
    {
        if (limits.systemProxy) {
            m_manager.setProxyFactory(new SystemProxy);
        } else {
            m_manager.setProxy(QNetworkProxy::NoProxy);
        }
        m_manager.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_owner, [this] { fail(ErrorCode::ServerSilent); });
    }

    ~Transfer() { drop(); }

    bool isUnderWay() const { return m_underWay; }
    void setMostBytes(qint64 bytes) { m_limits.mostBytes = bytes; }

    void start(const FetchRequest &request)
    {
        m_request = request;
        m_redirects = 0;
        m_underWay = true;
        ++m_number;
        if (!isFetchable(request.url)) {
            failLater(ErrorCode::AddressNotFetchable);
            return;
        }
        send(request.url);
    }

    void fail(ErrorCode code, std::optional<std::chrono::seconds> wait = std::nullopt)
    {
        const QString host = m_url.isEmpty() ? m_request.url.host() : m_url.host();
        finish({Error{code, host}, wait});
    }

    void failLater(ErrorCode code)
    {
        const quint64 number = m_number;
        QMetaObject::invokeMethod(
            &m_owner,
            [this, number, code] {
                if (m_underWay && number == m_number) {
                    fail(code);
                }
            },
            Qt::QueuedConnection);
    }

private:
    void send(const QUrl &url);
    QNetworkRequest requestFor(const QUrl &url) const;
    void connectReply();
    void takeHead();
    void takeBytes();
    void takeEnd();
    void followTo(const QUrl &target);
    void finish(const FetchOutcome &outcome);
    void drop();

    ListFetcher &m_owner;
    FetchLimits m_limits;
    QNetworkAccessManager m_manager;
    QTimer m_timer;
    FetchRequest m_request;
    QUrl m_url;
    QNetworkReply *m_reply = nullptr;
    QByteArray m_bytes;
    qint64 m_sinceTimer = 0;
    int m_redirects = 0;
    quint64 m_number = 0;
    bool m_underWay = false;
};

QNetworkRequest ListFetcher::Transfer::requestFor(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", kUserAgent);
    request.setRawHeader("Accept", "text/markdown, text/plain, */*;q=0.5");
    if (!m_request.etag.isEmpty()) {
        request.setRawHeader("If-None-Match", m_request.etag);
    }
    if (!m_request.lastModified.isEmpty()) {
        request.setRawHeader("If-Modified-Since", m_request.lastModified);
    }
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // What unpacks to too much is told by its size, as all that is too large.
    request.setDecompressedSafetyCheckThreshold(-1);
    return request;
}

void ListFetcher::Transfer::send(const QUrl &url)
{
    m_url = url;
    m_bytes.clear();
    m_sinceTimer = 0;
    m_reply = m_manager.get(requestFor(url));
    m_reply->setReadBufferSize(kReadBuffer);
    m_timer.start(m_limits.connecting);
    connectReply();
}

void ListFetcher::Transfer::connectReply()
{
    QNetworkReply *reply = m_reply;
    QObject::connect(reply, &QNetworkReply::requestSent, &m_owner,
                     [this] { m_timer.start(m_limits.silence); });
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &m_owner, [this] { takeHead(); });
    QObject::connect(reply, &QNetworkReply::readyRead, &m_owner, [this] { takeBytes(); });
    QObject::connect(reply, &QNetworkReply::finished, &m_owner, [this] { takeEnd(); });
}

void ListFetcher::Transfer::takeHead()
{
    m_timer.start(m_limits.silence);
    const qint64 packed = m_reply->attribute(QNetworkRequest::OriginalContentLengthAttribute).toLongLong();
    const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    if (std::max(packed, announced) > m_limits.mostBytes) {
        fail(ErrorCode::DownloadTooLarge);
    }
}

void ListFetcher::Transfer::takeBytes()
{
    const QByteArray piece = m_reply->read(m_limits.mostBytes - m_bytes.size() + 1);
    m_bytes += piece;
    m_sinceTimer += piece.size();
    if (m_bytes.size() > m_limits.mostBytes) {
        fail(ErrorCode::DownloadTooLarge);
        return;
    }
    if (m_sinceTimer >= kTrickle) {
        m_sinceTimer = 0;
        m_timer.start(m_limits.silence);
    }
    const bool packed = m_reply->hasRawHeader("Content-Encoding");
    const qint64 total = packed ? 0 : m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
    Q_EMIT m_owner.progressChanged(m_bytes.size(), total);
}

void ListFetcher::Transfer::takeEnd()
{
    if (m_reply->bytesAvailable() > 0) {
        takeBytes();
        if (!m_underWay) {
            return;
        }
    }
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (isRedirect(status) && m_reply->hasRawHeader("Location")) {
        followTo(m_url.resolved(QUrl::fromEncoded(m_reply->rawHeader("Location"))));
        return;
    }
    const QNetworkReply::NetworkError error = m_reply->error();
    const QByteArray retryAfter = m_reply->rawHeader("Retry-After");
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const std::optional<std::chrono::seconds> quota = quotaWait(*m_reply, now);
    if (const std::optional<ErrorCode> refused = refusalOf(status, !retryAfter.isEmpty() || quota)) {
        const bool waits = *refused == ErrorCode::ServerBusy;
        const std::chrono::seconds wait = retryAfter.isEmpty() && quota ? *quota : waitOf(retryAfter, now);
        fail(*refused, waits ? std::optional(wait) : std::nullopt);
    } else if (error != QNetworkReply::NoError) {
        fail(failureOf(error));
    } else if (status == 0) {
        fail(ErrorCode::AnswerUnusable);
    } else {
        constexpr int kNotModified = 304;
        FetchedList list{status == kNotModified, std::move(m_bytes), {}, {}};
        // What may be half of a list is not to be confirmed as unchanged the next time.
        if (endIsSure(*m_reply)) {
            list.etag = m_reply->rawHeader("ETag");
            list.lastModified = m_reply->rawHeader("Last-Modified");
        }
        finish({std::move(list), std::nullopt});
    }
}

void ListFetcher::Transfer::followTo(const QUrl &target)
{
    if (!mayRedirect(m_url, target)) {
        fail(ErrorCode::RedirectRefused);
    } else if (++m_redirects > m_limits.mostRedirects) {
        fail(ErrorCode::TooManyRedirects);
    } else {
        drop();
        send(target);
    }
}

void ListFetcher::Transfer::finish(const FetchOutcome &outcome)
{
    drop();
    m_underWay = false;
    m_bytes.clear();
    Q_EMIT m_owner.finished(outcome);
}

void ListFetcher::Transfer::drop()
{
    m_timer.stop();
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        reply->disconnect(&m_owner);
        reply->abort();
        reply->deleteLater();
    }
}

ListFetcher::ListFetcher(const FetchLimits &limits, QObject *parent)
    : QObject(parent)
    , m_transfer(std::make_unique<Transfer>(*this, limits))
{
}

ListFetcher::~ListFetcher() = default;

void ListFetcher::fetch(const FetchRequest &request)
{
    cancel();
    m_transfer->start(request);
}

void ListFetcher::prepare()
{
    (void)QSslSocket::supportsSsl();
}

void ListFetcher::setMostBytes(qint64 bytes)
{
    m_transfer->setMostBytes(bytes);
}

void ListFetcher::cancel()
{
    if (m_transfer->isUnderWay()) {
        m_transfer->fail(ErrorCode::DownloadCancelled);
    }
}

bool ListFetcher::isFetching() const
{
    return m_transfer->isUnderWay();
}

} // namespace carrel
