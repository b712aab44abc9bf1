// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/linkforms.h"

#include <QString>
#include <QUrl>

#include <functional>
#include <vector>

class QMenu;

namespace carrel {

/// Appends each way to read a paper, with its true host; for a paper without a link the sites to search its
/// title at.
void fillFormsMenu(QMenu &menu, const std::vector<LinkForm> &forms, const QString &title,
                   const std::function<void(const QUrl &)> &choose);

/// Text for menus and buttons, which take an ampersand for the mark of a mnemonic.
QString withoutMnemonics(QString text);

/// An address as tool tip: bounded, never read as markup.
QString addressTip(const QUrl &url);

} // namespace carrel
