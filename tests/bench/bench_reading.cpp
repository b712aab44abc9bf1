// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"
#include "search/searchindex.h"
#include "sync/listreading.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>

#include <cmark-gfm.h>

#include <cstdio>
#include <functional>
#include <string>
#include <utility>

using namespace carrel;

namespace {

void parseBare(const QByteArray &bytes)
{
    cmark_node *document =
        cmark_parse_document(bytes.constData(), static_cast<std::size_t>(bytes.size()), CMARK_OPT_DEFAULT);
    cmark_node_free(document);
}

void readOnOneThread(const QByteArray &bytes)
{
    const Result<ListText> text = readListText(bytes);
    if (!text || parseCatalog(*text)->entries().empty()) {
        qFatal("no papers");
    }
}

void readInPool(const QByteArray &bytes)
{
    if (!readList(bytes)) {
        qFatal("no papers");
    }
}

/// As the window does it, which keeps no bytes for itself.
void readAndIndex(QByteArray &bytes)
{
    const Result<CatalogPointer> catalog = readList(std::exchange(bytes, {}));
    if (!catalog || SearchIndex::build(*catalog)->workCount() == 0) {
        qFatal("no papers");
    }
}

double milliseconds(const std::function<void()> &run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

QByteArray peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (status.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:")) {
                return line.mid(6).trimmed().split(' ').first();
            }
        }
    }
    return "0";
}

} // namespace

/// bench_reading FILE compare N: N lines of milliseconds: bare cmark-gfm, one thread, pool, taken in turns.
/// bench_reading FILE cmark|thread|pool [N]: milliseconds of the last of N runs, kilobytes that the process
/// had at most.
/// bench_reading FILE index: the same for the pool and the index of search behind it, once.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    QFile file(arguments.value(1));
    if (arguments.size() < 3 || !file.open(QIODevice::ReadOnly)) {
        std::fputs("usage: bench_reading FILE compare N | cmark | thread | pool | index\n", stderr);
        return 2;
    }
    QByteArray bytes = file.readAll();
    const QString mode = arguments.at(2);
    if (mode == QStringLiteral("compare")) {
        for (int i = arguments.value(3).toInt(); i > 0; --i) {
            const double bare = milliseconds([&] { parseBare(bytes); });
            const double thread = milliseconds([&] { readOnOneThread(bytes); });
            const double pool = milliseconds([&] { readInPool(bytes); });
            std::printf("%.4f %.4f %.4f\n", bare, thread, pool);
        }
        return 0;
    }
    const auto run = mode == QStringLiteral("cmark")    ? parseBare
                     : mode == QStringLiteral("thread") ? readOnOneThread
                                                        : readInPool;
    if (mode == QStringLiteral("index")) {
        std::printf("%.1f ", milliseconds([&] { readAndIndex(bytes); }));
    } else {
        for (int i = arguments.value(3).toInt(); i > 1; --i) {
            run(bytes);
        }
        std::printf("%.1f ", milliseconds([&] { run(bytes); }));
    }
    std::printf("%s\n", peakMemory().constData());
    return 0;
}
