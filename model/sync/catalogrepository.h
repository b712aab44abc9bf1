// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/catalogreader.h"

#include <QFuture>
#include <QObject>

namespace carrel {

/// Reads lists from disk in the pool and holds the one in use. A list that cannot be used leaves it in place.
class CatalogRepository final : public QObject
{
    Q_OBJECT
public:
    explicit CatalogRepository(QObject *parent = nullptr);
    /// Waits for a read under way to stop.
    ~CatalogRepository() override;

    using Reading = QFuture<Result<LoadedCatalog>>;

    /// Starts to read in the pool. May be called before there is an application object. The most that the
    /// progress comes to are the bytes to be read, 0 before they are known.
    static Reading startReading(const CatalogReader &reader);
    static Reading startReading(const CatalogSource &file) { return startReading(fileReader(file)); }

    /// Starts to read what is expected to be of this source; of several calls the newest wins. catalogChanged
    /// or failed follows.
    void open(const CatalogSource &source, const CatalogReader &reader);
    void open(const CatalogSource &file) { open(file, fileReader(file)); }
    /// Takes a read that startReading() began, as open() would. Emits before it returns when the read has
    /// ended or is waited for.
    void adopt(const CatalogSource &source, Reading reading, bool wait);
    /// Stops a read under way; failed(Cancelled) follows.
    void cancel();
    bool isReading() const { return m_reading.isRunning(); }

    /// Null before the first list.
    const CatalogPointer &catalog() const { return m_current.catalog; }
    const CatalogSource &source() const { return m_current.source; }
    const LoadedCatalog &loaded() const { return m_current; }

Q_SIGNALS:
    void started(const carrel::CatalogSource &source);
    /// Bytes read of all, from 0 to total.
    void progressChanged(qint64 done, qint64 total);
    void catalogChanged(const carrel::LoadedCatalog &loaded);
    /// detail of the error is the path.
    void failed(const carrel::Error &error);

private:
    void watch(const CatalogSource &source);
    void finish(const Result<LoadedCatalog> &result);

    LoadedCatalog m_current;
    Reading m_reading;
    quint64 m_request = 0;
};

} // namespace carrel
