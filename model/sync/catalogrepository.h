// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/catalog.h"

#include <QFuture>
#include <QObject>
#include <QString>

namespace carrel {

/// Where a list comes from: the one that ships with Carrel, or a file.
struct CatalogSource
{
    QString path; ///< a file or a resource (":/...")
    bool bundled = false;
};

/// A list that was read: what it says, and from where.
struct LoadedCatalog
{
    CatalogPointer catalog;
    CatalogSource source;
};

/// Reads lists from disk in the pool and holds the one in use. A list that cannot be used leaves it in place.
class CatalogRepository final : public QObject
{
    Q_OBJECT
public:
    explicit CatalogRepository(QObject *parent = nullptr);
    /// Waits for a read under way to stop.
    ~CatalogRepository() override;

    /// Starts to read in the pool. May be called before there is an application object.
    static QFuture<Result<CatalogPointer>> startReading(const CatalogSource &source);

    /// Starts to read; of several calls the newest wins. catalogChanged or failed follows.
    void open(const CatalogSource &source);
    /// Takes a read that startReading() began, as open() would. Emits before it returns when the read has
    /// ended or is waited for.
    void adopt(const CatalogSource &source, QFuture<Result<CatalogPointer>> reading, bool wait);
    /// Stops a read under way; failed(Cancelled) follows.
    void cancel();
    bool isReading() const { return m_reading.isRunning(); }

    /// Null before the first list.
    const CatalogPointer &catalog() const { return m_current.catalog; }
    const CatalogSource &source() const { return m_current.source; }

Q_SIGNALS:
    void started(const carrel::CatalogSource &source);
    /// Bytes read of all, from 0 to total.
    void progressChanged(qint64 done, qint64 total);
    void catalogChanged(const carrel::LoadedCatalog &loaded);
    /// detail of the error is the path.
    void failed(const carrel::Error &error);

private:
    void watch(const CatalogSource &source);
    void finish(const CatalogSource &source, const Result<CatalogPointer> &result);

    LoadedCatalog m_current;
    QFuture<Result<CatalogPointer>> m_reading;
    quint64 m_request = 0;
};

} // namespace carrel
