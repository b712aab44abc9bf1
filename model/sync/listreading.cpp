// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listreading.h"

#include "base/memory.h"
#include "base/poolwork.h"
#include "catalog/catalogbuilder.h"
#include "markdown/catalogparser.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace carrel {

namespace {

/// Consecutive chunks that one thread reads with one parser, and so many of them at a time.
constexpr std::size_t kChunksPerTask = 4;
constexpr std::size_t kTasksPerBatch = 8;

/// So much is asked of a device that cannot tell how much it has.
constexpr qint64 kPieceBytes = qint64(64) * 1024;

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What a longer list leaves behind is worth the time to give it back.
constexpr qint64 kLongList = qint64(16) * 1024 * 1024;

struct Task
{
    std::string_view text;
    const ChunkPlan &plan;
    std::span<const Chunk> chunks;
};

std::vector<CatalogPart> runTask(const Task &task, ChunkParser &parser)
{
    std::vector<CatalogPart> parts;
    for (const Chunk &chunk : task.chunks) {
        parts.push_back(parser.parse(task.text, task.plan, chunk));
    }
    return parts;
}

/// As many chunks a task as there are, if there are few, so that a small list is read by all cores.
std::size_t chunksPerTask(std::size_t chunks)
{
    return std::clamp<std::size_t>(chunks / kTasksPerBatch, 1, kChunksPerTask);
}

using PartsOfTasks = std::vector<std::vector<CatalogPart>>;

void appendAll(CatalogBuilder &builder, PartsOfTasks parts)
{
    for (std::vector<CatalogPart> &ofTask : parts) {
        for (CatalogPart &part : ofTask) {
            builder.append(std::move(part));
        }
    }
}

/// What the tasks read. While they do, one thread appends what those before them have read.
PartsOfTasks runTasks(const std::vector<Task> &tasks, std::vector<ChunkParser> &parsers,
                      CatalogBuilder &builder, PartsOfTasks before)
{
    PartsOfTasks done(tasks.size());
    forEachInPool(tasks.size() + 1, [&](std::size_t number) {
        if (number == 0) {
            appendAll(builder, std::exchange(before, {}));
        } else {
            done[number - 1] = runTask(tasks[number - 1], parsers[number - 1]);
        }
    });
    return done;
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

Result<CatalogPointer> readList(QByteArray bytes, const ReadProgress &progress, const ListOrigin &origin)
{
    Result<ListText> text = readListText(bytes);
    if (!text) {
        return text.error();
    }
    bytes = QByteArray();
    const qint64 size = text->utf8.size();
    const ChunkPlan plan = planChunks(viewOf(text->utf8));
    CatalogBuilder builder;
    builder.expect(static_cast<std::size_t>(size));
    builder.append(diagnosticsPart(*text));
    const std::size_t taskSize = chunksPerTask(plan.chunks.size());
    // A text that others hold too stays whole.
    char *const ownBytes = text->utf8.isDetached() ? text->utf8.data() : nullptr;
    std::vector<ChunkParser> parsers(kTasksPerBatch);
    PartsOfTasks parts;
    for (std::span<const Chunk> rest = plan.chunks; !rest.empty();) {
        const std::size_t begin = rest.front().begin;
        if (progress && !progress(static_cast<qint64>(begin), size)) {
            return Error{ErrorCode::Cancelled, QString()};
        }
        std::vector<Task> tasks;
        while (!rest.empty() && tasks.size() < kTasksPerBatch) {
            const std::size_t chunks = std::min(taskSize, rest.size());
            tasks.push_back({viewOf(text->utf8), plan, rest.first(chunks)});
            rest = rest.subspan(chunks);
        }
        parts = runTasks(tasks, parsers, builder, std::move(parts));
        if (ownBytes != nullptr && size > kLongList) {
            giveMemoryBack(ownBytes + begin, ownBytes + tasks.back().chunks.back().end);
        }
    }
    appendAll(builder, std::move(parts));
    parsers.clear();
    text->utf8.clear();
    CatalogPointer catalog = builder.finish(origin);
    if (size > kLongList) {
        giveMemoryBack();
    }
    if (catalog->entries().empty()) {
        return Error{ErrorCode::NoPapers, QString()};
    }
    return catalog;
}

Result<CatalogPointer> readListFile(const QString &path, const ReadProgress &progress,
                                    const ListOrigin &origin)
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
    Result<CatalogPointer> catalog = readList(std::move(bytes).value(), progress, origin);
    return catalog ? catalog : Result<CatalogPointer>(withDetail(catalog.error(), path));
}

} // namespace carrel
