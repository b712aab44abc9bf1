// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogrepository.h"

#include "base/threadturns.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrentRun>

#include <utility>

namespace carrel {

namespace {

void read(QPromise<Result<LoadedCatalog>> &promise, const CatalogReader &reader)
{
    giveWayToMainThread();
    promise.addResult(reader([&promise, known = qint64(-1)](qint64 done, qint64 total) mutable {
        // Lists have at most 512 MiB, QFuture counts in int.
        if (std::exchange(known, total) != total) {
            promise.setProgressRange(0, static_cast<int>(total));
        }
        promise.setProgressValue(static_cast<int>(done));
        return !promise.isCanceled();
    }));
}

} // namespace

CatalogRepository::CatalogRepository(QObject *parent)
    : QObject(parent)
{
}

CatalogRepository::~CatalogRepository()
{
    m_reading.cancel();
    m_reading.waitForFinished();
}

CatalogRepository::Reading CatalogRepository::startReading(const CatalogReader &reader)
{
    return QtConcurrent::run(read, reader);
}

void CatalogRepository::open(const CatalogSource &source, const CatalogReader &reader)
{
    m_reading.cancel();
    m_reading = startReading(reader);
    watch(source);
}

void CatalogRepository::adopt(const CatalogSource &source, Reading reading, bool wait)
{
    m_reading.cancel();
    m_reading = std::move(reading);
    if (wait || m_reading.isFinished()) {
        ++m_request;
        finish(m_reading.result());
    } else {
        watch(source);
    }
}

void CatalogRepository::cancel()
{
    m_reading.cancel();
}

void CatalogRepository::watch(const CatalogSource &source)
{
    const quint64 request = ++m_request;
    auto *watcher = new QFutureWatcher<Result<LoadedCatalog>>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, watcher, request](int value) {
        // What there is to read is known a little later than that reading has begun.
        if (request == m_request && watcher->progressMaximum() > 0) {
            Q_EMIT progressChanged(value, watcher->progressMaximum());
        }
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, request, source] {
        watcher->deleteLater();
        if (request == m_request) {
            const bool stopped = watcher->isCanceled() || watcher->future().resultCount() == 0;
            finish(stopped ? Result<LoadedCatalog>(Error{ErrorCode::Cancelled, source.path})
                           : watcher->result());
        }
    });
    Q_EMIT started(source);
    watcher->setFuture(m_reading);
}

void CatalogRepository::finish(const Result<LoadedCatalog> &result)
{
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    m_current = *result;
    Q_EMIT catalogChanged(m_current);
}

} // namespace carrel
