// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/preferencelink.h"

#include "base/error.h"
#include "commands/exporter.h"
#include "detail/detailpane.h"
#include "dialogs/settingsdialog.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "mainwindow/listupdates.h"

#include <QAction>

namespace carrel {

PreferenceLink::PreferenceLink(const WindowServices &services, const Parts &parts, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_parts(parts)
    , m_window(window)
    , m_preferences(readPreferences(services.configFolder))
{
    apply();
    connect(&m_services.library, &LibraryStore::refusalChanged, this, &PreferenceLink::apply);
}

void PreferenceLink::setMarkReadOnOpen(bool on)
{
    Preferences wanted = m_preferences;
    wanted.markReadOnOpen = on;
    change(wanted);
}

void PreferenceLink::showDialog()
{
    auto *dialog = m_window->findChild<SettingsDialog *>();
    if (dialog == nullptr) {
        dialog = new SettingsDialog(m_preferences, m_services.configFolder, m_window);
        connect(dialog, &SettingsDialog::changed, this, &PreferenceLink::change);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
}

void PreferenceLink::change(const Preferences &preferences)
{
    m_preferences = preferences;
    apply();
    if (auto *dialog = m_window->findChild<SettingsDialog *>()) {
        dialog->setPreferences(m_preferences);
    }
    if (m_services.configFolder.isEmpty()) {
        return;
    }
    if (const Result<void> kept = writePreferences(m_services.configFolder, m_preferences); !kept) {
        Q_EMIT failed(kept.error());
    }
}

/// While the library takes no marks, opening a paper would only bring an error for each.
void PreferenceLink::apply()
{
    m_parts.readOnOpen.setChecked(m_preferences.markReadOnOpen);
    m_services.commands.setMarkReadOnOpen(m_preferences.markReadOnOpen && !m_services.library.refusal());
    m_services.commands.setSearchSite(m_preferences.searchSite);
    m_parts.detail.setSearchSite(m_preferences.searchSite);
    m_parts.exporter.setWithNotes(m_preferences.exportNotes);
    m_parts.updates.setAutomatic(m_preferences.updatesItself);
    m_parts.updates.setMostMegabytes(m_preferences.mostMegabytes);
}

} // namespace carrel
