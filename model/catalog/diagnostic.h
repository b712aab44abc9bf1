// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace carrel {

/// What the reader of a list should know about how it was read.
enum class DiagnosticKind : quint8 {
    DamagedText,    ///< bytes that are no UTF-8 stand as U+FFFD
    LineCut,        ///< a line or title was longer than Carrel reads
    NestingCut,     ///< a bullet or quote was nested deeper than Carrel follows
    UnsafeLink,     ///< a link that is never opened
    ConflictMarker, ///< a line of an unfinished merge
    NoTitle,        ///< an entry without visible text
    LeftOutSoftware, ///< its links lead to code, and nothing says that it is a paper
    LeftOutPage,     ///< a course, data set, tool or site, by its section
    LeftOutChapter,  ///< a link to another file of the list
};

struct Diagnostic
{
    DiagnosticKind kind;
    quint32 line; ///< 1-based; 0 where it concerns the whole list
};

} // namespace carrel
