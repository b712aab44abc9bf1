// SPDX-License-Identifier: GPL-3.0-or-later
// How the library store marks many works without a window standing still.
#include "library/librarystore.h"

#include "library/librarydatabase.h"
#include "library/markwriter.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <chrono>
#include <utility>

namespace carrel {

namespace {

/// Marking goes on for so long before the window has its turn.
constexpr std::chrono::milliseconds kSlice{6};

} // namespace

/// One transaction of marks, as far as it has come.
struct LibraryStore::Marking
{
    std::vector<quint32> works; ///< rising
    std::size_t next = 0;
    MarkWriter writer;
    Changing changing;
    std::vector<ListAtHand> lists; ///< as they were before
    MarksDone done;
    bool isTold = false; ///< that it is under way
};

LibraryStore::~LibraryStore()
{
    if (m_marking != nullptr) {
        m_marking->done = nullptr;
        finishMarking();
    }
    abandonJoining();
}

Result<MarkEdit> LibraryStore::setMarks(std::span<const quint32> works, const MarkChange &change)
{
    Result<MarkEdit> edit = MarkEdit();
    const Result<void> begun =
        beginMarking(works, change, [&edit](const Result<MarkEdit> &done) { edit = done; });
    if (!begun) {
        return begun.error();
    }
    finishMarking();
    return edit;
}

void LibraryStore::setMarksLater(std::span<const quint32> works, const MarkChange &change,
                                 const MarksDone &done)
{
    const Result<void> begun = beginMarking(works, change, done);
    if (!begun || m_marking == nullptr) {
        done(begun ? Result<MarkEdit>(MarkEdit()) : begun.error());
        return;
    }
    markNextSlice();
}

/// No marking is under way afterwards where there is nothing to do.
Result<void> LibraryStore::beginMarking(std::span<const quint32> works, const MarkChange &change,
                                        const MarksDone &done)
{
    finishMarking();
    finishJoining();
    if (Result<void> fits = MarkWriter::check(change); !fits) {
        return fits;
    }
    std::vector<quint32> wanted = knownWorks(works);
    if (!m_refusal && (wanted.empty() || change.isEmpty())) {
        return {};
    }
    refresh();
    if (m_refusal) {
        return *m_refusal;
    }
    if (Result<void> begun = m_database->begin(); !begun) {
        return begun;
    }
    MarkWriter writer(m_database->marks(), change, QDateTime::currentMSecsSinceEpoch());
    m_marking.reset(new Marking{std::move(wanted), 0, std::move(writer), {}, m_lists, done});
    return {};
}

/// Marks works for so long; zero: until all are marked.
Result<void> LibraryStore::continueMarking(std::chrono::milliseconds most)
{
    Marking &marking = *m_marking;
    if (marking.next == 0) {
        const Result<qint64> last = m_database->lastRow();
        const Result<void> found = last ? marking.writer.findTags() : last.error();
        if (!found) {
            return found;
        }
        marking.changing.others = *last > m_lastRow;
    }
    QElapsedTimer timer;
    timer.start();
    while (marking.next < marking.works.size() && (most.count() == 0 || timer.elapsed() < most.count())) {
        const quint32 work = marking.works[marking.next++];
        if (const Result<void> written = writeMarks(work, marking.writer, marking.changing); !written) {
            return written;
        }
    }
    return {};
}

void LibraryStore::markNextSlice()
{
    if (m_marking == nullptr) {
        return;
    }
    const Result<void> written = continueMarking(kSlice);
    if (!written || m_marking->next == m_marking->works.size()) {
        endMarking(written);
        return;
    }
    m_marking->isTold = true;
    m_slices.start();
    Q_EMIT markingProgressed(m_marking->next, m_marking->works.size());
}

void LibraryStore::finishMarking()
{
    if (m_marking != nullptr) {
        endMarking(continueMarking(std::chrono::milliseconds::zero()));
    }
}

void LibraryStore::cancelMarking()
{
    if (m_marking != nullptr) {
        endMarking(Error{ErrorCode::Cancelled, {}});
    }
}

/// Stores and shows what was written, or nothing of it.
void LibraryStore::endMarking(const Result<void> &written)
{
    const std::shared_ptr<Marking> marking = std::move(m_marking);
    m_slices.stop();
    const Result<void> stored = written ? m_database->commit() : m_database->rollBack(written.error());
    Result<MarkEdit> edit = stored ? Result<MarkEdit>(marking->writer.takeEdit()) : stored.error();
    if (edit) {
        addAttached(marking->changing);
        publish(*edit);
    } else {
        m_lists = marking->lists;
    }
    if (marking->isTold) {
        Q_EMIT markingProgressed(edit ? marking->works.size() : 0, marking->works.size());
    }
    if (marking->done) {
        marking->done(edit);
    }
}

} // namespace carrel
