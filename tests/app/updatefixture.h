// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "application.h"
#include "items/papertablemodel.h"
#include "mainwindow/browser.h"
#include "mainwindow/listupdates.h"
#include "mainwindow/updatestatus.h"
#include "papers/paperpane.h"
#include "papers/papertableview.h"
#include "support/loopbackserver.h"
#include "sync/catalogrepository.h"
#include "widgets/messagebar.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

namespace carrel::test {

/// A list of numbered papers, of which the first 30 are in a section of their own.
inline QByteArray papers(int first, int end, const QByteArray &second = "Serving")
{
    QByteArray list = "# Papers\n## Training\n";
    for (int i = first; i < end; ++i) {
        if (i == 30) {
            list += "## " + second + "\n";
        }
        const QByteArray number = QByteArray::number(i);
        list += "- [OSDI'24] [Paper number " + number + "](https://example.org/" + number + ")\n";
    }
    return list;
}

/// The real program in one process, whose only list is kept in a version of 60 papers and comes from a server
/// of the test.
class UpdateFixture
{
public:
    explicit UpdateFixture(FetchLimits limits = {}, LoopbackServer::Kind kind = LoopbackServer::Kind::Plain,
                           const std::function<void(ListRecord &)> &edit = {})
        : server(kind)
    {
        Result<ListStore> store = ListStore::open(folder.path(), folder.path());
        ListRecord record;
        record.name = QStringLiteral("papers");
        record.addresses = {server.url("/list.md")};
        if (edit) {
            edit(record);
        }
        const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-2);
        if (!store->add(record) || !store->keep(QStringLiteral("papers"), papers(0, 60), 60, then)) {
            qFatal("no list");
        }
        limits.systemProxy = false;
        application = std::make_unique<Application>(paths(), QString(), limits);
        const CatalogReader reader =
            firstListReader(folder.path(), folder.path(), ListRecord(), CatalogSource());
        application->start({}, CatalogRepository::startReading(reader), true);
        application->lookAfterAll();
        const QWidgetList windows = QApplication::topLevelWidgets();
        const auto isMain = [](QWidget *each) { return qobject_cast<MainWindow *>(each) != nullptr; };
        window = static_cast<MainWindow *>(*std::find_if(windows.begin(), windows.end(), isMain));
        window->resize(1000, 600);
        window->activateWindow();
    }

    DataPaths paths() const { return dataPaths(folder.path()); }
    bool isReady()
    {
        return QTest::qWaitForWindowActive(window) && QTest::qWaitFor([this] {
                   return rows() == 60 && status().endsWith(QLatin1String(", never checked"));
               });
    }
    int rows() const { return view().rowCount(); }
    PaperPane &pane() const { return *window->findChild<PaperPane *>(); }
    PaperTableView &view() const { return *window->findChild<PaperTableView *>(); }
    PaperTableModel &model() const { return static_cast<PaperTableModel &>(*view().model()); }
    QString status() const { return window->findChild<UpdateStatus *>()->text(); }
    QString message() const { return barText("messageBar"); }
    QString notice() const { return barText("versionNotice"); }
    QString titleAt(int row) const
    {
        const Catalog &catalog = *model().catalog();
        return catalog.string(catalog.face(view().workAt(row)).title());
    }
    QString currentTitle() const
    {
        const quint32 work = pane().currentWork();
        return work == kNone ? QString() : titleAt(model().rowOf(work));
    }
    QAction *action(const char *text) const
    {
        for (QAction *each : window->actions()) {
            if (each->text().remove(QLatin1Char('&')) == QLatin1String(text)) {
                return each;
            }
        }
        return nullptr;
    }
    void update() const { action("Update")->trigger(); }
    bool isUpdating() const { return action("Stop Updating")->isEnabled(); }
    bool updateAndWait()
    {
        update();
        return QTest::qWaitFor([this] { return !isUpdating(); }, 60'000);
    }
    QByteArray kept() const
    {
        const Result<ListStore> store = ListStore::open(folder.path(), folder.path());
        const Result<QByteArray> bytes = ListStore::bytes(folder.path(), store->lists().front());
        return bytes ? *bytes : QByteArray();
    }
    void serve(const QByteArray &list) { server.setAnswer("/list.md", sends(httpBytes(200, list))); }

    QTemporaryDir folder;
    LoopbackServer server;
    std::unique_ptr<Application> application;
    MainWindow *window = nullptr;

private:
    QString barText(const char *name) const
    {
        const auto *bar = window->findChild<MessageBar *>(QString::fromLatin1(name));
        return bar == nullptr ? QString() : bar->text();
    }
};

} // namespace carrel::test
