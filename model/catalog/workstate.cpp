// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/workstate.h"

#include "base/text.h"

#include <tuple>
#include <unordered_map>
#include <utility>

namespace carrel {

WorkStates::WorkStates(std::size_t works)
    : m_blocks((works + kBlockWorks - 1) / kBlockWorks)
    , m_size(works)
{
}

WorkStates::WorkStates(std::initializer_list<WorkState> states)
    : WorkStates(states.size())
{
    std::size_t work = 0;
    for (const WorkState &state : states) {
        setState(work++, state);
    }
}

QString WorkStates::note(std::size_t work) const
{
    return remark(work).note;
}

std::string_view WorkStates::foldedNote(std::size_t work) const
{
    return remark(work).folded;
}

std::span<const quint32> WorkStates::tagsOf(std::size_t work) const
{
    return remark(work).tags;
}

QStringList WorkStates::tagNames(std::size_t work) const
{
    const std::span<const quint32> own = tagsOf(work);
    QStringList names;
    if (!own.empty()) {
        for (const ReaderTag &each : tags()) {
            if (std::binary_search(own.begin(), own.end(), each.id)) {
                names.append(each.name);
            }
        }
    }
    return names;
}

MarkTimes WorkStates::times(std::size_t work) const
{
    const Side *found = side(work);
    return found == nullptr ? MarkTimes() : found->times;
}

std::span<const ReaderTag> WorkStates::tags() const
{
    return m_tags == nullptr ? std::span<const ReaderTag>() : *m_tags;
}

const ReaderTag *WorkStates::tag(quint32 id) const
{
    const std::span<const ReaderTag> all = tags();
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const ReaderTag &each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

const WorkAges &WorkStates::ages() const
{
    static const WorkAges none;
    return m_ages == nullptr ? none : *m_ages;
}

void WorkStates::setState(std::size_t work, WorkState state)
{
    const WorkState before = (*this)[work];
    if (before != state) {
        m_bookmarked +=
            static_cast<std::size_t>(state.bookmarked) - static_cast<std::size_t>(before.bookmarked);
        m_read += static_cast<std::size_t>(state.read) - static_cast<std::size_t>(before.read);
        ownBlock(work).states[work % kBlockWorks] = state;
    }
}

void WorkStates::setNote(std::size_t work, const QString &note)
{
    if (note == remark(work).note) {
        return;
    }
    auto changed = std::make_shared<Remark>(remark(work));
    changed->note = note;
    changed->folded = foldedText(note.toStdString());
    ownSide(work).remark = std::move(changed);
}

void WorkStates::setTagsOf(std::size_t work, std::vector<quint32> tags)
{
    std::sort(tags.begin(), tags.end());
    if (tags == remark(work).tags) {
        return;
    }
    auto changed = std::make_shared<Remark>(remark(work));
    countTags(std::exchange(changed->tags, tags), -1);
    countTags(tags, 1);
    ownSide(work).remark = std::move(changed);
}

void WorkStates::setTimes(std::size_t work, const MarkTimes &times)
{
    if (times != this->times(work)) {
        ownSide(work).times = times;
    }
}

void WorkStates::setTags(std::vector<ReaderTag> tags)
{
    for (ReaderTag &each : tags) {
        each.folded = foldedText(each.name.toStdString());
        each.works = 0;
    }
    std::sort(tags.begin(), tags.end(), [](const ReaderTag &a, const ReaderTag &b) {
        return std::tie(a.folded, a.name, a.id) < std::tie(b.folded, b.name, b.id);
    });
    std::unordered_map<quint32, quint32 *> counts;
    for (ReaderTag &each : tags) {
        counts.emplace(each.id, &each.works);
    }
    forEachRemark(0, m_size, [&counts](quint32, std::string_view, std::span<const quint32> own) {
        for (const quint32 id : own) {
            if (const auto found = counts.find(id); found != counts.end()) {
                ++*found->second;
            }
        }
    });
    m_tags = std::make_shared<std::vector<ReaderTag>>(std::move(tags));
}

void WorkStates::takeMoved(const WorkStates &others, std::span<const quint32> numbers)
{
    const std::size_t end = std::min(numbers.size(), others.size());
    for (std::size_t work = 0; work < end; ++work) {
        if (others.m_blocks[work / kBlockWorks] == nullptr) {
            work += kBlockWorks - 1 - work % kBlockWorks;
            continue;
        }
        const std::size_t here = numbers[work];
        if (here >= m_size) {
            continue;
        }
        setState(here, others[work]);
        if (const Side *said = others.side(work)) {
            Side &own = ownSide(here);
            own.times = said->times;
            own.remark = said->remark;
        }
    }
}

/// Whoever changes a copy keeps the value it was copied from until it is done: nobody lets go of a block
/// unseen meanwhile, and one that is used once is this value's own.
WorkStates::Block &WorkStates::ownBlock(std::size_t work)
{
    std::shared_ptr<Block> &block = m_blocks[work / kBlockWorks];
    if (block == nullptr) {
        block = std::make_shared<Block>();
    } else if (block.use_count() > 1) {
        block = std::make_shared<Block>(*block);
    }
    return *block;
}

const WorkStates::Side *WorkStates::side(std::size_t work) const
{
    const Block *block = m_blocks[work / kBlockWorks].get();
    const quint16 number = block == nullptr ? quint16(0) : block->sideOf[work % kBlockWorks];
    return number == 0 ? nullptr : &block->sides[number - 1U];
}

WorkStates::Side &WorkStates::ownSide(std::size_t work)
{
    Block &block = ownBlock(work);
    quint16 &number = block.sideOf[work % kBlockWorks];
    if (number == 0) {
        block.sides.push_back({static_cast<quint32>(work), {}, nullptr});
        number = static_cast<quint16>(block.sides.size());
    }
    return block.sides[number - 1U];
}

const WorkStates::Remark &WorkStates::remark(std::size_t work) const
{
    static const Remark none;
    const Side *found = side(work);
    return found == nullptr || found->remark == nullptr ? none : *found->remark;
}

void WorkStates::countTags(const std::vector<quint32> &tags, int step)
{
    if (tags.empty() || m_tags == nullptr) {
        return;
    }
    if (m_tags.use_count() > 1) {
        m_tags = std::make_shared<std::vector<ReaderTag>>(*m_tags);
    }
    for (const quint32 id : tags) {
        const auto found = std::find_if(m_tags->begin(), m_tags->end(),
                                        [id](const ReaderTag &each) { return each.id == id; });
        if (found != m_tags->end()) {
            found->works += static_cast<quint32>(step);
        }
    }
}

} // namespace carrel
