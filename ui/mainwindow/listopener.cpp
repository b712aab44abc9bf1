// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/listopener.h"

#include "mainwindow/statustext.h"
#include "sync/shownlists.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QTimer>

#include <chrono>

namespace carrel {

namespace {

/// Shorter waits pass without a word.
constexpr std::chrono::milliseconds kPatience{300};

} // namespace

ListOpener::ListOpener(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
    connect(&services.repository, &CatalogRepository::started, this, &ListOpener::takeStart);
    connect(&services.repository, &CatalogRepository::progressChanged, this,
            [this](qint64 done, qint64 total) {
                showProgress(total > 0 ? static_cast<int>(done * 100 / total) : 0);
            });
    connect(&services.repository, &CatalogRepository::catalogChanged, this, &ListOpener::takeEnd);
    connect(&services.repository, &CatalogRepository::failed, this, &ListOpener::takeEnd);
}

void ListOpener::pickFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Open List"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Markdown lists (*.md *.markdown *.txt)"), tr("All files (*)")});
    const CatalogSource &source = m_services.repository.source();
    if (!source.bundled && !source.path.isEmpty()) {
        dialog->setDirectory(QFileInfo(source.path).absolutePath());
    }
    connect(dialog, &QFileDialog::fileSelected, this, &ListOpener::openFile);
    dialog->open();
}

void ListOpener::openBundled()
{
    Q_EMIT messageObsolete();
    if (m_services.shown != nullptr) {
        m_services.shown->showOwn();
    } else {
        m_services.repository.open(m_services.bundledList);
    }
}

void ListOpener::openFile(const QString &path)
{
    Q_EMIT messageObsolete();
    const QString file = QFileInfo(path).absoluteFilePath();
    if (m_services.shown != nullptr) {
        m_services.shown->showFiles({file});
    } else {
        m_services.repository.open({file, false});
    }
}

void ListOpener::takeStart(const CatalogSource &source)
{
    m_name = shortened(QFileInfo(source.path).fileName(), 60);
    m_patient = true;
    m_percent = 0;
    QTimer::singleShot(kPatience, this, [this, reading = ++m_reading] {
        if (reading == m_reading && m_services.repository.isReading()) {
            m_patient = false;
            showProgress(m_percent);
        }
    });
}

void ListOpener::showProgress(int percent)
{
    const bool news = percent != m_percent || !m_told;
    m_percent = percent;
    if (m_patient || !news) {
        return;
    }
    m_told = true;
    Q_EMIT messageRequested(MessageBar::Kind::Information,
                            tr("Reading %1: %2 %").arg(m_name, QString::number(percent)),
                            {tr("Stop"), [this] { m_services.repository.cancel(); }});
}

void ListOpener::takeEnd()
{
    ++m_reading;
    m_patient = true;
    if (m_told) {
        m_told = false;
        Q_EMIT messageObsolete();
    }
}

} // namespace carrel
