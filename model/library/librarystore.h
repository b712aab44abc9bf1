// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"
#include "catalog/succession.h"
#include "catalog/workstate.h"
#include "library/libraryview.h"
#include "library/markchange.h"
#include "library/storedmarks.h"

#include <QFutureWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace carrel {

class LibraryDatabase;
class MarkWriter;

/// The reader's marks, kept in one SQLite file and joined with the catalog in use by the identity of works.
/// What states() shows is what the database has confirmed. May be without a file, then it takes no change.
class LibraryStore final : public QObject
{
    Q_OBJECT
public:
    /// Opens or makes the library in a folder that is there (":memory:" for one that is not kept) and reads
    /// it. Errors: LibraryUnavailable, LibraryTooNew, LibraryDamaged; the file is as it was then.
    static Result<std::unique_ptr<LibraryStore>> open(const QString &path);
    /// The same, leaving the reading to attach() and attachLater(). A file that cannot be read is let go of
    /// then, with failed().
    static Result<std::unique_ptr<LibraryStore>> openUnread(const QString &path);
    /// One without a file: shows no mark and takes none.
    static std::unique_ptr<LibraryStore> refusing(const Error &why);
    ~LibraryStore() override;

    /// The file; empty for one without.
    const QString &path() const { return m_path; }
    /// Why no change is taken; nothing where changes are.
    const std::optional<Error> &refusal() const { return m_refusal; }
    /// Lets go of the file. What is shown stays, every change is refused with this error.
    void close(const Error &why);
    /// Opens a file in place of the one before and joins it with the catalog as attachLater() does; what was
    /// shown stays until then. Errors as for open(); they are the refusal from then on. A file that cannot be
    /// read is let go of later, with failed().
    Result<void> reopen(const QString &path);
    /// How long a change may wait for another program that writes to the file, before it fails with
    /// LibraryBusy.
    void setPatience(std::chrono::milliseconds patience);

    /// Joins the library with a catalog: states() is new afterwards and statesReset is emitted. What other
    /// programs have marked meanwhile shows from here on. A catalog that takes the place of another is seen
    /// as its update.
    void attach(CatalogPointer catalog);
    /// The same; works that left this list and that the reader says something of stand in the catalog again,
    /// in a section at its end with this title. They are marked as gone in states().
    void attachWithGone(CatalogPointer catalog, const QString &section);
    /// The same as attach() for a window, without waiting: states() show no mark until the pool has joined
    /// library and catalog, then statesReset is emitted once more, and statesChanged. Of several the newest
    /// wins. A change that is asked for meanwhile waits for the join and is made after it. Where works that
    /// left the list are to be shown, the catalog is told to have grown (catalogExtended()) when they are
    /// known. absent are the sources of lists in use that the catalog lacks: works seen there are not gone.
    /// Marks of works that the catalog before had too show at once.
    void attachLater(CatalogPointer catalog, const QString &goneSection = {}, const QStringList &absent = {},
                     const SuccessionPointer &succession = {});
    /// Keeps joins back until letJoin(), so that what is shown first has the processor for itself. Who needs
    /// the marks sooner begins them: finishJoining(), any change.
    void holdJoining() { m_joinsAreHeld = true; }
    void letJoin();
    /// What states() show is still to come, or still to be told anew.
    bool isJoining() const { return m_joining != nullptr || m_joinIsDue; }
    /// Waits for the join that is running, if any, and shows it.
    void finishJoining();
    /// What works are numbered by: the list, with the works that left it where that was asked for.
    const CatalogPointer &catalog() const { return m_catalog; }
    /// Works of the list that may be what a work of the library was as well, which only the reader knows.
    const std::vector<SplitQuestion> &questions() const { return m_questions; }
    /// One state a work of the attached catalog, never null.
    WorkStatesPointer states() const;
    /// What states() tell of the ages of works, for as long as this list is shown. agesChanged follows.
    void setAges(WorkAgesPointer ages);
    /// Shows what other programs have written since; statesReset and statesChanged, with all works, are
    /// emitted then. Costs next to nothing where none has. Where another file took the place of this one,
    /// that one is opened.
    void refresh();
    /// The same without waiting, as attachLater(); what was shown stays until then.
    void refreshLater();

