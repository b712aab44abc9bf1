// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

namespace carrel {

using test::serving;
using test::WindowFixture;

class SavedSearchPanelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void save_typesTheNameInItsRow();
    void save_escape_savesNothing();
    void save_emptyName_isRefusedWithASentence();
    void save_inASection_isOfThatSection();
    void save_ofUnread_takesTheViewIntoTheText();
    void save_withoutALibrary_isRefused();
    void counts_followMarks();
    void counts_leaveANameThatIsTypedAlone();
    void activate_bringsTextAndScope();
    void row_isCurrentWhileTextAndScopeAreIts();
    void update_takesTheNewText();
    void rename_withF2_andUndo();
    void move_withKeysAndByDropping();
    void remove_offersUndo();
    void remove_thenUndoByKey_bringsItBackWhereItWas();
    void newerLanguage_isShownAndSaidToBe();
    void sectionThatIsGone_isSaidToBe();
    void newCatalog_keepsWhatIsShown();
    void window_closedWhileANameIsTyped_survives();
};

void SavedSearchPanelTest::save_typesTheNameInItsRow()
{
    WindowFixture fixture;
    QCOMPARE(fixture.sections.rowCount(), 2);
    QVERIFY(!fixture.action("Save Search...")->isEnabled());
    fixture.type(QStringLiteral("venue:osdi"));
    QVERIFY(fixture.action("Save Search...")->isEnabled());
    QTest::keyClick(&fixture.filterText(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(fixture.nameEditor());
    QCOMPARE(fixture.nameEditor()->text(), QStringLiteral("venue:osdi"));
    QCOMPARE(fixture.nameEditor()->selectedText(), QStringLiteral("venue:osdi"));
    QVERIFY(fixture.searches.all().empty());
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("At OSDI"));
    QTest::keyClick(fixture.nameEditor(), Qt::Key_Return);
    QTRY_COMPARE(fixture.names(), QStringLiteral("At OSDI"));
    QCOMPARE(fixture.searches.all().front().query, QStringLiteral("venue:osdi"));
    QCOMPARE(fixture.searches.all().front().language, kQueryLanguageVersion);
    QCOMPARE(fixture.sections.rowCount(), 3);
    QVERIFY(fixture.sidebar().view().isExpanded(fixture.sections.index(1, 0)));
    QCOMPARE(fixture.currentName(), QStringLiteral("At OSDI"));
    QVERIFY(!fixture.action("Save Search...")->isEnabled());
    QVERIFY(fixture.waitForCount(QStringLiteral("At OSDI"), 40));
    QCOMPARE(fixture.history.undoName(), QStringLiteral("Save Search"));
}

void SavedSearchPanelTest::save_escape_savesNothing()
{
    WindowFixture fixture;
    fixture.type(QStringLiteral("venue:osdi"));
    QTest::keyClick(&fixture.filterText(), Qt::Key_S, Qt::ControlModifier);
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("x"));
    QTest::keyClick(fixture.nameEditor(), Qt::Key_Escape);
    QTRY_COMPARE(fixture.sections.rowCount(), 2);
    QVERIFY(fixture.searches.all().empty());
    QVERIFY(fixture.sidebar().currentScope() == Scope());
    QCOMPARE(fixture.filterText().text(), QStringLiteral("venue:osdi"));
    QVERIFY(!fixture.history.canUndo());
}

void SavedSearchPanelTest::save_emptyName_isRefusedWithASentence()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("venue:osdi"), QStringLiteral("  "));
    QTRY_VERIFY(fixture.message().contains(QLatin1String("needs a name")));
    QVERIFY(fixture.searches.all().empty());
    QCOMPARE(fixture.sections.rowCount(), 2);
}

void SavedSearchPanelTest::save_inASection_isOfThatSection()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving());
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    QTRY_COMPARE(fixture.searches.all().size(), std::size_t(1));
    QCOMPARE(fixture.searches.all().front().section, QStringList{QStringLiteral("Serving")});
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    QVERIFY(fixture.sidebar().currentScope() == serving());
}

void SavedSearchPanelTest::save_ofUnread_takesTheViewIntoTheText()
{
    WindowFixture fixture;
    fixture.window.browser().setScope({PaperView::Unread, kNone});
    fixture.save(QStringLiteral("attention OR link"), QStringLiteral("A"));
    QTRY_COMPARE(fixture.filterText().text(), QStringLiteral("is:unread attention OR link"));
    QVERIFY(fixture.window.browser().scope() == Scope());
    QVERIFY(fixture.waitForRows(2));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
}

void SavedSearchPanelTest::save_withoutALibrary_isRefused()
{
    WindowFixture fixture;
    fixture.library->close({ErrorCode::LibraryDamaged, {}});
    fixture.type(QStringLiteral("venue:osdi"));
    QTest::keyClick(&fixture.filterText(), Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!fixture.nameEditor());
    QVERIFY(fixture.message().contains(QLatin1String("damaged")));
}

