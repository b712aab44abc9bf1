// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/papercommands.h"
#include "support/listbuilder.h"
#include "support/recordingurlopener.h"
#include "support/resultcheck.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUrlQuery>
#include <QtTest>

using namespace carrel;
using carrel::test::ListBuilder;
using carrel::test::RecordingUrlOpener;

class TestPaperCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void open_opensThePreferredLinkAndMarksRead();
    void open_severalWorks_opensEachAddressOnce();
    void open_withoutLink_searchesForTheTitle();
    void open_markReadOff_marksNothing();
    void open_openerFails_marksNothingAndTells();
    void open_oneOfSeveralFails_marksTheOthers();
    void open_numberOfNoWork_isPassedOver();
    void open_unsafeLink_isNeverOpened_data();
    void open_unsafeLink_isNeverOpened();
    void open_credentials_areTakenOff();
    void openPdf_opensThePdf();
    void openPdf_withoutPdf_opensThePreferredLink();
    void openLink_opensTheAddressAndMarksRead();
    void openLink_ofNoWork_opensOnly();
    void openLink_unsafe_isRefused_data();
    void openLink_unsafe_isRefused();
    void toggle_mixed_setsAllThenNone();
    void set_bookmarkedAndRead_change();
    void change_notStored_isTold();
    void commands_areOneStepEach();
    void steps_areNamedByWhatTheyDid();
    void undo_afterAnotherList_hitsTheSamePaper();
    void note_writtenOn_isOneStep();
    void note_afterAnotherCommand_isAnotherStep();
    void tag_renamedAndDeleted_canBeUndone();
    void nothingChanged_isNoStep();

private:
    void use(const CatalogPointer &catalog);
    WorkState state(quint32 work) const { return (*m_library->states())[work]; }

    RecordingUrlOpener m_opener;
    std::unique_ptr<LibraryStore> m_library;
    std::unique_ptr<UndoHistory> m_history;
    std::unique_ptr<PaperCommands> m_commands;
    std::vector<ErrorCode> m_failures;
};

void TestPaperCommands::init()
{
    m_opener.opened.clear();
    m_opener.nextError.reset();
    m_failures.clear();
    Result<std::unique_ptr<LibraryStore>> library = LibraryStore::open(QStringLiteral(":memory:"));
    CARREL_VERIFY_RESULT(library);
    m_library = std::move(*library);
    m_history = std::make_unique<UndoHistory>();
    m_commands = std::make_unique<PaperCommands>(*m_library, *m_history, m_opener);
    QObject::connect(m_commands.get(), &PaperCommands::failed, this,
                     [this](const Error &error) { m_failures.push_back(error.code); });
}

void TestPaperCommands::cleanup()
{
    m_commands.reset();
    m_library.reset();
}

void TestPaperCommands::use(const CatalogPointer &catalog)
{
    m_library->attach(catalog);
    m_commands->setCatalog(catalog);
}

void TestPaperCommands::open_opensThePreferredLinkAndMarksRead()
{
    use(ListBuilder().entry("One").entry("Two", "OSDI", 2024, "https://www.usenix.org/two?a=b#c").build());
    m_commands->open({1});
    QCOMPARE(m_opener.opened, std::vector{QUrl(QStringLiteral("https://www.usenix.org/two?a=b#c"))});
    QVERIFY(!state(0).read);
    QVERIFY(state(1).read && !state(1).bookmarked);
    QVERIFY(m_failures.empty());
}

void TestPaperCommands::open_severalWorks_opensEachAddressOnce()
{
    use(ListBuilder()
            .entry("Pipelines", "", 0, "https://example.org/same")
            .entry("Zoo", "", 0, "https://example.org/other")
            .entry("Quantum", "", 0, "https://example.org/same")
            .build());
    m_commands->open({2, 1, 0, 2});
    const std::vector expected{QUrl(QStringLiteral("https://example.org/same")),
                               QUrl(QStringLiteral("https://example.org/other"))};
    QCOMPARE(m_opener.opened, expected);
    QVERIFY(state(0).read && state(1).read && state(2).read);
}

void TestPaperCommands::open_withoutLink_searchesForTheTitle()
{
    use(ListBuilder().entry("C++ & Co: 100% fast?").build());
    m_commands->setSearchSite(SearchSite::Dblp);
    m_commands->open({0});
    QCOMPARE(m_opener.opened.size(), 1U);
    QCOMPARE(m_opener.opened[0].host(), QStringLiteral("dblp.org"));
    QCOMPARE(QUrlQuery(m_opener.opened[0]).queryItemValue(QStringLiteral("q"), QUrl::FullyDecoded),
             QStringLiteral("C++ & Co: 100% fast?"));
    QVERIFY(state(0).read);
}

