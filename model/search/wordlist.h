// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "search/searchindex.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace carrel {

/// The words of an index, each once, with how often it stands there: what a word that stands nowhere is
/// compared with. Made when first asked for, since it reads the whole text.
class WordList final
{
public:
    /// Null once isStopped() is true. On one thread, so that filters can run beside it.
    static std::shared_ptr<const WordList> build(SearchIndexPointer index,
                                                 const std::function<bool()> &isStopped);

    const SearchIndex &index() const { return *m_index; }
    /// True where a word stands somewhere in the text, be it as a part of another one.
    bool stands(std::string_view word) const;
    /// The closest word, of several the most frequent: one letter wrong, missing, too many or two swapped, in
    /// longer words two. Empty where none is close.
    std::string closestTo(std::string_view typed) const;

private:
    struct Word
    {
        std::string_view text; ///< in the index
        quint32 times = 0;
    };

    explicit WordList(SearchIndexPointer index);
    void addText(std::string_view text, quint32 times);
    void addTags();
    void add(std::string_view word, quint32 times);
    void makeRoom();

    SearchIndexPointer m_index;
    std::vector<Word> m_words;
    std::vector<quint32> m_places; ///< a hash table of numbers of words, of a power of two
    bool m_complete = true;        ///< false where there were too many words to keep
};

using WordListPointer = std::shared_ptr<const WordList>;

} // namespace carrel
