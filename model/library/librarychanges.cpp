// SPDX-License-Identifier: GPL-3.0-or-later
// How the library store changes marks, and shows what it has changed.
#include "library/librarystore.h"

#include "library/librarydatabase.h"
#include "library/markwriter.h"
#include "library/storedfacts.h"

#include <QDateTime>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace

std::vector<quint32> LibraryStore::knownWorks(std::span<const quint32> works) const
{
    std::vector<quint32> known(works.begin(), works.end());
    std::erase_if(known, [this](quint32 work) { return work >= m_states->size(); });
    std::sort(known.begin(), known.end());
    known.erase(std::unique(known.begin(), known.end()), known.end());
    return known;
}

/// Runs a write as one transaction, and shows what it changed when that is stored.
Result<MarkEdit> LibraryStore::edit(const std::function<Result<MarkEdit>()> &write)
{
    refresh();
    if (m_refusal) {
        return *m_refusal;
    }
    MarkEdit edit;
    const std::vector<ListAtHand> known = m_lists;
    Result<void> done = m_database->transact([&]() -> Result<void> {
        Result<MarkEdit> written = write();
        if (!written) {
            return written.error();
        }
        edit = std::move(*written);
        return {};
    });
    if (!done) {
        m_lists = known;
        return done.error();
    }
    return edit;
}

/// Works were written in ascending order, so both parts are sorted.
void LibraryStore::addAttached(const Changing &changing)
{
    const auto middle =
        m_attachments.insert(m_attachments.end(), changing.added.begin(), changing.added.end());
    std::inplace_merge(m_attachments.begin(), middle, m_attachments.end());
    for (auto made = changing.added.begin(); !changing.others && made != changing.added.end(); ++made) {
        m_lastRow = std::max(m_lastRow, made->row);
    }
}

Result<MarkEdit> LibraryStore::answer(const SplitQuestion &question, SplitAnswer answer)
{
    finishMarking();
    finishJoining();
    Changing changing;
    Result<MarkEdit> done = edit([&]() -> Result<MarkEdit> {
        const bool asked = std::find(m_questions.begin(), m_questions.end(), question) != m_questions.end();
        return asked ? partWorks(question, answer, changing) : MarkEdit();
    });
    if (done) {
        std::erase(m_questions, question);
        addAttached(changing);
        publish(*done);
    }
    return done;
}

/// Each of the two is known by what is its own from here on.
Result<MarkEdit> LibraryStore::partWorks(const SplitQuestion &question, SplitAnswer answer,
                                         Changing &changing)
{
    const Result<qint64> last = m_database->lastRow();
    if (!last) {
        return last.error();
    }
    changing.others = *last > m_lastRow;
    const Result<OwnRow> other = ownRow(question.other, true, changing);
    if (!other) {
        return other.error();
    }
    std::vector<IdentityKey> foreign = identityKeys(*m_catalog, question.other);
    const std::vector<IdentityKey> own = identityKeys(*m_catalog, question.work);
    std::erase_if(foreign, [&own](const IdentityKey &key) {
        return std::find(own.begin(), own.end(), key) != own.end();
    });
    Result<void> done = m_database->removeKeys(question.row, foreign);
    if (done) {
        done = m_database->merges().tellApart(question.row, other->row);
    }
    if (done) {
        done = keepRecord({question.other, other->row, true}, other->isNew);
    }
    const Result<std::optional<StoredMarks>> before = m_database->marks().read(question.row);
    const Result<std::optional<StoredMarks>> there = m_database->marks().read(other->row);
    if (!done || !before || !there) {
        return !done ? done.error() : before ? there.error() : before.error();
    }
    MarkEdit edit;
    const auto change = [&edit](qint64 row, const StoredMarks &from, const StoredMarks &to) {
        if (const unsigned fields = differentFields(from, to); fields != 0) {
            edit.rows.push_back({row, fields, from, to});
        }
    };
    const StoredMarks marks = before->value_or(StoredMarks());
    const StoredMarks others = there->value_or(StoredMarks());
    if (answer != SplitAnswer::First) {
        change(other->row, others, unitedMarks(others, marks).value_or(others));
    }
    if (answer == SplitAnswer::Second && unitedMarks(others, marks)) {
        change(question.row, marks, {});
    }
    std::sort(edit.rows.begin(), edit.rows.end(),
              [](const MarkEdit::Row &a, const MarkEdit::Row &b) { return a.row < b.row; });
    return writeEdit(m_database->marks(), m_database->merges(), edit, now());
}

