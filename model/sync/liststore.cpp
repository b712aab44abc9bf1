// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/liststore.h"

#include "sync/listreading.h"
#include "sync/listrecords.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// Another program holds the lock for one small write.
constexpr int kLockMilliseconds = 2000;

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// The old or the new bytes, whenever it ends: QSaveFile brings them to the disk before it renames.
Result<void> writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? Result<void>() : Error{ErrorCode::FileUnwritable, path};
}

Result<QByteArray> readWhole(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    return readBytes(file);
}

Result<QByteArray> versionBytes(const QString &cacheFolder, const ListRecord &record,
                                const ListVersion &version)
{
    const QString path = ListStore::pathOf(cacheFolder, record, version.file);
    Result<QByteArray> bytes = readWhole(path);
    if (bytes && hashOf(*bytes) != version.hash) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    return bytes;
}

template <typename Lists>
auto findId(Lists &lists, const QString &id)
{
    return std::find_if(lists.begin(), lists.end(),
                        [&](const ListRecord &record) { return record.id == id; });
}

/// Letters and digits of the name, with a number where it is taken; the one that the record has where that
/// is free.
QString freeId(const std::vector<ListRecord> &lists, const QString &dataFolder, const ListRecord &wanted)
{
    const auto isUsed = [&](const QString &id) { return findId(lists, id) != lists.end(); };
    if (!wanted.id.isEmpty() && !isUsed(wanted.id)) {
        return wanted.id;
    }
    // What was dated under an id is of the list that had it.
    const auto isTaken = [&](const QString &id) {
        return isUsed(id) ||
               QFileInfo::exists(dataFolder + QStringLiteral("/added/") + id + QStringLiteral(".dates"));
    };
    constexpr qsizetype kLongest = 40;
    QString base;
    for (const QChar c : wanted.name.toLower()) {
        const bool plain = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
                           (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
        base += plain ? c : QLatin1Char('-');
    }
    base = base.left(kLongest).split(QLatin1Char('-'), Qt::SkipEmptyParts).join(QLatin1Char('-'));
    base = base.isEmpty() ? QStringLiteral("list") : base;
    QString id = base;
    for (int number = 2; isTaken(id); ++number) {
        id = base + QLatin1Char('-') + QString::number(number);
    }
    return id;
}

/// An address as far as it tells lists apart.
QByteArray addressKey(const QUrl &address)
{
    const QByteArray whole = address.toEncoded();
    return address.host() == QLatin1String("raw.githubusercontent.com") ? whole.toLower() : whole;
}

Result<void> knownError(const std::vector<ListRecord> &lists, const ListRecord &record)
{
    const auto known = std::find_if(lists.begin(), lists.end(),
                                    [&](const ListRecord &each) { return sharesSource(each, record); });
    return known == lists.end() ? Result<void>() : Error{ErrorCode::ListKnown, known->name};
}

} // namespace

bool sharesSource(const ListRecord &a, const ListRecord &b)
{
    const bool shared = std::any_of(a.addresses.begin(), a.addresses.end(), [&](const QUrl &one) {
        return std::any_of(b.addresses.begin(), b.addresses.end(),
                           [&](const QUrl &other) { return addressKey(one) == addressKey(other); });
    });
    return shared || (!a.path.isEmpty() && a.path == b.path);
}

ListStore::ListStore(QString dataFolder, QString cacheFolder)
    : m_dataFolder(std::move(dataFolder))
    , m_cacheFolder(std::move(cacheFolder))
{
}

Result<ListStore> ListStore::open(const QString &dataFolder, const QString &cacheFolder,
                                  const std::vector<ListRecord> &first)
{
    ListStore store(dataFolder, cacheFolder);
    store.m_first = first;
    if (Result<void> read = store.refresh(); !read) {
        return read.error();
    }
    return store;
}

QString ListStore::recordsPath() const
{
    return m_dataFolder + QStringLiteral("/lists.json");
}

QString ListStore::folderOf(const QString &id) const
{
    return m_cacheFolder + QStringLiteral("/lists/") + id;
}

Result<std::vector<ListRecord>> ListStore::read() const
{
    if (!QFileInfo::exists(recordsPath())) {
        return m_first;
    }
    const Result<QByteArray> bytes = readWhole(recordsPath());
    Result<std::vector<ListRecord>> lists = bytes ? readListRecords(*bytes) : bytes.error();
    return lists ? lists : Error{lists.error().code, recordsPath()};
}

