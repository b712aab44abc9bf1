// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/cmarkdocument.h"

#include <QtGlobal>

#include <cmark-gfm.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kBlockBytes = 512 * 1024;
constexpr std::size_t kKeptBlocks = 6; ///< a chunk of usual size needs three or four
constexpr std::size_t kAlignment = alignof(void *);

constexpr std::size_t aligned(std::size_t size)
{
    return (size + kAlignment - 1) / kAlignment * kAlignment;
}

/// cmark's allocator interface carries no context, so the arena in use is told to it by thread. While a tree
/// is walked cmark may still allocate (terminated copies of texts), so the arena stays set as long as the
/// document lives.
thread_local CmarkArena *currentArena = nullptr;

void *arenaCalloc(std::size_t count, std::size_t size)
{
    void *memory = currentArena->allocate(count * size);
    std::memset(memory, 0, count * size);
    return memory;
}

void *arenaRealloc(void *old, std::size_t size)
{
    return currentArena->reallocate(old, size);
}

void arenaFree(void *) {}

cmark_mem *arenaInterface()
{
    static cmark_mem memory{arenaCalloc, arenaRealloc, arenaFree};
    return &memory;
}

} // namespace

struct CmarkArena::Block
{
    explicit Block(std::size_t bytes)
        : size(bytes)
        , memory(new std::byte[bytes])
    {
    }
    std::size_t size;
    std::unique_ptr<std::byte[]> memory;
};

CmarkArena::CmarkArena() = default;
CmarkArena::~CmarkArena() = default;

void *CmarkArena::allocate(std::size_t size)
{
    const std::size_t needed = aligned(size) + kAlignment;
    if (m_blocks.empty() || m_used + needed > m_blocks[m_current]->size) {
        m_current = m_blocks.empty() ? 0 : m_current + 1;
        if (m_current == m_blocks.size() || m_blocks[m_current]->size < needed) {
            m_blocks.insert(m_blocks.begin() + static_cast<std::ptrdiff_t>(m_current),
                            std::make_unique<Block>(std::max(kBlockBytes, needed)));
        }
        m_used = 0;
    }
    std::byte *start = m_blocks[m_current]->memory.get() + m_used;
    std::memcpy(start, &size, sizeof size);
    m_used += needed;
    return start + kAlignment;
}

void *CmarkArena::reallocate(void *old, std::size_t size)
{
    if (old == nullptr) {
        return allocate(size);
    }
    std::byte *start = static_cast<std::byte *>(old) - kAlignment;
    std::size_t oldSize = 0;
    std::memcpy(&oldSize, start, sizeof oldSize);
    Block &last = *m_blocks[m_current];
    const bool isLast = start + kAlignment + aligned(oldSize) == last.memory.get() + m_used;
    const std::size_t growth = aligned(size) - std::min(aligned(oldSize), aligned(size));
    if (isLast && m_used + growth <= last.size) {
        std::memcpy(start, &size, sizeof size);
        m_used += growth;
        return old;
    }
    void *moved = allocate(size);
    std::memcpy(moved, old, std::min(oldSize, size));
    return moved;
}

void CmarkArena::reset()
{
    std::erase_if(m_blocks, [](const auto &block) { return block->size > kBlockBytes; });
    if (m_blocks.size() > kKeptBlocks) {
        m_blocks.resize(kKeptBlocks);
    }
    m_current = 0;
    m_used = 0;
}

CmarkDocument::CmarkDocument(CmarkArena &arena, std::string_view head, std::string_view body,
                             const std::vector<TableLines> &tables)
    : m_arena(arena)
{
    Q_ASSERT(currentArena == nullptr);
    currentArena = &arena;
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, arenaInterface());
    cmark_parser_feed(parser, head.data(), head.size());
    std::size_t fed = 0;
    if (!tables.empty()) {
        m_lines = static_cast<int>(std::count(head.begin(), head.end(), '\n'));
    }
    for (const TableLines &table : tables) {
        feed(parser, body.substr(fed, table.delimiter - fed));
        feedTable(parser, body, table);
        fed = table.end;
    }
    cmark_parser_feed(parser, body.data() + fed, body.size() - fed);
    m_root = cmark_parser_finish(parser);
}

void CmarkDocument::feed(cmark_parser *parser, std::string_view text)
{
    cmark_parser_feed(parser, text.data(), text.size());
    m_lines += static_cast<int>(std::count(text.begin(), text.end(), '\n'));
}

/// A blank line parts the rows, and a sign of its own stands for a pipe that is none of the table.
void CmarkDocument::feedTable(cmark_parser *parser, std::string_view body, const TableLines &table)
{
    feed(parser, "\n");
    std::string changed;
    for (std::size_t start = table.rows; start < table.end;) {
        const std::size_t end = std::min(body.find('\n', start), table.end - 1) + 1;
        std::string_view row = body.substr(start, end - start);
        if (row.find("\\|") != std::string_view::npos) {
            changed = row;
            for (std::size_t at = changed.find("\\|"); at != std::string::npos;
                 at = changed.find("\\|", at)) {
                changed.replace(at, 2, kCellPipe);
            }
            row = changed;
        }
        feed(parser, row);
        if (row.ends_with('\n')) {
            cmark_parser_feed(parser, "\n", 1);
            ++m_lines;
            m_added.push_back(m_lines);
        }
        start = end;
    }
}

int CmarkDocument::lineOf(cmark_node *block) const
{
    const int line = cmark_node_get_start_line(block);
    const auto before = std::lower_bound(m_added.begin(), m_added.end(), line) - m_added.begin();
    return line - static_cast<int>(before);
}

CmarkDocument::~CmarkDocument()
{
    m_arena.reset();
    currentArena = nullptr;
}

} // namespace carrel
