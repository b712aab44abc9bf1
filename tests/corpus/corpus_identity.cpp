// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityreplay.h"

#include "markdown/catalogparser.h"
#include "markdown/listtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace carrel;
using namespace carrel::test;

namespace {

struct ListVersion
{
    std::string name;
    CatalogPointer catalog;
};

std::vector<ListVersion> readHistory(const QString &folder)
{
    std::vector<ListVersion> versions;
    const QDir history(folder);
    for (const QString &name : history.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
        QFile file(history.filePath(name));
        const Result<ListText> text = file.open(QIODevice::ReadOnly) ? readListText(file.readAll())
                                                                     : Error{ErrorCode::FileUnreadable, name};
        if (!text) {
            qFatal("%s cannot be read", qPrintable(name));
        }
        versions.push_back({name.toStdString(), parseCatalog(*text)});
    }
    return versions;
}

ReplayFigures stepwise(const std::vector<ListVersion> &versions, const Alignments &alignments, quint32 stride)
{
    Replay replay(alignments, "stepwise, every " + std::to_string(stride));
    ReplayFigures figures;
    for (const ListVersion &version : versions) {
        figures += replay.step(version.catalog, version.name);
        replay.mark(version.catalog, stride);
    }
    return figures;
}

ReplayFigures jumps(const std::vector<ListVersion> &versions, const Alignments &alignments, quint32 stride)
{
    ReplayFigures figures;
    for (const ListVersion &version : versions) {
        Replay replay(alignments, "from " + version.name + ", every " + std::to_string(stride));
        replay.mark(version.catalog, stride);
        figures += replay.step(versions.back().catalog, versions.back().name);
    }
    return figures;
}

bool report(const char *what, const ReplayFigures &figures)
{
    std::printf("%-34s %7d kept, %d lost, %d wrong, %d gone, %d ambiguous\n", what, figures.kept,
                figures.lost, figures.wrong, figures.gone, figures.ambiguous);
    return figures.lost == 0 && figures.wrong == 0;
}

} // namespace

/// corpus_identity HISTORY ALIGNMENTS: leads libraries with marks on works of every version of a list through
/// its history, step by step and in one jump to its last version. Exit status 1 if a mark is lost
/// or at another paper, 77 if there is no history.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: corpus_identity HISTORY ALIGNMENTS\n", stderr);
        return 2;
    }
    std::vector<ListVersion> versions = readHistory(arguments[1]);
    if (versions.size() < 2) {
        std::printf("SKIPPED: no history in %s\n", qPrintable(arguments[1]));
        return 77;
    }
    const Alignments alignments = Alignments::read(arguments[2]);
    constexpr quint32 kAFew = 9;
    bool good = report("step by step:", stepwise(versions, alignments, 1));
    good = report("step by step, a few marks:", stepwise(versions, alignments, kAFew)) && good;
    good = report("in one jump to the last:", jumps(versions, alignments, 1)) && good;
    good = report("in one jump, a few marks:", jumps(versions, alignments, kAFew)) && good;
    return good ? 0 : 1;
}