void TestPaperCommands::open_markReadOff_marksNothing()
{
    use(ListBuilder().entry("One", "", 0, "https://example.org/").build());
    m_commands->setMarkReadOnOpen(false);
    m_commands->open({0});
    m_commands->openLink(0, QUrl(QStringLiteral("https://example.org/x")));
    QCOMPARE(m_opener.opened.size(), 2U);
    QVERIFY(!state(0).read);
}

void TestPaperCommands::open_openerFails_marksNothingAndTells()
{
    use(ListBuilder().entry("One", "", 0, "https://example.org/").build());
    m_opener.nextError = Error{ErrorCode::OpenerFailed, {}};
    m_commands->open({0});
    QCOMPARE(m_failures, std::vector{ErrorCode::OpenerFailed});
    m_opener.nextError = Error{ErrorCode::OpenerFailed, {}};
    m_commands->openLink(0, QUrl(QStringLiteral("https://example.org/")));
    QCOMPARE(m_failures.size(), 2U);
    QVERIFY(!state(0).read);
}

void TestPaperCommands::open_oneOfSeveralFails_marksTheOthers()
{
    use(ListBuilder()
            .entry("One", "", 0, "https://example.org/1")
            .entry("Two", "", 0, "https://example.org/2")
            .build());
    m_opener.nextError = Error{ErrorCode::OpenerFailed, {}};
    m_commands->open({0, 1});
    QCOMPARE(m_opener.opened, std::vector{QUrl(QStringLiteral("https://example.org/2"))});
    QVERIFY(!state(0).read && state(1).read);
    QCOMPARE(m_failures, std::vector{ErrorCode::OpenerFailed});
}

void TestPaperCommands::open_numberOfNoWork_isPassedOver()
{
    m_commands->open({0, kNone});
    use(ListBuilder().entry("One", "", 0, "https://example.org/1").build());
    m_commands->open({1, kNone});
    m_commands->openPdf({kNone});
    m_commands->toggleRead({kNone});
    m_commands->setCatalog(nullptr);
    m_commands->open({0});
    QVERIFY(m_opener.opened.empty());
    QVERIFY(m_failures.empty());
}

namespace {

void addUnsafeAddresses()
{
    QTest::addColumn<QString>("address");
    for (const char *address : {"javascript:alert(1)",
                                "JaVaScRiPt:alert(1)",
                                "java\tscript:alert(1)",
                                "file:///etc/passwd",
                                "data:text/html,<script>1</script>",
                                "//host.example/x",
                                "ftp://example.org/x",
                                "mailto:a@example.org",
                                "vbscript:x",
                                "smb://host/share",
                                "ssh://host",
                                "https:///path",
                                "http://",
                                "https:example.org",
                                "paper.pdf",
                                "#section",
                                "/etc/passwd",
                                "\\\\host\\share",
                                "view-source:https://example.org",
                                "intent://example.org",
                                "https://exa mple.org/",
                                " javascript:alert(1)",
                                "-https://example.org"}) {
        QTest::newRow(address) << QString::fromLatin1(address);
    }
}

} // namespace

void TestPaperCommands::open_unsafeLink_isNeverOpened_data()
{
    addUnsafeAddresses();
}

void TestPaperCommands::open_unsafeLink_isNeverOpened()
{
    QFETCH(QString, address);
    EntryDraft draft;
    draft.title = "Bait";
    draft.links = {{address.toStdString(), ""}, {address.toStdString(), "PDF"}};
    use(ListBuilder().entry(draft).build());
    m_commands->setSearchSite(SearchSite::Dblp);
    m_commands->open({0});
    m_commands->openPdf({0});
    for (const QUrl &url : m_opener.opened) {
        QCOMPARE(url.host(), QStringLiteral("dblp.org"));
    }
    m_opener.opened.clear();
    draft.links.push_back({"https://example.org/safe", "Code"});
    use(ListBuilder().entry(draft).build());
    m_commands->open({0});
    QCOMPARE(m_opener.opened, std::vector{QUrl(QStringLiteral("https://example.org/safe"))});
}

void TestPaperCommands::open_credentials_areTakenOff()
{
    use(ListBuilder().entry("One", "", 0, "https://arxiv.org:secret@example.org/x").build());
    m_commands->open({0});
    QCOMPARE(m_opener.opened, std::vector{QUrl(QStringLiteral("https://example.org/x"))});
}

void TestPaperCommands::openPdf_opensThePdf()
{
    use(ListBuilder().entry("One", "arXiv", 2024, "https://arxiv.org/abs/2401.00001").build());
    m_commands->openPdf({0});
    QCOMPARE(m_opener.opened, std::vector{QUrl(QStringLiteral("https://arxiv.org/pdf/2401.00001"))});
    QVERIFY(state(0).read);
}

