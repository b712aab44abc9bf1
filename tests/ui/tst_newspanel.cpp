// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "news/changesdialog.h"
#include "news/changesview.h"
#include "news/newsbar.h"
#include "newsfolder.h"
#include "papers/emptynotice.h"
#include "sync/listshelf.h"
#include "widgets/elidedlabel.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QPushButton>

using namespace carrel;
using namespace carrel::test;

namespace {

/// A reader of one list, whose first version had no fresh papers and whose second has two.
class Reader final
{
public:
    explicit Reader(bool updated = true)
    {
        folder.keep({});
        if (updated) {
            folder.keep({"Splitwise", "Marconi"});
        }
        shelf =
            std::make_unique<ListShelf>(ListShelf::Setup{folder.data(), folder.cache(), {}, diffLists, {}});
        fixture = std::make_unique<WindowFixture>(QString(), QStringLiteral(":memory:"), shelf.get(),
                                                  folder.data());
        fixture->take(folder.catalog);
        fixture->news->setCatalog(folder.catalog, folder.request().shown);
        shelf->read();
        QVERIFY(waitForNews());
    }

    bool waitForNews()
    {
        QSignalSpy worked(fixture->news.get(), &ListNews::changed);
        return worked.wait();
    }
    QModelIndex newRow() { return fixture->sections.indexOf({PaperView::New}); }
    NewsBar *bar() { return fixture->window.findChild<NewsBar *>(); }
    ChangesDialog *changes() { return fixture->window.findChild<ChangesDialog *>(); }
    /// Opens the page and waits for what is on it.
    bool openChanges()
    {
        fixture->action("What Changed...")->trigger();
        QSignalSpy compared(changes(), &ChangesDialog::compared);
        return compared.wait();
    }

    NewsFolder folder;
    std::unique_ptr<ListShelf> shelf;
    std::unique_ptr<WindowFixture> fixture;
};

} // namespace

class TestNewsPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newPapers_haveABadgeUntilTheyAreLookedAt();
    void nothingNew_saysWhy();
    void bar_isThereInTheNewViewOnly();
    void since_isChosenInTheBar();
    void markAllRead_marksTheNewPapers();
    void changes_leadToThePaper();
    void changes_areCopiedAsMarkdown();
    void onlyVersion_hasNothingToCompare();
    void removedPaper_tellsWhatIsKnown();
    void messageAfterAnUpdate_leadsToTheChanges();
};

void TestNewsPanel::newPapers_haveABadgeUntilTheyAreLookedAt()
{
    Reader reader;
    QCOMPARE(reader.newRow().data(CountRole).toInt(), 2);
    QCOMPARE(reader.newRow().data(UnseenRole).toInt(), 2);
    const QModelIndex fresh = reader.fixture->sections.indexOf({PaperView::Section, 1});
    QCOMPARE(fresh.data(UnseenRole).toInt(), 2);
    reader.fixture->action("New Papers")->trigger();
    QVERIFY(reader.fixture->waitForRows(2));
    QTRY_COMPARE(reader.newRow().data(UnseenRole).toInt(), 0);
    QCOMPARE(fresh.data(UnseenRole).toInt(), 0);
    QCOMPARE(reader.newRow().data(CountRole).toInt(), 2);
    QCOMPARE(reader.fixture->papers.rows().size(), 2U);
}

void TestNewsPanel::nothingNew_saysWhy()
{
    Reader reader(false);
    QCOMPARE(reader.newRow().data(CountRole).toInt(), 0);
    reader.fixture->action("New Papers")->trigger();
    QVERIFY(reader.fixture->waitForRows(0));
    const auto *notice = reader.fixture->window.findChild<EmptyNotice *>();
    QVERIFY(notice != nullptr && notice->isVisible());
}

void TestNewsPanel::bar_isThereInTheNewViewOnly()
{
    Reader reader;
    QVERIFY(reader.bar() == nullptr);
    reader.fixture->window.browser().setScope({PaperView::New});
    QVERIFY(reader.bar()->isVisible());
    reader.fixture->window.browser().setScope({});
    QVERIFY(!reader.bar()->isVisible());
}

