// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogreader.h"

#include "base/poolwork.h"
#include "base/text.h"
#include "catalog/catalogbuilder.h"

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <optional>
#include <utility>

namespace carrel {

namespace {

Result<LoadedCatalog> loaded(Result<CatalogPointer> catalog, const CatalogSource &source)
{
    return catalog ? Result<LoadedCatalog>({std::move(*catalog), source})
                   : Error{catalog.error().code, source.path};
}

ListOrigin originOf(const CatalogSource &source)
{
    return {source.list, source.origin};
}

CatalogSource sourceOf(const ListRecord &record, const CatalogSource &bundled)
{
    CatalogSource source = bundled;
    source.list = record.id;
    source.origin = record.source;
    source.name = record.name;
    source.version = record.bundled;
    return source;
}

/// The version that will be read, if it is whole.
QString expectedVersion(const ListRecord &record, const QString &version)
{
    if (!version.isEmpty() || !record.inUse.isEmpty()) {
        return version.isEmpty() ? record.inUse : version;
    }
    return record.versions.empty() ? record.bundled : record.versions.front().file;
}

Result<LoadedCatalog> readVersion(const QString &cacheFolder, const ListRecord &record,
                                  const CatalogSource &bundled, const QString &version,
                                  const ReadProgress &progress)
{
    const QString expected = ListStore::pathOf(cacheFolder, record, expectedVersion(record, version));
    if (progress && !progress(0, QFileInfo(expected).size())) {
        return Error{ErrorCode::Cancelled, expected};
    }
    Result<ListContent> content = version.isEmpty() ? ListStore::content(cacheFolder, record)
                                                    : ListStore::version(cacheFolder, record, version);
    if (!content) {
        return content.error();
    }
    CatalogSource source = sourceOf(record, bundled);
    source.older = content->older;
    if (content->version) {
        source.path = ListStore::pathOf(cacheFolder, record, content->version->file);
        source.version = content->version->file;
        source.bundled = false;
        source.date = content->version->date();
    }
    return loaded(readList(std::move(content->bytes), progress, originOf(source)), source);
}

/// Reads lists, as many at a time as there are cores, and unites them.
class SeveralReading final
{
public:
    SeveralReading(const std::vector<WantedList> &lists, const LoadedCatalog &shown,
                   const ReadProgress &progress)
        : m_wanted(lists)
        , m_shown(shown)
        , m_progress(progress)
    {
    }

    Result<LoadedCatalog> run()
    {
        for (const WantedList &list : m_wanted) {
            m_total += known(list) == nullptr ? sizeOf(list) : 0;
        }
        std::vector<std::optional<Result<LoadedCatalog>>> read(m_wanted.size());
        forEachInPool(m_wanted.size(), [&](std::size_t number) {
            if (known(m_wanted[number]) == nullptr) {
                read[number] = readOne(m_wanted[number]);
            }
        });
        for (std::size_t number = 0; number < m_wanted.size(); ++number) {
            if (!take(m_wanted[number], read[number])) {
                return Error{ErrorCode::Cancelled, m_wanted[number].source.path};
            }
        }
        if (m_read.lists.empty()) {
            return m_read.failures.empty() ? Error{ErrorCode::NoPapers, QString()} : m_read.failures.front();
        }
        unite();
        const auto older = std::find_if(m_read.lists.begin(), m_read.lists.end(),
                                        [](const LoadedList &each) { return each.source.older; });
        m_read.source = older == m_read.lists.end() ? m_read.lists.front().source : older->source;
        return std::move(m_read);
    }

private:
    static qint64 sizeOf(const WantedList &list) { return QFileInfo(list.source.path).size(); }

    static CatalogSource renamed(CatalogSource source, const CatalogSource &now)
    {
        source.name = now.name;
        source.older = now.older;
        return source;
    }

    /// Files are read anew whenever they are opened.
    const LoadedList *known(const WantedList &list) const
    {
        const auto found =
            std::find_if(m_shown.lists.begin(), m_shown.lists.end(), [&](const LoadedList &each) {
                return !list.source.list.isEmpty() && each.source.list == list.source.list &&
                       each.source.origin == list.source.origin && each.expected == list.source.version;
            });
        return found == m_shown.lists.end() ? nullptr : &*found;
    }

    Result<LoadedCatalog> readOne(const WantedList &list)
    {
        const qint64 size = sizeOf(list);
        qint64 counted = 0;
        const auto count = [&](qint64 done) {
            m_done += done - counted;
            counted = done;
        };
        Result<LoadedCatalog> read = list.read([&](qint64 done, qint64) {
            count(std::min(done, size));
            return !m_progress || m_progress(m_done, m_total);
        });
        count(size);
        return read;
    }

    /// Takes what was read, or what is known. False when reading was stopped.
    bool take(const WantedList &list, std::optional<Result<LoadedCatalog>> &read)
    {
        if (!read) {
            const LoadedList *same = known(list);
            m_read.lists.push_back({renamed(same->source, list.source), same->catalog, same->expected});
        } else if (*read) {
            m_read.lists.push_back({(*read)->source, (*read)->catalog, list.source.version});
        } else if (read->error().code == ErrorCode::Cancelled) {
            return false;
        } else {
            leaveOut(list.source, read->error().code);
        }
        return true;
    }

