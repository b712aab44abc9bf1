// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"
#include "datapaths.h"
#include "headless.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

using namespace carrel;

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("carrel"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CARREL_VERSION));
    QCoreApplication application(argc, argv);
    QFile in;
    QFile out;
    QFile err;
    // Unbuffered, so that a full disk is told at the write and not swallowed at the end.
    constexpr auto kWrite = QIODevice::WriteOnly | QIODevice::Unbuffered;
    if (!in.open(fileno(stdin), QIODevice::ReadOnly) || !out.open(fileno(stdout), kWrite) ||
        !err.open(fileno(stderr), kWrite)) {
        return 1;
    }
    const Streams streams{in, out, err};
    const auto parsed = parseCommandLine(QCoreApplication::arguments());
    if (const auto *error = std::get_if<UsageError>(&parsed)) {
        return reportUsage(*error, streams);
    }
    const CommandLine &line = std::get<CommandLine>(parsed);
    return runHeadless(line, dataPaths(line.dataDirectory), streams);
}
