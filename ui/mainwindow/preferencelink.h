// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "mainwindow/preferences.h"

#include <QObject>

class QAction;
class QWidget;

namespace carrel {

class DetailPane;
struct Error;

/// Holds what the reader has set: applies it to commands and panes, keeps it, shows it in the menu and in the
/// dialog of settings.
class PreferenceLink final : public QObject
{
    Q_OBJECT
public:
    PreferenceLink(const WindowServices &services, DetailPane &detail, QAction &readOnOpen, QWidget *window);

    void setMarkReadOnOpen(bool on);
    void showDialog();

Q_SIGNALS:
    void failed(const carrel::Error &error);

private:
    void change(const Preferences &preferences);
    void apply();

    const WindowServices m_services;
    DetailPane &m_detail;
    QAction &m_readOnOpen;
    QWidget *m_window;
    Preferences m_preferences;
};

} // namespace carrel
