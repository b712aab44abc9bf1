// SPDX-License-Identifier: GPL-3.0-or-later
#include "newsfolder.h"

#include <QFile>
#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

/// Titles of the works that are new; those that were not looked at have a star.
QString newTitles(const NewsFolder &folder, const NewsOutcome &outcome)
{
    QStringList titles;
    for (quint32 work = 0; work < folder.catalog->workCount(); ++work) {
        if (outcome.ages->isNew(work)) {
            titles.append(folder.catalog->string(folder.catalog->face(work).title()) +
                          (outcome.ages->isUnseen(work) ? QStringLiteral("*") : QString()));
        }
    }
    return titles.join(QLatin1Char(' '));
}

quint32 added(const NewsFolder &folder, const NewsOutcome &outcome, const char *title)
{
    for (const Entry &entry : folder.catalog->entries()) {
        if (folder.catalog->text(entry.title()) == title) {
            return outcome.ages->added(entry.work);
        }
    }
    return 0;
}

} // namespace

class TestNewsJob final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptVersions_dateTheirPapers();
    void look_clearsTheBadgeAndLeavesWhatIsNew();
    void looks_outliveTheProgram();
    void nothingNew_leavesWhatIsNew();
    void emptiedCache_losesNoDate();
    void listThatCameWithTheProgram_isTheFirstVersion();
    void clockPutBack_ordersNothingAnew();
    void since_goesByVersionAndDay();
    void history_datesPapersAndLeavesWhatIsNew();
    void damagedDates_areSetAside();
    void datesOfANewerProgram_areLeftAlone();
    void folderThatTakesNothing_isTold();
    void stateThatMakesNoSense_isTheFirstOne();
};

void TestNewsJob::keptVersions_dateTheirPapers()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    folder.keep({"Splitwise", "Marconi"});
    const NewsOutcome outcome = workOutNews(folder.request());
    QVERIFY(!outcome.error);
    QCOMPARE(newTitles(folder, outcome), QStringLiteral("Splitwise* Marconi*"));
    QCOMPARE(added(folder, outcome, "Splitwise"), 2000U);
    QCOMPARE(added(folder, outcome, "Marconi"), 3000U);
    QCOMPARE(added(folder, outcome, "Orca stands in every version"), 0U);
    QCOMPARE(outcome.ages->unseenInSections().back(), 2U);
}

void TestNewsJob::look_clearsTheBadgeAndLeavesWhatIsNew()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    QCOMPARE(newTitles(folder, workOutNews(folder.request(true))), QStringLiteral("Splitwise"));
    QCOMPARE(newTitles(folder, workOutNews(folder.request())), QStringLiteral("Splitwise"));
    folder.keep({"Splitwise", "Marconi"});
    QCOMPARE(newTitles(folder, workOutNews(folder.request())), QStringLiteral("Marconi*"));
}

void TestNewsJob::looks_outliveTheProgram()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    const NewsState state = workOutNews(folder.request(true)).state;
    QCOMPARE(readNewsState(folder.data() + QStringLiteral("/news.json")), state);
    QCOMPARE(state.lists.at(folder.id), (ListLook{1000, 2000, 2000}));
}

void TestNewsJob::nothingNew_leavesWhatIsNew()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    (void)workOutNews(folder.request());
    folder.keep({"Splitwise", "Marconi"});
    // Nobody has looked in between.
    QCOMPARE(newTitles(folder, workOutNews(folder.request())), QStringLiteral("Splitwise* Marconi*"));
}

void TestNewsJob::emptiedCache_losesNoDate()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    const NewsOutcome before = workOutNews(folder.request());
    QVERIFY(QDir(folder.cache()).removeRecursively());
    const NewsOutcome after = workOutNews(folder.request());
    QCOMPARE(*after.ages, *before.ages);
    folder.keep({"Splitwise", "Marconi"});
    const NewsOutcome last = workOutNews(folder.request());
    QCOMPARE(added(folder, last, "Splitwise"), 2000U);
    QCOMPARE(added(folder, last, "Marconi"), 3000U);
}

void TestNewsJob::listThatCameWithTheProgram_isTheFirstVersion()
{
    const QTemporaryDir program;
    const QString bundled = program.filePath(QStringLiteral("bundled.md"));
    QFile file(bundled);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(newsText({"Splitwise"}));
    file.close();
    NewsFolder folder(bundled);
    folder.keep({"Splitwise", "Marconi"});
    const NewsOutcome outcome = workOutNews(folder.request());
    QCOMPARE(newTitles(folder, outcome), QStringLiteral("Marconi*"));
    QCOMPARE(added(folder, outcome, "Splitwise"), 0U);
}