Result<MarkEdit> LibraryStore::renameTag(quint32 tag, const QString &typed)
{
    finishMarking();
    finishJoining();
    const QString name = tagName(typed);
    if (name.size() > kLongestTag) {
        return Error{ErrorCode::TagTooLong, name.left(kLongestTag)};
    }
    const ReaderTag *known = m_states->tag(tag);
    if (known == nullptr) {
        return Error{ErrorCode::TagGone, {}};
    }
    const QString before = known->name;
    if (name.isEmpty() || name == before) {
        return MarkEdit();
    }
    Result<MarkEdit> done = edit([&]() -> Result<MarkEdit> {
        MarkTables &tables = m_database->marks();
        const Result<std::optional<quint32>> other = tables.findTag(name);
        if (!other) {
            return other.error();
        }
        if (*other && **other != tag) {
            return mergeTag(tag, **other);
        }
        const Result<void> renamed = tables.renameTag(tag, name, now());
        return renamed ? Result<MarkEdit>(MarkEdit{{}, MarkEdit::Rename{tag, before, name}})
                       : renamed.error();
    });
    if (done) {
        publish(*done);
    }
    return done;
}

Result<MarkEdit> LibraryStore::removeTag(quint32 tag)
{
    finishMarking();
    finishJoining();
    if (m_states->tag(tag) == nullptr) {
        return Error{ErrorCode::TagGone, {}};
    }
    Result<MarkEdit> done = edit([&] { return mergeTag(tag, 0); });
    if (done) {
        publish(*done);
    }
    return done;
}

/// Gives all works of a tag another one in its place, or none.
Result<MarkEdit> LibraryStore::mergeTag(quint32 tag, quint32 into)
{
    MarkTables &tables = m_database->marks();
    const Result<std::vector<qint64>> rows = tables.rowsWithTag(tag);
    if (!rows) {
        return rows.error();
    }
    MarkWriter writer(tables, tag, into, now());
    for (const qint64 row : *rows) {
        if (const Result<void> done = writer.change(row, false); !done) {
            return done.error();
        }
    }
    return writer.takeEdit();
}

Result<void> LibraryStore::replay(const MarkEdit &past)
{
    finishMarking();
    finishJoining();
    const Result<MarkEdit> done =
        edit([&] { return writeEdit(m_database->marks(), m_database->merges(), past, now()); });
    if (!done) {
        return done.error();
    }
    publish(*done);
    return {};
}

std::span<const Attachment> LibraryStore::attachments(quint32 work) const
{
    const auto byWork = [](const Attachment &a, const Attachment &b) { return a.work < b.work; };
    const auto [first, last] =
        std::equal_range(m_attachments.begin(), m_attachments.end(), Attachment{work, 0, false}, byWork);
    return {first, last};
}

/// A mark is set on the row of the work itself and taken away from all that show through it.
Result<void> LibraryStore::writeMarks(quint32 work, MarkWriter &writer, Changing &changing)
{
    const Result<OwnRow> own = ownRow(work, writer.adds(), changing);
    if (!own) {
        return own.error();
    }
    Result<void> done;
    if (own->row != 0) {
        done = writer.change(own->row, own->isNew);
        if (done && !own->further) {
            done = keepRecord({work, own->row, true}, own->isNew);
        }
    }
    for (const Attachment &attachment : attachments(work)) {
        if (done && attachment.row != own->row) {
            done = writer.changeRemovals(attachment.row);
        }
    }
    return done;
}

/// The row of a work, one that another program made since attach() included; made where there is none but
/// needed.
Result<LibraryStore::OwnRow> LibraryStore::ownRow(quint32 work, bool needed, Changing &changing)
{
    const std::span<const Attachment> known = attachments(work);
    const auto own =
        std::find_if(known.begin(), known.end(), [](const Attachment &each) { return each.own; });
    if (own != known.end()) {
        return OwnRow{own->row, false, own->further};
    }
    const std::vector<IdentityKey> keys = identityKeys(*m_catalog, work);
    OwnRow found;
    if (changing.others) {
        for (auto key = keys.begin(); found.row == 0 && key != keys.end() && key->kind == IdentityKind::Title;
             ++key) {
            const Result<std::optional<qint64>> row = m_database->findByTitle(key->text, m_lastRow);
            if (!row) {
                return row.error();
            }
            found.row = row->value_or(0);
        }
    }
    if (found.row == 0 && needed) {
        const Result<qint64> made = m_database->addWork(factsOf(*m_catalog, work));
        if (!made) {
            return made.error();
        }
        found = {*made, true};
    }
    if (found.row != 0) {
        Result<void> done = m_database->addKeys(found.row, keys);
        if (done) {
            done = enterIntoLists(found.row, work);
        }
        if (!done) {
            return done.error();
        }
        changing.added.push_back({work, found.row, true});
    }
    return found;
}

