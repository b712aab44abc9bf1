// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarybackup.h"
#include "markplan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFuture>
#include <QtConcurrentRun>

#include <cstdio>

using namespace carrel;

/// markinloop LIBRARY SEED PART PARTS STEPS: takes the steps of a plan, backs the library up at the same time
/// as the window does, and prints the number of each step that the library has confirmed. Fails with
/// status 1.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    if (argc != 6) {
        return 2;
    }
    const auto number = [argv](int argument) { return static_cast<quint32>(std::stoul(argv[argument])); };
    const QString path = QString::fromLocal8Bit(argv[1]);
    const Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(path);
    if (!store) {
        return 1;
    }
    (*store)->attach(test::MarkPlan::list());
    const QDateTime day(QDate(2026, 1, 1).addDays(number(2) % 1000), QTime(12, 0));
    const QFuture<bool> backup = QtConcurrent::run([path, day] { return backUpDaily(path, day).hasValue(); });
    test::MarkPlan plan(number(2), number(3), number(4));
    for (quint32 step = 0; step < number(5); ++step) {
        const test::MarkPlan::Step next = plan.next();
        if (!(*store)->setMarks(next.works, next.change)) {
            return 1;
        }
        std::printf("%u\n", step);
        std::fflush(stdout);
    }
    return backup.result() ? 0 : 1;
}
