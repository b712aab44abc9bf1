// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/catalogrepository.h"

#include "base/threadturns.h"
#include "sync/listreading.h"

#include <QFileInfo>
#include <QFutureWatcher>
#include <QPromise>
#include <QtConcurrentRun>

#include <utility>

namespace carrel {

namespace {

using Reading = QFuture<Result<CatalogPointer>>;

/// QFuture counts in int, so progress is told in thousandths.
constexpr int kProgressSteps = 1000;

void read(QPromise<Result<CatalogPointer>> &promise, const QString &path)
{
    giveWayToMainThread();
    promise.setProgressRange(0, kProgressSteps);
    promise.addResult(readListFile(path, [&promise](qint64 done, qint64 total) {
        promise.setProgressValue(total == 0 ? 0 : static_cast<int>(done * kProgressSteps / total));
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

Reading CatalogRepository::startReading(const CatalogSource &source)
{
    return QtConcurrent::run(read, source.path);
}

void CatalogRepository::open(const CatalogSource &source)
{
    m_reading.cancel();
    m_reading = startReading(source);
    watch(source);
}

void CatalogRepository::adopt(const CatalogSource &source, Reading reading, bool wait)
{
    m_reading.cancel();
    m_reading = std::move(reading);
    if (wait || m_reading.isFinished()) {
        ++m_request;
        finish(source, m_reading.result());
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
    auto *watcher = new QFutureWatcher<Result<CatalogPointer>>(this);
    const qint64 total = QFileInfo(source.path).size();
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, request, total](int value) {
        if (request == m_request) {
            Q_EMIT progressChanged(total * value / kProgressSteps, total);
        }
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, request, source] {
        watcher->deleteLater();
        if (request == m_request) {
            const bool stopped = watcher->isCanceled() || watcher->future().resultCount() == 0;
            finish(source, stopped ? Result<CatalogPointer>(Error{ErrorCode::Cancelled, source.path})
                                   : watcher->result());
        }
    });
    Q_EMIT started(source);
    watcher->setFuture(m_reading);
}

void CatalogRepository::finish(const CatalogSource &source, const Result<CatalogPointer> &result)
{
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    m_current = {result.value(), source};
    Q_EMIT catalogChanged(m_current);
}

} // namespace carrel
