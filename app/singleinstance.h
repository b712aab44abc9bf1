// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

class QLocalServer;
class QLocalSocket;

namespace carrel {

/// What a second start hands to the window that is there.
struct HandOver
{
    QStringList files; ///< absolute paths or addresses
    QString token;     ///< with which the desktop lets the window come to the front
    friend bool operator==(const HandOver &, const HandOver &) = default;
};

/// As it goes over the socket: a line with the length, then JSON.
QByteArray encodeHandOver(const HandOver &message);
/// Nothing while bytes are missing; an empty one with isBad where they are no such message.
struct ReadHandOver
{
    std::optional<HandOver> message;
    bool bad = false;
};
ReadHandOver decodeHandOver(const QByteArray &bytes);

/// One window a data folder: finds the program that shows the folder's window, or takes what later starts
/// hand over. What is done with that is its owner's business. Where the two cannot talk, both windows run;
/// the library bears that.
class SingleInstance final : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString &dataFolder, QObject *parent = nullptr);

    /// Hands files to the window that is there. False where there is none or it does not answer.
    bool handOver(const HandOver &message) const;
    /// From now on handedOver tells what other starts bring. A socket that a killed program left is replaced.
    bool listen();
    /// Of the socket; empty while the folder is not there.
    QString address() const;

Q_SIGNALS:
    void handedOver(const carrel::HandOver &message);

private:
    void take(QLocalSocket *socket);
    void readFrom(QLocalSocket *socket);

    QString m_dataFolder;
    QLocalServer *m_server = nullptr;
    int m_open = 0; ///< connections
};

} // namespace carrel