Result<void> ListStore::refresh()
{
    Result<std::vector<ListRecord>> lists = read();
    if (!lists) {
        return lists.error();
    }
    m_lists = std::move(*lists);
    return {};
}

Result<void> ListStore::write(const std::function<Result<void>(std::vector<ListRecord> &)> &edit)
{
    QLockFile lock(recordsPath() + QStringLiteral(".lock"));
    if (!QDir().mkpath(m_dataFolder) || !lock.tryLock(kLockMilliseconds)) {
        return Error{ErrorCode::FileUnwritable, recordsPath()};
    }
    Result<std::vector<ListRecord>> lists = read();
    if (!lists) {
        return lists.error();
    }
    if (Result<void> edited = edit(*lists); !edited) {
        return edited;
    }
    // Nobody else is writing: what looks like a file under way was left by a program that was killed.
    QDir folder(m_dataFolder);
    for (const QString &left : folder.entryList({QStringLiteral("lists.json.??????")}, QDir::Files)) {
        folder.remove(left);
    }
    if (Result<void> written = writeWhole(recordsPath(), writeListRecords(*lists)); !written) {
        return written;
    }
    m_lists = std::move(*lists);
    return {};
}

const ListRecord *ListStore::find(const QString &named) const
{
    const auto byName = [&](const ListRecord &record) {
        return record.id == named || record.source == named ||
               record.name.compare(named, Qt::CaseInsensitive) == 0;
    };
    const auto found = std::find_if(m_lists.begin(), m_lists.end(), byName);
    return found == m_lists.end() ? nullptr : &*found;
}

Result<QString> ListStore::add(ListRecord record)
{
    const Result<void> written = write([&](std::vector<ListRecord> &lists) {
        Result<void> known = knownError(lists, record);
        if (known) {
            record.id = freeId(lists, m_dataFolder, record);
            lists.push_back(record);
        }
        return known;
    });
    return written ? Result<QString>(record.id) : written.error();
}

Result<QString> ListStore::add(ListRecord record, const QByteArray &bytes, ListVersion version)
{
    const Result<void> written = write([&](std::vector<ListRecord> &lists) {
        if (Result<void> known = knownError(lists, record); !known) {
            return known;
        }
        record.id = freeId(lists, m_dataFolder, record);
        if (Result<void> kept = writeVersion(record, bytes, std::move(version)); !kept) {
            return kept;
        }
        lists.push_back(record);
        return Result<void>();
    });
    return written ? Result<QString>(record.id) : written.error();
}

Result<void> ListStore::remove(const QString &id)
{
    return write([&](std::vector<ListRecord> &lists) {
        removeForgotten(lists, id);
        return std::erase_if(lists, [&](const ListRecord &record) { return record.id == id; }) == 0
                   ? Result<void>(Error{ErrorCode::ListUnknown, id})
                   : Result<void>();
    });
}

Result<void> ListStore::putBack(const ListRecord &record, std::size_t place)
{
    return write([&](std::vector<ListRecord> &lists) {
        if (Result<void> known = knownError(lists, record); !known) {
            return known;
        }
        ListRecord back = record;
        if (findId(lists, back.id) != lists.end()) {
            // Its folder is another list's now.
            back.id = freeId(lists, m_dataFolder, back);
            back.versions.clear();
            back.inUse.clear();
        }
        lists.insert(lists.begin() + static_cast<std::ptrdiff_t>(std::min(place, lists.size())),
                     std::move(back));
        return Result<void>();
    });
}

Result<void> ListStore::move(const QString &id, std::size_t place)
{
    return write([&](std::vector<ListRecord> &lists) {
        const auto found = findId(lists, id);
        if (found == lists.end()) {
            return Result<void>(Error{ErrorCode::ListUnknown, id});
        }
        const auto target = lists.begin() + static_cast<std::ptrdiff_t>(std::min(place, lists.size() - 1));
        if (target < found) {
            std::rotate(target, found, found + 1);
        } else {
            std::rotate(found, found + 1, target + 1);
        }
        return Result<void>();
    });
}

Result<void> ListStore::change(const QString &id, const std::function<void(ListRecord &)> &edit)
{
    return write([&](std::vector<ListRecord> &lists) {
        const auto found = findId(lists, id);
        if (found == lists.end()) {
            return Result<void>(Error{ErrorCode::ListUnknown, id});
        }
        edit(*found);
        return Result<void>();
    });
}

