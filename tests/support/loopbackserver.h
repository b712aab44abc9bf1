// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>

namespace carrel::test {

/// Answers one request on a connection, with whatever bytes and whenever it likes.
using Answer = std::function<void(QTcpSocket &socket)>;

/// The bytes of an answer that ends the connection and has the right Content-Length, unless headers say
/// otherwise.
QByteArray httpBytes(int status, const QByteArray &body = {}, const QByteArray &headers = {});

/// Sends all and closes.
Answer sends(const QByteArray &bytes);
/// Sends all and says nothing more.
Answer stalls(const QByteArray &bytes);
/// Sends all a byte at a time, and then closes or says nothing more.
enum class End { Closes, Stalls };
Answer drips(const QByteArray &bytes, End end = End::Closes);
/// Sends the first bytes, then the piece over and over as long as the other side takes it.
Answer repeats(const QByteArray &first, const QByteArray &piece);

/// A real server on the loopback that answers as its paths were told, and may misbehave in any way that raw
/// bytes allow. A path it was not told of is a 404.
class LoopbackServer final : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Plain, Tls };
    explicit LoopbackServer(Kind kind = Kind::Plain);

    void setAnswer(const QByteArray &path, Answer answer) { m_answers[path] = std::move(answer); }
    QUrl url(const QByteArray &path = "/list.md") const;
    /// Heads of all requests, the first line first.
    const QList<QByteArray> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    void close() { m_server->close(); }

private:
    void serve(QTcpSocket &socket);

    std::unique_ptr<QTcpServer> m_server;
    const Kind m_kind;
    QHash<QByteArray, Answer> m_answers;
    QList<QByteArray> m_requests;
    int m_connections = 0;
};

} // namespace carrel::test
