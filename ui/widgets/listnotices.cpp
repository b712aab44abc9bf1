// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/listnotices.h"

#include "catalog/catalog.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

struct Notice
{
    DiagnosticKind kind;
    const char *text; ///< %1 stands for the line
};

/// Links that are never opened and entries without a title show themselves.
constexpr std::array kNotices{
    Notice{DiagnosticKind::DamagedText,
           QT_TRANSLATE_NOOP("ListNotices", "The list is damaged: some bytes are no UTF-8 text.")},
    Notice{DiagnosticKind::ConflictMarker,
           QT_TRANSLATE_NOOP("ListNotices",
                             "The list holds an unfinished merge at line %1; both sides are shown.")},
    Notice{DiagnosticKind::LineCut,
           QT_TRANSLATE_NOOP("ListNotices", "Line %1 of the list was cut, since it is too long.")},
    Notice{DiagnosticKind::NestingCut,
           QT_TRANSLATE_NOOP("ListNotices", "What is nested too deep from line %1 on was not followed.")}};

} // namespace

QStringList listNotices(const Catalog &catalog)
{
    QStringList notices;
    for (const Notice &notice : kNotices) {
        const auto all = catalog.diagnostics();
        const auto first = std::find_if(all.begin(), all.end(),
                                        [&](const Diagnostic &each) { return each.kind == notice.kind; });
        if (first != all.end()) {
            const QString text = QCoreApplication::translate("ListNotices", notice.text);
            notices.append(text.contains(QLatin1String("%1")) ? text.arg(first->line) : text);
        }
    }
    return notices;
}

} // namespace carrel
