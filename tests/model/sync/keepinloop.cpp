// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/liststore.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cstdio>

using namespace carrel;

/// keepinloop FOLDER: keeps one version of a list after the other, each with its number in its first and last
/// line, and prints the number of each that is kept, until it is killed.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    Result<ListStore> store = ListStore::open(folder, folder);
    if (!store) {
        return 1;
    }
    if (store->find(QStringLiteral("papers")) == nullptr) {
        ListRecord record;
        record.name = QStringLiteral("papers");
        record.addresses.append(QUrl(QStringLiteral("https://example.org/papers.md")));
        if (!store->add(record)) {
            return 1;
        }
    }
    const ListRecord *record = store->find(QStringLiteral("papers"));
    int number = record->versions.empty() ? 0 : record->versions.front().papers;
    for (;;) {
        ++number;
        const QByteArray mark = QByteArray::number(number) + '\n';
        const QByteArray bytes = mark + QByteArray("- a paper\n").repeated(20'000) + mark;
        const Result<void> kept =
            store->keep(QStringLiteral("papers"), bytes, number, QDateTime::currentDateTimeUtc(),
                        [&](ListRecord &each) { each.etag = mark.trimmed(); });
        if (!kept) {
            return 1;
        }
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}
