// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/librarytransfers.h"

#include "library/librarystore.h"
#include "library/librarytransfer.h"
#include "widgets/importtext.h"

#include <QDate>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QStandardPaths>
#include <QTimer>

#include <chrono>

namespace carrel {

namespace {

/// Shorter waits pass without a word.
constexpr std::chrono::milliseconds kPatience{300};

QFileDialog *newDialog(QWidget *window, const QString &title)
{
    auto *dialog = new QFileDialog(window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setNameFilters(
        {LibraryTransfers::tr("Carrel libraries (*.json)"), LibraryTransfers::tr("All files (*)")});
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    return dialog;
}

} // namespace

LibraryTransfers::LibraryTransfers(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

bool LibraryTransfers::mayTransfer()
{
    if (const std::optional<Error> &refusal = m_services.library.refusal()) {
        Q_EMIT failed(*refusal);
        return false;
    }
    return true;
}

void LibraryTransfers::say(const QString &text)
{
    Q_EMIT messageRequested(MessageBar::Kind::Information, text, {});
}

void LibraryTransfers::pickExport()
{
    if (!mayTransfer()) {
        return;
    }
    QFileDialog *dialog = newDialog(m_window, tr("Export Library"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    dialog->selectFile(
        QStringLiteral("carrel-library-%1.json").arg(QDate::currentDate().toString(Qt::ISODate)));
    connect(dialog, &QFileDialog::fileSelected, this, &LibraryTransfers::exportTo);
    dialog->open();
}

void LibraryTransfers::pickImport()
{
    if (!mayTransfer()) {
        return;
    }
    QFileDialog *dialog = newDialog(m_window, tr("Import Library"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &LibraryTransfers::importFrom);
    dialog->open();
}

void LibraryTransfers::watchFor(QFutureWatcherBase *watcher, const QString &doing)
{
    connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
    QTimer::singleShot(kPatience, watcher, [this, watcher, doing] {
        if (!watcher->isFinished()) {
            say(doing);
        }
    });
}

void LibraryTransfers::exportTo(const QString &file)
{
    auto *watcher = new QFutureWatcher<Result<void>>(this);
    const QString name = QFileInfo(file).fileName();
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, name] {
        if (const Result<void> done = watcher->result(); !done) {
            Q_EMIT failed(done.error());
        } else {
            say(tr("Your library was written to %1.").arg(name));
        }
        Q_EMIT finished();
    });
    watchFor(watcher, tr("Writing %1...").arg(name));
    watcher->setFuture(startLibraryExport(m_services.library.path(), file));
}

void LibraryTransfers::importFrom(const QString &file)
{
    auto *watcher = new QFutureWatcher<Result<LibraryImport>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        if (const Result<LibraryImport> done = watcher->result(); !done) {
            Q_EMIT failed(done.error());
        } else {
            m_services.library.refreshLater();
            say(importText(*done));
        }
        Q_EMIT finished();
    });
    watchFor(watcher, tr("Importing %1...").arg(QFileInfo(file).fileName()));
    watcher->setFuture(startLibraryImport(m_services.library.path(), file, QDateTime::currentDateTime()));
}

} // namespace carrel
