// SPDX-License-Identifier: GPL-3.0-or-later
#include "singleinstance.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QThreadPool>
#include <QtConcurrentRun>
#include <QtTest>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace carrel;

/// The first start of a data folder and those after it.
class TestSingleInstance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void message_comesBackFromItsBytes_data();
    void message_comesBackFromItsBytes();
    void message_cut_isWaitedFor();
    void message_hostile_isBad_data();
    void message_hostile_isBad();
    void message_noise_isNeverTaken();
    void handOver_nobodyThere_isFalse();
    void handOver_reachesTheFirst();
    void handOver_otherFolder_isAnother();
    void handOver_byAnotherPathToTheFolder_reachesTheFirst();
    void handOver_deafServer_isFalse();
    void listen_staleSocket_isReplaced();
    void listen_second_leavesTheFirstAlone();
    void socket_isOnlyForTheUser();
    void hostileData_isIgnored();
    void manyConnections_doNotStopTheFirst();

private:
    bool handOverFromThread(const HandOver &message);

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

const HandOver kMessage{{QStringLiteral("/tmp/A list \u00E4.md"), QStringLiteral("https://example.org/b.md")},
                        QStringLiteral("token")};

} // namespace

void TestSingleInstance::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QByteArray());
}

/// The other program has a loop of its own; a thread stands for it.
bool TestSingleInstance::handOverFromThread(const HandOver &message)
{
    QFuture<bool> done =
        QtConcurrent::run([&] { return SingleInstance(m_folder->path()).handOver(message); });
    return QTest::qWaitFor([&done] { return done.isFinished(); }, 10000) && done.result();
}

void TestSingleInstance::message_comesBackFromItsBytes_data()
{
    QTest::addColumn<QStringList>("files");
    QTest::newRow("none") << QStringList();
    QTest::newRow("two") << kMessage.files;
    QTest::newRow("odd names") << QStringList{QStringLiteral("/a\nb\"c\\"), QStringLiteral("/\u4E2D")};
}

void TestSingleInstance::message_comesBackFromItsBytes()
{
    QFETCH(QStringList, files);
    const HandOver message{files, QStringLiteral("t")};
    const ReadHandOver read = decodeHandOver(encodeHandOver(message));
    QVERIFY(!read.bad && read.message);
    QVERIFY(*read.message == message);
}

void TestSingleInstance::message_cut_isWaitedFor()
{
    const QByteArray bytes = encodeHandOver(kMessage);
    for (qsizetype size = 0; size < bytes.size(); ++size) {
        const ReadHandOver read = decodeHandOver(bytes.left(size));
        QVERIFY2(!read.bad && !read.message, qPrintable(QString::number(size)));
    }
}

void TestSingleInstance::message_hostile_isBad_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto framed = [](const QByteArray &json) {
        return "carrel 1 " + QByteArray::number(json.size()) + '\n' + json;
    };
    QTest::newRow("another protocol") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("no end of line") << "carrel 1 " + QByteArray(100, '1');
    QTest::newRow("no number") << QByteArray("carrel 1 x\n{}");
    QTest::newRow("negative") << QByteArray("carrel 1 -1\n{}");
    QTest::newRow("huge") << QByteArray("carrel 1 999999999\n{}");
    QTest::newRow("too much") << QByteArray("carrel 1 2\n{}{}");
    QTest::newRow("no JSON") << framed("nonsense");
    QTest::newRow("no object") << framed("[]");
    QTest::newRow("no files") << framed("{\"token\":\"\"}");
    QTest::newRow("files of another kind") << framed("{\"files\":[1],\"token\":\"\"}");
    QTest::newRow("no token") << framed("{\"files\":[]}");
    QTest::newRow("a zero") << framed("{\"files\":[\"/a\\u0000b\"],\"token\":\"\"}");
    QTest::newRow("a long name") << framed("{\"files\":[\"" + QByteArray(9000, 'a') + "\"],\"token\":\"\"}");
    QTest::newRow("many") << framed("{\"files\":[" + QByteArray("\"a\",").repeated(200) +
                                    "\"a\"],\"token\":\"\"}");
    QTest::newRow("deep") << framed(QByteArray(30000, '['));
}

void TestSingleInstance::message_hostile_isBad()
{
    QFETCH(QByteArray, bytes);
    const ReadHandOver read = decodeHandOver(bytes);
    QVERIFY(read.bad && !read.message);
}

