// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "mainwindow/browser.h"
#include "papers/emptynotice.h"
#include "windowfixture.h"

#include <QPlainTextEdit>
#include <QtTest>

namespace carrel {

using test::WindowFixture;

/// The window while the library is joined with the list.
class JoiningTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joining_locksTheNoteAndSaysNothingOfMarks();
};

void JoiningTest::joining_locksTheNoteAndSaysNothingOfMarks()
{
    WindowFixture fixture;
    fixture.window.browser().selectRow(0);
    const auto *note = fixture.window.findChild<QPlainTextEdit *>(QStringLiteral("detailNote"));
    QVERIFY(note != nullptr && !note->isReadOnly());
    fixture.window.browser().setScope({PaperView::Bookmarks, kNone});
    const auto *notice = fixture.window.findChild<EmptyNotice *>();
    QVERIFY(notice != nullptr && notice->isVisible());
    fixture.library->attachLater(fixture.papers.catalog());
    fixture.window.browser().setScope({PaperView::Unread, kNone});
    fixture.window.browser().selectRow(0);
    QVERIFY(note->isReadOnly());
    fixture.window.browser().setScope({PaperView::Bookmarks, kNone});
    QVERIFY(!notice->isVisible());
    fixture.library->finishJoining();
    QVERIFY(!note->isReadOnly());
    QVERIFY(notice->isVisible());
}

} // namespace carrel

QTEST_MAIN(carrel::JoiningTest)
#include "tst_joining.moc"
