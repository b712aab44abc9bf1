// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/listdiff.h"
#include "markdown/catalogparser.h"
#include "markdown/listtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <array>
#include <cstdio>
#include <optional>

using namespace carrel;

namespace {

CatalogPointer readVersion(const QString &path)
{
    QFile file(path);
    const Result<ListText> text = file.open(QIODevice::ReadOnly) ? readListText(file.readAll())
                                                                 : Error{ErrorCode::FileUnreadable, path};
    if (!text) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    return parseCatalog(*text);
}

/// One line of the table: the name of the version and how many changes of each kind led to it.
QByteArray row(const QString &name, const ListDiff &diff)
{
    std::array<int, kChangeKinds> counts{};
    for (const ListChange &change : diff.changes) {
        ++counts[static_cast<std::size_t>(change.kind)];
    }
    QByteArray line = name.left(name.indexOf(QLatin1Char('.'))).toUtf8();
    for (const int count : counts) {
        line += '\t' + QByteArray::number(count);
    }
    return line;
}

QByteArray head()
{
    QByteArray line = "to";
    for (std::size_t kind = 0; kind < kChangeKinds; ++kind) {
        line += '\t';
        line += changeKindName(static_cast<ChangeKind>(kind)).data();
    }
    return line;
}

/// The changes from each version to the next; nothing where a version has changes against itself.
std::optional<QByteArray> tableOf(const QDir &history, const QStringList &names)
{
    QByteArray table = head() + '\n';
    CatalogPointer before = readVersion(history.filePath(names.first()));
    for (const QString &name : names.mid(1)) {
        const CatalogPointer now = readVersion(history.filePath(name));
        if (!diffLists(now, now).changes.empty()) {
            std::printf("%s: changes against itself\n", qPrintable(name));
            return std::nullopt;
        }
        table += row(name, diffLists(before, now)) + '\n';
        before = now;
    }
    return table;
}

} // namespace

/// corpus_changes HISTORY TABLE: compares what changed between neighbouring versions of a list with a table
/// that was checked by eye. Exit status 1 where they differ, 77 if there is no history. With
/// CARREL_UPDATE_GOLDEN set the table is written.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: corpus_changes HISTORY TABLE\n", stderr);
        return 2;
    }
    const QDir history(arguments[1]);
    const QStringList names = history.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    if (names.size() < 2) {
        std::printf("SKIPPED: no history in %s\n", qPrintable(arguments[1]));
        return 77;
    }
    const std::optional<QByteArray> table = tableOf(history, names);
    if (!table) {
        return 1;
    }
    QFile file(arguments[2]);
    if (qEnvironmentVariableIsSet("CARREL_UPDATE_GOLDEN") && file.open(QIODevice::WriteOnly)) {
        file.write(*table);
        file.close();
    }
    if (!file.open(QIODevice::ReadOnly) || file.readAll() != *table) {
        std::printf("%s", table->constData());
        return 1;
    }
    return 0;
}
