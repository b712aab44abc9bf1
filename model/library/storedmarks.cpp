// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/storedmarks.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace carrel {

namespace {

/// 0 stands for a mark that is not set.
qint64 earlier(qint64 a, qint64 b)
{
    return a == 0 || b == 0 ? std::max(a, b) : std::min(a, b);
}

} // namespace

unsigned differentFields(const StoredMarks &a, const StoredMarks &b)
{
    unsigned fields = 0;
    const auto compare = [&fields](bool equal, MarkField field) { fields |= equal ? 0U : unsigned(field); };
    compare(a.times.bookmarked == b.times.bookmarked, BookmarkField);
    compare(a.times.read == b.times.read, ReadField);
    compare(a.times.noted == b.times.noted && a.note == b.note, NoteField);
    compare(a.times.tagged == b.times.tagged && a.tags == b.tags, TagsField);
    compare(a.times.rated == b.times.rated && a.rating == b.rating, RatingField);
    return fields;
}

void mergeMarks(StoredMarks &into, const StoredMarks &other)
{
    into.times.bookmarked = earlier(into.times.bookmarked, other.times.bookmarked);
    into.times.read = earlier(into.times.read, other.times.read);
    if (into.note.isEmpty()) {
        into.note = other.note;
        into.times.noted = other.times.noted;
    }
    if (into.rating == 0) {
        into.rating = other.rating;
        into.times.rated = other.times.rated;
    }
    into.times.tagged = std::max(into.times.tagged, other.times.tagged);
    std::vector<quint32> tags;
    std::set_union(into.tags.begin(), into.tags.end(), other.tags.begin(), other.tags.end(),
                   std::back_inserter(tags));
    into.tags = std::move(tags);
}

void showMarks(WorkStates &states, quint32 work, const StoredMarks &marks)
{
    WorkState state = states[work];
    state.bookmarked = marks.times.bookmarked != 0;
    state.read = marks.times.read != 0;
    state.noted = !marks.note.isEmpty();
    state.rating = marks.rating;
    states.setState(work, state);
    states.setNote(work, marks.note);
    states.setTagsOf(work, marks.tags);
    states.setTimes(work, marks.times);
}

MarkEdit MarkEdit::reversed() const
{
    MarkEdit edit = *this;
    for (Row &each : edit.rows) {
        std::swap(each.before, each.after);
    }
    if (edit.rename) {
        std::swap(edit.rename->before, edit.rename->after);
    }
    return edit;
}

} // namespace carrel
