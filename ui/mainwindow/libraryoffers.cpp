// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/libraryoffers.h"

#include "dialogs/restoredialog.h"
#include "library/libraryguard.h"
#include "library/librarystore.h"
#include "widgets/errortext.h"

#include <QFileInfo>
#include <QLocale>

namespace carrel {

namespace {

using Kind = MessageBar::Kind;

QString fileName(const QString &path)
{
    return QFileInfo(path).fileName();
}

} // namespace

LibraryOffers::LibraryOffers(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_guard(*services.guard)
    , m_window(window)
{
    connect(&m_guard, &LibraryGuard::damageFound, this, [this](const std::optional<LibraryBackup> &newest) {
        m_newest = newest;
        m_looked = true;
        offerForDamage();
    });
    connect(&m_guard, &LibraryGuard::restored, this, &LibraryOffers::tellRestored);
    connect(&m_guard, &LibraryGuard::startedAnew, this, [this](const QString &keptAs) {
        Q_EMIT messageRequested(
            Kind::Information,
            tr("A new library has begun. The damaged one is kept as %1.").arg(fileName(keptAs)), {});
    });
    connect(&m_guard, &LibraryGuard::openedAgain, this,
            [this] { Q_EMIT messageRequested(Kind::Information, tr("Your library is open."), {}); });
    connect(&m_guard, &LibraryGuard::failed, this, &LibraryOffers::tellFailure);
}

void LibraryOffers::explainRefusal()
{
    const std::optional<Error> &refusal = m_services.library.refusal();
    if (refusal && refusal->code == ErrorCode::LibraryDamaged && m_looked) {
        offerForDamage();
    } else if (refusal) {
        tellFailure(*refusal);
    }
}

void LibraryOffers::tellFailure(const Error &error)
{
    MessageAction action;
    const std::optional<Error> &refusal = m_services.library.refusal();
    const bool canTryAgain =
        refusal && (refusal->code == ErrorCode::LibraryUnavailable ||
                    refusal->code == ErrorCode::LibraryBusy || refusal->code == ErrorCode::BackupFailed);
    if (canTryAgain) {
        action = {tr("Try Again"), [this] { m_guard.openAgain(); }};
    }
    Q_EMIT messageRequested(Kind::Warning, errorText(error), action);
}

void LibraryOffers::offerForDamage()
{
    const QString damaged = errorText({ErrorCode::LibraryDamaged, {}}) + QLatin1Char(' ');
    if (!m_newest) {
        Q_EMIT messageRequested(
            Kind::Warning,
            damaged + tr("There is no backup of it. A new one keeps the damaged file beside it."),
            {tr("Start a New Library"), [this] { m_guard.startAnew(); }});
        return;
    }
    const QString offer = tr("The newest good backup is of %1, with %2. The damaged file is kept.")
                              .arg(backupDateText(*m_newest), backupMarksText(*m_newest));
    Q_EMIT messageRequested(Kind::Warning, damaged + offer,
                            {tr("Restore Backup"), [this] { m_guard.restore(*m_newest); }});
}

void LibraryOffers::tellRestored(const LibraryBackup &backup, const RestoredLibrary &before)
{
    const QString restored = tr("The backup of %1 with %2 is your library now.")
                                 .arg(backupDateText(backup), backupMarksText(backup));
    if (before.keptAs.isEmpty()) {
        Q_EMIT messageRequested(Kind::Information, restored, {});
    } else if (before.moved) {
        Q_EMIT messageRequested(Kind::Information,
                                restored + QLatin1Char(' ') +
                                    tr("The damaged file is kept as %1.").arg(fileName(before.keptAs)),
                                {});
    } else {
        LibraryBackup previous;
        previous.path = before.keptAs;
        previous.kind = BackupKind::BeforeRestore;
        previous.made = QDateTime::currentDateTime();
        Q_EMIT messageRequested(
            Kind::Information, restored + QLatin1Char(' ') + tr("What was there before is kept as a backup."),
            {tr("Undo"), [this, previous] { m_guard.restore(previous); }});
    }
}

void LibraryOffers::pickBackup()
{
    auto *dialog = new RestoreDialog(m_window);
    connect(&m_guard, &LibraryGuard::backupsFound, dialog, &RestoreDialog::showBackups);
    connect(dialog, &RestoreDialog::chosen, &m_guard, &LibraryGuard::restore);
    dialog->open();
    m_guard.findBackups();
}

} // namespace carrel
