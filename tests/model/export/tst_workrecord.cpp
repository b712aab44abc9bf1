// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/workrecord.h"

#include "samplelist.h"

#include <QtTest>

using namespace carrel;
using namespace carrel::test;

namespace {

WorkRecord recordOf(EntryDraft draft)
{
    return workRecord(*ListBuilder().section("A").entry(std::move(draft)).build(), 0);
}

WorkRecord recordOf(const VenueTag &tag)
{
    EntryDraft draft;
    draft.title = "A Title";
    draft.tag = tag;
    return recordOf(std::move(draft));
}

} // namespace

class TestWorkRecord final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void venue_tellsTheKindAndTheFullName_data();
    void venue_tellsTheKindAndTheFullName();
    void ids_comeFromAllEntries_theFaceFirst();
    void noVenue_arxivId_isPreprint();
    void preprintWithoutYear_takesItFromTheId();
    void url_thatMustNotBeOpened_isLeftOut();
    void url_withPassword_losesIt();
};

void TestWorkRecord::venue_tellsTheKindAndTheFullName_data()
{
    QTest::addColumn<VenueTag>("tag");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("venue");
    const auto row = [](const char *name, const VenueTag &tag, VenueKind kind, const char *venue) {
        QTest::newRow(name) << tag << static_cast<int>(kind) << QByteArray(venue);
    };
    row("conference", {"OSDI'24", "OSDI", {}, {}, 2024}, VenueKind::Conference,
        "USENIX Symposium on Operating Systems Design and Implementation (OSDI)");
    row("spelling", {"Usenix ATC", "Usenix ATC", {}, {}, 0}, VenueKind::Conference,
        "USENIX Annual Technical Conference (Usenix ATC)");
    row("journal", {"TPDS", "TPDS", {}, {}, 2024}, VenueKind::Journal,
        "IEEE Transactions on Parallel and Distributed Systems");
    row("a magazine is no conference", {"IEEE MICRO", "IEEE MICRO", {}, {}, 2024}, VenueKind::Journal,
        "IEEE Micro");
    row("VLDB in its journal", {"VLDB", "VLDB", {}, {}, 2024}, VenueKind::Journal,
        "Proceedings of the VLDB Endowment");
    row("VLDB before its journal", {"VLDB", "VLDB", {}, {}, 1999}, VenueKind::Conference,
        "International Conference on Very Large Data Bases (VLDB)");
    row("unknown", {"SAA'25", "SAA", {}, {}, 2025}, VenueKind::Conference, "SAA");
    row("preprint", {"arxiv'25", "arXiv", {}, {}, 2025}, VenueKind::Preprint, "arXiv");
    row("workshop with host", {"NAIC @ SIGCOMM'25", "NAIC", "SIGCOMM", {}, 2025}, VenueKind::Conference,
        "NAIC Workshop at SIGCOMM");
    row("workshop by name", {"ML for Sys workshop", "ML for Sys workshop", "NeurIPS", {}, 2025},
        VenueKind::Conference, "ML for Sys workshop at NeurIPS");
    row("workshop by qualifier", {"SC workshop'25", "SC", {}, "workshop", 2025}, VenueKind::Conference,
        "Workshop at International Conference for High Performance Computing, Networking, Storage and "
        "Analysis (SC)");
    row("none", {}, VenueKind::Elsewhere, "");
    row("blog", {"Blog", "Blog", {}, {}, 2025}, VenueKind::Elsewhere, "Blog");
}

void TestWorkRecord::venue_tellsTheKindAndTheFullName()
{
    QFETCH(VenueTag, tag);
    const WorkRecord record = recordOf(tag);
    QTEST(static_cast<int>(record.kind), "kind");
    QTEST(QByteArray::fromStdString(record.venue), "venue");
}

void TestWorkRecord::ids_comeFromAllEntries_theFaceFirst()
{
    EntryDraft conference;
    conference.title = "A Title";
    conference.tag = {"OSDI'24", "OSDI", {}, {}, 2024};
    conference.links = {{"https://doi.org/10.1145/2", {}}};
    const CatalogPointer list = ListBuilder()
                                    .section("A")
                                    .entry("A Title", "arXiv", 2023, "https://arxiv.org/abs/2301.00001")
                                    .entry("A Title", "arXiv", 2023, "https://doi.org/10.1145/1")
                                    .entry(conference)
                                    .build();
    const WorkRecord record = workRecord(*list, 0);
    QCOMPARE(record.doi, std::string("10.1145/2"));
    QCOMPARE(record.arxiv, std::string("2301.00001"));
    QCOMPARE(record.year, 2024);
    QCOMPARE(record.url, std::string("https://doi.org/10.1145/2"));
}

void TestWorkRecord::noVenue_arxivId_isPreprint()
{
    EntryDraft draft;
    draft.title = "A Title";
    draft.links = {{"https://arxiv.org/abs/2301.00001", {}}};
    const WorkRecord record = recordOf(draft);
    QCOMPARE(record.kind, VenueKind::Preprint);
    QCOMPARE(record.venue, std::string("arXiv"));
    QCOMPARE(record.year, 2023);
}

void TestWorkRecord::preprintWithoutYear_takesItFromTheId()
{
    const CatalogPointer list =
        ListBuilder().section("A").entry("A", "OSDI", 0, "https://arxiv.org/abs/2301.00001").build();
    QCOMPARE(workRecord(*list, 0).year, 0);
    const CatalogPointer preprint =
        ListBuilder().section("A").entry("A", "arXiv", 0, "https://arxiv.org/abs/2301.00001").build();
    QCOMPARE(workRecord(*preprint, 0).year, 2023);
}

void TestWorkRecord::url_thatMustNotBeOpened_isLeftOut()
{
    EntryDraft draft;
    draft.title = "A Title";
    draft.links = {{"javascript:alert(1)", {}}};
    QCOMPARE(recordOf(draft).url, std::string());
}

void TestWorkRecord::url_withPassword_losesIt()
{
    EntryDraft draft;
    draft.title = "A Title";
    draft.links = {{"https://user:secret@example.org/a b{c}", {}}};
    QCOMPARE(recordOf(draft).url, std::string("https://example.org/a%20b%7Bc%7D"));
}

QTEST_APPLESS_MAIN(TestWorkRecord)
#include "tst_workrecord.moc"
