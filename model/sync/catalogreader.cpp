// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogreader.h"

#include <QFileInfo>

#include <utility>

namespace carrel {

namespace {

Result<LoadedCatalog> loaded(Result<CatalogPointer> catalog, const CatalogSource &source)
{
    return catalog ? Result<LoadedCatalog>({std::move(*catalog), source})
                   : Error{catalog.error().code, source.path};
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
    CatalogSource source = bundled;
    source.list = record.id;
    source.older = content->older;
    source.version = record.bundled;
    if (content->version) {
        source.path = ListStore::pathOf(cacheFolder, record, content->version->file);
        source.version = content->version->file;
        source.bundled = false;
        source.date = content->version->date();
    }
    return loaded(readList(std::move(content->bytes), progress), source);
}

} // namespace

CatalogReader fileReader(const CatalogSource &file)
{
    return [file](const ReadProgress &progress) -> Result<LoadedCatalog> {
        if (progress && !progress(0, QFileInfo(file.path).size())) {
            return Error{ErrorCode::Cancelled, file.path};
        }
        return loaded(readListFile(file.path, progress), file);
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
                              const CatalogSource &bundled)
{
    return [=](const ReadProgress &progress) -> Result<LoadedCatalog> {
        const Result<ListStore> store = ListStore::open(dataFolder, cacheFolder, {first});
        for (const ListRecord &record : store ? store->lists() : std::vector<ListRecord>()) {
            if (!record.on) {
                continue;
            }
            Result<LoadedCatalog> read = readVersion(cacheFolder, record, bundled, {}, progress);
            if (read || read.error().code == ErrorCode::Cancelled) {
                return read;
            }
        }
        CatalogSource source = bundled;
        source.list = first.id;
        source.version = first.bundled;
        return fileReader(source)(progress);
    };
}

} // namespace carrel
