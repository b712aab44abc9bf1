// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/updatetext.h"

#include "widgets/errortext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace carrel {

namespace {

using namespace std::chrono_literals;

QString text(const char *source)
{
    return QCoreApplication::translate("UpdateText", source);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// From so many seconds on a time is told in this unit.
struct Unit
{
    qint64 seconds;
    const char *one;
    const char *many;
};

constexpr std::array kUnits{
    Unit{86'400, QT_TRANSLATE_NOOP("UpdateText", "1 day ago"),
         QT_TRANSLATE_NOOP("UpdateText", "%1 days ago")},
    Unit{3'600, QT_TRANSLATE_NOOP("UpdateText", "1 hour ago"),
         QT_TRANSLATE_NOOP("UpdateText", "%1 hours ago")},
    Unit{60, QT_TRANSLATE_NOOP("UpdateText", "1 minute ago"),
         QT_TRANSLATE_NOOP("UpdateText", "%1 minutes ago")},
};

/// What is said of so many papers with a change: the first of a sentence, and those after it.
struct ChangeWords
{
    ChangeKind kind;
    const char *one;
    const char *many;
    const char *more;
};

constexpr std::array kChangeWords{
    ChangeWords{ChangeKind::Added, QT_TRANSLATE_NOOP("UpdateText", "1 paper added"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers added"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 added")},
    ChangeWords{ChangeKind::Removed, QT_TRANSLATE_NOOP("UpdateText", "1 paper removed"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers removed"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 removed")},
    ChangeWords{ChangeKind::Moved, QT_TRANSLATE_NOOP("UpdateText", "1 paper moved"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers moved"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 moved")},
    ChangeWords{ChangeKind::Renamed, QT_TRANSLATE_NOOP("UpdateText", "1 paper renamed"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers renamed"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 renamed")},
    ChangeWords{ChangeKind::Promoted, QT_TRANSLATE_NOOP("UpdateText", "1 paper published"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers published"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 published")},
    ChangeWords{ChangeKind::LinkGained, QT_TRANSLATE_NOOP("UpdateText", "1 paper with a new link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers with a new link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 with a new link")},
    ChangeWords{ChangeKind::LinkChanged, QT_TRANSLATE_NOOP("UpdateText", "1 paper with another link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers with another link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 with another link")},
    ChangeWords{ChangeKind::LinkLost, QT_TRANSLATE_NOOP("UpdateText", "1 paper without its link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers without their link"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 without link")},
    ChangeWords{ChangeKind::TagChanged, QT_TRANSLATE_NOOP("UpdateText", "1 paper with another venue"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 papers with another venue"),
                QT_TRANSLATE_NOOP("UpdateText", "%1 with another venue")},
};
static_assert(kChangeWords.size() == kChangeKinds);

/// What a source sent in the place of a list.
struct RefusedAnswer
{
    ErrorCode code;
    const char *what;
};

constexpr std::array kRefused{
    RefusedAnswer{ErrorCode::WebPage,
                  QT_TRANSLATE_NOOP("UpdateText", "a web page, maybe the login page of this network")},
    RefusedAnswer{ErrorCode::Json, QT_TRANSLATE_NOOP("UpdateText", "JSON, maybe an error message")},
    RefusedAnswer{ErrorCode::LfsPointer, QT_TRANSLATE_NOOP("UpdateText", "a Git LFS pointer, not the list")},
    RefusedAnswer{ErrorCode::Pdf, QT_TRANSLATE_NOOP("UpdateText", "a PDF document, not a list")},
    RefusedAnswer{ErrorCode::Compressed, QT_TRANSLATE_NOOP("UpdateText", "a compressed file, not a list")},
    RefusedAnswer{ErrorCode::NotText, QT_TRANSLATE_NOOP("UpdateText", "something that is not text")},
    RefusedAnswer{ErrorCode::NotUtf8, QT_TRANSLATE_NOOP("UpdateText", "text that is not in UTF-8")},
    RefusedAnswer{ErrorCode::NoPapers, QT_TRANSLATE_NOOP("UpdateText", "a text without any paper")},
};

QString stateText(const ListRecord &record)
{
    switch (record.state) {
    case ListState::Refused:
        return text(QT_TRANSLATE_NOOP("UpdateText", "checked %1, the answer was no list"));
    case ListState::Asks:
        return text(QT_TRANSLATE_NOOP("UpdateText", "checked %1, a shorter version not taken"));
    case ListState::Failed:
        return text(QT_TRANSLATE_NOOP("UpdateText", "not reached %1"));
    case ListState::New:
    case ListState::Current:
        break;
    }
    const bool isNew = !record.versions.empty() && record.versions.front().fetched == record.checked;
    return isNew ? text(QT_TRANSLATE_NOOP("UpdateText", "updated %1"))
                 : text(QT_TRANSLATE_NOOP("UpdateText", "checked %1, unchanged"));
}

} // namespace

QString agoText(const QDateTime &then, const QDateTime &now)
{
    const qint64 seconds = then.secsTo(now);
    for (const Unit &unit : kUnits) {
        if (const qint64 count = seconds / unit.seconds; count > 0) {
            return count == 1 ? text(unit.one) : text(unit.many).arg(number(count));
        }
    }
    return text(QT_TRANSLATE_NOOP("UpdateText", "just now"));
}

std::chrono::milliseconds agoLasts(const QDateTime &then, const QDateTime &now)
{
    const std::chrono::milliseconds age(std::max<qint64>(0, then.msecsTo(now)));
    for (const Unit &unit : kUnits) {
        const std::chrono::milliseconds step = std::chrono::seconds(unit.seconds);
        if (age >= step || unit.seconds == kUnits.back().seconds) {
            return step - age % step;
        }
    }
    return 1min;
}

QString waitText(std::chrono::seconds wait)
{
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    const qint64 seconds = wait.count();
    if (seconds < 60) {
        return seconds == 1 ? text(QT_TRANSLATE_NOOP("UpdateText", "1 second"))
                            : text(QT_TRANSLATE_NOOP("UpdateText", "%1 seconds")).arg(number(seconds));
    }
    if (seconds < 3600) {
        return text(QT_TRANSLATE_NOOP("UpdateText", "%1 minutes"))
            .arg(number(seconds / 60) + QLatin1Char(':') + two(seconds % 60));
    }
    return text(QT_TRANSLATE_NOOP("UpdateText", "%1 hours"))
        .arg(number(seconds / 3600) + QLatin1Char(':') + two(seconds / 60 % 60) + QLatin1Char(':') +
             two(seconds % 60));
}

std::optional<std::chrono::seconds> waitLeft(const ListRecord &record, const QDateTime &now)
{
    if (!record.waitUntil.isValid() || record.waitUntil <= now) {
        return std::nullopt;
    }
    constexpr qint64 kSecond = 1000;
    return std::chrono::seconds((now.msecsTo(record.waitUntil) + kSecond - 1) / kSecond);
}

QString checkText(const ListRecord &record, const QDateTime &now, bool older)
{
    if (const auto wait = waitLeft(record, now)) {
        return text(QT_TRANSLATE_NOOP("UpdateText", "%1 asks to wait %2"))
            .arg(record.addresses.value(0).host(), waitText(*wait));
    }
    if (!record.checked.isValid()) {
        return text(QT_TRANSLATE_NOOP("UpdateText", "never checked"));
    }
    const bool current = record.state == ListState::Current;
    const QString state =
        older && current ? text(QT_TRANSLATE_NOOP("UpdateText", "checked %1")) : stateText(record);
    return state.arg(agoText(record.checked, now));
}

QString transferText(qint64 done, qint64 total)
{
    const QLocale locale;
    const auto size = [&](qint64 bytes) {
        return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
    };
    return total > 0 ? text(QT_TRANSLATE_NOOP("UpdateText", "%1 of %2")).arg(size(done), size(total))
                     : size(done);
}

QString changesText(const ListDiff &diff)
{
    QStringList parts;
    for (const ChangeWords &words : kChangeWords) {
        const auto count = std::count_if(diff.changes.begin(), diff.changes.end(),
                                         [&](const ListChange &each) { return each.kind == words.kind; });
        if (count > 0) {
            const bool first = parts.isEmpty();
            parts.append(first && count == 1 ? text(words.one)
                                             : text(first ? words.many : words.more).arg(number(count)));
        }
    }
    return parts.isEmpty() ? text(QT_TRANSLATE_NOOP("UpdateText", "no paper changed"))
                           : parts.join(QStringLiteral(", "));
}

QString outcomeText(const UpdateOutcome &outcome)
{
    using Kind = UpdateOutcome::Kind;
    switch (outcome.kind) {
    case Kind::Unchanged:
        return {};
    case Kind::Updated:
        return outcome.diff
                   ? text(QT_TRANSLATE_NOOP("UpdateText", "Updated: %1.")).arg(changesText(*outcome.diff))
                   : text(QT_TRANSLATE_NOOP("UpdateText", "Fetched: %1 papers."))
                         .arg(number(static_cast<qint64>(outcome.papers)));
    case Kind::Asks:
        return text(QT_TRANSLATE_NOOP(
                        "UpdateText",
                        "The newer version lacks %1 of the papers in use, so the list is as it was."))
            .arg(number(static_cast<qint64>(outcome.lost)));
    case Kind::Failed:
        break;
    }
    if (outcome.error.code == ErrorCode::DownloadCancelled) {
        return {};
    }
    const auto *refused = std::find_if(kRefused.begin(), kRefused.end(), [&](const RefusedAnswer &each) {
        return each.code == outcome.error.code;
    });
    if (refused != kRefused.end()) {
        return text(QT_TRANSLATE_NOOP("UpdateText", "The source of %1 sent %2, so nothing was changed."))
            .arg(outcome.error.detail, text(refused->what));
    }
    const QString sentence = errorText(outcome.error);
    return outcome.wait ? sentence + QLatin1Char(' ') +
                              text(QT_TRANSLATE_NOOP("UpdateText", "You can ask again in %1."))
                                  .arg(waitText(*outcome.wait))
                        : sentence;
}

} // namespace carrel
