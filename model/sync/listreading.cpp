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

/// So much of a long text is given back at a time.
constexpr std::size_t kSlabBytes = std::size_t(4) * 1024 * 1024;

/// Consecutive chunks of a list and the text they stand in, which is gone once they are read.
struct Slab
{
    QByteArray text;
    std::vector<Chunk> chunks; ///< places are those in text
};

struct Task
{
    std::string_view text;
    const ChunkPlan &plan;
    std::span<const Chunk> chunks;
};

std::vector<CatalogPart> runTask(const Task &task)
{
    ChunkParser parser;
    std::vector<CatalogPart> parts;
    for (const Chunk &chunk : task.chunks) {
        parts.push_back(parser.parse(task.text, task.plan, chunk));
    }
    return parts;
}

/// The chunks with their text, the last first: it is cut off from the end, so that at no time there is much
/// more of it than there was. A text that others hold too stays whole.
std::vector<Slab> slabsOf(QByteArray text, std::vector<Chunk> chunks)
{
    std::vector<Slab> slabs;
    while (!chunks.empty()) {
        auto first = chunks.end() - 1;
        const std::size_t end = first->end;
        while (first != chunks.begin() && (!text.isDetached() || end - first->begin < kSlabBytes)) {
            --first;
        }
        const std::size_t begin = first->begin;
        Slab slab{text, {first, chunks.end()}};
        chunks.erase(first, chunks.end());
        if (!chunks.empty()) {
            slab.text = text.mid(static_cast<qsizetype>(begin), static_cast<qsizetype>(end - begin));
            for (Chunk &chunk : slab.chunks) {
                chunk.begin -= begin;
                chunk.end -= begin;
            }
            text.truncate(static_cast<qsizetype>(begin));
            text.squeeze();
        }
        slabs.push_back(std::move(slab));
    }
    return slabs;
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
PartsOfTasks runTasks(const std::vector<Task> &tasks, CatalogBuilder &builder, PartsOfTasks before)
{
    PartsOfTasks done(tasks.size());
    forEachInPool(tasks.size() + 1, [&](std::size_t number) {
        if (number == 0) {
            appendAll(builder, std::exchange(before, {}));
        } else {
            done[number - 1] = runTask(tasks[number - 1]);
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

Result<CatalogPointer> readList(QByteArray bytes, const ReadProgress &progress)
{
    Result<ListText> text = readListText(bytes);
    if (!text) {
        return text.error();
    }
    bytes = QByteArray();
    const qint64 size = text->utf8.size();
    ChunkPlan plan = planChunks(viewOf(text->utf8));
    CatalogBuilder builder;
    builder.expect(static_cast<std::size_t>(size));
    builder.append(diagnosticsPart(*text));
    PartsOfTasks parts;
    const std::size_t taskSize = chunksPerTask(plan.chunks.size());
    qint64 done = 0;
    std::vector<Slab> slabs = slabsOf(std::move(text->utf8), std::exchange(plan.chunks, {}));
    for (; !slabs.empty(); slabs.pop_back()) {
        const Slab &slab = slabs.back();
        for (std::span<const Chunk> rest = slab.chunks; !rest.empty();) {
            if (progress && !progress(done, size)) {
                return Error{ErrorCode::Cancelled, QString()};
            }
            std::vector<Task> tasks;
            while (!rest.empty() && tasks.size() < kTasksPerBatch) {
                const std::size_t chunks = std::min(taskSize, rest.size());
                tasks.push_back({viewOf(slab.text), plan, rest.first(chunks)});
                done += static_cast<qint64>(rest[chunks - 1].end - rest.front().begin);
                rest = rest.subspan(chunks);
            }
            parts = runTasks(tasks, builder, std::move(parts));
        }
    }
    appendAll(builder, std::move(parts));
    CatalogPointer catalog = builder.finish();
    if (size > kLongList) {
        giveMemoryBack();
    }
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
    Result<CatalogPointer> catalog = readList(std::move(bytes).value(), progress);
    return catalog ? catalog : Result<CatalogPointer>(withDetail(catalog.error(), path));
}

} // namespace carrel
