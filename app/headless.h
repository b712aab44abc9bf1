// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commandline.h"
#include "datapaths.h"

class QIODevice;

namespace carrel {

/// Where a command reads and writes.
struct Streams
{
    QIODevice &in;
    QIODevice &out;
    QIODevice &err;
};

/// Runs a command that needs no window, with nothing of Qt's GUI but an application object for plugins.
/// Returns the exit status: 0 done, 1 not done, with a sentence in streams.err.
int runHeadless(const CommandLine &line, const DataPaths &paths, const Streams &streams);

/// Tells wrong usage in streams.err; returns exit status 2.
int reportUsage(const UsageError &error, const Streams &streams);

} // namespace carrel
