// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/newsjob.h"

#include "library/listdiff.h"
#include "sync/listreading.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <utility>

namespace carrel {

namespace {

/// A version of a list that can be read again.
struct KeptVersion
{
    QString file; ///< as ListStore::version() takes it
    AddedDates::Version version;
};

quint32 secondsOf(const QDateTime &time)
{
    return static_cast<quint32>(std::max<qint64>(1, time.toSecsSinceEpoch()));
}

/// The oldest first; the list that came with Carrel before those that were fetched.
std::vector<KeptVersion> keptVersions(const QString &cacheFolder, const ListRecord &record)
{
    std::vector<KeptVersion> kept;
    if (!record.bundled.isEmpty()) {
        const QDateTime time =
            record.versions.empty() ? QDateTime::currentDateTimeUtc() : record.versions.back().fetched;
        if (const Result<ListContent> bundled = ListStore::version(cacheFolder, record, record.bundled)) {
            const QByteArray hash = QCryptographicHash::hash(bundled->bytes, QCryptographicHash::Sha256);
            kept.push_back({record.bundled, {versionHash(hash), secondsOf(time)}});
        }
    }
    for (auto each = record.versions.rbegin(); each != record.versions.rend(); ++each) {
        kept.push_back({each->file, {versionHash(each->hash), secondsOf(each->fetched)}});
    }
    return kept;
}

/// Null where it cannot be read.
CatalogPointer readVersion(const QString &cacheFolder, const ListRecord &record, const KeptVersion &kept)
{
    const Result<ListContent> content = ListStore::version(cacheFolder, record, kept.file);
    const Result<CatalogPointer> catalog = content ? readList(content->bytes) : content.error();
    return catalog ? *catalog : nullptr;
}

/// Of those that the dates know the last; kept.end() for none.
auto lastKnown(const std::vector<KeptVersion> &kept, const AddedDates &dates)
{
    const auto found = std::find_if(kept.rbegin(), kept.rend(), [&](const KeptVersion &each) {
        return dates.version(each.version.hash) != kNone;
    });
    return found == kept.rend() ? kept.end() : std::prev(found.base());
}

/// Damaged dates are not lost: they stand beside the new ones.
Result<AddedDates> datesToBegin(const QString &path)
{
    Result<AddedDates> dates = readAddedDates(path);
    if (dates || dates.error().code != ErrorCode::FileUnreadable) {
        return dates;
    }
    const QString aside = path + QStringLiteral(".damaged");
    QFile::remove(aside);
    return QFile::rename(path, aside) ? Result<AddedDates>(AddedDates()) : dates;
}

Result<AddedDates> keptDates(const QString &path, AddedDates dates)
{
    const bool made = QDir().mkpath(QFileInfo(path).absolutePath());
    const Result<void> written = made ? writeAddedDates(path, dates) : Error{ErrorCode::FileUnwritable, path};
    return written ? Result<AddedDates>(std::move(dates)) : written.error();
}

/// last is the version before, null where it is not to be had.
AddedDates nextDates(AddedDates dates, const CatalogPointer &last, const CatalogPointer &now,
                     AddedDates::Version version)
{
    if (!dates.isEmpty()) {
        // A clock that was put back orders nothing anew.
        version.time = std::max(version.time, dates.versions.back().time + 1);
    }
    return last == nullptr ? broughtForward(std::move(dates), *now, version)
                           : broughtForward(std::move(dates), diffLists(last, now), version);
}

quint32 versionAt(const AddedDates &dates, quint32 time)
{
    quint32 number = 0;
    while (number + 1 < dates.versions.size() && dates.versions[number + 1].time <= time) {
        ++number;
    }
    return number;
}

DatedList datedList(const AddedDates &dates, const ShownList &list, const NewsState &state)
{
    const ListLook &look = state.lists.at(list.id);
    DatedList dated{&dates, list.entries, versionAt(dates, look.looked)};
    switch (state.since.kind) {
    case NewSince::Kind::LastLook:
        dated.newAfter = versionAt(dates, look.newAfter);
        break;
    case NewSince::Kind::Version:
        dated.newAfter = versionAt(dates, state.since.time);
        break;
    case NewSince::Kind::Day:
        dated.newSince = state.since.time;
        break;
    }
    return dated;
}

} // namespace

QString addedDatesPath(const QString &dataFolder, const QString &list)
{
    return dataFolder + QStringLiteral("/added/") + list + QStringLiteral(".dates");
}

Result<AddedDates> bringDatesForward(const QString &dataFolder, const QString &cacheFolder,
                                     const ListRecord &record)
{
    const QString path = addedDatesPath(dataFolder, record.id);
    Result<AddedDates> dates = datesToBegin(path);
    if (!dates) {
        return dates;
    }
    const std::vector<KeptVersion> kept = keptVersions(cacheFolder, record);
    const auto known = lastKnown(kept, *dates);
    auto next = known == kept.end() ? kept.begin() : std::next(known);
    // What came with Carrel is the beginning, or nothing beside what was fetched since.
    if (next == kept.begin() && !dates->isEmpty() && !record.bundled.isEmpty() && !record.versions.empty()) {
        ++next;
    }
    CatalogPointer last =
        next == kept.end() || known == kept.end() ? nullptr : readVersion(cacheFolder, record, *known);
    bool changed = false;
    for (; next != kept.end(); ++next) {
        // A version whose bytes are gone is passed over: the next one brings what it brought.
        if (const CatalogPointer now = readVersion(cacheFolder, record, *next)) {
            dates = nextDates(std::move(*dates), last, now, next->version);
            last = now;
            changed = true;
        }
    }
    return changed ? keptDates(path, std::move(*dates)) : dates;
}

Result<AddedDates> dateByHistory(const QString &dataFolder, const QString &cacheFolder,
                                 const ListRecord &record, const ListHistoryDates &history)
{
    Result<AddedDates> dates = bringDatesForward(dataFolder, cacheFolder, record);
    if (!dates) {
        return dates;
    }
    // The newest version knows all works but those that left before.
    const Result<ListContent> content = ListStore::content(cacheFolder, record);
    const Result<CatalogPointer> now = content ? readList(content->bytes) : content.error();
    if (!now) {
        return now.error();
    }
    return keptDates(addedDatesPath(dataFolder, record.id),
                     datedBy(std::move(*dates), **now, history.dates, history.fromTheBeginning));
}

NewsOutcome workOutNews(const NewsRequest &request)
{
    const QString path = request.dataFolder + QStringLiteral("/news.json");
    NewsOutcome outcome;
    outcome.state = readNewsState(path);
    const NewsState before = outcome.state;
    outcome.state.since = request.since.value_or(outcome.state.since);
    std::map<QString, AddedDates> dates;
    for (const ListRecord &record : request.records) {
        const auto history =
            std::find_if(request.histories.begin(), request.histories.end(),
                         [&](const ListHistoryDates &each) { return each.list == record.id; });
        Result<AddedDates> own =
            history == request.histories.end()
                ? bringDatesForward(request.dataFolder, request.cacheFolder, record)
                : dateByHistory(request.dataFolder, request.cacheFolder, record, *history);
        if (!own) {
            outcome.error = own.error();
        } else if (!own->isEmpty()) {
            outcome.state.takeVersions(record.id, own->versions.front().time, own->versions.back().time);
            dates.emplace(record.id, std::move(*own));
        }
    }
    std::vector<DatedList> shown;
    for (const ShownList &list : request.shown) {
        if (request.looks) {
            outcome.state.look(list.id);
        }
        if (const auto own = dates.find(list.id); own != dates.end()) {
            shown.push_back(datedList(own->second, list, outcome.state));
        }
    }
    if (request.catalog != nullptr && !request.shown.empty()) {
        outcome.ages = agesOf(*request.catalog, shown);
    }
    if (!(outcome.state == before)) {
        if (const Result<void> written = writeNewsState(path, outcome.state); !written) {
            outcome.error = written.error();
        }
    }
    return outcome;
}

} // namespace carrel
