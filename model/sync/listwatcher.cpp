// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listwatcher.h"

#include <QFileInfo>

namespace carrel {

namespace {

/// Whether the file may be another than the one that was read last.
bool mayDiffer(const ListRecord &record, const QDateTime &modified)
{
    const bool failedThen = record.state == ListState::Failed || record.state == ListState::New;
    const QDateTime known = record.versions.empty() ? QDateTime() : record.versions.front().modified;
    return modified.isValid() && (failedThen || known != modified);
}

} // namespace

ListWatcher::ListWatcher(ListShelf &shelf, std::chrono::milliseconds settling, QObject *parent)
    : QObject(parent)
    , m_shelf(shelf)
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(settling);
    connect(&m_settling, &QTimer::timeout, this, &ListWatcher::updateChanged);
    connect(&shelf, &ListShelf::listsChanged, this, &ListWatcher::takeLists);
    // A file that changed while its list was being updated is read again.
    connect(&shelf, &ListShelf::updateFinished, this, [this] {
        if (!m_changed.isEmpty()) {
            m_settling.start();
        }
    });
}

ListWatcher::Stamp ListWatcher::stampOf(const QString &path)
{
    const QFileInfo file(path);
    return file.isFile() ? Stamp{file.lastModified(), file.size()} : Stamp();
}

void ListWatcher::takeLists()
{
    std::map<QString, File> before = std::move(m_files);
    m_files.clear();
    for (const ListRecord &record : m_shelf.lists()) {
        if (record.path.isEmpty() || !record.on) {
            continue;
        }
        const auto known = before.find(record.id);
        if (known != before.end() && known->second.path == record.path) {
            m_files.insert(*known);
            continue;
        }
        const Stamp stamp = stampOf(record.path);
        m_files.emplace(record.id, File{record.path, stamp});
        if (mayDiffer(record, stamp.modified)) {
            m_changed.insert(record.id);
            m_settling.start();
        }
    }
    watchPaths();
}

/// A path that is watched already is not watched twice. Folders are watched for files that come back.
void ListWatcher::watchPaths()
{
    if (!m_watcher && m_files.empty()) {
        return;
    }
    if (!m_watcher) {
        m_watcher = std::make_unique<QFileSystemWatcher>();
        connect(m_watcher.get(), &QFileSystemWatcher::fileChanged, this, &ListWatcher::takeFile);
        connect(m_watcher.get(), &QFileSystemWatcher::directoryChanged, this, &ListWatcher::takeFolder);
    }
    QSet<QString> wanted;
    for (const auto &[id, file] : m_files) {
        const QString folder = QFileInfo(file.path).absolutePath();
        for (const QString &path : {file.path, folder}) {
            if (QFileInfo::exists(path)) {
                wanted.insert(path);
            }
        }
    }
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    for (const QString &path : watched) {
        if (!wanted.remove(path)) {
            m_watcher->removePath(path);
        }
    }
    if (!wanted.isEmpty()) {
        m_watcher->addPaths(QStringList(wanted.begin(), wanted.end()));
    }
}

void ListWatcher::takeFile(const QString &path)
{
    for (const auto &[id, file] : m_files) {
        if (file.path == path) {
            m_changed.insert(id);
            m_settling.start();
        }
    }
    watchPaths();
}

void ListWatcher::takeFolder()
{
    for (const auto &[id, file] : m_files) {
        if (!(stampOf(file.path) == file.seen)) {
            m_changed.insert(id);
            m_settling.start();
        }
    }
    watchPaths();
}

void ListWatcher::updateChanged()
{
    if (m_shelf.isUpdating()) {
        return;
    }
    QStringList lists;
    for (auto &[id, file] : m_files) {
        if (m_changed.contains(id)) {
            file.seen = stampOf(file.path);
            lists.append(id);
        }
    }
    m_changed.clear();
    watchPaths();
    if (!lists.isEmpty()) {
        m_shelf.update(lists);
    }
}

} // namespace carrel
