// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "mainwindow/preferences.h"

#include <QObject>

class QAction;
class QWidget;

namespace carrel {

class DetailPane;
class Exporter;
class ListUpdates;
struct Error;

/// Holds what the reader has set: applies it to commands and panes, keeps it, shows it in the menu and in the
/// dialog of settings.
class PreferenceLink final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        DetailPane &detail;
        Exporter &exporter;
        QAction &readOnOpen;
        ListUpdates &updates;
    };

    PreferenceLink(const WindowServices &services, const Parts &parts, QWidget *window);

    void setMarkReadOnOpen(bool on);
    void showDialog();

Q_SIGNALS:
    void failed(const carrel::Error &error);

private:
    void change(const Preferences &preferences);
    void apply();

    const WindowServices m_services;
    const Parts m_parts;
    QWidget *m_window;
    Preferences m_preferences;
};

} // namespace carrel
