// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/newspanel.h"

#include "commands/paperactions.h"
#include "items/papertablemodel.h"
#include "library/librarystore.h"
#include "mainwindow/browser.h"
#include "mainwindow/titlelookup.h"
#include "news/changesdialog.h"
#include "news/historydating.h"
#include "news/listnews.h"
#include "news/newsbar.h"
#include "papers/paperpane.h"
#include "sync/listshelf.h"

#include <QLocale>

#include <algorithm>
#include <vector>

namespace carrel {

namespace {

/// Versions of all lists, the newest first, each time once.
std::vector<NewsBar::Version> versionsOf(const ListShelf &lists)
{
    std::vector<NewsBar::Version> versions;
    for (const ListRecord &record : lists.lists()) {
        for (std::size_t i = 0; i < record.versions.size(); ++i) {
            const ListVersion &version = record.versions[i];
            // After the newest nothing can have come.
            if (i > 0 || !record.inUse.isEmpty()) {
                versions.push_back({NewsPanel::tr("the list of %1").arg(versionName(record, version)),
                                    static_cast<quint32>(version.fetched.toSecsSinceEpoch())});
            }
        }
    }
    std::sort(versions.begin(), versions.end(),
              [](const NewsBar::Version &a, const NewsBar::Version &b) { return a.time > b.time; });
    const auto same = [](const NewsBar::Version &a, const NewsBar::Version &b) { return a.time == b.time; };
    versions.erase(std::unique(versions.begin(), versions.end(), same), versions.end());
    return versions;
}

} // namespace

NewsPanel::NewsPanel(const WindowServices &services, const Parts &parts, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_parts(parts)
    , m_window(window)
{
    connect(&m_parts.browser, &Browser::viewChanged, this, &NewsPanel::takeView);
    connect(m_services.news, &ListNews::changed, this, &NewsPanel::takeNews);
    connect(m_services.news, &ListNews::failed, this, &NewsPanel::failed);
}

void NewsPanel::takeNews()
{
    takeView();
    if (m_changes != nullptr) {
        fillDialog();
    }
}

/// What is on the screen has been looked at: the badges go, and what is new stays so until the next version.
void NewsPanel::takeView()
{
    const bool isNew = m_parts.browser.scope().view == PaperView::New;
    if (isNew) {
        fillBar();
        if (m_window->isVisible() && m_services.library.states()->ages().unseenCount() > 0) {
            m_services.news->look();
        }
    } else if (m_bar != nullptr) {
        m_bar->hide();
    }
}

void NewsPanel::fillBar()
{
    if (m_bar == nullptr) {
        m_bar = new NewsBar;
        m_parts.papers.setHeading(m_bar);
        connect(m_bar, &NewsBar::sinceChosen, m_services.news, &ListNews::setSince);
        connect(m_bar, &NewsBar::changesRequested, this, [this] { showChanges(); });
    }
    m_bar->show(m_services.news->state().since, versionsOf(*m_services.lists));
}

void NewsPanel::showChanges(const QString &list)
{
    if (m_changes == nullptr) {
        m_changes = new ChangesDialog(m_services.lists->cacheFolder(), m_window);
        m_changes->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_changes, &ChangesDialog::paperRequested, this, &NewsPanel::showPaper);
        connect(m_changes, &ChangesDialog::linkRequested, &m_parts.actions,
                [this](const QUrl &url) { m_parts.actions.openLink(kNone, url); });
        connect(m_changes, &ChangesDialog::failed, this, &NewsPanel::failed);
        connect(m_changes, &ChangesDialog::written, this, [this](const QString &file) {
            Q_EMIT messageRequested(MessageBar::Kind::Information,
                                    tr("The changes were written to %1.").arg(file), {});
        });
        fillDialog();
    }
    const std::vector<ShownList> &shown = m_services.news->shown();
    m_changes->show();
    m_changes->showList(list.isEmpty() && !shown.empty() ? shown.front().id : list);
    m_changes->raise();
    m_changes->activateWindow();
}

void NewsPanel::dateByHistory()
{
    if (m_dating == nullptr) {
        const QString folder = m_services.lists->cacheFolder() + QStringLiteral("/history");
        m_dating = new HistoryDating(m_services, {folder}, this);
        connect(m_dating, &HistoryDating::messageRequested, this, &NewsPanel::messageRequested);
    }
    m_dating->start();
}

void NewsPanel::fillDialog()
{
    const NewsState &state = m_services.news->state();
    std::vector<ChangesDialog::List> lists;
    for (const ListRecord &record : m_services.lists->lists()) {
        const auto look = state.lists.find(record.id);
        lists.push_back({record, look == state.lists.end() ? 0 : look->second.newAfter});
    }
    m_changes->setLists(std::move(lists));
}

void NewsPanel::showPaper(const CatalogPointer &list, quint32 entry)
{
    const CatalogPointer &shown = m_services.papers.catalog();
    const std::string_view title = list->text(list->entry(entry).title());
    const quint32 work = shown == nullptr ? kNone : workWithTitle(*shown, title);
    if (work == kNone) {
        Q_EMIT messageRequested(MessageBar::Kind::Information,
                                tr("This paper is not in what the window shows."), {});
        return;
    }
    m_parts.browser.showPaper(work);
    m_window->activateWindow();
}

} // namespace carrel
