// SPDX-License-Identifier: GPL-3.0-or-later
#include "headlessio.h"

#include "bundledlist.h"
#include "datapaths.h"
#include "headless.h"
#include "sync/listreading.h"
#include "widgets/listnotices.h"

#include <QCoreApplication>
#include <QFile>
#include <QIODevice>

namespace carrel {

namespace {

/// Pipes are read as well: whoever names one here waits for it.
Result<CatalogPointer> readFrom(QIODevice &device, const QString &name, const Streams &streams,
                                QByteArray *text)
{
    Result<QByteArray> bytes = readBytes(device);
    if (!bytes) {
        return Error{bytes.error().code, name};
    }
    if (text != nullptr) {
        *text = *bytes;
    }
    Result<CatalogPointer> read = readList(std::move(bytes).value());
    if (!read) {
        return Error{read.error().code, name};
    }
    for (const QString &notice : listNotices(**read)) {
        say(streams.err, notice);
    }
    return read;
}

} // namespace

void say(QIODevice &device, const QString &sentence)
{
    device.write("carrel: " + sentence.toUtf8() + '\n');
}

Result<void> print(QIODevice &out, std::string_view piece)
{
    const auto size = static_cast<qint64>(piece.size());
    if (out.write(piece.data(), size) != size) {
        return Error{ErrorCode::FileUnwritable, QCoreApplication::translate("Headless", "standard output")};
    }
    return {};
}

Result<void> print(QIODevice &out, const QByteArray &bytes)
{
    return print(out, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

Result<CatalogPointer> readNamedList(const QString &name, const Streams &streams, QByteArray *text)
{
    if (name == QLatin1String("-")) {
        return readFrom(streams.in, QCoreApplication::translate("Headless", "standard input"), streams, text);
    }
    QFile file(name.isEmpty() ? QString::fromLatin1(kBundledList) : name);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, name};
    }
    return readFrom(file, name, streams, text);
}

} // namespace carrel
