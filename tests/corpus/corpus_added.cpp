// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityreplay.h"

#include "library/addeddates.h"
#include "library/listdiff.h"
#include "library/listkeys.h"
#include "markdown/catalogparser.h"
#include "markdown/listtext.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

using namespace carrel;
using namespace carrel::test;

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

/// What the dates must say, without any cascade: the first version that had one of the titles that are known
/// to be of the paper, as an entry or below one.
class FirstSeen final
{
public:
    explicit FirstSeen(const Alignments &alignments)
        : m_alignments(alignments)
    {
    }

    void add(const Catalog &catalog, quint32 version)
    {
        for (const Entry &entry : catalog.entries()) {
            m_first.emplace(titleIdentity(catalog, entry), version);
            for (std::string &key : nestedKeys(catalog, entry)) {
                m_first.emplace(std::move(key), version);
            }
        }
    }

    quint32 of(const Catalog &catalog, quint32 work) const
    {
        std::set<std::string> titles;
        for (const quint32 entry : catalog.work(work).entries) {
            titles.insert(titleIdentity(catalog, catalog.entry(entry)));
        }
        quint32 first = kNone;
        for (const std::string &title : m_alignments.closure(titles)) {
            if (const auto found = m_first.find(title); found != m_first.end()) {
                first = std::min(first, found->second);
            }
        }
        return first;
    }

private:
    const Alignments &m_alignments;
    std::map<std::string, quint32> m_first;
};

quint32 timeOf(quint32 version)
{
    return (version + 1) * 86'400;
}

bool complain(const std::string &version, const Catalog &catalog, quint32 work, const char *what)
{
    std::printf("%s: %s: \"%s\"\n", version.c_str(), what,
                std::string(catalog.text(catalog.face(work).title())).c_str());
    return false;
}

/// Works of the last version that came with it, checked one by one.
bool checkStep(const AddedDates &dates, const ListDiff &diff, const FirstSeen &truth, const std::string &name,
               quint32 version)
{
    const Catalog &now = *diff.now;
    const DatedList list{&dates, {0, static_cast<quint32>(now.entries().size())}, version - 1, version - 1};
    const WorkAgesPointer ages = agesOf(now, std::span(&list, 1));
    std::vector<bool> added(now.workCount());
    quint32 addedCount = 0;
    for (const ListChange &change : diff.changes) {
        if (change.kind == ChangeKind::Added) {
            added[now.entry(change.entry).work] = true;
            ++addedCount;
        }
    }
    bool good = true;
    quint32 returned = 0;
    for (quint32 work = 0; work < now.workCount(); ++work) {
        const quint32 first = truth.of(now, work);
        returned += added[work] && first < version ? 1 : 0;
        if (ages->isNew(work) && first < version) {
            good = complain(name, now, work, "is new, and was listed before");
        } else if (!ages->isNew(work) && first == version) {
            good = complain(name, now, work, "came with this version, and is not new");
        } else if (const WorkAge age = (*ages)[work]; age.time != timeOf(first)) {
            good = complain(name, now, work, "has another date than its first version");
        }
    }
    if (ages->newCount() != addedCount - returned) {
        std::printf("%s: %u new, %u added, %u of them returned\n", name.c_str(), ages->newCount(), addedCount,
                    returned);
        good = false;
    }
    std::printf("%s: %u new, %u returned\n", name.c_str(), ages->newCount(), returned);
    return good;
}

/// A reader who begins with the last version and asks for the history has the same dates.
bool checkDating(const CatalogPointer &last, const HistoryDates &history, const FirstSeen &truth)
{
    const AddedDates own = broughtForward(AddedDates(), *last, {1, timeOf(1'000)});
    const AddedDates dates = datedBy(own, *last, history.dates(), true);
    const DatedList list{&dates, {0, static_cast<quint32>(last->entries().size())}};
    const WorkAgesPointer ages = agesOf(*last, std::span(&list, 1));
    bool good = true;
    for (quint32 work = 0; work < last->workCount(); ++work) {
        if (ages->added(work) != timeOf(truth.of(*last, work)) || ages->isNew(work)) {
            good = complain("history", *last, work, "is dated wrongly");
        }
    }
    return good;
}

} // namespace

/// corpus_added HISTORY ALIGNMENTS: leads the dates of a list through its versions and compares what is new
/// and when each work came with what titles say. Exit status 1 where they differ, 77 if there is no history.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 3) {
        std::fputs("usage: corpus_added HISTORY ALIGNMENTS\n", stderr);
        return 2;
    }
    const QDir folder(arguments[1]);
    const QStringList names = folder.entryList({QStringLiteral("*.md")}, QDir::Files, QDir::Name);
    if (names.size() < 2) {
        std::printf("SKIPPED: no history in %s\n", qPrintable(arguments[1]));
        return 77;
    }
    const Alignments alignments = Alignments::read(arguments[2]);
    FirstSeen truth(alignments);
    CatalogPointer before = readVersion(folder.filePath(names.first()));
    AddedDates dates = broughtForward(AddedDates(), *before, {1, timeOf(0)});
    HistoryDates history;
    history.add(before, timeOf(0));
    truth.add(*before, 0);
    bool good = true;
    for (quint32 version = 1; version < static_cast<quint32>(names.size()); ++version) {
        const CatalogPointer now = readVersion(folder.filePath(names[static_cast<qsizetype>(version)]));
        const ListDiff diff = diffLists(before, now);
        dates = broughtForward(std::move(dates), diff, {version + 1, timeOf(version)});
        history.add(now, timeOf(version));
        truth.add(*now, version);
        good = checkStep(dates, diff, truth, names[static_cast<qsizetype>(version)].toStdString(), version) &&
               good;
        before = now;
    }
    return checkDating(before, history, truth) && good ? 0 : 1;
}
