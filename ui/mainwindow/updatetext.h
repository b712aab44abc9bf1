// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/listupdater.h"

#include <QString>

#include <chrono>

namespace carrel {

// What is said of updates, as pure functions of records, outcomes and the time.

/// "just now", "3 minutes ago", "5 hours ago", "2 days ago".
QString agoText(const QDateTime &then, const QDateTime &now);
/// How long agoText() says the same.
std::chrono::milliseconds agoLasts(const QDateTime &then, const QDateTime &now);

/// "42 seconds", "1:05 minutes", "2:03:04 hours".
QString waitText(std::chrono::seconds wait);

/// What is left of the time that a server asked for; nothing where it may be asked.
std::optional<std::chrono::seconds> waitLeft(const ListRecord &record, const QDateTime &now);

/// "never checked", "checked 3 minutes ago, unchanged", "raw.example.org asks to wait: 42 seconds".
/// Of an older version it says nothing of whether the newest one is unchanged.
QString checkText(const ListRecord &record, const QDateTime &now, bool older = false);

/// "1.2 MB of 3.4 MB", "1.2 MB" while the whole is not known.
QString transferText(qint64 done, qint64 total);

/// "12 papers added, 3 moved, 1 with a new link"; "no paper changed".
QString changesText(const ListDiff &diff);

/// A sentence: what an update brought, or why it brought nothing. Empty where there is nothing to tell.
QString outcomeText(const UpdateOutcome &outcome);

} // namespace carrel
