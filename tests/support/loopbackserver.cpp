// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/loopbackserver.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

#include <utility>

namespace carrel::test {

namespace {

QByteArray fileBytes(const char *name)
{
    QFile file(QStringLiteral(CARREL_TEST_DATA "/tls/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", name);
    }
    return file.readAll();
}

std::unique_ptr<QTcpServer> tlsServer()
{
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate(fileBytes("untrusted.crt")));
    configuration.setPrivateKey(QSslKey(fileBytes("untrusted.key"), QSsl::Rsa));
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(configuration);
    return server;
}

} // namespace

QByteArray httpBytes(int status, const QByteArray &body, const QByteArray &headers)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + " Word\r\n";
    bytes += headers.contains("Connection:") ? "" : "Connection: close\r\n";
    if (!headers.contains("Content-Length") && !headers.contains("Transfer-Encoding")) {
        bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    return bytes + headers + "\r\n" + body;
}

Answer sends(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket) {
        socket.write(bytes);
        socket.disconnectFromHost();
    };
}

Answer stalls(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket) { socket.write(bytes); };
}

Answer drips(const QByteArray &bytes, End end)
{
    return [bytes, end](QTcpSocket &socket) {
        auto sent = std::make_shared<qsizetype>(0);
        const auto next = [&socket, bytes, end, sent] {
            if (*sent == bytes.size()) {
                if (end == End::Closes) {
                    socket.disconnectFromHost();
                }
            } else {
                socket.write(bytes.mid((*sent)++, 1));
                socket.flush();
            }
        };
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, next, Qt::QueuedConnection);
        next();
    };
}

Answer repeats(const QByteArray &first, const QByteArray &piece)
{
    return [first, piece](QTcpSocket &socket) {
        QObject::connect(
            &socket, &QTcpSocket::bytesWritten, &socket,
            [&socket, piece] {
                if (socket.state() == QTcpSocket::ConnectedState && socket.bytesToWrite() == 0) {
                    socket.write(piece);
                }
            },
            Qt::QueuedConnection);
        socket.write(first);
    };
}

LoopbackServer::LoopbackServer(Kind kind)
    : m_server(kind == Kind::Tls ? tlsServer() : std::make_unique<QTcpServer>())
    , m_kind(kind)
{
    if (!m_server->listen(QHostAddress::LocalHost)) {
        qFatal("there is no loopback");
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++m_connections;
            connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            serve(*socket);
        }
    });
}

QUrl LoopbackServer::url(const QByteArray &path) const
{
    QUrl url = QUrl::fromEncoded((m_kind == Kind::Tls ? "https://127.0.0.1" : "http://127.0.0.1") + path);
    url.setPort(m_server->serverPort());
    return url;
}

void LoopbackServer::serve(QTcpSocket &socket)
{
    auto head = std::make_shared<QByteArray>();
    const auto read = [this, &socket, head] {
        *head += socket.readAll();
        if (!head->endsWith("\r\n\r\n")) {
            return;
        }
        const QByteArray request = std::exchange(*head, QByteArray());
        m_requests.append(request);
        const QByteArray path = request.mid(4, request.indexOf(' ', 4) - 4);
        m_answers.value(path, sends(httpBytes(404)))(socket);
    };
    connect(&socket, &QTcpSocket::readyRead, this, read);
    read();
}

} // namespace carrel::test
