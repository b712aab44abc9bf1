// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "catalog/workstate.h"
#include "library/libraryview.h"

#include <QDialog>

class QButtonGroup;
class QPushButton;
class QVBoxLayout;

namespace carrel {

/// Asks which of two papers the marks belong to that were of one.
class SplitDialog final : public QDialog
{
    Q_OBJECT
public:
    SplitDialog(const Catalog &catalog, const WorkStates &states, const SplitQuestion &question,
                QWidget *parent);

Q_SIGNALS:
    void answered(carrel::SplitAnswer answer);

private:
    void addChoice(QVBoxLayout &column, SplitAnswer answer, const QString &text, const QString &facts);

    QButtonGroup *m_choices;
    QPushButton *m_assign;
};

} // namespace carrel