void TestPaperCommands::openPdf_withoutPdf_opensThePreferredLink()
{
    use(ListBuilder().entry("One", "", 0, "https://example.org/page").entry("Two").build());
    m_commands->openPdf({0, 1});
    QCOMPARE(m_opener.opened.size(), 2U);
    QCOMPARE(m_opener.opened[0], QUrl(QStringLiteral("https://example.org/page")));
    QCOMPARE(m_opener.opened[1].host(), QStringLiteral("scholar.google.com"));
}

void TestPaperCommands::openLink_opensTheAddressAndMarksRead()
{
    use(ListBuilder().entry("One").build());
    const QUrl url(QStringLiteral("https://b\u00FCcher.example/a%20b?q=%2B#f"));
    m_commands->openLink(0, url);
    QCOMPARE(m_opener.opened, std::vector{url});
    QVERIFY(state(0).read);
}

void TestPaperCommands::openLink_ofNoWork_opensOnly()
{
    use(ListBuilder().entry("One").build());
    m_commands->openLink(kNone, QUrl(QStringLiteral("https://example.org/")));
    QCOMPARE(m_opener.opened.size(), 1U);
    QVERIFY(!state(0).read);
    QVERIFY(m_failures.empty());
}

void TestPaperCommands::openLink_unsafe_isRefused_data()
{
    addUnsafeAddresses();
}

void TestPaperCommands::openLink_unsafe_isRefused()
{
    QFETCH(QString, address);
    use(ListBuilder().entry("One").build());
    m_commands->openLink(0, QUrl(address));
    QVERIFY(m_opener.opened.empty());
    QCOMPARE(m_failures, std::vector{ErrorCode::LinkNotOpenable});
    QVERIFY(!state(0).read);
}

void TestPaperCommands::toggle_mixed_setsAllThenNone()
{
    use(ListBuilder().entry("One").entry("Two").entry("Three").build());
    m_commands->toggleBookmarked({0});
    QVERIFY(state(0).bookmarked && !state(0).read);
    m_commands->toggleBookmarked({0, 1});
    QVERIFY(state(0).bookmarked && state(1).bookmarked && !state(2).bookmarked);
    m_commands->toggleBookmarked({0, 1});
    QVERIFY(!state(0).bookmarked && !state(1).bookmarked);
    m_commands->toggleRead({2});
    QVERIFY(state(2).read && !state(2).bookmarked);
    m_commands->toggleRead({2});
    QVERIFY(!state(2).read);
    m_commands->toggleRead({});
    QVERIFY(m_failures.empty());
}

void TestPaperCommands::set_bookmarkedAndRead_change()
{
    use(ListBuilder().entry("One").entry("Two").build());
    m_commands->setBookmarked({0, 1}, true);
    m_commands->setRead({1}, true);
    m_commands->setBookmarked({1}, false);
    QVERIFY(state(0).bookmarked && !state(0).read);
    QVERIFY(!state(1).bookmarked && state(1).read);
}

void TestPaperCommands::change_notStored_isTold()
{
    use(ListBuilder().entry("One", "", 0, "https://example.org/").build());
    QVERIFY(QSqlQuery(QSqlDatabase::database(QSqlDatabase::connectionNames().constFirst(), false))
                .exec(QStringLiteral("PRAGMA query_only = ON")));
    m_commands->setBookmarked({0}, true);
    m_commands->toggleRead({0});
    m_commands->open({0});
    QCOMPARE(m_opener.opened.size(), 1U);
    QCOMPARE(m_failures, std::vector<ErrorCode>(3, ErrorCode::LibraryUnwritable));
    QVERIFY(!state(0).bookmarked && !state(0).read);
}

void TestPaperCommands::commands_areOneStepEach()
{
    use(ListBuilder().entry("One").entry("Two").entry("Three").build());
    m_commands->setBookmarked({0, 1, 2}, true);
    m_commands->setRating({1}, 4);
    m_commands->addTag({0, 1}, QStringLiteral("t"));
    m_commands->setNote({2}, QStringLiteral("n"));
    for (int step = 0; step < 4; ++step) {
        QVERIFY(m_history->canUndo());
        CARREL_VERIFY_RESULT(m_history->undo());
    }
    QVERIFY(!m_history->canUndo());
    for (const quint32 work : {0U, 1U, 2U}) {
        QVERIFY(state(work) == WorkState() && m_library->states()->tagsOf(work).empty());
    }
    for (int step = 0; step < 4; ++step) {
        CARREL_VERIFY_RESULT(m_history->redo());
    }
    QVERIFY(state(1).bookmarked && state(1).rating == 4 && state(2).noted);
    QCOMPARE(m_library->states()->tagNames(0), QStringList{QStringLiteral("t")});
}

