// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workages.h"

#include <QString>
#include <QStringList>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace carrel {

/// What the reader said of a work, as far as every row of a table and every filter needs it.
struct WorkState
{
    bool bookmarked = false;
    bool read = false;
    bool noted = false; ///< a note is there
    bool gone = false;  ///< no list in use has the work any more
    quint8 rating = 0;  ///< 1 to 5; 0 for none
    friend bool operator==(const WorkState &, const WorkState &) = default;
};

/// When each mark was set, in milliseconds since 1970 in UTC; 0 for a mark that is not set.
struct MarkTimes
{
    qint64 bookmarked = 0;
    qint64 read = 0;
    qint64 noted = 0;
    qint64 tagged = 0;
    qint64 rated = 0;
    friend bool operator==(const MarkTimes &, const MarkTimes &) = default;
};

/// A tag of the reader's. Works refer to it by its number, which never changes and is never given again.
struct ReaderTag
{
    quint32 id = 0;
    QString name;
    std::string folded; ///< the name as the filter sees it
    quint32 works = 0;  ///< that carry it
};

/// One state a work, indexed by the numbers of works, and beside them what few works have: note, tags, times;
/// and the ages of the works, where these are known.
/// A value that shares its blocks with its copies: a copy costs next to nothing, and a change copies the
/// block it is in. Shared with the pool, so never changed once published.
class WorkStates final
{
public:
    WorkStates() = default;
    explicit WorkStates(std::size_t works);
    WorkStates(std::initializer_list<WorkState> states);

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    WorkState operator[](std::size_t work) const
    {
        const Block *block = m_blocks[work / kBlockWorks].get();
        return block == nullptr ? WorkState() : block->states[work % kBlockWorks];
    }
    /// Anything is said of the work.
    bool says(std::size_t work) const { return (*this)[work] != WorkState() || side(work) != nullptr; }
    std::size_t bookmarkedCount() const { return m_bookmarked; }
    std::size_t readCount() const { return m_read; }

    /// Empty where there is none; as the filter sees it, without line feeds, in the second form.
    QString note(std::size_t work) const;
    std::string_view foldedNote(std::size_t work) const;
    /// Numbers of the tags of a work, rising.
    std::span<const quint32> tagsOf(std::size_t work) const;
    /// Their names, in the order of tags().
    QStringList tagNames(std::size_t work) const;
    MarkTimes times(std::size_t work) const;

    /// All tags, in alphabetical order.
    std::span<const ReaderTag> tags() const;
    /// Null for a number that no tag has.
    const ReaderTag *tag(quint32 id) const;
    /// Nothing is known of any work where none were set.
    const WorkAges &ages() const;

    /// Calls visit(work, folded note, numbers of tags) for the works of a stretch that have a note or tags,
    /// in no order.
    template <typename Visit>
    void forEachRemark(std::size_t first, std::size_t end, Visit visit) const;

    /// The setters keep counts true. A state's `noted` is not theirs to guess: set it with the note.
    void setState(std::size_t work, WorkState state);
    void setNote(std::size_t work, const QString &note);
    /// Any order; each number once.
    void setTagsOf(std::size_t work, std::vector<quint32> tags);
    void setTimes(std::size_t work, const MarkTimes &times);
    /// Names of all tags, in any order; the works that carry them are counted here.
    void setTags(std::vector<ReaderTag> tags);
    void setAges(WorkAgesPointer ages) { m_ages = std::move(ages); }
    /// Takes what other works say, which have these numbers here; kNone for one that is not here. For works
    /// that say nothing yet.
    void takeMoved(const WorkStates &others, std::span<const quint32> numbers);

private:
    static constexpr std::size_t kBlockWorks = 4096;

    /// What a work has been given in words; shared by all copies.
    struct Remark
    {
        QString note;
        std::string folded;
        std::vector<quint32> tags;
    };
    struct Side
    {
        quint32 work = 0;
        MarkTimes times;
        std::shared_ptr<const Remark> remark;
    };
    struct Block
    {
        std::array<WorkState, kBlockWorks> states{};
        std::array<quint16, kBlockWorks> sideOf{}; ///< number of its Side plus 1; 0 for none
        std::vector<Side> sides;
    };

    Block &ownBlock(std::size_t work);
    const Side *side(std::size_t work) const;
    Side &ownSide(std::size_t work);
    const Remark &remark(std::size_t work) const;
    void countTags(const std::vector<quint32> &tags, int step);

    std::vector<std::shared_ptr<Block>> m_blocks; ///< null where no work has a mark
    std::shared_ptr<std::vector<ReaderTag>> m_tags;
    WorkAgesPointer m_ages; ///< null for none
    std::size_t m_size = 0;
    std::size_t m_bookmarked = 0;
    std::size_t m_read = 0;
};

using WorkStatesPointer = std::shared_ptr<const WorkStates>;

template <typename Visit>
void WorkStates::forEachRemark(std::size_t first, std::size_t end, Visit visit) const
{
    for (std::size_t number = first / kBlockWorks; number * kBlockWorks < std::min(end, m_size); ++number) {
        if (m_blocks[number] == nullptr) {
            continue;
        }
        for (const Side &side : m_blocks[number]->sides) {
            if (side.remark != nullptr && side.work >= first && side.work < end) {
                visit(side.work, std::string_view(side.remark->folded),
                      std::span<const quint32>(side.remark->tags));
            }
        }
    }
}

} // namespace carrel
