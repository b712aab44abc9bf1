// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "mainwindow/browser.h"
#include "papers/emptynotice.h"
#include "windowfixture.h"

#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTextBrowser>
#include <QtTest>

namespace carrel {

using test::WindowFixture;

/// The window while the library is joined with the list.
class JoiningTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void joining_locksTheNoteAndSaysNothingOfMarks();
    void worksThatLeft_moveNothingThatIsShown();
    void worksThatLeft_areShownInTheirViews();
    void worksThatLeft_areMarkedAndOpenedLikeOthers();

private:
    std::unique_ptr<WindowFixture> windowWithWorksThatLeft();

    QTemporaryDir m_folder;
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

/// Papers 3 and 5 of the section "Training" are bookmarked and leave the list.
std::unique_ptr<WindowFixture> JoiningTest::windowWithWorksThatLeft()
{
    static int count = 0;
    auto fixture = std::make_unique<WindowFixture>(
        QString(), m_folder.filePath(QStringLiteral("%1.sqlite").arg(++count)));
    fixture->commands.setBookmarked({3, 5, 20}, true);
    test::ListBuilder later;
    later.section("Training");
    for (int i = 0; i < 80; ++i) {
        if (i != 3 && i != 5) {
            later.entry("Training paper " + std::to_string(i), i % 2 == 0 ? "OSDI" : "SOSP", 2020);
        }
    }
    later.section("Serving").entry("Attention is served", "SOSP", 2023).entry("No link here");
    fixture->takeLater(later.build());
    return fixture;
}

void JoiningTest::worksThatLeft_moveNothingThatIsShown()
{
    const auto fixture = windowWithWorksThatLeft();
    const std::vector<quint32> rows = fixture->papers.rows().works();
    QCOMPARE(rows.size(), std::size_t(80));
    fixture->window.browser().selectRow(60);
    auto *papers = fixture->window.findChild<PaperPane *>();
    const int place = papers->view().verticalScrollBar()->value();
    QVERIFY(place > 0);
    const QSignalSpy resets(&fixture->papers, &QAbstractItemModel::modelReset);
    const QSignalSpy layouts(&fixture->papers, &QAbstractItemModel::layoutChanged);
    QVERIFY(!fixture->sections.indexOf({PaperView::Gone}).isValid());
    fixture->library->finishJoining();
    QVERIFY(fixture->sections.indexOf({PaperView::Gone}).isValid());
    QCOMPARE(fixture->papers.rows(), rows);
    QCOMPARE(papers->currentWork(), 60U);
    QCOMPARE(papers->view().verticalScrollBar()->value(), place);
    QVERIFY(resets.isEmpty() && layouts.isEmpty());
    QCOMPARE(fixture->sections.indexOf({}).data(CountRole).toInt(), 80);
}

void JoiningTest::worksThatLeft_areShownInTheirViews()
{
    const auto fixture = windowWithWorksThatLeft();
    fixture->library->finishJoining();
    const QModelIndex gone = fixture->sections.indexOf({PaperView::Gone});
    QCOMPARE(gone.data(CountRole).toInt(), 2);
    fixture->click(gone);
    QCOMPARE(fixture->papers.rows(), (std::vector<quint32>{80, 81}));
    QCOMPARE(fixture->window.browser().statusText().section(QStringLiteral(" \u00b7 "), 0, 1),
             QStringLiteral("2 of 82 papers \u00b7 No longer listed"));
    fixture->window.browser().selectRow(0);
    const auto *details = fixture->window.findChild<QTextBrowser *>(QStringLiteral("detailText"));
    QVERIFY(details->toPlainText().contains(QStringLiteral("No longer in the list (last seen in Training)")));
    QVERIFY(!details->toPlainText().contains(QStringLiteral("Listed in")));
    fixture->window.browser().setScope({PaperView::Bookmarks});
    QCOMPARE(fixture->papers.rows(), (std::vector<quint32>{18, 80, 81}));
    fixture->window.browser().setScope({});
    QCOMPARE(fixture->papers.rows().size(), std::size_t(80));
    fixture->window.browser().setFilter(QStringLiteral("is:gone"));
    QVERIFY(fixture->waitForRows(2));
    fixture->window.browser().setFilter(QStringLiteral("training"));
    QVERIFY(fixture->waitForRows(78));
}

void JoiningTest::worksThatLeft_areMarkedAndOpenedLikeOthers()
{
    const auto fixture = windowWithWorksThatLeft();
    fixture->library->finishJoining();
    fixture->window.browser().setScope({PaperView::Gone});
    fixture->window.browser().selectRow(1);
    fixture->action("Open")->trigger();
    QCOMPARE(fixture->opener.opened.size(), std::size_t(1));
    QVERIFY((*fixture->library->states())[81].read);
    fixture->action("Remove Bookmark")->trigger();
    QVERIFY(!(*fixture->library->states())[81].bookmarked);
    QCOMPARE(fixture->papers.rows().size(), std::size_t(2));
    fixture->action("Undo Remove Bookmark")->trigger();
    QVERIFY((*fixture->library->states())[81].bookmarked);
    QVERIFY((*fixture->library->states())[81].gone);
}

} // namespace carrel

QTEST_MAIN(carrel::JoiningTest)
#include "tst_joining.moc"