void TestPaperCommands::steps_areNamedByWhatTheyDid()
{
    use(ListBuilder().entry("One").entry("Two").build());
    const auto name = [this] { return m_history->undoName(); };
    m_commands->setBookmarked({0, 1}, true);
    QCOMPARE(name(), QStringLiteral("Bookmark 2 Papers"));
    m_commands->setBookmarked({0, 1}, false);
    QCOMPARE(name(), QStringLiteral("Remove 2 Bookmarks"));
    m_commands->setRead({0}, true);
    QCOMPARE(name(), QStringLiteral("Mark as Read"));
    m_commands->setRead({0, 1}, true);
    QCOMPARE(name(), QStringLiteral("Mark as Read"));
    m_commands->setRead({0, 1}, false);
    QCOMPARE(name(), QStringLiteral("Mark 2 Papers as Unread"));
    m_commands->setRating({0}, 3);
    QCOMPARE(name(), QStringLiteral("Rate"));
    m_commands->setNote({0}, QStringLiteral("n"));
    QCOMPARE(name(), QStringLiteral("Edit Note"));
    m_commands->addTag({0, 1}, QStringLiteral("a"));
    QCOMPARE(name(), QStringLiteral("Tag 2 Papers"));
    m_commands->removeTag({0}, QStringLiteral("a"));
    QCOMPARE(name(), QStringLiteral("Remove Tag"));
}

void TestPaperCommands::undo_afterAnotherList_hitsTheSamePaper()
{
    use(ListBuilder().entry("One").entry("Two").build());
    m_commands->setBookmarked({1}, true);
    use(ListBuilder().entry("Two").entry("New").entry("One").build());
    CARREL_VERIFY_RESULT(m_history->undo());
    for (const quint32 work : {0U, 1U, 2U}) {
        QVERIFY(!state(work).bookmarked);
    }
    use(ListBuilder().entry("New").entry("Two").build());
    CARREL_VERIFY_RESULT(m_history->redo());
    QVERIFY(!state(0).bookmarked && state(1).bookmarked);
}

void TestPaperCommands::note_writtenOn_isOneStep()
{
    use(ListBuilder().entry("One").entry("Two").build());
    m_commands->setNote({0}, QStringLiteral("before"));
    m_commands->setRead({1}, true);
    for (const char *text : {"b", "be", "bet"}) {
        QVERIFY(m_commands->setNote({0}, QString::fromLatin1(text)));
    }
    CARREL_VERIFY_RESULT(m_history->undo());
    QCOMPARE(m_library->states()->note(0), QStringLiteral("before"));
    CARREL_VERIFY_RESULT(m_history->redo());
    QCOMPARE(m_library->states()->note(0), QStringLiteral("bet"));
}

void TestPaperCommands::note_afterAnotherCommand_isAnotherStep()
{
    use(ListBuilder().entry("One").entry("Two").build());
    m_commands->setNote({0}, QStringLiteral("a"));
    m_commands->setNote({1}, QStringLiteral("other"));
    m_commands->setNote({0}, QStringLiteral("ab"));
    CARREL_VERIFY_RESULT(m_history->undo());
    QCOMPARE(m_library->states()->note(0), QStringLiteral("a"));
    m_commands->setNote({0}, QStringLiteral("ac"));
    CARREL_VERIFY_RESULT(m_history->undo());
    QCOMPARE(m_library->states()->note(0), QStringLiteral("a"));
    QCOMPARE(m_library->states()->note(1), QStringLiteral("other"));
}

void TestPaperCommands::tag_renamedAndDeleted_canBeUndone()
{
    use(ListBuilder().entry("One").entry("Two").build());
    m_commands->addTag({0, 1}, QStringLiteral("old"));
    const quint32 tag = m_library->states()->tags()[0].id;
    m_commands->renameTag(tag, QStringLiteral("new"));
    m_commands->deleteTag(tag);
    QVERIFY(m_library->states()->tagsOf(0).empty());
    CARREL_VERIFY_RESULT(m_history->undo());
    QCOMPARE(m_library->states()->tagNames(1), QStringList{QStringLiteral("new")});
    CARREL_VERIFY_RESULT(m_history->undo());
    QCOMPARE(m_library->states()->tagNames(1), QStringList{QStringLiteral("old")});
    m_commands->renameTag(99, QStringLiteral("x"));
    QCOMPARE(m_failures, std::vector{ErrorCode::TagGone});
}

void TestPaperCommands::nothingChanged_isNoStep()
{
    use(ListBuilder().entry("One").build());
    m_commands->setRead({0}, false);
    m_commands->setNote({0}, QString());
    m_commands->removeTag({0}, QStringLiteral("none"));
    m_commands->setBookmarked({}, true);
    QVERIFY(!m_history->canUndo());
}

QTEST_GUILESS_MAIN(TestPaperCommands)
#include "tst_papercommands.moc"
