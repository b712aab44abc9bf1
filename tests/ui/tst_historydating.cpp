// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "library/listkeys.h"
#include "news/historydating.h"
#include "newsfolder.h"
#include "support/loopbackserver.h"
#include "sync/listshelf.h"
#include "windowfixture.h"

#include <QSignalSpy>

using namespace carrel;
using namespace carrel::test;

namespace {

/// A reader of a list from GitHub, whose history stands on a server of our own: a version a day.
class Reader final
{
public:
    explicit Reader(bool isFromGitHub = true)
    {
        folder.keep({"Splitwise", "Marconi"});
        const Result<void> changed = folder.store.change(folder.id, [isFromGitHub](ListRecord &record) {
            record.path = isFromGitHub ? QString() : record.path;
            record.addresses = isFromGitHub
                                   ? QList<QUrl>{QUrl(QStringLiteral(
                                         "https://raw.githubusercontent.com/owner/papers/HEAD/README.md"))}
                                   : QList<QUrl>();
        });
        QVERIFY(changed);
        shelf =
            std::make_unique<ListShelf>(ListShelf::Setup{folder.data(), folder.cache(), {}, diffLists, {}});
        fixture = std::make_unique<WindowFixture>(QString(), QStringLiteral(":memory:"), shelf.get(),
                                                  folder.data());
        fixture->take(folder.catalog);
        fixture->news->setCatalog(folder.catalog, folder.request().shown);
        shelf->read();
        QSignalSpy worked(fixture->news.get(), &ListNews::changed);
        QVERIFY(worked.wait());
        WindowServices services{fixture->repository,
                                *fixture->library,
                                fixture->commands,
                                fixture->history,
                                fixture->searches,
                                fixture->filter,
                                fixture->papers,
                                fixture->sections,
                                {},
                                {},
                                {},
                                {},
                                nullptr,
                                shelf.get(),
                                fixture->news.get()};
        ListHistory::Setup setup;
        setup.folder = folder.cache() + QStringLiteral("/history");
        setup.pause = std::chrono::milliseconds(0);
        setup.api = server.url("/api");
        setup.raw = server.url("/raw");
        dating = std::make_unique<HistoryDating>(services, setup, nullptr);
        QObject::connect(dating.get(), &HistoryDating::messageRequested, dating.get(),
                         [this](MessageBar::Kind, const QString &text) { message = text; });
    }

    void serve()
    {
        server.setAnswer("/api/repos/owner/papers/commits?path=README.md&sha=HEAD&per_page=100&page=1",
                         sends(httpBytes(200, R"([
{"sha": "ccccccc", "commit": {"committer": {"date": "2025-01-03T12:00:00Z"}}},
{"sha": "bbbbbbb", "commit": {"committer": {"date": "2025-01-02T12:00:00Z"}}},
{"sha": "aaaaaaa", "commit": {"committer": {"date": "2025-01-01T12:00:00Z"}}}])")));
        server.setAnswer("/raw/owner/papers/aaaaaaa/README.md", sends(httpBytes(200, newsText({}))));
        server.setAnswer("/raw/owner/papers/bbbbbbb/README.md",
                         sends(httpBytes(200, newsText({"Splitwise"}))));
        server.setAnswer("/raw/owner/papers/ccccccc/README.md",
                         sends(httpBytes(200, newsText({"Splitwise", "Marconi"}))));
    }
    QDate added(const char *title) const
    {
        for (const Entry &entry : folder.catalog->entries()) {
            if (folder.catalog->text(entry.title()) == title) {
                const quint32 time = fixture->library->states()->ages().added(entry.work);
                return time == 0 ? QDate() : QDateTime::fromSecsSinceEpoch(time, Qt::UTC).date();
            }
        }
        return {};
    }

    NewsFolder folder;
    LoopbackServer server;
    std::unique_ptr<ListShelf> shelf;
    std::unique_ptr<WindowFixture> fixture;
    std::unique_ptr<HistoryDating> dating;
    QString message;
};

} // namespace

class TestHistoryDating final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void history_datesEveryPaper();
    void serverThatRefuses_isTold();
    void listFromElsewhere_isToldSo();
    void versionsThatAreNoLists_arePassedOver();
};

void TestHistoryDating::history_datesEveryPaper()
{
    Reader reader;
    reader.serve();
    QCOMPARE(reader.added("Marconi"), QDate());
    reader.dating->start();
    QTRY_VERIFY(reader.message.contains(QStringLiteral("3 versions, the first of 2025-01-01")));
    QTRY_COMPARE(reader.added("Marconi"), QDate(2025, 1, 3));
    QCOMPARE(reader.added("Splitwise"), QDate(2025, 1, 2));
    QCOMPARE(reader.added("Orca stands in every version"), QDate(2025, 1, 1));
    QCOMPARE(reader.fixture->library->states()->ages().newCount(), 0U);
}

void TestHistoryDating::serverThatRefuses_isTold()
{
    Reader reader;
    reader.dating->start();
    QTRY_VERIFY(!reader.message.isEmpty());
    QTRY_VERIFY(!reader.message.startsWith(QStringLiteral("Asking")));
    QCOMPARE(reader.added("Marconi"), QDate());
}

void TestHistoryDating::listFromElsewhere_isToldSo()
{
    Reader reader(false);
    reader.dating->start();
    QVERIFY(reader.message.startsWith(QStringLiteral("Only lists from GitHub")));
    QCOMPARE(reader.server.connections(), 0);
}

void TestHistoryDating::versionsThatAreNoLists_arePassedOver()
{
    const QTemporaryDir folder;
    const auto version = [&](const char *name, const QByteArray &text, int day) {
        const QString path = folder.filePath(QLatin1String(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size()) {
            qFatal("%s cannot be written", name);
        }
        return HistoryVersion{{}, QDateTime(QDate(2025, 1, day), QTime(0, 0), Qt::UTC), path};
    };
    const AddedDates dates = datesOfHistory(
        {version("a", newsText({}), 1), version("b", "<html>", 2), version("c", newsText({"Splitwise"}), 3)});
    QCOMPARE(dates.versions.size(), std::size_t(2));
    QCOMPARE(dates.find(identityHash("splitwise"))->added, dates.versions.back().time);
    QVERIFY(datesOfHistory({}).isEmpty());
}

QTEST_MAIN(TestHistoryDating)
#include "tst_historydating.moc"
