// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace carrel {

/// The list of keys, made from the table of commands.
class KeysDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit KeysDialog(QWidget *parent = nullptr);
};

} // namespace carrel
