// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/bytefinder.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <memory>
#include <string>

using namespace carrel;

namespace {

std::string randomText(QRandomGenerator &random, int length, const std::string &letters)
{
    std::string text;
    for (int i = 0; i < length; ++i) {
        text += letters[static_cast<std::size_t>(random.bounded(static_cast<int>(letters.size())))];
    }
    return text;
}

std::size_t plainFind(std::string_view text, std::string_view term, std::size_t from)
{
    return std::min(text.find(term, from), text.size());
}

} // namespace

class TestByteFinder final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyPlace_isFound();
    void randomTexts_agreeWithAPlainSearch();
    void placesOfShortTerms_areAllThatThereAre();
    void textsThatEndAtTheirMemory_areReadNoFurther();
};

void TestByteFinder::everyPlace_isFound()
{
    for (const std::string_view term :
         {"q", "ab", "aa", "kv cache", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz"}) {
        const ByteFinder finder(term);
        for (std::size_t before = 0; before < 200; ++before) {
            const std::string text =
                std::string(before, '.') + std::string(term) + std::string(200 - before, '.');
            QCOMPARE(finder.find(text, 0), before);
            QCOMPARE(finder.find(text, before), before);
            QCOMPARE(finder.find(text, before + 1), plainFind(text, term, before + 1));
        }
    }
}

void TestByteFinder::randomTexts_agreeWithAPlainSearch()
{
    QRandomGenerator random(5);
    for (int round = 0; round < 20000; ++round) {
        const std::string letters = random.bounded(2) == 0 ? "ab" : "etaoin kvcq\xC3\xA9\n";
        const std::string text = randomText(random, random.bounded(400), letters);
        const std::string term = randomText(random, 1 + random.bounded(7), letters);
        const ByteFinder finder(term);
        for (std::size_t from = 0; from <= text.size(); from = finder.find(text, from) + 1) {
            QCOMPARE(finder.find(text, from), plainFind(text, term, from));
        }
    }
}

void TestByteFinder::placesOfShortTerms_areAllThatThereAre()
{
    QRandomGenerator random(6);
    for (int round = 0; round < 5000; ++round) {
        const std::string text = randomText(random, random.bounded(400), "ab\n");
        const std::string term = randomText(random, 1 + random.bounded(2), "ab");
        const std::vector<std::uint64_t> places = ByteFinder(term).places(text);
        QCOMPARE(places.size(), (text.size() + 63) / 64);
        for (std::size_t i = 0; i < places.size() * 64; ++i) {
            const bool expected = i < text.size() && text.compare(i, term.size(), term) == 0;
            QCOMPARE((places[i / 64] >> (i % 64) & 1U) != 0, expected);
        }
    }
}

void TestByteFinder::textsThatEndAtTheirMemory_areReadNoFurther()
{
    const ByteFinder finder("xy");
    for (std::size_t size = 0; size < 300; ++size) {
        // Of exactly this size, so that the address sanitizer sees a byte too many.
        const std::unique_ptr<char[]> memory(new char[size]);
        std::fill_n(memory.get(), size, 'x');
        QCOMPARE(finder.find({memory.get(), size}, 0), size);
        QCOMPARE(finder.places({memory.get(), size}), std::vector<std::uint64_t>((size + 63) / 64, 0));
    }
}

QTEST_GUILESS_MAIN(TestByteFinder)
#include "tst_bytefinder.moc"