void SavedSearchPanelTest::counts_followMarks()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("is:unread attention"), QStringLiteral("A"));
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 1));
    fixture.commands.setRead({80}, true);
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 0));
}

void SavedSearchPanelTest::counts_leaveANameThatIsTypedAlone()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("is:unread attention"), QStringLiteral("A"));
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 1));
    QTest::keyClick(&fixture.window, Qt::Key_F2);
    QVERIFY(fixture.nameEditor());
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("Other"));
    fixture.commands.setRead({80}, true);
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 0));
    QVERIFY(fixture.nameEditor());
    QCOMPARE(fixture.nameEditor()->text(), QStringLiteral("Other"));
    QTest::keyClick(fixture.nameEditor(), Qt::Key_Return);
    QTRY_COMPARE(fixture.names(), QStringLiteral("Other"));
}

void SavedSearchPanelTest::activate_bringsTextAndScope()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving());
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    fixture.window.browser().setScope({});
    fixture.type(QStringLiteral("paper"));
    QVERIFY(fixture.waitForRows(80));
    fixture.click(fixture.row(QStringLiteral("A")));
    QVERIFY(fixture.waitForRows(1));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
    QVERIFY(fixture.window.browser().scope() == serving());
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    QTest::keyClick(&fixture.window, Qt::Key_Left, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(80));
    QCOMPARE(fixture.currentName(), QString());
    QTest::keyClick(&fixture.window, Qt::Key_Right, Qt::AltModifier);
    QVERIFY(fixture.waitForRows(1));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
}

void SavedSearchPanelTest::row_isCurrentWhileTextAndScopeAreIts()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    fixture.filterText().setFocus();
    QTest::keyClick(&fixture.filterText(), Qt::Key_S);
    QCOMPARE(fixture.currentName(), QString());
    QTest::keyClick(&fixture.filterText(), Qt::Key_Backspace);
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    fixture.click(fixture.sections.indexOf({PaperView::Unread, kNone}));
    QCOMPARE(fixture.currentName(), QString());
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
}

void SavedSearchPanelTest::update_takesTheNewText()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    QVERIFY(!fixture.action("Update Saved Search")->isEnabled());
    fixture.type(QStringLiteral("venue:sosp"));
    QVERIFY(fixture.action("Update Saved Search")->isEnabled());
    fixture.action("Update Saved Search")->trigger();
    QCOMPARE(fixture.searches.all().front().query, QStringLiteral("venue:sosp"));
    QCOMPARE(fixture.names(), QStringLiteral("A"));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 41));
    QCOMPARE(fixture.history.undoName(), QStringLiteral("Update Saved Search"));
    QVERIFY(fixture.history.undo().hasValue());
    QCOMPARE(fixture.searches.all().front().query, QStringLiteral("attention"));
    QCOMPARE(fixture.currentName(), QString());
}

void SavedSearchPanelTest::rename_withF2_andUndo()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    QTest::keyClick(&fixture.window, Qt::Key_F2);
    QVERIFY(fixture.nameEditor());
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("B"));
    QTest::keyClick(fixture.nameEditor(), Qt::Key_Return);
    QTRY_COMPARE(fixture.names(), QStringLiteral("B"));
    QTRY_VERIFY(!fixture.nameEditor());
    fixture.sidebar().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fixture.names(), QStringLiteral("A"));
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(fixture.names(), QStringLiteral("B"));
    QTest::keyClick(&fixture.window, Qt::Key_F2);
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("C"));
    QTest::keyClick(fixture.nameEditor(), Qt::Key_Escape);
    QTRY_VERIFY(!fixture.nameEditor());
    QCOMPARE(fixture.names(), QStringLiteral("B"));
}

void SavedSearchPanelTest::move_withKeysAndByDropping()
{
    WindowFixture fixture;
    for (const char *name : {"A", "B", "C"}) {
        fixture.save(QStringLiteral("attention ") + QLatin1String(name), QLatin1String(name));
    }
    QCOMPARE(fixture.currentName(), QStringLiteral("C"));
    QVERIFY(!fixture.action("Move Saved Search Down")->isEnabled());
    fixture.sidebar().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Up, Qt::AltModifier);
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(fixture.names(), QStringLiteral("C A B"));
    QVERIFY(!fixture.action("Move Saved Search Up")->isEnabled());
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(fixture.names(), QStringLiteral("A C B"));
    QCOMPARE(fixture.currentName(), QStringLiteral("C"));
    const std::unique_ptr<QMimeData> data(fixture.sections.mimeData({fixture.row(QStringLiteral("A"))}));
    fixture.sections.dropMimeData(data.get(), Qt::MoveAction, 3, 0, fixture.sections.index(1, 0));
    QTRY_COMPARE(fixture.names(), QStringLiteral("C B A"));
    QVERIFY(fixture.history.undo().hasValue());
    QCOMPARE(fixture.names(), QStringLiteral("A C B"));
}

