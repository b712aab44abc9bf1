// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/titleparts.h"

#include <QtTest>

#include <array>

using namespace carrel;

/// Titles taken apart.
class TestTitleParts final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names_standBeforeColons();
    void filter_passesWhateverHasAName();
    void filter_holdsBackOthers();
};

void TestTitleParts::names_standBeforeColons()
{
    QCOMPARE(namesOf("ZeRO++: A: The Third Part: An End"),
             (std::vector<std::string>{"zero++", "thethirdpart"}));
    QVERIFY(namesOf("No Name Here").empty());
}

void TestTitleParts::filter_passesWhateverHasAName()
{
    constexpr std::array kTitles{"HexGen: Inference",
                                 "hex-gen: inference",
                                 "An Aside: HexGen: Inference",
                                 "H\xC3\xA9xGen: Inference",
                                 "\xEF\xBC\xA8"
                                 "exGen: Inference",
                                 "\xE9\x94\xAE\xE5\x80\xBC\xE7\xBC\x93\xE5\xAD\x98: Caches",
                                 "ZeRO++: Training"};
    for (const char *title : kTitles) {
        NameFilter filter;
        for (const std::string &name : namesOf(title)) {
            filter.add(name);
        }
        for (const char *other : kTitles) {
            const std::vector<std::string> names = namesOf(title);
            const std::vector<std::string> others = namesOf(other);
            const bool shares =
                std::find_first_of(names.begin(), names.end(), others.begin(), others.end()) != names.end();
            QVERIFY2(!shares || filter.mayBeIn(other), other);
        }
    }
}

void TestTitleParts::filter_holdsBackOthers()
{
    NameFilter filter;
    QVERIFY(!filter.mayBeIn("HexGen: Inference"));
    filter.add(namesOf("HexGen: Inference").front());
    QVERIFY(filter.mayBeIn("HexGen: Training"));
    QVERIFY(!filter.mayBeIn("Orca: Inference"));
    QVERIFY(!filter.mayBeIn("HexGen without a colon"));
}

QTEST_GUILESS_MAIN(TestTitleParts)
#include "tst_titleparts.moc"
