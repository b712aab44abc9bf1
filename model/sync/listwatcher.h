// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listshelf.h"

#include <QDateTime>
#include <QFileSystemWatcher>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <map>
#include <memory>

namespace carrel {

/// Watches the files that lists in use are read from, and has the shelf update those that have changed, once
/// they have come to rest. Files that are replaced, or deleted and written again, stay watched.
class ListWatcher final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kSettling{500};

    explicit ListWatcher(ListShelf &shelf, std::chrono::milliseconds settling = kSettling,
                         QObject *parent = nullptr);

private:
    /// What tells one content of a file from another without reading it.
    struct Stamp
    {
        QDateTime modified; ///< invalid where there is no file
        qint64 size = 0;
        friend bool operator==(const Stamp &, const Stamp &) = default;
    };
    struct File
    {
        QString path;
        Stamp seen;
    };

    static Stamp stampOf(const QString &path);
    void takeLists();
    void watchPaths();
    void takeFile(const QString &path);
    void takeFolder();
    void updateChanged();

    ListShelf &m_shelf;
    std::unique_ptr<QFileSystemWatcher> m_watcher; ///< made for the first list that is a file
    std::map<QString, File> m_files;               ///< by list
    QSet<QString> m_changed;                       ///< lists to be updated when their files have come to rest
    QTimer m_settling;
};

} // namespace carrel
