// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QString>

namespace carrel {

/// Which version this is, where the reader's data lie, whose list comes with it.
class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    AboutDialog(const QString &dataFolder, const QString &configFolder, QWidget *parent = nullptr);
};

} // namespace carrel
