// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listreading.h"

#include "catalog/catalogbuilder.h"
#include "markdown/catalogparser.h"

#include <QFile>
#include <QFileInfo>
#include <QtConcurrentMap>

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

namespace carrel {

namespace {

/// Consecutive chunks that one thread reads with one parser, and so many of them at a time.
constexpr std::size_t kChunksPerTask = 4;
constexpr std::size_t kTasksPerBatch = 8;

/// So much is asked of a device that cannot tell how much it has.
constexpr qint64 kPieceBytes = qint64(64) * 1024;

struct Task
{
    std::string_view text;
    const ChunkPlan *plan;
    std::size_t first;
    std::size_t end;
};

std::vector<CatalogPart> runTask(const Task &task)
{
    ChunkParser parser;
    std::vector<CatalogPart> parts;
    for (std::size_t chunk = task.first; chunk < task.end; ++chunk) {
        parts.push_back(parser.parse(task.text, *task.plan, task.plan->chunks[chunk]));
    }
    return parts;
}

/// As many chunks a task as there are, if there are few, so that a small list is read by all cores.
std::size_t chunksPerTask(std::size_t chunks)
{
    return std::clamp<std::size_t>(chunks / kTasksPerBatch, 1, kChunksPerTask);
}

Error withDetail(Error error, const QString &detail)
{
    error.detail = detail;
    return error;
}

} // namespace

Result<QByteArray> readBytes(QIODevice &device)
{
    QByteArray bytes;
    bytes.reserve(device.isSequential() ? 0 : std::min(device.size(), kMostListBytes) + 1);
    while (bytes.size() <= kMostListBytes) {
        const QByteArray piece = device.read(std::max<qint64>(device.bytesAvailable(), kPieceBytes));
        if (piece.isEmpty()) {
            const auto *file = qobject_cast<const QFileDevice *>(&device);
            const bool broken = file != nullptr && file->error() != QFileDevice::NoError;
            return broken ? Result<QByteArray>(Error{ErrorCode::FileUnreadable, file->fileName()}) : bytes;
        }
        bytes += piece;
    }
    return Error{ErrorCode::TooLarge, QString()};
}

Result<CatalogPointer> readList(const QByteArray &bytes, const ReadProgress &progress)
{
    Result<ListText> text = readListText(bytes);
    if (!text) {
        return text.error();
    }
    const std::string_view all(text->utf8.constData(), static_cast<std::size_t>(text->utf8.size()));
    const ChunkPlan plan = planChunks(all);
    CatalogBuilder builder;
    builder.append(diagnosticsPart(*text));
    const std::size_t taskSize = chunksPerTask(plan.chunks.size());
    for (std::size_t first = 0; first < plan.chunks.size();) {
        if (progress &&
            !progress(static_cast<qint64>(plan.chunks[first].begin), static_cast<qint64>(all.size()))) {
            return Error{ErrorCode::Cancelled, QString()};
        }
        std::vector<Task> tasks;
        while (first < plan.chunks.size() && tasks.size() < kTasksPerBatch) {
            const std::size_t end = std::min(first + taskSize, plan.chunks.size());
            tasks.push_back({all, &plan, first, end});
            first = end;
        }
        for (std::vector<CatalogPart> &parts :
             QtConcurrent::blockingMapped<std::vector<std::vector<CatalogPart>>>(tasks, runTask)) {
            for (CatalogPart &part : parts) {
                builder.append(std::move(part));
            }
        }
    }
    CatalogPointer catalog = builder.finish();
    if (catalog->entries().empty()) {
        return Error{ErrorCode::NoPapers, QString()};
    }
    return catalog;
}

Result<CatalogPointer> readListFile(const QString &path, const ReadProgress &progress)
{
    QFile file(path);
    // A pipe or device could go on for ever, so only regular files are read.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    Result<QByteArray> bytes = readBytes(file);
    if (!bytes) {
        return withDetail(bytes.error(), path);
    }
    file.close();
    Result<CatalogPointer> catalog = readList(*bytes, progress);
    return catalog ? catalog : Result<CatalogPointer>(withDetail(catalog.error(), path));
}

} // namespace carrel
