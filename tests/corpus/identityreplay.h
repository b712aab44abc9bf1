// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "library/libraryjoin.h"

#include <QString>
#include <QTemporaryDir>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace carrel::test {

/// What is known of a history besides equal titles: which titles are one paper, and which papers left for
/// good or for a while. From a file of lines `old title<TAB>new title`; `-` for a paper that may be gone.
class Alignments final
{
public:
    static Alignments read(const QString &path);
    void add(const std::string &from, const std::string &to);
    void allowGone(const std::string &title) { m_gone.insert(title); }
    /// Titles of the same paper, transitively, with the given ones.
    std::set<std::string> closure(std::set<std::string> titles) const;
    bool mayBeGone(const std::set<std::string> &titles) const;

private:
    std::multimap<std::string, std::string> m_same;
    std::set<std::string> m_gone;
};

struct ReplayFigures
{
    int kept = 0;      ///< marks that are where they belong
    int gone = 0;      ///< marks of papers that are not in the list any more, and shown as such
    int lost = 0;      ///< marks whose paper is in the list, and that are not at it
    int wrong = 0;     ///< marks at another paper
    int ambiguous = 0; ///< questions to the reader
    ReplayFigures &operator+=(const ReplayFigures &other);
};

/// A real library file that is led through versions of a list, with a mark on works of each.
class Replay final
{
public:
    explicit Replay(const Alignments &alignments, std::string name);
    /// Joins the file with a version, checks where each mark went (what is wrong is printed), and lets the
    /// store learn of the version.
    ReplayFigures step(const CatalogPointer &catalog, const std::string &version);
    /// Marks each work of the version whose number the stride divides.
    void mark(const CatalogPointer &catalog, quint32 stride = 1);

private:
    enum class Verdict { Kept, Gone, Lost, Wrong };
    Verdict judge(const LibraryJoin &join, quint32 libraryWork, const Catalog &catalog,
                  const std::map<std::string, quint32> &byTitle);
    QString path() const { return m_folder.filePath(QStringLiteral("library.sqlite")); }

    const Alignments &m_alignments;
    const std::string m_name;
    QTemporaryDir m_folder;
    std::map<qint64, std::set<std::string>> m_truth; ///< titles of the paper of each row
};

} // namespace carrel::test
