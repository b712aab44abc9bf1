// SPDX-License-Identifier: GPL-3.0-or-later
// How the dates of a list stand in their file: a head with the number of the form, a SHA-256 of all that
// follows, three counts, and behind them versions, works and keys, each number little-endian.
#include "library/addeddates.h"

#include <QCryptographicHash>
#include <QFile>
#include <QSaveFile>
#include <QtEndian>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

/// The last byte goes up with each form that this one cannot be read as.
constexpr char kHead[] = "CrrlDat";
constexpr qsizetype kHeadBytes = 7;
constexpr char kForm = 1;
constexpr qsizetype kDigestBytes = 32;
constexpr qsizetype kVersionBytes = 12;
constexpr qsizetype kWorkBytes = 8;
constexpr qsizetype kKeyBytes = 12;

QByteArray digestOf(QByteArrayView body)
{
    return QCryptographicHash::hash(body.toByteArray(), QCryptographicHash::Sha256);
}

template <typename Number>
void append(QByteArray &bytes, Number number)
{
    const Number stored = qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
}

/// Reads numbers off bytes of which there are enough.
class Numbers final
{
public:
    explicit Numbers(const char *at)
        : m_at(at)
    {
    }

    template <typename Number>
    Number next()
    {
        const auto number = qFromLittleEndian<Number>(m_at);
        m_at += sizeof number;
        return number;
    }

private:
    const char *m_at;
};

bool isSound(const AddedDates &dates)
{
    const bool known = std::all_of(dates.works.begin(), dates.works.end(), [&](const AddedDates::Work &work) {
        return work.version < dates.versions.size();
    });
    const bool owned = std::all_of(dates.keys.begin(), dates.keys.end(),
                                   [&](const AddedDates::Key &key) { return key.work < dates.works.size(); });
    const auto rises = [](const AddedDates::Key &a, const AddedDates::Key &b) { return a.hash >= b.hash; };
    return known && owned &&
           std::adjacent_find(dates.keys.begin(), dates.keys.end(), rises) == dates.keys.end();
}

Error damaged()
{
    return {ErrorCode::FileUnreadable, QString()};
}

} // namespace

QByteArray AddedDates::toBytes() const
{
    QByteArray body;
    body.reserve(static_cast<qsizetype>(3 * sizeof(quint32)) +
                 static_cast<qsizetype>(versions.size()) * kVersionBytes +
                 static_cast<qsizetype>(works.size()) * kWorkBytes +
                 static_cast<qsizetype>(keys.size()) * kKeyBytes);
    append(body, static_cast<quint32>(versions.size()));
    append(body, static_cast<quint32>(works.size()));
    append(body, static_cast<quint32>(keys.size()));
    for (const Version &version : versions) {
        append(body, version.hash);
        append(body, version.time);
    }
    for (const Work &work : works) {
        append(body, work.added);
        append(body, work.version);
    }
    for (const Key &key : keys) {
        append(body, key.hash);
        append(body, key.work);
    }
    return QByteArray(kHead, kHeadBytes) + kForm + digestOf(body) + body;
}

Result<AddedDates> AddedDates::fromBytes(const QByteArray &bytes)
{
    constexpr qsizetype kBodyAt = kHeadBytes + 1 + kDigestBytes;
    if (bytes.size() <= kHeadBytes || !bytes.startsWith(kHead)) {
        return damaged();
    }
    if (bytes.at(kHeadBytes) > kForm) {
        return Error{ErrorCode::ListsTooNew, QString()};
    }
    const QByteArrayView body = QByteArrayView(bytes).sliced(std::min(kBodyAt, bytes.size()));
    if (body.size() < static_cast<qsizetype>(3 * sizeof(quint32)) ||
        QByteArrayView(bytes).sliced(kHeadBytes + 1, kDigestBytes) != digestOf(body)) {
        return damaged();
    }
    Numbers numbers(body.data());
    AddedDates dates;
    const auto versionCount = numbers.next<quint32>();
    const auto workCount = numbers.next<quint32>();
    const auto keyCount = numbers.next<quint32>();
    if (static_cast<qsizetype>(3 * sizeof(quint32)) + versionCount * kVersionBytes + workCount * kWorkBytes +
            keyCount * kKeyBytes !=
        body.size()) {
        return damaged();
    }
    // The order of evaluation within braces is that of the text.
    dates.versions.resize(versionCount);
    for (Version &version : dates.versions) {
        version = {numbers.next<quint64>(), numbers.next<quint32>()};
    }
    dates.works.resize(workCount);
    for (Work &work : dates.works) {
        work = {numbers.next<quint32>(), numbers.next<quint32>()};
    }
    dates.keys.resize(keyCount);
    for (Key &key : dates.keys) {
        key = {numbers.next<quint64>(), numbers.next<quint32>()};
    }
    return isSound(dates) ? Result<AddedDates>(std::move(dates)) : damaged();
}

Result<AddedDates> readAddedDates(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        return AddedDates();
    }
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{ErrorCode::FileUnreadable, path};
    }
    Result<AddedDates> dates = AddedDates::fromBytes(file.readAll());
    return dates ? std::move(dates) : Error{dates.error().code, path};
}

Result<void> writeAddedDates(const QString &path, const AddedDates &dates)
{
    const QByteArray bytes = dates.toBytes();
    QSaveFile file(path);
    const bool written =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return written ? Result<void>() : Error{ErrorCode::FileUnwritable, path};
}

} // namespace carrel
