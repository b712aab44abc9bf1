// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace carrel {

/// Gives what was freed back to the system, which takes some milliseconds: for the pool, where much was
/// freed. The allocator of glibc keeps what is freed between pieces that stay: a quarter of a large catalog.
void giveMemoryBack();

/// Gives the memory of bytes back that nobody will read again, while their block stays: what they are then is
/// undefined.
void giveMemoryBack(char *begin, char *end);

} // namespace carrel
