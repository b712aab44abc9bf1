// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/urlopener.h"

#include <QUrl>

#include <optional>
#include <utility>
#include <vector>

namespace carrel::test {

/// Remembers what it was asked to open; fails with nextError where one is set.
class RecordingUrlOpener final : public UrlOpener
{
public:
    Result<void> open(const QUrl &url) override
    {
        if (nextError) {
            return *std::exchange(nextError, std::nullopt);
        }
        opened.push_back(url);
        return {};
    }

    std::vector<QUrl> opened;
    std::optional<Error> nextError;
};

} // namespace carrel::test
