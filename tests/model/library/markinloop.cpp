// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "support/listbuilder.h"

#include <QCoreApplication>

#include <cstdio>
#include <string>

using namespace carrel;

/// markinloop LIBRARY FIRST: bookmarks "Paper <FIRST>", "Paper <FIRST + 1>", ... and prints the number of
/// each one that the library has confirmed. Ends only when it is killed or something fails.
int main(int argc, char *argv[])
{
    constexpr int kWorks = 5000;
    const QCoreApplication application(argc, argv);
    if (argc != 3) {
        return 2;
    }
    test::ListBuilder list;
    for (int i = 0; i < kWorks; ++i) {
        list.entry("Paper " + std::to_string(i), "OSDI", 2024,
                   "https://arxiv.org/abs/2401." + std::to_string(10000 + i));
    }
    const Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(QString::fromLocal8Bit(argv[1]));
    if (!store) {
        return 1;
    }
    (*store)->attach(list.build());
    for (quint32 work = static_cast<quint32>(std::stoul(argv[2])); work < kWorks; ++work) {
        if (!(*store)->setMarks(std::span(&work, 1), {true, std::nullopt})) {
            return 1;
        }
        std::printf("%u\n", work);
        std::fflush(stdout);
    }
    return 0;
}