    /// Each of these is one transaction and returns what it changed, for replay(). Errors: LibraryUnwritable,
    /// LibraryDamaged, LibraryBusy, LibraryMoved, the refusal; nothing is changed then.

    /// Changes the marks of works of the attached catalog; numbers it does not have are passed over. Errors:
    /// TagTooLong, NoteTooLong.
    Result<MarkEdit> setMarks(std::span<const quint32> works, const MarkChange &change);
    /// The same, a little at a time, so that a window answers while very many works are marked. done() is
    /// told what came of it when all is stored and shown, or nothing is; not by the destructor. Whatever else
    /// is asked of the store ends the marking first. markingProgressed() tells how far it is.
    using MarksDone = std::function<void(const Result<MarkEdit> &)>;
    void setMarksLater(std::span<const quint32> works, const MarkChange &change, const MarksDone &done);
    /// Ends a marking under way, if any, with all of its works, or with none (Cancelled).
    void finishMarking();
    void cancelMarking();
    /// Names a tag anew; where another tag has the name, the two become one. Errors: TagTooLong, TagGone.
    Result<MarkEdit> renameTag(quint32 tag, const QString &name);
    /// Takes a tag from all works. Error: TagGone.
    Result<MarkEdit> removeTag(quint32 tag);
    /// The reader says which of the two works the marks are for. They are two works of the library from then
    /// on, whatever becomes of the marks; nothing is done where the question is not asked any more.
    Result<MarkEdit> answer(const SplitQuestion &question, SplitAnswer answer);
    /// Makes an edit again, or takes it back where it is reversed; times of marks are restored with them.
    /// Works of the library that are not there any more are passed over.
    Result<void> replay(const MarkEdit &edit);

    /// Stores what the catalog says of the next works of the library, at most so many of them, where it is
    /// not what is stored. True while there are more. Call it when there is time, after attach().
    bool keepRecords(std::size_t most);

    /// For what the library keeps beside works. Null while it is without a file; another one after reopen().
    LibraryDatabase *database()
    {
        finishMarking();
        return m_database.get();
    }

Q_SIGNALS:
    /// The numbers of works will mean others: the last moment to say something of them.
    void aboutToReset();
    void statesReset();
    /// catalog() has more works at its end, which left the list; all numbers mean what they meant. Comes
    /// before statesReset().
    void catalogExtended();
    /// Works whose states() are not what they were.
    void statesChanged(const std::vector<quint32> &works);
    /// The library could not be read again by attach(): states() show no mark, what is stored stays stored.
    void failed(const carrel::Error &error);
    void refusalChanged();
    void joiningChanged(bool joining);
    /// Works marked so far by setMarksLater(). It ends with done of all, or with 0 where none was marked.
    void markingProgressed(std::size_t done, std::size_t total);
    /// states() tell other ages; marks are what they were.
    void agesChanged();

private:
    /// Which of the newly listed works are written with all else that is news; the rest waits for
    /// keepRecords(). Of works that are one the rest waits for the next join: they show as one meanwhile.
    enum class Listings { All, Few };
    /// Writing as many takes a few milliseconds.
    static constexpr std::size_t kListedAtOnce = 1000;
    static constexpr std::size_t kMergedAtOnce = 50;

