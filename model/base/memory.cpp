// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/memory.h"

#include <QtGlobal>

#include <cstddef>
#include <cstdint>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#ifdef Q_OS_LINUX
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace carrel {

void giveMemoryBack()
{
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

void giveMemoryBack([[maybe_unused]] char *begin, [[maybe_unused]] char *end)
{
#ifdef Q_OS_LINUX
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const std::uintptr_t before = (page - reinterpret_cast<std::uintptr_t>(begin) % page) % page;
    const std::uintptr_t behind = reinterpret_cast<std::uintptr_t>(end) % page;
    if (static_cast<std::uintptr_t>(end - begin) > before + behind) {
        madvise(begin + before, static_cast<std::size_t>(end - begin) - before - behind, MADV_DONTNEED);
    }
#endif
}

} // namespace carrel
