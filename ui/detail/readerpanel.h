// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/workstate.h"

#include <QWidget>

#include <optional>

class QCheckBox;

namespace carrel {

class ElidedLabel;
class NoteEditor;
class StarRating;
class TagChips;

/// What the reader says of one work: bookmark, read, rating, tags, note, and when. Shows what it is told,
/// never what was clicked; what the reader wants goes out as signals.
class ReaderPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ReaderPanel(QWidget *parent = nullptr);

    /// Shows another work; what was typed of the one before has been handed out.
    void show(const WorkStates &states, quint32 work);
    /// Shows the marks of the same work as they are now.
    void setStates(const WorkStates &states, quint32 work);
    /// Hands out what was typed and is not stored.
    void flush();

    std::optional<QString> unstoredNote() const;
    void putNoteBack(const QString &typed);

    /// Takes no note as long as one that is stored may still come.
    void setNoteLocked(bool locked);
    void focusNote();
    void focusTags();

Q_SIGNALS:
    void bookmarkRequested(bool on);
    void readRequested(bool on);
    void ratingRequested(int rating);
    void tagAdded(const QString &name);
    void tagRemoved(const QString &name);
    void noteChanged(const QString &note);
    /// Another height is needed.
    void heightChanged();

protected:
    bool event(QEvent *event) override;

private:
    void takePalette();
    void setMarks(const WorkStates &states, quint32 work);
    QString datesText(const MarkTimes &times) const;

    QCheckBox *m_bookmarked;
    QCheckBox *m_read;
    StarRating *m_stars;
    TagChips *m_tags;
    NoteEditor *m_note;
    ElidedLabel *m_dates;
};

} // namespace carrel
