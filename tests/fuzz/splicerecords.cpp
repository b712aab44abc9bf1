// SPDX-License-Identifier: GPL-3.0-or-later
// Crosses two lists over record by record, so that inference meets documents whose parts have unlike shapes.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>
#include <vector>

namespace {

bool beginsRecord(std::string_view line)
{
    return !line.empty() &&
           (line.front() == '#' || line.front() == '|' || line.front() == '-' || line.front() == '*' ||
            line.front() == '<' || (line.front() >= '0' && line.front() <= '9'));
}

/// Headings, bullets, numbers, rows and bold paragraphs with the lines that belong to them.
std::vector<std::string_view> recordsOf(std::string_view text)
{
    std::vector<std::string_view> records;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t feed = text.find('\n', at);
        at = feed == std::string_view::npos ? text.size() : feed + 1;
        if (at == text.size() || beginsRecord(text.substr(at))) {
            records.push_back(text.substr(begin, at - begin));
            begin = at;
        }
    }
    return records;
}

} // namespace

// NOLINTNEXTLINE(readability-identifier-naming) -- the name that the fuzzer looks for
extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t *first, std::size_t firstSize,
                                                 const std::uint8_t *second, std::size_t secondSize,
                                                 std::uint8_t *out, std::size_t mostOut, unsigned int seed)
{
    constexpr std::size_t kLongestRun = 8;
    const std::vector<std::string_view> sources[] = {
        recordsOf({reinterpret_cast<const char *>(first), firstSize}),
        recordsOf({reinterpret_cast<const char *>(second), secondSize})};
    std::minstd_rand random(seed);
    std::size_t next[] = {0, 0};
    std::size_t size = 0;
    for (std::size_t side = random() % 2;; side = 1 - side) {
        const std::vector<std::string_view> &records = sources[side];
        const std::size_t end = std::min(records.size(), next[side] + 1 + random() % kLongestRun);
        for (; next[side] < end; ++next[side]) {
            const std::string_view record = records[next[side]];
            if (record.size() > mostOut - size) {
                return size;
            }
            std::memcpy(out + size, record.data(), record.size());
            size += record.size();
        }
        if (next[0] >= sources[0].size() && next[1] >= sources[1].size()) {
            return size;
        }
    }
}
