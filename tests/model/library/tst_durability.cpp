// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/librarystore.h"
#include "support/listbuilder.h"
#include "support/resultcheck.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace carrel;

/// What the library has confirmed outlives a kill at any moment.
class TestDurability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void kill_whileMarking_losesNoConfirmedMark();
};

namespace {

/// Titles of the confirmed marks of a marker that was killed after so many of them.
std::set<QByteArray> markAndKill(const QString &library, int first, int lines)
{
    QProcess marker;
    marker.start(QStringLiteral(MARK_IN_LOOP), {library, QString::number(first)});
    QByteArray output;
    while (output.count('\n') < lines && marker.waitForReadyRead()) {
        output += marker.readAll();
    }
    marker.kill();
    marker.waitForFinished();
    output += marker.readAll();
    std::set<QByteArray> confirmed;
    // The last line may be cut; what was printed whole was confirmed.
    const QList<QByteArray> whole = output.left(output.lastIndexOf('\n') + 1).split('\n');
    for (const QByteArray &number : whole) {
        if (!number.isEmpty()) {
            confirmed.insert("Paper " + number);
        }
    }
    return confirmed;
}

} // namespace

void TestDurability::kill_whileMarking_losesNoConfirmedMark()
{
    const QTemporaryDir folder;
    const QString library = folder.filePath(QStringLiteral("library.sqlite"));
    std::set<QByteArray> confirmed;
    for (const int lines : {1, 3, 40, 111, 230}) {
        const auto first = static_cast<int>(confirmed.size());
        const std::set<QByteArray> more = markAndKill(library, first, lines);
        QVERIFY2(static_cast<int>(more.size()) >= lines, "the marker stopped by itself");
        confirmed.insert(more.begin(), more.end());

        test::ListBuilder list;
        for (const QByteArray &title : confirmed) {
            list.entry(title.toStdString());
        }
        const CatalogPointer catalog = list.build();
        const Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(library);
        CARREL_VERIFY_RESULT(store);
        (*store)->attach(catalog);
        const WorkStatesPointer states = (*store)->states();
        QCOMPARE(states->size(), confirmed.size());
        QCOMPARE(states->bookmarkedCount(), states->size());
    }
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
