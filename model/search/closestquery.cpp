// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/closestquery.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kMostWrongWords = 4;

/// Calls visit(word) for each word of folded text.
template <typename Visit>
void forEachWord(std::string_view text, Visit visit)
{
    std::size_t start = 0;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i == text.size() || text[i] == ' ' || text[i] == '\n') {
            visit(text.substr(start, i - start));
            start = i + 1;
        }
    }
}

using Replacements = std::unordered_map<std::string, std::string>;

void replaceWords(QueryNode &node, const Replacements &replacements)
{
    std::string folded;
    forEachWord(node.folded, [&](std::string_view word) {
        const auto found = replacements.find(std::string(word));
        folded += folded.empty() ? "" : " ";
        folded += found == replacements.end() || node.negated ? word : std::string_view(found->second);
    });
    node.folded = std::move(folded);
    for (QueryNode &child : node.children) {
        replaceWords(child, replacements);
    }
}

} // namespace

std::optional<Query> closestQuery(const WordList &words, const Query &query)
{
    Replacements replacements;
    bool hopeless = false;
    for (const QueryTerm &term : query.terms) {
        forEachWord(term.folded, [&](std::string_view word) {
            if (hopeless || words.stands(word) || replacements.contains(std::string(word))) {
                return;
            }
            std::string closest =
                replacements.size() < kMostWrongWords ? words.closestTo(word) : std::string();
            hopeless = closest.empty();
            replacements.emplace(word, std::move(closest));
        });
    }
    if (hopeless || replacements.empty()) {
        return std::nullopt;
    }
    Query closest{query.root, {}, {}};
    replaceWords(closest.root, replacements);
    return parseQuery(queryText(closest));
}

} // namespace carrel