QString ListStore::pathOf(const QString &cacheFolder, const ListRecord &record, const QString &file)
{
    return file == record.bundled
               ? file
               : cacheFolder + QStringLiteral("/lists/") + record.id + QLatin1Char('/') + file;
}

Result<QByteArray> ListStore::bytes(const QString &cacheFolder, const ListRecord &record)
{
    Result<ListContent> found = content(cacheFolder, record);
    return found ? Result<QByteArray>(std::move(found->bytes)) : found.error();
}

Result<ListContent> ListStore::content(const QString &cacheFolder, const ListRecord &record)
{
    if (!record.inUse.isEmpty()) {
        if (Result<ListContent> found = version(cacheFolder, record, record.inUse)) {
            return found;
        }
    }
    for (const ListVersion &each : record.versions) {
        if (Result<ListContent> found = version(cacheFolder, record, each.file)) {
            return found;
        }
    }
    return version(cacheFolder, record, record.bundled);
}

Result<ListContent> ListStore::version(const QString &cacheFolder, const ListRecord &record,
                                       const QString &file)
{
    const auto found = std::find_if(record.versions.begin(), record.versions.end(),
                                    [&](const ListVersion &each) { return each.file == file; });
    if (found != record.versions.end()) {
        Result<QByteArray> bytes = versionBytes(cacheFolder, record, *found);
        return bytes ? Result<ListContent>({std::move(*bytes), *found, found != record.versions.begin()})
                     : bytes.error();
    }
    if (file.isEmpty() || file != record.bundled) {
        return Error{ErrorCode::FileUnreadable, record.name};
    }
    Result<QByteArray> bytes = readWhole(record.bundled);
    return bytes ? Result<ListContent>({std::move(*bytes), std::nullopt, !record.versions.empty()})
                 : bytes.error();
}

bool ListStore::hasNewest(const QString &cacheFolder, const ListRecord &record)
{
    return !record.versions.empty() && versionBytes(cacheFolder, record, record.versions.front()).hasValue();
}

/// The bytes come first and the record, which points to them, last: a file that no record points to is
/// nothing, and goes the next time.
Result<void> ListStore::writeVersion(ListRecord &record, const QByteArray &bytes, ListVersion version) const
{
    constexpr qsizetype kShortHash = 12;
    version.hash = hashOf(bytes);
    version.file = version.fetched.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz-")) +
                   QString::fromLatin1(version.hash.toHex().left(kShortHash)) + QStringLiteral(".md");
    removeUnused(record);
    const QString path = folderOf(record.id) + QLatin1Char('/') + version.file;
    if (!QDir().mkpath(folderOf(record.id))) {
        return Error{ErrorCode::FileUnwritable, path};
    }
    if (Result<void> written = writeWhole(path, bytes); !written) {
        return written;
    }
    std::erase_if(record.versions, [&](const ListVersion &each) { return each.file == version.file; });
    record.versions.insert(record.versions.begin(), std::move(version));
    record.versions.resize(std::min(record.versions.size(), kOlderVersions + 1));
    return {};
}

Result<void> ListStore::keep(const QString &id, const QByteArray &bytes, int papers, const QDateTime &now,
                             const std::function<void(ListRecord &)> &edit)
{
    return write([&](std::vector<ListRecord> &lists) {
        const auto record = findId(lists, id);
        if (record == lists.end()) {
            return Result<void>(Error{ErrorCode::ListUnknown, id});
        }
        if (Result<void> written = writeVersion(*record, bytes, {{}, now, papers, {}}); !written) {
            return written;
        }
        record->inUse.clear();
        if (edit) {
            edit(*record);
        }
        return Result<void>();
    });
}

/// What older versions and programs that were killed left.
void ListStore::removeUnused(const ListRecord &record) const
{
    QDir folder(folderOf(record.id));
    for (const QString &name : folder.entryList(QDir::Files)) {
        const bool used = std::any_of(record.versions.begin(), record.versions.end(),
                                      [&](const ListVersion &version) { return version.file == name; });
        if (!used) {
            folder.remove(name);
        }
    }
}

/// What was kept of lists that are no longer in use.
void ListStore::removeForgotten(const std::vector<ListRecord> &lists, const QString &butFor) const
{
    const QDir folder(m_cacheFolder + QStringLiteral("/lists"));
    for (const QString &id : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        if (id != butFor && findId(lists, id) == lists.end()) {
            QDir(folderOf(id)).removeRecursively();
        }
    }
}

} // namespace carrel
