// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace carrel {

// Who gets a core first where more threads want one than there are cores. Both do nothing where the system
// refuses or knows no such thing.

/// For the main thread of a program with a window, once, at its start: it asks for short turns and is given
/// them sooner, so that a key is not answered behind a long turn of some other thread.
void takeShortTurns();

/// For a thread of the pool, where longer work begins, as often as one likes: from then on the main thread
/// has three quarters of a core that both want. While the main thread rests nothing changes. Does nothing
/// when called by the main thread.
void giveWayToMainThread();

} // namespace carrel
