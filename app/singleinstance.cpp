// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalServer>
#include <QLocalSocket>
#include <QTimer>

#include <algorithm>
#include <chrono>

#include <unistd.h>

namespace carrel {

namespace {

constexpr int kPatienceMs = 2000;
constexpr std::chrono::seconds kSilence{5};
constexpr int kMostConnections = 8;
constexpr qsizetype kLongestMessage = 64 * 1024;
constexpr qsizetype kMostFiles = 100;
constexpr qsizetype kLongestName = 8 * 1024;
constexpr char kHeading[] = "carrel 1 ";
constexpr char kThanks = '+';

/// A folder where only this user can put a socket: that of the session, or else the data folder.
QString socketFolder(const QString &dataFolder)
{
    const QFileInfo session(qEnvironmentVariable("XDG_RUNTIME_DIR"));
    constexpr QFile::Permissions kOthers = QFile::WriteGroup | QFile::WriteOther;
    const bool ours = session.isDir() && session.isAbsolute() && session.ownerId() == ::getuid() &&
                      !(session.permissions() & kOthers);
    return ours ? session.absoluteFilePath() : dataFolder;
}

bool isText(const QJsonValue &value)
{
    const QString text = value.toString();
    return value.isString() && text.size() <= kLongestName && !text.contains(QChar::Null);
}

std::optional<HandOver> fromJson(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonValue files = document[QLatin1String("files")];
    const QJsonValue token = document[QLatin1String("token")];
    const QJsonArray names = files.toArray();
    if (!files.isArray() || names.size() > kMostFiles || !isText(token) ||
        !std::all_of(names.begin(), names.end(), isText)) {
        return std::nullopt;
    }
    HandOver message;
    message.token = token.toString();
    for (const QJsonValue name : names) {
        message.files.append(name.toString());
    }
    return message;
}

} // namespace

QByteArray encodeHandOver(const HandOver &message)
{
    const QJsonObject object{{QStringLiteral("files"), QJsonArray::fromStringList(message.files)},
                             {QStringLiteral("token"), message.token}};
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return kHeading + QByteArray::number(json.size()) + '\n' + json;
}

ReadHandOver decodeHandOver(const QByteArray &bytes)
{
    constexpr qsizetype kLongestLine = sizeof kHeading + 8;
    const QByteArray heading = QByteArray(kHeading);
    const qsizetype compared = std::min(heading.size(), bytes.size());
    if (bytes.left(compared) != heading.left(compared)) {
        return {std::nullopt, true};
    }
    const qsizetype line = bytes.indexOf('\n');
    if (line < 0) {
        return {std::nullopt, bytes.size() > kLongestLine};
    }
    bool isNumber = false;
    const int size = bytes.mid(heading.size(), line - heading.size()).toInt(&isNumber);
    const qsizetype rest = bytes.size() - line - 1;
    if (!isNumber || size < 0 || size > kLongestMessage || rest > size) {
        return {std::nullopt, true};
    }
    if (rest < size) {
        return {};
    }
    std::optional<HandOver> message = fromJson(bytes.mid(line + 1));
    const bool bad = !message;
    return {std::move(message), bad};
}

SingleInstance::SingleInstance(const QString &dataFolder, QObject *parent)
    : QObject(parent)
    , m_dataFolder(dataFolder)
{
}

QString SingleInstance::address() const
{
    const QString canonical = QFileInfo(m_dataFolder).canonicalFilePath();
    if (canonical.isEmpty()) {
        return {};
    }
    const QByteArray hash =
        QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
    return socketFolder(canonical) + QLatin1String("/carrel-") + QLatin1String(hash);
}

bool SingleInstance::handOver(const HandOver &message) const
{
    const QString path = address();
    // Where no window is there this is the price that each start pays: one look for a name.
    if (path.isEmpty() || !QFileInfo::exists(path)) {
        return false;
    }
    QLocalSocket socket;
    socket.connectToServer(path);
    if (!socket.waitForConnected(kPatienceMs)) {
        return false;
    }
    socket.write(encodeHandOver(message));
    char answer = 0;
    return socket.waitForBytesWritten(kPatienceMs) && socket.waitForReadyRead(kPatienceMs) &&
           socket.getChar(&answer) && answer == kThanks;
}

bool SingleInstance::listen()
{
    const QString path = address();
    // A socket that belongs to nobody any more is replaced by listening; one that answers must not be.
    QLocalSocket probe;
    probe.connectToServer(path);
    if (path.isEmpty() || probe.waitForConnected(kPatienceMs)) {
        return false;
    }
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection()) {
            take(socket);
        }
    });
    QLocalServer::removeServer(path);
    return m_server->listen(path);
}

void SingleInstance::take(QLocalSocket *socket)
{
    if (m_open >= kMostConnections) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    ++m_open;
    connect(socket, &QLocalSocket::disconnected, this, [this, socket] {
        --m_open;
        socket->deleteLater();
    });
    connect(socket, &QLocalSocket::readyRead, this, [this, socket] { readFrom(socket); });
    QTimer::singleShot(kSilence, socket, [socket] { socket->abort(); });
    readFrom(socket);
}

void SingleInstance::readFrom(QLocalSocket *socket)
{
    constexpr qsizetype kMostBytes = kLongestMessage + 64;
    const ReadHandOver read = decodeHandOver(socket->peek(kMostBytes));
    if (read.bad || socket->bytesAvailable() > kMostBytes) {
        socket->abort();
    } else if (read.message) {
        socket->readAll();
        socket->putChar(kThanks);
        socket->disconnectFromServer();
        Q_EMIT handedOver(*read.message);
    }
}

} // namespace carrel
