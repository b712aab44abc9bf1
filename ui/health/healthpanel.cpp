// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthpanel.h"

#include "health/healthdialog.h"
#include "items/papertablemodel.h"
#include "mainwindow/browser.h"
#include "mainwindow/titlelookup.h"
#include "sync/listreading.h"
#include "sync/listshelf.h"

#include <QFile>
#include <QFileInfo>

#include <vector>

namespace carrel {

namespace {

/// A pipe or device could go on for ever, so only regular files are read.
Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    return readBytes(file);
}

HealthDialog::List listInUse(const QString &cacheFolder, const ListRecord &record)
{
    return {record.id, record.name, [cacheFolder, record]() -> Result<QByteArray> {
                const Result<ListContent> content = ListStore::content(cacheFolder, record);
                return content ? Result<QByteArray>(content->bytes) : content.error();
            }};
}

/// What the window shows first, then the lists in use.
std::vector<HealthDialog::List> listsOf(const WindowServices &services)
{
    std::vector<HealthDialog::List> lists;
    const CatalogSource &source = services.repository.source();
    if ((source.list.isEmpty() || services.lists == nullptr) && !source.path.isEmpty()) {
        const QString path = source.path;
        lists.push_back({{}, QFileInfo(path).fileName(), [path] { return bytesOf(path); }});
    }
    if (services.lists != nullptr) {
        for (const ListRecord &record : services.lists->lists()) {
            lists.push_back(listInUse(services.lists->cacheFolder(), record));
        }
    }
    return lists;
}

} // namespace

HealthPanel::HealthPanel(const WindowServices &services, Browser &browser, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_browser(browser)
    , m_window(window)
{
}

void HealthPanel::createDialog()
{
    m_dialog = new HealthDialog(m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &HealthDialog::paperRequested, this, &HealthPanel::showPaper);
    connect(m_dialog, &HealthDialog::failed, this, &HealthPanel::failed);
    connect(m_dialog, &HealthDialog::written, this, [this](const QString &file) {
        Q_EMIT messageRequested(MessageBar::Kind::Information,
                                tr("The findings were written to %1.").arg(file), {});
    });
}

void HealthPanel::showHealth(const QString &list)
{
    if (m_dialog == nullptr) {
        createDialog();
    }
    m_dialog->show();
    m_dialog->showLists(listsOf(m_services), list.isEmpty() ? m_services.repository.source().list : list);
    m_dialog->raise();
    m_dialog->activateWindow();
}

void HealthPanel::showPaper(const CatalogPointer &list, quint32 entry)
{
    const CatalogPointer &shown = m_services.papers.catalog();
    const std::string_view title = list->text(list->entry(entry).title());
    const quint32 work = shown == nullptr ? kNone : workWithTitle(*shown, title);
    if (work == kNone) {
        Q_EMIT messageRequested(MessageBar::Kind::Information,
                                tr("This paper is not in what the window shows."), {});
        return;
    }
    m_browser.showPaper(work);
    m_window->activateWindow();
}

} // namespace carrel