void TestSingleInstance::message_noise_isNeverTaken()
{
    QRandomGenerator random(20260207);
    const QByteArray good = encodeHandOver(kMessage);
    for (int i = 0; i < 20000; ++i) {
        QByteArray bytes = good;
        const int changes = random.bounded(1, 4);
        for (int change = 0; change < changes; ++change) {
            bytes[random.bounded(static_cast<int>(bytes.size()))] = static_cast<char>(random.bounded(256));
        }
        const ReadHandOver read = decodeHandOver(bytes);
        QVERIFY(!read.message || read.message->files.size() <= 100);
    }
}

void TestSingleInstance::handOver_nobodyThere_isFalse()
{
    QVERIFY(!SingleInstance(m_folder->path()).handOver(kMessage));
    QVERIFY(!SingleInstance(m_folder->filePath(QStringLiteral("none"))).handOver(kMessage));
    QVERIFY(!SingleInstance(m_folder->filePath(QStringLiteral("none"))).listen());
}

void TestSingleInstance::handOver_reachesTheFirst()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    std::vector<HandOver> received;
    connect(&first, &SingleInstance::handedOver, this,
            [&](const HandOver &message) { received.push_back(message); });
    QVERIFY(handOverFromThread(kMessage));
    QVERIFY(handOverFromThread({}));
    QVERIFY(received == std::vector<HandOver>({kMessage, {}}));
}

void TestSingleInstance::handOver_otherFolder_isAnother()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    const QTemporaryDir other;
    QVERIFY(!SingleInstance(other.path()).handOver(kMessage));
    QVERIFY(SingleInstance(other.path()).address() != first.address());
}

void TestSingleInstance::handOver_byAnotherPathToTheFolder_reachesTheFirst()
{
    const QTemporaryDir elsewhere;
    const QString link = elsewhere.filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(m_folder->path(), link));
    QCOMPARE(SingleInstance(link).address(), SingleInstance(m_folder->path()).address());
}

void TestSingleInstance::handOver_deafServer_isFalse()
{
    QLocalServer deaf;
    QVERIFY(deaf.listen(SingleInstance(m_folder->path()).address()));
    QVERIFY(!handOverFromThread(kMessage));
}

void TestSingleInstance::listen_staleSocket_isReplaced()
{
    const QByteArray address = QFile::encodeName(SingleInstance(m_folder->path()).address());
    sockaddr_un name = {};
    name.sun_family = AF_UNIX;
    QVERIFY(address.size() < static_cast<qsizetype>(sizeof name.sun_path));
    std::copy(address.begin(), address.end(), name.sun_path);
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    QCOMPARE(::bind(descriptor, reinterpret_cast<sockaddr *>(&name), sizeof name), 0);
    ::close(descriptor);
    QVERIFY(QFileInfo::exists(QFile::decodeName(address)));

    QVERIFY(!SingleInstance(m_folder->path()).handOver(kMessage));
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    QVERIFY(handOverFromThread(kMessage));
}

void TestSingleInstance::listen_second_leavesTheFirstAlone()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    SingleInstance second(m_folder->path());
    QVERIFY(!second.listen());
    const QSignalSpy received(&first, &SingleInstance::handedOver);
    QVERIFY(handOverFromThread(kMessage));
    QCOMPARE(received.size(), 1);
}

void TestSingleInstance::socket_isOnlyForTheUser()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    const QFile::Permissions others =
        QFile::permissions(first.address()) &
        (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther);
    QVERIFY(!others);
}

void TestSingleInstance::hostileData_isIgnored()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    const QSignalSpy received(&first, &SingleInstance::handedOver);
    for (const QByteArray &bytes :
         {QByteArray("x"), QByteArray(1 << 20, 'a'), "carrel 1 " + QByteArray(1 << 20, '9'),
          QByteArray("carrel 1 60000\n") + QByteArray(1 << 20, ' ')}) {
        QLocalSocket socket;
        socket.connectToServer(first.address());
        QVERIFY(socket.waitForConnected());
        socket.write(bytes);
        QTRY_COMPARE(socket.state(), QLocalSocket::UnconnectedState);
    }
    QCOMPARE(received.size(), 0);
    QVERIFY(handOverFromThread(kMessage));
}

void TestSingleInstance::manyConnections_doNotStopTheFirst()
{
    SingleInstance first(m_folder->path());
    QVERIFY(first.listen());
    std::vector<std::unique_ptr<QLocalSocket>> silent;
    for (int i = 0; i < 30; ++i) {
        silent.push_back(std::make_unique<QLocalSocket>());
        silent.back()->connectToServer(first.address());
        QCoreApplication::processEvents();
    }
    silent.clear();
    QTRY_VERIFY(handOverFromThread(kMessage));
}

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
