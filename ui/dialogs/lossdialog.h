// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listupdater.h"

#include <QDialog>

namespace carrel {

/// Asks whether a version that lacks many papers takes the place of the list in use: how many papers each
/// has, and which would go. Accepted means the new list, all else the one in use.
class LossDialog final : public QDialog
{
    Q_OBJECT
public:
    LossDialog(const QString &name, std::size_t papersInUse, const UpdateOutcome &outcome, QWidget *parent);
};

} // namespace carrel
