// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mainwindow/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace carrel {

/// What the reader can set. Each choice counts at once; who keeps and applies it listens to changed().
class SettingsDialog final : public QDialog
{
    Q_OBJECT
public:
    SettingsDialog(const Preferences &preferences, const QString &configFolder, QWidget *parent);

    /// Shows what was set elsewhere.
    void setPreferences(const Preferences &preferences);

Q_SIGNALS:
    void changed(const carrel::Preferences &preferences);

private:
    void tell();

    Preferences m_preferences;
    QCheckBox *m_readOnOpen;
    QComboBox *m_site;
    QCheckBox *m_exportNotes;
    QCheckBox *m_updatesItself;
    QSpinBox *m_mostMegabytes;
};

} // namespace carrel