    LibraryStore();
    Result<void> load(const QString &path);
    bool hasNews();
    /// These are in libraryjoining.cpp.
    WorkStatesPointer statesToBegin(const Succession *succession);
    void beginJoining();
    void startJoining();
    std::optional<Result<LibraryView>> takeJoined();
    void dropJoining();
    void forgetFinished();
    void abandonJoining();
    void tellJoiningEnded();
    std::vector<quint32> attachedWorks() const;
    void tellExtended(const CatalogPointer &before);
    void tellJoined(const std::vector<quint32> &worksBefore, const WorkStatesPointer &before);
    void keepListings();
    void refuse(std::optional<Error> why);
    void join();
    void joinAgain();
    LibraryWorks takeLibrary();
    void adopt(LibraryView &&view, Listings listings);
    void show(const LibraryView &view);
    void putAges();
    std::vector<qint64> learn(LibraryNews &news, Listings listings);
    Result<void> writeLearned(const LibraryNews &news, std::size_t listings, std::vector<qint64> &merged);
    Result<void> writeLists(const LibraryNews &news);
    Result<void> enterIntoLists(qint64 row, quint32 work);
    Result<qint64> rowOfList(std::size_t list);

    std::span<const Attachment> attachments(quint32 work) const;
    /// What a transaction has to know and brings about beside the marks themselves.
    struct Changing
    {
        bool others = false; ///< other programs have made rows since attach()
        std::vector<Attachment> added;
    };
    struct OwnRow
    {
        qint64 row = 0; ///< 0: there is none
        bool isNew = false;
        bool further = false; ///< as in Attachment
    };

    /// These are in librarymarking.cpp.
    struct Marking;
    Result<void> beginMarking(std::span<const quint32> works, const MarkChange &change,
                              const MarksDone &done);
    Result<void> continueMarking(std::chrono::milliseconds most);
    void endMarking(const Result<void> &written);
    void markNextSlice();

    std::vector<quint32> knownWorks(std::span<const quint32> works) const;
    Result<void> writeMarks(quint32 work, MarkWriter &writer, Changing &changing);
    Result<OwnRow> ownRow(quint32 work, bool needed, Changing &changing);
    Result<void> keepRecord(const Attachment &attachment, bool isNew);
    Result<MarkEdit> edit(const std::function<Result<MarkEdit>()> &write);
    Result<MarkEdit> partWorks(const SplitQuestion &question, SplitAnswer answer, Changing &changing);
    void addAttached(const Changing &changing);
    Result<MarkEdit> mergeTag(quint32 tag, quint32 into);
    void publish(const MarkEdit &edit);
    StoredMarks marksOf(quint32 work, const MarkEdit::Row &changed);

    std::unique_ptr<LibraryDatabase> m_database; ///< null where changes are refused
    std::optional<Error> m_refusal;
    QString m_path;
    std::optional<LibraryWorks> m_fresh;                            ///< as read by reopen(), until attach()
    bool m_isUnread = false;                                        ///< nothing of the file has been read yet
    std::unique_ptr<QFutureWatcher<Result<LibraryView>>> m_joining; ///< null where nothing is joined
    bool m_joinsAreHeld = false;
    bool m_joinIsDue = false; ///< as soon as joins are not held any more
    bool m_toldJoining = false;
    std::vector<QFuture<void>> m_running; ///< the pool may still read the file for these
    CatalogPointer m_catalog;
    WorkStatesPointer m_states;
    WorkAgesPointer m_ages;                ///< of the list at hand; null while they are not known
    std::vector<Attachment> m_attachments; ///< sorted
    std::vector<quint32> m_formerWorks;    ///< that show what a file said which was let go of
    std::chrono::milliseconds m_patience{2000};
    qint64 m_lastRow = 0;         ///< the newest one that is known
    CatalogPointer m_listCatalog; ///< without gone works
    QStringList m_absent;         ///< sources of lists that it lacks
    GoneWorks m_gone;             ///< that are shown
    std::vector<SplitQuestion> m_questions;
    std::vector<ListAtHand> m_lists;
    std::size_t m_recordsKept = 0;                      ///< of m_attachments, since attach()
    std::shared_ptr<Marking> m_marking;                 ///< null where no marking is under way
    QTimer m_slices;                                    ///< of the marking
    std::vector<std::pair<qint64, quint32>> m_unlisted; ///< rows of works and lists, still to be written
};

} // namespace carrel
