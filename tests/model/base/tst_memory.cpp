// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <QtTest>

#include <algorithm>
#include <vector>

using namespace carrel;

class TestMemory final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bytesAroundThoseGivenBack_stay();
};

void TestMemory::bytesAroundThoseGivenBack_stay()
{
    constexpr std::ptrdiff_t kSize = 1 << 20;
    constexpr std::ptrdiff_t kPage = 4096;
    for (const std::ptrdiff_t begin :
         {std::ptrdiff_t(0), std::ptrdiff_t(1), kPage - 1, kPage, 3 * kPage + 7}) {
        for (const std::ptrdiff_t size :
             {std::ptrdiff_t(0), std::ptrdiff_t(1), kPage, 2 * kPage + 1, 200 * kPage}) {
            std::vector<char> bytes(kSize, 'x');
            giveMemoryBack(bytes.data() + begin, bytes.data() + begin + size);
            QVERIFY(std::all_of(bytes.begin(), bytes.begin() + begin, [](char c) { return c == 'x'; }));
            QVERIFY(std::all_of(bytes.begin() + begin + size, bytes.end(), [](char c) { return c == 'x'; }));
        }
    }
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