    void leaveOut(const CatalogSource &source, ErrorCode code)
    {
        m_read.failures.push_back({code, source.name.isEmpty() ? source.path : source.name});
        if (!source.origin.isEmpty()) {
            m_read.absent.append(source.origin);
        }
    }

    /// A list that has no room is left out.
    void unite()
    {
        while (true) {
            std::vector<CatalogBuilder::NamedList> lists;
            for (const LoadedList &each : m_read.lists) {
                lists.push_back({nameOf(each), each.catalog});
            }
            if (Result<CatalogPointer> united = CatalogBuilder::united(lists)) {
                m_read.catalog = std::move(*united);
                return;
            }
            leaveOut(m_read.lists.back().source, ErrorCode::TooLarge);
            m_read.lists.pop_back();
        }
    }

    static QString nameOf(const LoadedList &list)
    {
        constexpr std::size_t kLongest = 200;
        QString name = list.source.name.isEmpty() ? list.catalog->title() : list.source.name;
        name = name.isEmpty() ? QFileInfo(list.source.path).fileName() : name;
        return toQString(displayText(name.toStdString(), kLongest));
    }

    const std::vector<WantedList> &m_wanted;
    const LoadedCatalog &m_shown;
    const ReadProgress &m_progress;
    LoadedCatalog m_read;
    std::atomic<qint64> m_done = 0;
    qint64 m_total = 0;
};

} // namespace

CatalogReader fileReader(const CatalogSource &file)
{
    return [file](const ReadProgress &progress) -> Result<LoadedCatalog> {
        if (progress && !progress(0, QFileInfo(file.path).size())) {
            return Error{ErrorCode::Cancelled, file.path};
        }
        return loaded(readListFile(file.path, progress, originOf(file)), file);
    };
}

CatalogReader listReader(const QString &cacheFolder, const ListRecord &record, const CatalogSource &bundled,
                         const QString &version)
{
    return [=](const ReadProgress &progress) {
        return readVersion(cacheFolder, record, bundled, version, progress);
    };
}

CatalogReader firstListReader(const QString &dataFolder, const QString &cacheFolder, const ListRecord &first,
                              const CatalogSource &bundled, const QString &preferred)
{
    return [=](const ReadProgress &progress) -> Result<LoadedCatalog> {
        const Result<ListStore> store = ListStore::open(dataFolder, cacheFolder, {first});
        std::vector<WantedList> wanted =
            wantedLists(cacheFolder, store ? store->lists() : std::vector<ListRecord>(), bundled);
        const auto isPreferred = [&](const WantedList &each) { return each.source.list == preferred; };
        std::stable_partition(wanted.begin(), wanted.end(), isPreferred);
        for (const WantedList &list : wanted) {
            Result<LoadedCatalog> read = list.read(progress);
            if (!read && read.error().code == ErrorCode::Cancelled) {
                return read;
            }
            if (read) {
                read->lists = {{read->source, read->catalog, list.source.version}};
                for (const WantedList &other : wanted) {
                    if (other.source.list != list.source.list) {
                        read->absent.append(other.source.origin);
                    }
                }
                return read;
            }
        }
        return fileReader(sourceOf(first, bundled))(progress);
    };
}

std::vector<WantedList> wantedLists(const QString &cacheFolder, const std::vector<ListRecord> &records,
                                    const CatalogSource &bundled)
{
    std::vector<WantedList> wanted;
    for (const ListRecord &record : records) {
        if (record.on) {
            CatalogSource source = sourceOf(record, bundled);
            source.version = expectedVersion(record, {});
            source.path = ListStore::pathOf(cacheFolder, record, source.version);
            wanted.push_back({source, listReader(cacheFolder, record, bundled)});
        }
    }
    return wanted;
}

WantedList wantedFile(const QString &path)
{
    CatalogSource source;
    source.path = path;
    return {source, fileReader(source)};
}

CatalogReader unitedReader(const std::vector<WantedList> &lists, const LoadedCatalog &shown)
{
    return
        [lists, shown](const ReadProgress &progress) { return SeveralReading(lists, shown, progress).run(); };
}

CatalogReader allListsReader(const QString &dataFolder, const QString &cacheFolder, const ListRecord &first,
                             const CatalogSource &bundled)
{
    return [=](const ReadProgress &progress) -> Result<LoadedCatalog> {
        const Result<ListStore> store = ListStore::open(dataFolder, cacheFolder, {first});
        const std::vector<WantedList> wanted =
            wantedLists(cacheFolder, store ? store->lists() : std::vector<ListRecord>(), bundled);
        Result<LoadedCatalog> read = unitedReader(wanted)(progress);
        return read ? read : fileReader(sourceOf(first, bundled))(progress);
    };
}

} // namespace carrel
