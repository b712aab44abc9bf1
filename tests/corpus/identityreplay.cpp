// SPDX-License-Identifier: GPL-3.0-or-later
#include "identityreplay.h"

#include "base/text.h"
#include "library/librarydatabase.h"
#include "library/librarystore.h"

#include <QFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <numeric>

namespace carrel::test {

namespace {

std::set<std::string> titlesOf(const Catalog &catalog, quint32 work)
{
    std::set<std::string> titles;
    for (const quint32 entry : catalog.work(work).entries) {
        titles.insert(titleIdentity(catalog, catalog.entry(entry)));
    }
    return titles;
}

bool nests(const Catalog &catalog, quint32 work, const std::set<std::string> &titles)
{
    for (const quint32 entry : catalog.work(work).entries) {
        for (const std::string &key : nestedKeys(catalog, catalog.entry(entry))) {
            if (titles.contains(key)) {
                return true;
            }
        }
    }
    return false;
}

std::unique_ptr<LibraryStore> openStore(const QString &path, const CatalogPointer &catalog)
{
    Result<std::unique_ptr<LibraryStore>> store = LibraryStore::open(path);
    if (!store) {
        qFatal("the library cannot be opened: %s", qPrintable(store.error().detail));
    }
    (*store)->attach(catalog);
    return std::move(*store);
}

LibraryWorks readLibrary(const QString &path)
{
    Result<std::unique_ptr<LibraryDatabase>> database = LibraryDatabase::open(path);
    Result<LibraryWorks> library = database ? (*database)->read() : database.error();
    if (!library) {
        qFatal("the library cannot be read: %s", qPrintable(library.error().detail));
    }
    return std::move(*library);
}

} // namespace

Alignments Alignments::read(const QString &path)
{
    Alignments alignments;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s cannot be read", qPrintable(path));
    }
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> parts = line.split('\t');
        if (parts.size() != 2 || line.startsWith('#')) {
            continue;
        }
        const std::string from = normalTitle(parts[0].toStdString());
        if (parts[1] == "-") {
            alignments.allowGone(from);
        } else {
            alignments.add(from, normalTitle(parts[1].toStdString()));
        }
    }
    return alignments;
}

void Alignments::add(const std::string &from, const std::string &to)
{
    m_same.emplace(from, to);
    m_same.emplace(to, from);
}

std::set<std::string> Alignments::closure(std::set<std::string> titles) const
{
    std::vector<std::string> open(titles.begin(), titles.end());
    while (!open.empty()) {
        const std::string title = std::move(open.back());
        open.pop_back();
        const auto [first, last] = m_same.equal_range(title);
        for (auto each = first; each != last; ++each) {
            if (titles.insert(each->second).second) {
                open.push_back(each->second);
            }
        }
    }
    return titles;
}

bool Alignments::mayBeGone(const std::set<std::string> &titles) const
{
    return std::any_of(titles.begin(), titles.end(),
                       [this](const std::string &title) { return m_gone.contains(title); });
}

ReplayFigures &ReplayFigures::operator+=(const ReplayFigures &other)
{
    kept += other.kept;
    gone += other.gone;
    lost += other.lost;
    wrong += other.wrong;
    ambiguous += other.ambiguous;
    return *this;
}

Replay::Replay(const Alignments &alignments, std::string name)
    : m_alignments(alignments)
    , m_name(std::move(name))
{
}

Replay::Verdict Replay::judge(const LibraryJoin &join, quint32 libraryWork, const Catalog &catalog,
                              const std::map<std::string, quint32> &byTitle)
{
    const std::set<std::string> &titles = m_truth.at(join.library.works[libraryWork].row);
    const bool isThere = std::any_of(titles.begin(), titles.end(),
                                     [&](const std::string &title) { return byTitle.contains(title); });
    const WorkMatch &match = join.matches[libraryWork];
    if (match.step == MatchStep::None) {
        return isThere || !m_alignments.mayBeGone(titles) ? Verdict::Lost : Verdict::Gone;
    }
    const std::set<std::string> found = titlesOf(catalog, match.work);
    const bool same = std::any_of(found.begin(), found.end(),
                                  [&](const std::string &title) { return titles.contains(title); });
    const bool related = match.step == MatchStep::Nested && !isThere && nests(catalog, match.work, titles);
    return same || related ? Verdict::Kept : Verdict::Wrong;
}

ReplayFigures Replay::step(const CatalogPointer &catalog, const std::string &version)
{
    std::map<std::string, quint32> byTitle;
    for (const Entry &entry : catalog->entries()) {
        byTitle.emplace(titleIdentity(*catalog, entry), entry.work);
    }
    const LibraryJoin join = joinLibrary(readLibrary(path()), *catalog);
    ReplayFigures figures;
    figures.ambiguous = static_cast<int>(join.splits.size());
    for (const SplitWork &split : join.splits) {
        const LibraryWork &known = join.library.works[split.libraryWork];
        std::printf("%s, %s: ask\n    \"%s\"\n    -> \"%s\"?\n", m_name.c_str(), version.c_str(),
                    std::string(join.library.string(known.title)).c_str(),
                    std::string(catalog->text(catalog->face(split.other).title())).c_str());
    }
    for (quint32 work = 0; work < join.matches.size(); ++work) {
        const LibraryWork &known = join.library.works[work];
        const Verdict verdict = judge(join, work, *catalog, byTitle);
        figures.kept += verdict == Verdict::Kept ? 1 : 0;
        figures.gone += verdict == Verdict::Gone ? 1 : 0;
        figures.lost += verdict == Verdict::Lost ? 1 : 0;
        figures.wrong += verdict == Verdict::Wrong ? 1 : 0;
        if (verdict == Verdict::Lost || verdict == Verdict::Wrong) {
            const std::string there =
                verdict == Verdict::Lost
                    ? std::string("(nothing)")
                    : std::string(catalog->text(catalog->face(join.matches[work].work).title()));
            std::printf("%s, %s: %s\n    \"%s\"\n    -> \"%s\"\n", m_name.c_str(), version.c_str(),
                        verdict == Verdict::Lost ? "LOST" : "WRONG",
                        std::string(join.library.string(known.title)).c_str(), there.c_str());
        }
        if (verdict == Verdict::Kept && isSameWork(join.matches[work])) {
            m_truth[known.row].merge(titlesOf(*catalog, join.matches[work].work));
        }
    }
    openStore(path(), catalog);
    return figures;
}

void Replay::mark(const CatalogPointer &catalog, quint32 stride)
{
    std::vector<quint32> works;
    for (quint32 work = 0; work < catalog->workCount(); work += stride) {
        works.push_back(work);
    }
    MarkChange bookmark;
    bookmark.bookmarked = true;
    if (!openStore(path(), catalog)->setMarks(works, bookmark)) {
        qFatal("a mark cannot be stored");
    }
    const LibraryJoin join = joinLibrary(readLibrary(path()), *catalog);
    for (quint32 work = 0; work < join.matches.size(); ++work) {
        const qint64 row = join.library.works[work].row;
        if (!m_truth.contains(row)) {
            m_truth[row] = m_alignments.closure(titlesOf(*catalog, join.matches[work].work));
        }
    }
}

} // namespace carrel::test
