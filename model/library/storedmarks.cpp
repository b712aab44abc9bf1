// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/storedmarks.h"

#include "library/markchange.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace carrel {

namespace {

/// Between two notes that become one.
constexpr QLatin1String kBetweenNotes("\n\n");

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

std::optional<QString> joinedNotes(const QString &newer, const QString &older)
{
    if (newer.contains(older)) {
        return newer;
    }
    if (older.contains(newer)) {
        return older;
    }
    const QString both = newer + kBetweenNotes + older;
    return both.toUtf8().size() <= kLongestNote ? std::optional(both) : std::nullopt;
}

std::optional<StoredMarks> unitedMarks(const StoredMarks &one, const StoredMarks &other)
{
    const bool newer = other.times.noted > one.times.noted;
    const std::optional<QString> note =
        newer ? joinedNotes(other.note, one.note) : joinedNotes(one.note, other.note);
    if (!note) {
        return std::nullopt;
    }
    StoredMarks united = one;
    mergeMarks(united, other);
    united.note = *note;
    united.times.noted = std::max(one.times.noted, other.times.noted);
    const auto rated =
        std::max(std::pair(one.times.rated, one.rating), std::pair(other.times.rated, other.rating));
    united.times.rated = rated.first;
    united.rating = rated.second;
    return united;
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

namespace {

void replayNote(StoredMarks &marks, const MarkEdit::Row &edit)
{
    const QString &was = edit.before.note;
    const QString &now = edit.after.note;
    if (!was.isEmpty() && marks.note.contains(was)) {
        const qsizetype place = marks.note.indexOf(was);
        marks.note.replace(place, was.size(), now);
        marks.note = now.isEmpty() ? marks.note.trimmed() : marks.note;
    } else if (const std::optional<QString> both = joinedNotes(now, marks.note)) {
        marks.note = *both;
    }
    marks.times.noted = marks.note.isEmpty() ? 0 : std::max(marks.times.noted, edit.after.times.noted);
}

void replayTags(StoredMarks &marks, const MarkEdit::Row &edit)
{
    const auto without = [](const std::vector<quint32> &tags, const std::vector<quint32> &taken) {
        std::vector<quint32> left;
        std::set_difference(tags.begin(), tags.end(), taken.begin(), taken.end(), std::back_inserter(left));
        return left;
    };
    const std::vector<quint32> kept = without(marks.tags, without(edit.before.tags, edit.after.tags));
    const std::vector<quint32> given = without(edit.after.tags, edit.before.tags);
    marks.tags.clear();
    std::set_union(kept.begin(), kept.end(), given.begin(), given.end(), std::back_inserter(marks.tags));
    marks.times.tagged = marks.tags.empty() ? 0 : std::max(marks.times.tagged, edit.after.times.tagged);
}

/// A mark that is taken back was another's where its time is.
void replayTime(qint64 &time, qint64 after)
{
    time = after == 0 ? time : earlier(time, after);
}

} // namespace

StoredMarks replayed(const StoredMarks &now, const MarkEdit::Row &edit)
{
    const unsigned moved = differentFields(now, edit.before);
    const auto asFound = [&](MarkField field) { return (edit.fields & field) != 0 && (moved & field) == 0; };
    const auto changed = [&](MarkField field) { return (edit.fields & moved & field) != 0; };
    StoredMarks marks = now;
    if (asFound(BookmarkField)) {
        marks.times.bookmarked = edit.after.times.bookmarked;
    } else if (changed(BookmarkField)) {
        replayTime(marks.times.bookmarked, edit.after.times.bookmarked);
    }
    if (asFound(ReadField)) {
        marks.times.read = edit.after.times.read;
    } else if (changed(ReadField)) {
        replayTime(marks.times.read, edit.after.times.read);
    }
    if (asFound(RatingField) || (changed(RatingField) && now.rating == 0)) {
        marks.rating = edit.after.rating;
        marks.times.rated = edit.after.times.rated;
    }
    if (asFound(NoteField)) {
        marks.note = edit.after.note;
        marks.times.noted = edit.after.times.noted;
    } else if (changed(NoteField)) {
        replayNote(marks, edit);
    }
    if (asFound(TagsField)) {
        marks.tags = edit.after.tags;
        marks.times.tagged = edit.after.times.tagged;
    } else if (changed(TagsField)) {
        replayTags(marks, edit);
    }
    return marks;
}

} // namespace carrel
