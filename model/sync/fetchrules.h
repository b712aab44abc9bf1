// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QNetworkReply>
#include <QUrl>

#include <chrono>
#include <optional>

namespace carrel {

// What is asked for, where a redirect may lead, and what answers and failures mean: the rules of a fetch as
// pure functions.

/// http or https with a host.
bool isFetchable(const QUrl &url);

bool isRedirect(int status);

/// To https; to plain http only within a host that was asked so before.
bool mayRedirect(const QUrl &from, const QUrl &to);

/// Why an answer brings no list; nothing for one that may. 0: there was no answer.
std::optional<ErrorCode> refusalOf(int status, bool asksToWait);

ErrorCode failureOf(QNetworkReply::NetworkError error);

/// A time as HTTP writes it; invalid where it is none.
QDateTime httpTime(const QByteArray &text);

/// How long services that count requests ask to wait, where none is left; nothing where there is no such
/// word.
std::optional<std::chrono::seconds> quotaWait(const QNetworkReply &reply, const QDateTime &now);

/// Whether a body that was cut would have been told from a whole one. Over HTTP/1 Qt takes the end of the
/// connection for the end of a body without a length, in the middle of a chunk too.
bool endIsSure(const QNetworkReply &reply);

} // namespace carrel
