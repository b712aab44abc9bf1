// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/catalogparser.h"
#include "support/catalogtext.h"

#include <QDirIterator>
#include <QFile>
#include <QTextStream>

using namespace carrel;

namespace {

constexpr int kSkipped = 77;

/// True when the list reads alike in one piece and in chunks of any size.
bool readsAlike(const QByteArray &bytes)
{
    const Result<ListText> text = readListText(bytes);
    if (!text) {
        return true;
    }
    const QString whole = test::catalogText(*parseCatalog(*text, std::size_t(1) << 40));
    for (const std::size_t chunkBytes : {std::size_t(1), std::size_t(700), std::size_t(4096), kChunkBytes}) {
        if (test::catalogText(*parseCatalog(*text, chunkBytes)) != whole) {
            return false;
        }
    }
    return true;
}

} // namespace

/// Reads every list below a folder whole and in chunks: both must give the same catalog, in all that it
/// tells.
int main(int argc, char **argv)
{
    QTextStream out(stdout);
    const QString folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    QDirIterator files(folder, {QStringLiteral("*.md")}, QDir::Files, QDirIterator::Subdirectories);
    if (!files.hasNext()) {
        out << "skipped: no corpus at " << folder << Qt::endl;
        return kSkipped;
    }
    int passed = 0;
    int failed = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && readsAlike(file.readAll())) {
            ++passed;
        } else {
            out << "differs: " << file.fileName() << Qt::endl;
            ++failed;
        }
    }
    out << passed << " passed, " << failed << " failed" << Qt::endl;
    return failed == 0 ? 0 : 1;
}
