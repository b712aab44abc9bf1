// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/markwriter.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace carrel {

namespace {

bool isBlank(const QString &note)
{
    return note.trimmed().isEmpty();
}

std::optional<bool> onlyOff(std::optional<bool> mark)
{
    return mark == false ? mark : std::nullopt;
}

void sortOnce(std::vector<quint32> &tags)
{
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
}

/// A mark that is set already keeps its time.
void setTime(qint64 &time, std::optional<bool> wanted, qint64 now)
{
    if (wanted) {
        time = !*wanted ? 0 : time == 0 ? now : time;
    }
}

} // namespace

MarkWriter::MarkWriter(MarkTables &tables, MarkChange change, qint64 now)
    : m_tables(tables)
    , m_now(now)
{
    MarkChange &removals = m_removals.change;
    removals.bookmarked = onlyOff(change.bookmarked);
    removals.read = onlyOff(change.read);
    removals.rating = change.rating == 0 ? change.rating : std::nullopt;
    removals.note = change.note && isBlank(*change.note) ? change.note : std::nullopt;
    m_wanted.change = std::move(change);
}

MarkWriter::MarkWriter(MarkTables &tables, quint32 removed, quint32 added, qint64 now)
    : m_tables(tables)
    , m_now(now)
{
    m_wanted.removed = {removed};
    if (added != 0) {
        m_wanted.added = {added};
    }
}

Result<void> MarkWriter::check(const MarkChange &change)
{
    for (const QStringList &tags : {change.addedTags, change.removedTags}) {
        for (const QString &tag : tags) {
            if (tagName(tag).size() > kLongestTag) {
                return Error{ErrorCode::TagTooLong, tag.left(kLongestTag)};
            }
        }
    }
    if (change.note && change.note->toUtf8().size() > kLongestNote) {
        return Error{ErrorCode::NoteTooLong, {}};
    }
    return {};
}

Result<void> MarkWriter::findTags()
{
    for (const QString &typed : std::as_const(m_wanted.change.addedTags)) {
        const QString name = tagName(typed);
        if (name.isEmpty()) {
            continue;
        }
        const Result<quint32> tag = m_tables.tagOf(name);
        if (!tag) {
            return tag.error();
        }
        m_wanted.added.push_back(*tag);
    }
    for (const QString &typed : std::as_const(m_wanted.change.removedTags)) {
        const Result<std::optional<quint32>> tag = m_tables.findTag(tagName(typed));
        if (!tag) {
            return tag.error();
        }
        if (*tag) {
            m_wanted.removed.push_back(**tag);
        }
    }
    sortOnce(m_wanted.added);
    sortOnce(m_wanted.removed);
    m_removals.removed = m_wanted.removed;
    return {};
}

bool MarkWriter::adds() const
{
    const MarkChange &change = m_wanted.change;
    return change.bookmarked == true || change.read == true || change.rating.value_or(0) != 0 ||
           (change.note && !isBlank(*change.note)) || !m_wanted.added.empty();
}

Result<void> MarkWriter::change(qint64 row, bool isNew)
{
    return write(row, m_wanted, isNew);
}

Result<void> MarkWriter::changeRemovals(qint64 row)
{
    return m_removals.change.isEmpty() && m_removals.removed.empty() ? Result<void>()
                                                                     : write(row, m_removals, false);
}

Result<void> MarkWriter::write(qint64 row, const Resolved &wanted, bool isNew)
{
    StoredMarks before;
    if (!isNew) {
        Result<std::optional<StoredMarks>> stored = m_tables.read(row);
        if (!stored) {
            return stored.error();
        }
        if (!*stored) {
            return {};
        }
        before = std::move(**stored);
    }
    StoredMarks after = changed(before, wanted);
    const unsigned fields = differentFields(before, after);
    Result<void> done = m_tables.write(row, fields, after, m_now);
    if (done && fields != 0) {
        m_edit.rows.push_back({row, fields, std::move(before), std::move(after)});
    }
    return done;
}

StoredMarks MarkWriter::changed(const StoredMarks &before, const Resolved &wanted) const
{
    const MarkChange &change = wanted.change;
    StoredMarks after = before;
    setTime(after.times.bookmarked, change.bookmarked, m_now);
    setTime(after.times.read, change.read, m_now);
    if (change.rating && *change.rating != before.rating) {
        after.rating = static_cast<quint8>(std::clamp(*change.rating, 0, kBestRating));
        after.times.rated = after.rating == 0 ? 0 : m_now;
    }
    const QString note = change.note && !isBlank(*change.note) ? *change.note : QString();
    if (change.note && note != before.note) {
        after.note = note;
        after.times.noted = note.isEmpty() ? 0 : m_now;
    }
    std::vector<quint32> kept;
    std::set_difference(before.tags.begin(), before.tags.end(), wanted.removed.begin(), wanted.removed.end(),
                        std::back_inserter(kept));
    after.tags.clear();
    std::set_union(kept.begin(), kept.end(), wanted.added.begin(), wanted.added.end(),
                   std::back_inserter(after.tags));
    if (after.tags != before.tags) {
        after.times.tagged = after.tags.empty() ? 0 : m_now;
    }
    return after;
}

MarkEdit MarkWriter::takeEdit()
{
    std::sort(m_edit.rows.begin(), m_edit.rows.end(),
              [](const MarkEdit::Row &a, const MarkEdit::Row &b) { return a.row < b.row; });
    return std::move(m_edit);
}

Result<MarkEdit> writeEdit(MarkTables &tables, MergeTables &merges, const MarkEdit &edit, qint64 now)
{
    if (edit.rename) {
        if (Result<void> done = tables.renameTag(edit.rename->tag, edit.rename->after, now); !done) {
            return done.error();
        }
    }
    std::map<qint64, MarkEdit::Row> written;
    for (const MarkEdit::Row &each : edit.rows) {
        const Result<qint64> row = merges.rowNow(each.row);
        const Result<std::optional<StoredMarks>> stored = row ? tables.read(*row) : row.error();
        if (!stored) {
            return stored.error();
        }
        if (!*stored) {
            continue;
        }
        const StoredMarks marks = replayed(**stored, each);
        if (Result<void> done = tables.write(*row, each.fields, marks, now); !done) {
            return done.error();
        }
        MarkEdit::Row &made = written.try_emplace(*row, MarkEdit::Row{*row, 0, **stored, {}}).first->second;
        made.fields |= each.fields;
        made.after = marks;
    }
    MarkEdit made{{}, edit.rename};
    for (auto &[row, each] : written) {
        made.rows.push_back(std::move(each));
    }
    return made;
}

} // namespace carrel
