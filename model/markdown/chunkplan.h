// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "markdown/listshape.h"

#include <QtGlobal>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// A stretch of a list that can be parsed alone: it begins at a heading or at a bullet of the outermost
/// level, outside of code, comments and HTML.
struct Chunk
{
    std::size_t begin;
    std::size_t end;
    quint32 firstLine; ///< 1-based line of begin
};

/// How a list is cut, and what every chunk must know: the reference definitions and the shape of the list.
struct ChunkPlan
{
    std::vector<Chunk> chunks;
    std::string
        definitions; ///< whole lines, the first of each name first; ends with a blank line unless empty
    quint32 definitionLines = 0;
    ListShape shape;
};

inline constexpr std::size_t kChunkBytes = std::size_t(32) * 1024;

/// Cuts text (lines ended by LF) into chunks of at least target bytes where that is safe. Where it cannot be
/// told whether code or a comment is open, the chunk goes on. Linear in time.
ChunkPlan planChunks(std::string_view text, std::size_t target = kChunkBytes);

} // namespace carrel
