// SPDX-License-Identifier: GPL-3.0-or-later
#include "historymaker.h"
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

/// Too short a list has no history to speak of.
constexpr std::size_t kFewWorks = 100;
constexpr int kVersions = 9;

CatalogPointer readCatalog(const QString &path)
{
    QFile file(path);
    const Result<ListText> text = file.open(QIODevice::ReadOnly) ? readListText(file.readAll())
                                                                 : Error{ErrorCode::FileUnreadable, path};
    return text ? parseCatalog(*text) : nullptr;
}

struct Figures
{
    ReplayFigures stepwise;
    ReplayFigures jump;
};

Figures replay(const Catalog &list, const std::string &name, quint32 seed)
{
    Alignments alignments;
    HistoryMaker maker(list, seed, alignments);
    std::vector<CatalogPointer> versions;
    for (int i = 0; i < kVersions; ++i) {
        versions.push_back(maker.version());
        maker.advance();
    }
    const std::string title = name + ", seed " + std::to_string(seed);
    Figures figures;
    Replay steps(alignments, title + ", stepwise");
    for (std::size_t i = 0; i < versions.size(); ++i) {
        figures.stepwise += steps.step(versions[i], std::to_string(i));
        steps.mark(versions[i], 3);
    }
    Replay jump(alignments, title + ", jump");
    jump.mark(versions.front());
    figures.jump = jump.step(versions.back(), "the last");
    return figures;
}

bool report(const char *what, const ReplayFigures &figures)
{
    std::printf("  %-10s %7d kept, %d lost, %d wrong, %d gone, %d ambiguous\n", what, figures.kept,
                figures.lost, figures.wrong, figures.gone, figures.ambiguous);
    return figures.lost == 0 && figures.wrong == 0;
}

} // namespace

/// corpus_histories SEEDS FILE|FOLDER ...: leads libraries through histories made of real lists, so many of
/// each list. Exit status 1 if a mark is lost or at another paper.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int seeds = arguments.value(1).toInt();
    if (arguments.size() < 3 || seeds < 1) {
        std::fputs("usage: corpus_histories SEEDS FILE|FOLDER ...\n", stderr);
        return 2;
    }
    QStringList files;
    for (const QString &argument : arguments.mid(2)) {
        const QDir folder(argument);
        for (const QString &name : folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name)) {
            files << folder.filePath(name);
        }
        if (QFileInfo(argument).isFile()) {
            files << argument;
        }
    }
    bool good = true;
    for (const QString &file : files) {
        const CatalogPointer list = readCatalog(file);
        if (list == nullptr || list->workCount() < kFewWorks) {
            continue;
        }
        const std::string name = QFileInfo(file).completeBaseName().toStdString();
        Figures all;
        for (int seed = 1; seed <= seeds; ++seed) {
            const Figures figures = replay(*list, name, static_cast<quint32>(seed));
            all.stepwise += figures.stepwise;
            all.jump += figures.jump;
        }
        std::printf("%s\n", name.c_str());
        good = report("stepwise:", all.stepwise) && good;
        good = report("one jump:", all.jump) && good;
    }
    return good ? 0 : 1;
}