void SavedSearchPanelTest::remove_offersUndo()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    fixture.save(QStringLiteral("paper"), QStringLiteral("B"));
    fixture.click(fixture.row(QStringLiteral("A")));
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Delete);
    QCOMPARE(fixture.names(), QStringLiteral("A B"));
    fixture.action("Delete Saved Search")->trigger();
    QCOMPARE(fixture.names(), QStringLiteral("B"));
    QCOMPARE(fixture.currentName(), QString());
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
    QVERIFY(fixture.message().contains(QStringLiteral("\u201cA\u201d was deleted")));
    QTest::mouseClick(fixture.window.findChild<QWidget *>(QStringLiteral("messageAction")), Qt::LeftButton);
    QCOMPARE(fixture.names(), QStringLiteral("A B"));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    QCOMPARE(fixture.message(), QString());
}

void SavedSearchPanelTest::remove_thenUndoByKey_bringsItBackWhereItWas()
{
    WindowFixture fixture;
    for (const char *name : {"A", "B", "C"}) {
        fixture.save(QStringLiteral("attention ") + QLatin1String(name), QLatin1String(name));
    }
    const std::vector<SavedSearch> before = fixture.searches.all();
    fixture.click(fixture.row(QStringLiteral("B")));
    fixture.action("Delete Saved Search")->trigger();
    QCOMPARE(fixture.names(), QStringLiteral("A C"));
    QVERIFY(fixture.action("Undo Delete Saved Search") != nullptr);
    fixture.sidebar().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(fixture.searches.all() == before);
    QCOMPARE(fixture.message(), QString());
}

void SavedSearchPanelTest::newerLanguage_isShownAndSaidToBe()
{
    WindowFixture fixture;
    QVERIFY(fixture.searches
                .add({0, QStringLiteral("A"), QStringLiteral("attention"), kQueryLanguageVersion + 1, {}})
                .hasValue());
    QVERIFY(fixture.searches.add({0, QStringLiteral("B"), QStringLiteral("attention"), 1, {}}).hasValue());
    QVERIFY(fixture.waitForCount(QStringLiteral("B"), 1));
    const QModelIndex row = fixture.row(QStringLiteral("A"));
    QCOMPARE(row.data(CountRole).toInt(), -1);
    QVERIFY(row.data(UnsureRole).toBool());
    QVERIFY(row.data(Qt::ToolTipRole).toString().contains(QLatin1String("newer Carrel")));
    fixture.click(row);
    QVERIFY(fixture.message().contains(QLatin1String("newer Carrel")));
    QCOMPARE(fixture.filterText().text(), QStringLiteral("attention"));
}

void SavedSearchPanelTest::sectionThatIsGone_isSaidToBe()
{
    WindowFixture fixture;
    QVERIFY(fixture.searches
                .add({0, QStringLiteral("A"), QStringLiteral("attention"), 1, {QStringLiteral("Storage")}})
                .hasValue());
    const QModelIndex row = fixture.row(QStringLiteral("A"));
    QVERIFY(row.data(UnsureRole).toBool());
    fixture.click(row);
    QVERIFY(fixture.message().contains(QLatin1String("no section")));
    QVERIFY(fixture.waitForRows(1));
    fixture.take(test::ListBuilder().section("Storage").entry("Attention").entry("Other").build());
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 1));
    QVERIFY(!fixture.row(QStringLiteral("A")).data(UnsureRole).toBool());
}

void SavedSearchPanelTest::newCatalog_keepsWhatIsShown()
{
    WindowFixture fixture;
    fixture.window.browser().setScope(serving());
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    fixture.take(
        test::ListBuilder().section("New").entry("One").section("Serving").entry("Attention").build());
    QVERIFY(fixture.waitForRows(1));
    QVERIFY((fixture.window.browser().scope() == Scope{PaperView::Section, 1}));
    QCOMPARE(fixture.currentName(), QStringLiteral("A"));
    QVERIFY(fixture.waitForCount(QStringLiteral("A"), 1));
}

void SavedSearchPanelTest::window_closedWhileANameIsTyped_survives()
{
    WindowFixture fixture;
    fixture.save(QStringLiteral("attention"), QStringLiteral("A"));
    fixture.sidebar().setFocus();
    QTest::keyClick(fixture.window.focusWidget(), Qt::Key_F2);
    QVERIFY(fixture.nameEditor());
    QTest::keyClicks(fixture.nameEditor(), QStringLiteral("B"));
}

} // namespace carrel

QTEST_MAIN(carrel::SavedSearchPanelTest)
#include "tst_savedsearchpanel.moc"