void TestNewsPanel::since_isChosenInTheBar()
{
    Reader reader;
    reader.fixture->window.browser().setScope({PaperView::New});
    QVERIFY(reader.fixture->waitForRows(2));
    auto *since = reader.bar()->findChild<QComboBox *>(QStringLiteral("newSince"));
    QCOMPARE(since->count(), 3);
    QTest::keyClick(since, Qt::Key_End);
    auto *day = reader.bar()->findChild<QDateEdit *>();
    QVERIFY(day->isVisible());
    QVERIFY(reader.fixture->waitForRows(0));
    day->setDate(QDate(1970, 1, 1));
    QVERIFY(reader.fixture->waitForRows(2));
    QTRY_COMPARE(reader.fixture->news->state().since.kind, NewSince::Kind::Day);
    QTest::keyClick(since, Qt::Key_Home);
    QTRY_COMPARE(reader.fixture->news->state().since, NewSince());
    QVERIFY(!day->isVisible());
}

void TestNewsPanel::markAllRead_marksTheNewPapers()
{
    Reader reader;
    reader.fixture->window.browser().setScope({PaperView::New});
    QVERIFY(reader.fixture->waitForRows(2));
    reader.fixture->action("Mark All in This View as Read...")->trigger();
    QVERIFY(reader.fixture->message().contains(QLatin1Char('2')));
}

void TestNewsPanel::changes_leadToThePaper()
{
    Reader reader;
    QVERIFY(reader.openChanges());
    const ChangesModel &model = reader.changes()->model();
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(2, 0).data().toString(), QStringLiteral("Splitwise"));
    auto *view = reader.changes()->findChild<ChangesView *>();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(model.index(3, 0)).center());
    const auto current = [&] {
        const quint32 work = reader.fixture->window.findChild<PaperPane *>()->currentWork();
        return work == kNone ? QString()
                             : reader.folder.catalog->string(reader.folder.catalog->face(work).title());
    };
    QTRY_COMPARE(current(), QStringLiteral("Marconi"));
    QCOMPARE(reader.fixture->window.browser().scope(), (Scope{PaperView::Section, 1}));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Home);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(current(), QStringLiteral("Splitwise"));
}

void TestNewsPanel::changes_areCopiedAsMarkdown()
{
    Reader reader;
    QVERIFY(reader.openChanges());
    for (QPushButton *button : reader.changes()->findChildren<QPushButton *>()) {
        if (button->text().contains(QLatin1String("Copy"))) {
            button->click();
        }
    }
    QTRY_VERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("Splitwise")));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("# Papers")));
}

void TestNewsPanel::onlyVersion_hasNothingToCompare()
{
    Reader reader(false);
    reader.fixture->action("What Changed...")->trigger();
    QCOMPARE(reader.changes()->model().rowCount(), 0);
    const auto labels = reader.changes()->findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](QLabel *label) {
        return label->isVisible() && label->text().startsWith(QStringLiteral("This is the only version"));
    }));
}

void TestNewsPanel::removedPaper_tellsWhatIsKnown()
{
    Reader reader;
    reader.folder.keep({"Marconi"});
    reader.shelf->read();
    QVERIFY(reader.waitForNews());
    QVERIFY(reader.openChanges());
    const ChangesModel &model = reader.changes()->model();
    auto *from = reader.changes()->findChild<QComboBox *>(QStringLiteral("changesFrom"));
    QSignalSpy compared(reader.changes(), &ChangesDialog::compared);
    QTest::keyClick(from, Qt::Key_Down);
    QVERIFY(compared.wait());
    QCOMPARE(model.rowCount(), 3);
    auto *view = reader.changes()->findChild<ChangesView *>();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(model.index(2, 0)).center());
    const auto labels = reader.changes()->findChildren<ElidedLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](ElidedLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("Splitwise"));
    }));
}

void TestNewsPanel::messageAfterAnUpdate_leadsToTheChanges()
{
    Reader reader(false);
    QFile source(reader.folder.record().path);
    QVERIFY(source.open(QIODevice::WriteOnly));
    source.write(newsText({"Splitwise"}));
    source.close();
    reader.shelf->update();
    QTRY_VERIFY(reader.fixture->message().contains(QLatin1String("1 paper added")));
    auto *bar = reader.fixture->window.findChild<MessageBar *>();
    for (QAbstractButton *button : bar->findChildren<QAbstractButton *>()) {
        if (button->text().remove(QLatin1Char('&')) == QLatin1String("What Changed...")) {
            button->click();
        }
    }
    QVERIFY(reader.changes() != nullptr);
    QTRY_COMPARE(reader.changes()->model().rowCount(), 3);
}

QTEST_MAIN(TestNewsPanel)
#include "tst_newspanel.moc"
