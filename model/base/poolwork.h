// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>

namespace carrel {

/// Calls act() once with each number below count, by the calling thread and those of the pool that are free,
/// and returns when all are done. Unlike QtConcurrent::blockingMap() it never waits for a thread of the pool
/// to become free, so that tasks of the pool may call it too, however many there are.
void forEachInPool(std::size_t count, const std::function<void(std::size_t)> &act);

/// Qt paints large areas in the pool and waits for it: there must be a thread free for that, whatever else is
/// going on there. Called once at the start of a program with a window.
void keepPoolFreeForPainting();

} // namespace carrel
