// SPDX-License-Identifier: GPL-3.0-or-later
#include "application.h"
#include "headless.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace carrel;

int main(int argc, char *argv[])
{
    QElapsedTimer sinceStart;
    sinceStart.start();
    QCoreApplication::setApplicationName(QStringLiteral("carrel"));
    QCoreApplication::setApplicationVersion(QStringLiteral(CARREL_VERSION));
    QStringList arguments;
    std::transform(argv, argv + argc, std::back_inserter(arguments),
                   [](const char *each) { return QString::fromLocal8Bit(each); });
    const auto parsed = parseCommandLine(arguments);
    const auto *line = std::get_if<CommandLine>(&parsed);
    if (line != nullptr && !isHeadless(line->verb)) {
        return runWindow(*line, sinceStart, argc, argv);
    }
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
    return line == nullptr ? reportUsage(std::get<UsageError>(parsed), streams)
                           : runHeadless(*line, dataPaths(line->dataDirectory), streams);
}