void TestNewsJob::clockPutBack_ordersNothingAnew()
{
    NewsFolder folder;
    folder.keepAt({}, 5000);
    folder.keepAt({"Splitwise"}, 2000);
    const NewsOutcome outcome = workOutNews(folder.request());
    QCOMPARE(newTitles(folder, outcome), QStringLiteral("Splitwise*"));
    QCOMPARE(added(folder, outcome, "Splitwise"), 5001U);
}

void TestNewsJob::since_goesByVersionAndDay()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    folder.keep({"Splitwise", "Marconi"});
    const auto newSince = [&](const NewSince &since) {
        NewsRequest request = folder.request(true);
        request.since = since;
        return newTitles(folder, workOutNews(request));
    };
    QCOMPARE(newSince({NewSince::Kind::Version, 2000}), QStringLiteral("Marconi"));
    QCOMPARE(newSince({NewSince::Kind::Version, 1000}), QStringLiteral("Splitwise Marconi"));
    QCOMPARE(newSince({NewSince::Kind::Version, 1}), QStringLiteral("Splitwise Marconi"));
    QCOMPARE(newSince({NewSince::Kind::Day, 2500}), QStringLiteral("Marconi"));
    QCOMPARE(newSince({NewSince::Kind::Day, 2000}), QStringLiteral("Splitwise Marconi"));
    QCOMPARE(newTitles(folder, workOutNews(folder.request())), QStringLiteral("Splitwise Marconi"));
}

void TestNewsJob::history_datesPapersAndLeavesWhatIsNew()
{
    NewsFolder folder;
    folder.keep({"Splitwise"});
    folder.keep({"Splitwise", "Marconi"});
    HistoryDates history;
    history.add(*readList(newsText({})), 100);
    history.add(*readList(newsText({"Splitwise"})), 200);
    history.add(*readList(newsText({"Splitwise", "Marconi"})), 150);
    NewsRequest request = folder.request();
    request.histories.push_back({folder.id, history.dates(), true});
    const NewsOutcome outcome = workOutNews(request);
    QVERIFY(!outcome.error);
    QCOMPARE(added(folder, outcome, "Orca stands in every version"), 100U);
    QCOMPARE(added(folder, outcome, "Splitwise"), 200U);
    // The clock of the third was slow.
    QCOMPARE(added(folder, outcome, "Marconi"), 200U);
    QCOMPARE(newTitles(folder, outcome), QStringLiteral("Marconi*"));
    QCOMPARE(*workOutNews(folder.request()).ages, *outcome.ages);
}

void TestNewsJob::damagedDates_areSetAside()
{
    NewsFolder folder;
    folder.keep({});
    folder.keep({"Splitwise"});
    (void)workOutNews(folder.request());
    const QString path = addedDatesPath(folder.data(), folder.id);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(60) && file.write("x") == 1);
    file.close();
    const NewsOutcome outcome = workOutNews(folder.request());
    QVERIFY(!outcome.error);
    QCOMPARE(added(folder, outcome, "Splitwise"), 2000U);
    QVERIFY(QFile::exists(path + QStringLiteral(".damaged")));
}

void TestNewsJob::datesOfANewerProgram_areLeftAlone()
{
    NewsFolder folder;
    folder.keep({"Splitwise"});
    (void)workOutNews(folder.request());
    const QString path = addedDatesPath(folder.data(), folder.id);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(7) && file.write("\x09") == 1);
    file.seek(0);
    const QByteArray bytes = file.readAll();
    file.close();
    const NewsOutcome outcome = workOutNews(folder.request());
    QVERIFY(outcome.error && outcome.error->code == ErrorCode::ListsTooNew);
    QCOMPARE(outcome.ages->newCount(), 0U);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TestNewsJob::folderThatTakesNothing_isTold()
{
    NewsFolder folder;
    folder.keep({"Splitwise"});
    QFile inTheWay(folder.data() + QStringLiteral("/added"));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    inTheWay.close();
    const NewsOutcome outcome = workOutNews(folder.request());
    QVERIFY(outcome.error && outcome.error->code == ErrorCode::FileUnwritable);
}

void TestNewsJob::stateThatMakesNoSense_isTheFirstOne()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("news.json"));
    for (const char *text : {"", "[1]", "{\"since\":{\"kind\":7,\"time\":-3},\"lists\":4}"}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        QCOMPARE(readNewsState(path), NewsState());
    }
}

QTEST_GUILESS_MAIN(TestNewsJob)
#include "tst_newsjob.moc"
