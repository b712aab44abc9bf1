// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

#include <cstdint>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <thread>

namespace carrel::bench {

inline double milliseconds(const std::function<void()> &run)
{
    QElapsedTimer timer;
    timer.start();
    run();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

inline std::uint64_t sumOf(std::span<const std::string_view> pieces)
{
    std::uint64_t sum = 0;
    for (const std::string_view piece : pieces) {
        for (std::size_t at = 0; at + sizeof(std::uint64_t) <= piece.size(); at += sizeof(std::uint64_t)) {
            std::uint64_t part = 0;
            std::memcpy(&part, piece.data() + at, sizeof(part));
            sum += part;
        }
    }
    return sum;
}

/// Milliseconds that two threads take to read all pieces: the limit for whatever looks at each byte.
inline double readLoop(std::span<const std::string_view> pieces)
{
    std::uint64_t sums[2] = {0, 0};
    const double time = milliseconds([&] {
        std::thread other([&] { sums[0] = sumOf(pieces.first(pieces.size() / 2)); });
        sums[1] = sumOf(pieces.subspan(pieces.size() / 2));
        other.join();
    });
    return sums[0] + sums[1] == 1 ? 0 : time;
}

} // namespace carrel::bench
