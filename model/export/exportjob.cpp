// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exportjob.h"

#include "base/threadturns.h"

#include <QPromise>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <functional>

namespace carrel {

namespace {

constexpr int kPercent = 100;

Result<void> writeAll(QPromise<Result<QByteArray>> &promise, const ExportJob &job,
                      const std::function<bool(std::string_view)> &write)
{
    const Catalog &catalog = *job.catalog;
    const std::vector<quint32> entries = entriesOfWorks(*job.format, catalog, job.works, job.section);
    promise.setProgressRange(0, kPercent);
    const auto sink = [&](std::string_view piece, std::size_t done) {
        promise.setProgressValue(
            static_cast<int>(done * kPercent / std::max<std::size_t>(entries.size(), 1)));
        if (promise.isCanceled()) {
            return Result<void>(Error{ErrorCode::Cancelled, job.path});
        }
        return write(piece) ? Result<void>() : Error{ErrorCode::FileUnwritable, job.path};
    };
    return writeEntries(*job.format, catalog, entries, sink, job.marks);
}

Result<QByteArray> written(QPromise<Result<QByteArray>> &promise, const ExportJob &job)
{
    QByteArray bytes;
    const Result<void> done = writeAll(promise, job, [&bytes](std::string_view piece) {
        bytes.append(piece.data(), static_cast<qsizetype>(piece.size()));
        return true;
    });
    return done ? Result<QByteArray>(bytes) : done.error();
}

Result<QByteArray> saved(QPromise<Result<QByteArray>> &promise, const ExportJob &job)
{
    QSaveFile file(job.path);
    if (!file.open(QIODevice::WriteOnly)) {
        return Error{ErrorCode::FileUnwritable, job.path};
    }
    const Result<void> done = writeAll(promise, job, [&file](std::string_view piece) {
        const auto size = static_cast<qint64>(piece.size());
        return file.write(piece.data(), size) == size;
    });
    if (!done) {
        return done.error();
    }
    return file.commit() ? Result<QByteArray>(QByteArray()) : Error{ErrorCode::FileUnwritable, job.path};
}

void run(QPromise<Result<QByteArray>> &promise, const ExportJob &job)
{
    giveWayToMainThread();
    promise.addResult(job.path.isEmpty() ? written(promise, job) : saved(promise, job));
}

} // namespace

QFuture<Result<QByteArray>> startExport(const ExportJob &job)
{
    return QtConcurrent::run(run, job);
}

} // namespace carrel
