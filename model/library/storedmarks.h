// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"

#include <QString>

#include <optional>
#include <vector>

namespace carrel {

/// The fields of what the reader says of a work. A set of them is a sum of these.
enum MarkField : unsigned {
    BookmarkField = 1,
    ReadField = 2,
    NoteField = 4,
    TagsField = 8,
    RatingField = 16,
};

/// What the reader said of one work of the library, as it is stored.
struct StoredMarks
{
    MarkTimes times;
    quint8 rating = 0;
    QString note;
    std::vector<quint32> tags; ///< numbers of tags, rising
    friend bool operator==(const StoredMarks &, const StoredMarks &) = default;
};

struct RowMarks
{
    qint64 row = 0; ///< of the library
    StoredMarks marks;
};

/// The fields in which two differ.
unsigned differentFields(const StoredMarks &a, const StoredMarks &b);

/// What works of the library that are related, and shown as one work of a list, say together. The first word
/// counts where only one can: a note, a rating.
void mergeMarks(StoredMarks &into, const StoredMarks &other);

/// What two works that turned out to be one say: the earlier marks, the newer rating, all tags, both notes.
/// Nothing where the notes are too long for one.
std::optional<StoredMarks> unitedMarks(const StoredMarks &one, const StoredMarks &other);

/// Two notes as one, the newer first; one alone where it holds the other. Nothing where they are too long.
std::optional<QString> joinedNotes(const QString &newer, const QString &older);

void showMarks(WorkStates &states, quint32 work, const StoredMarks &marks);

/// A change of the library that was made: enough to take it back and to make it again, whatever list is in
/// use by then.
struct MarkEdit
{
    struct Row
    {
        qint64 row = 0; ///< of the library
        unsigned fields = 0;
        StoredMarks before;
        StoredMarks after;
    };
    struct Rename
    {
        quint32 tag = 0;
        QString before;
        QString after;
    };

    std::vector<Row> rows; ///< rising
    std::optional<Rename> rename;

    bool isEmpty() const { return rows.empty() && !rename; }
    MarkEdit reversed() const;
};

/// The marks of a row when an edit of it is made again: where they are not what it found, as little as it
/// says is changed of them, and no text is lost.
StoredMarks replayed(const StoredMarks &now, const MarkEdit::Row &edit);

} // namespace carrel
