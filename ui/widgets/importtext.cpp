// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/importtext.h"

#include "library/librarytransfer.h"

#include <QCoreApplication>
#include <QLocale>

namespace carrel {

QString importText(const LibraryImport &done)
{
    if (done.added + done.changed + done.searches == 0) {
        return QCoreApplication::translate("ImportText", "The library said all of this already.");
    }
    const auto number = [](qsizetype count) { return QLocale().toString(count); };
    return QCoreApplication::translate(
               "ImportText",
               "The library was merged. Papers added: %1, changed: %2; saved searches added: %3.")
        .arg(number(done.added), number(done.changed), number(done.searches));
}

} // namespace carrel
