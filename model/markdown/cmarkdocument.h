// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

struct cmark_node;
struct cmark_parser;

namespace carrel {

/// Memory for the trees of one parser at a time: given out in a row, given back all at once. A tree of
/// cmark-gfm is twelve times its text in small pieces, so this halves the time of a parse.
class CmarkArena final
{
public:
    CmarkArena();
    ~CmarkArena();
    CmarkArena(const CmarkArena &) = delete;
    CmarkArena &operator=(const CmarkArena &) = delete;

    void *allocate(std::size_t size);
    void *reallocate(void *old, std::size_t size);
    /// Forgets everything given out; keeps some blocks for the next tree, which is mostly as large.
    void reset();

private:
    struct Block;
    std::vector<std::unique_ptr<Block>> m_blocks;
    std::size_t m_current = 0; ///< the block that is given out of
    std::size_t m_used = 0;    ///< of it
};

/// Stands for `\|` within a row: a private character that no text has, so that it parts no cells.
inline constexpr std::string_view kCellPipe = "\uE07C";

/// A stretch of a text that is a table: each of its lines is parsed as a paragraph of its own, and the line
/// below the header is left out.
struct TableLines
{
    std::size_t delimiter;
    std::size_t rows;
    std::size_t end;
};

/// The tree of one piece of Markdown. Lives in the arena: only one document an arena at a time.
class CmarkDocument final
{
public:
    /// Parses head and body as one text; tables, in order, stand in the body. Thread-safe for different
    /// arenas.
    CmarkDocument(CmarkArena &arena, std::string_view head, std::string_view body,
                  const std::vector<TableLines> &tables);
    ~CmarkDocument();
    CmarkDocument(const CmarkDocument &) = delete;
    CmarkDocument &operator=(const CmarkDocument &) = delete;

    cmark_node *root() const { return m_root; }
    /// Line of head and body together, from 1, in which a block begins.
    int lineOf(cmark_node *block) const;

private:
    void feed(cmark_parser *parser, std::string_view text);
    void feedTable(cmark_parser *parser, std::string_view body, const TableLines &table);

    CmarkArena &m_arena;
    cmark_node *m_root = nullptr;
    int m_lines = 0;          ///< fed so far
    std::vector<int> m_added; ///< lines of the tree that are not of the text, in order
};

} // namespace carrel