Result<void> LibraryStore::enterIntoLists(qint64 row, quint32 work)
{
    quint32 last = kNone;
    for (const quint32 entry : m_catalog->work(work).entries) {
        const quint32 list = m_catalog->listOf(entry);
        if (list == kNone || std::exchange(last, list) == list) {
            continue;
        }
        const Result<qint64> listRow = rowOfList(list);
        const Result<void> done = listRow ? m_database->lists().addListing(row, *listRow) : listRow.error();
        if (!done) {
            return done;
        }
    }
    return {};
}

/// A list is stored with the first work of it that the reader says something of.
Result<qint64> LibraryStore::rowOfList(std::size_t list)
{
    ListAtHand &each = m_lists[list];
    if (each.row == 0) {
        const Result<qint64> row = m_database->lists().putList(0, each.source, each.snapshot, now());
        if (!row) {
            return row.error();
        }
        each.row = *row;
    }
    return each.row;
}

Result<void> LibraryStore::keepRecord(const Attachment &attachment, bool isNew)
{
    if (attachment.work >= m_listCatalog->workCount()) {
        return {}; // gone: what its list said of it is all that is known
    }
    const StoredFacts record = storedFacts(*m_catalog, attachment.work);
    const Result<qint64> stored = isNew ? Result<qint64>(0) : m_database->marks().factsDigest(attachment.row);
    if (!stored) {
        return stored.error();
    }
    if (*stored == record.digest) {
        return {};
    }
    Result<void> done = m_database->marks().writeFacts(attachment.row, record);
    if (done && !isNew) {
        done = m_database->updateFacts(attachment.row, factsOf(*m_catalog, attachment.work));
    }
    return done;
}

bool LibraryStore::keepRecords(std::size_t most)
{
    if (m_marking != nullptr) {
        return true;
    }
    if (m_database != nullptr && !m_unlisted.empty()) {
        keepListings();
        return true;
    }
    // What the lists that are missing say is kept.
    if (m_database == nullptr || !m_absent.isEmpty() || m_recordsKept >= m_attachments.size()) {
        return false;
    }
    const auto first = m_attachments.begin() + static_cast<std::ptrdiff_t>(m_recordsKept);
    const auto last =
        first + static_cast<std::ptrdiff_t>(std::min(most, m_attachments.size() - m_recordsKept));
    std::vector<Attachment> stale;
    for (auto each = first; each != last; ++each) {
        const Result<qint64> stored = m_database->marks().factsDigest(each->row);
        if (each->own && !each->further && each->work < m_listCatalog->workCount() && stored &&
            *stored != storedFacts(*m_catalog, each->work).digest) {
            stale.push_back(*each);
        }
    }
    m_recordsKept += static_cast<std::size_t>(last - first);
    if (!stale.empty()) {
        // What could not be noted now is as new at the next attach().
        (void)m_database->transact([&]() -> Result<void> {
            Result<void> done;
            for (auto each = stale.begin(); done && each != stale.end(); ++each) {
                done = keepRecord(*each, false);
            }
            return done;
        });
    }
    return m_recordsKept < m_attachments.size();
}

/// What all rows of a work say together after one of them was changed.
StoredMarks LibraryStore::marksOf(quint32 work, const MarkEdit::Row &changed)
{
    StoredMarks all;
    for (const Attachment &each : attachments(work)) {
        Result<std::optional<StoredMarks>> stored =
            each.row == changed.row ? std::optional(changed.after) : m_database->marks().read(each.row);
        if (stored && *stored) {
            addMarks(all, **stored, each.own);
        }
    }
    return all;
}

void LibraryStore::publish(const MarkEdit &edit)
{
    const auto states = std::make_shared<WorkStates>(*m_states);
    const auto byRow = [](const MarkEdit::Row &each, qint64 row) { return each.row < row; };
    unsigned fields = edit.rename ? unsigned(TagsField) : 0U;
    std::vector<quint32> changed;
    for (const Attachment &each : m_attachments) {
        const auto row = std::lower_bound(edit.rows.begin(), edit.rows.end(), each.row, byRow);
        if (row != edit.rows.end() && row->row == each.row) {
            showMarks(*states, each.work, marksOf(each.work, *row));
            fields |= row->fields;
            changed.push_back(each.work);
        }
    }
    if ((fields & TagsField) != 0) {
        if (Result<std::vector<ReaderTag>> tags = m_database->marks().readTags()) {
            states->setTags(std::move(*tags));
        }
    }
    if (edit.rename) {
        states->forEachRemark(0, states->size(),
                              [&](quint32 work, std::string_view, std::span<const quint32> tags) {
                                  if (std::binary_search(tags.begin(), tags.end(), edit.rename->tag)) {
                                      changed.push_back(work);
                                  }
                              });
    }
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    m_states = states;
    if (!edit.isEmpty()) {
        Q_EMIT statesChanged(changed);
    }
}

} // namespace carrel
