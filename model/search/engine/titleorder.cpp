// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/engine/titleorder.h"

#include "base/poolwork.h"
#include "base/text.h"
#include "catalog/catalog.h"

#include <QCollator>
#include <QLocale>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kLongestNumber = 254; ///< digits that the collator reads as one number

using NameAt = std::function<std::string_view(quint32)>;

/// The C locale sorts by code points, which no reader wants.
QCollator readersCollator()
{
    const QLocale locale;
    QCollator collator(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    return collator;
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Names in their order, and which of them are equal to the one before.
struct SortedNames
{
    std::vector<quint32> names;
    std::vector<bool> equalsPrevious;

    void add(quint32 name, bool equal)
    {
        names.push_back(name);
        equalsPrevious.push_back(equal);
    }
};

/// Weights of the printable ASCII characters in a locale, for keys that sort as bytes.
class PlainAlphabet final
{
public:
    /// Nothing where the locale does not sort ASCII letter by letter: "ch" of Czech, "aa" of Danish, "y" of
    /// Lithuanian.
    static std::optional<PlainAlphabet> of(const QCollator &collator)
    {
        PlainAlphabet alphabet(collator);
        return alphabet.isLetterByLetter(collator) ? std::optional(alphabet) : std::nullopt;
    }

    /// False where the name needs the collator.
    static bool isPlain(std::string_view name)
    {
        unsigned other = 0;
        for (const char c : name) {
            other |= static_cast<unsigned>(c < ' ') | static_cast<unsigned>(c > '~');
        }
        return other == 0 && (name.size() <= kLongestNumber || !hasLongerNumber(name));
    }

    /// Of a plain name.
    void appendKey(std::string &key, std::string_view name) const
    {
        for (std::size_t i = 0; i < name.size();) {
            key += m_weights[static_cast<unsigned char>(name[i])];
            const std::size_t end = isDigit(name[i]) ? endOfNumber(name, i) : i + 1;
            if (isDigit(name[i])) {
                appendNumber(key, name.substr(i, end - i));
            }
            i = end;
        }
    }

private:
    explicit PlainAlphabet(const QCollator &collator)
    {
        for (char c = ' '; c <= '~'; ++c) {
            m_byWeight.push_back(c);
        }
        const auto compare = [&](char a, char b) {
            return collator.compare(QString(QLatin1Char(a)), QString(QLatin1Char(b)));
        };
        std::stable_sort(m_byWeight.begin(), m_byWeight.end(),
                         [&](char a, char b) { return compare(a, b) < 0; });
        char weight = 0;
        for (std::size_t i = 0; i < m_byWeight.size(); ++i) {
            weight = static_cast<char>(weight +
                                       (i == 0 || compare(m_byWeight[i - 1], m_byWeight[i]) != 0 ? 1 : 0));
            m_weights[static_cast<unsigned char>(m_byWeight[i])] = weight;
        }
        for (char digit = '1'; digit <= '9'; ++digit) {
            m_weights[static_cast<unsigned char>(digit)] = m_weights['0'];
        }
    }

    /// All strings of one or two letters, in the order of their weights, rise for the collator too.
    bool isLetterByLetter(const QCollator &collator) const
    {
        QString letters;
        for (const char c : m_byWeight) {
            if (c >= 'a' && c <= 'z') {
                letters += QLatin1Char(c);
            }
        }
        QString previous;
        for (const QChar first : letters) {
            for (qsizetype second = -1; second < letters.size(); ++second) {
                const QString next = second < 0 ? QString(first) : QString(first) + letters.at(second);
                if (collator.compare(previous, next) >= 0) {
                    return false;
                }
                previous = next;
            }
        }
        return true;
    }

    static bool hasLongerNumber(std::string_view name)
    {
        std::size_t digits = 0;
        for (const char c : name) {
            digits = isDigit(c) ? digits + 1 : 0;
            if (digits > kLongestNumber) {
                return true;
            }
        }
        return false;
    }

    static std::size_t endOfNumber(std::string_view name, std::size_t start)
    {
        return static_cast<std::size_t>(
            std::find_if_not(name.begin() + static_cast<std::ptrdiff_t>(start), name.end(), isDigit) -
            name.begin());
    }

    /// Of two numbers without leading zeros the longer one is greater. No byte of a key is 0.
    static void appendNumber(std::string &key, std::string_view digits)
    {
        digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
        key += static_cast<char>(digits.size());
        for (const char digit : digits) {
            key += static_cast<char>(digit - '0' + 1);
        }
    }

    std::array<char, 256> m_weights{};
    std::vector<char> m_byWeight;
};

/// The next eight bytes of a key as a number, with zeros behind its end, so that a key comes before those it
/// begins.
quint64 headAt(const char *key)
{
    const auto head = qFromBigEndian<quint64>(key);
    for (int shift = 56; shift >= 0; shift -= 8) {
        if ((head >> shift & 0xFF) == 0) {
            return shift == 56 ? 0 : head >> (shift + 8) << (shift + 8);
        }
    }
    return head;
}

/// Names with their keys, each ended by a zero; seven more stand behind the last, so that a head may be read
/// anywhere.
struct KeyBlock
{
    void add(quint32 name, std::string_view key)
    {
        names.push_back(name);
        keys.append(key) += '\0';
    }

    std::vector<quint32> names;
    std::string keys;
};

/// Byte strings without zeros, sorted eight bytes at a time.
class PlainKeys final
{
public:
    /// The block must outlive this.
    void add(const KeyBlock &block)
    {
        const char *key = block.keys.data();
        for (const quint32 name : block.names) {
            m_items.push_back({0, key, name});
            key += std::strlen(key) + 1;
        }
    }

    /// Once, when all are added.
    SortedNames sorted()
    {
        m_equalsPrevious.assign(m_items.size(), false);
        m_open.push_back({0, m_items.size()});
        while (!m_open.empty()) {
            const Stretch stretch = m_open.back();
            m_open.pop_back();
            sortStretch(stretch);
        }
        SortedNames out;
        out.names.reserve(m_items.size());
        for (const Item &item : m_items) {
            out.names.push_back(item.name);
        }
        out.equalsPrevious = std::move(m_equalsPrevious);
        return out;
    }

private:
    struct Item
    {
        quint64 head;   ///< the next eight bytes of the key
        const char *at; ///< where they stand
        quint32 name;
    };
    struct Stretch
    {
        std::size_t first;
        std::size_t last;
    };

    void sortStretch(Stretch stretch)
    {
        const auto begin = m_items.begin() + static_cast<std::ptrdiff_t>(stretch.first);
        const auto end = m_items.begin() + static_cast<std::ptrdiff_t>(stretch.last);
        for (auto item = begin; item != end; ++item) {
            item->head = headAt(item->at);
            item->at += sizeof(quint64);
        }
        std::sort(begin, end, [](const Item &a, const Item &b) { return a.head < b.head; });
        for (std::size_t first = stretch.first; first < stretch.last;) {
            std::size_t last = first + 1;
            while (last < stretch.last && m_items[last].head == m_items[first].head) {
                ++last;
            }
            settleEqual({first, last});
            first = last;
        }
    }

    /// Keys of equal head: equal if they end there, to be told apart by what follows otherwise.
    void settleEqual(Stretch stretch)
    {
        if (stretch.last - stretch.first < 2) {
            return;
        }
        if ((m_items[stretch.first].head & 0xFF) != 0) {
            m_open.push_back(stretch);
            return;
        }
        for (std::size_t i = stretch.first + 1; i < stretch.last; ++i) {
            m_equalsPrevious[i] = true;
        }
    }

    std::vector<Item> m_items;
    std::vector<Stretch> m_open;
    std::vector<bool> m_equalsPrevious;
};

SortedNames sortedByCollator(const std::vector<quint32> &names, const QCollator &collator,
                             const NameAt &nameAt)
{
    std::vector<std::pair<QCollatorSortKey, quint32>> keys;
    keys.reserve(names.size());
    for (const quint32 name : names) {
        keys.emplace_back(collator.sortKey(toQString(nameAt(name))), name);
    }
    std::sort(keys.begin(), keys.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    SortedNames sorted;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        sorted.add(keys[i].second, i > 0 && !(keys[i - 1].first < keys[i].first));
    }
    return sorted;
}

/// The first of names, from a place on, that is not before: steps that double, then a search in the last of
/// them.
template <typename IsBefore>
std::size_t firstNotBefore(const std::vector<quint32> &names, std::size_t from, IsBefore isBefore)
{
    std::size_t step = 1;
    std::size_t low = from;
    while (low + step <= names.size() && isBefore(names[low + step - 1])) {
        low += step;
        step *= 2;
    }
    const auto end = names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), low + step - 1));
    return static_cast<std::size_t>(
        std::partition_point(names.begin() + static_cast<std::ptrdiff_t>(low), end, isBefore) -
        names.begin());
}

/// Few names are merged into many, with few comparisons.
SortedNames merged(const SortedNames &many, const SortedNames &few, const QCollator &collator,
                   const NameAt &nameAt)
{
    SortedNames out;
    std::size_t next = 0;
    bool equal = false;
    const auto takeUpTo = [&](std::size_t end) {
        for (; next < end; ++next) {
            out.add(many.names[next], equal || many.equalsPrevious[next]);
            equal = false;
        }
    };
    for (std::size_t i = 0; i < few.names.size(); ++i) {
        const QString name = toQString(nameAt(few.names[i]));
        const auto order = [&](quint32 other) { return collator.compare(toQString(nameAt(other)), name); };
        takeUpTo(firstNotBefore(many.names, next, [&](quint32 other) { return order(other) < 0; }));
        out.add(few.names[i], few.equalsPrevious[i]);
        equal = next < many.names.size() && order(many.names[next]) == 0;
    }
    takeUpTo(many.names.size());
    return out;
}

/// Deals names out by the heads of their keys, so that each share can be sorted by itself: all keys of one
/// come before those of the next.
class PlainShares final
{
public:
    PlainShares(const PlainAlphabet &alphabet, quint32 count, const NameAt &nameAt)
        : m_alphabet(alphabet)
        , m_nameAt(nameAt)
        , m_pieces((count + kPieceNames - 1) / kPieceNames)
    {
        chooseLimits(count);
        for (quint32 number = 0; number < m_pieces.size(); ++number) {
            const quint32 first = number * kPieceNames;
            m_pieces[number].names = {first, std::min(kPieceNames, count - first)};
            m_pieces[number].shares.resize(m_limits.size() + 1);
        }
        forEachInPool(m_pieces.size(), [this](std::size_t number) { deal(m_pieces[number]); });
    }

    /// Names that need the collator.
    std::vector<quint32> others() const
    {
        std::vector<quint32> all;
        for (const Piece &piece : m_pieces) {
            all.insert(all.end(), piece.others.begin(), piece.others.end());
        }
        return all;
    }

    SortedNames sorted() const
    {
        std::vector<SortedNames> shares(m_limits.size() + 1);
        forEachInPool(shares.size(), [&](std::size_t number) { shares[number] = sortedShare(number); });
        SortedNames out = std::move(shares.front());
        for (auto share = shares.begin() + 1; share != shares.end(); ++share) {
            out.names.insert(out.names.end(), share->names.begin(), share->names.end());
            out.equalsPrevious.insert(out.equalsPrevious.end(), share->equalsPrevious.begin(),
                                      share->equalsPrevious.end());
        }
        return out;
    }

private:
    static constexpr quint32 kPieceNames = 16 * 1024;
    static constexpr std::size_t kShares = 32;
    static constexpr quint32 kSamples = 4096;

    struct Piece
    {
        Range names;
        std::vector<KeyBlock> shares;
        std::vector<quint32> others;
    };

    /// Writes the key of a plain name and tells its head.
    quint64 makeKey(std::string &key, std::string_view name) const
    {
        key.clear();
        m_alphabet.appendKey(key, name);
        std::array<char, sizeof(quint64)> head{};
        key.copy(head.data(), head.size());
        return headAt(head.data());
    }

    void chooseLimits(quint32 count)
    {
        if (m_pieces.size() < 2) {
            return;
        }
        std::vector<quint64> heads;
        std::string key;
        for (quint32 name = 0; name < count; name += count / kSamples) {
            if (PlainAlphabet::isPlain(m_nameAt(name))) {
                heads.push_back(makeKey(key, m_nameAt(name)));
            }
        }
        std::sort(heads.begin(), heads.end());
        for (std::size_t share = 1; share < kShares && !heads.empty(); ++share) {
            m_limits.push_back(heads[heads.size() * share / kShares]);
        }
        m_limits.erase(std::unique(m_limits.begin(), m_limits.end()), m_limits.end());
    }

    void deal(Piece &piece) const
    {
        std::string key;
        for (quint32 number = piece.names.first; number < piece.names.first + piece.names.count; ++number) {
            const std::string_view name = m_nameAt(number);
            if (!PlainAlphabet::isPlain(name)) {
                piece.others.push_back(number);
            } else if (!name.empty()) {
                const auto limit = std::upper_bound(m_limits.begin(), m_limits.end(), makeKey(key, name));
                piece.shares[static_cast<std::size_t>(limit - m_limits.begin())].add(number, key);
            }
        }
        for (KeyBlock &share : piece.shares) {
            share.keys.append(sizeof(quint64) - 1, '\0');
        }
    }

    SortedNames sortedShare(std::size_t number) const
    {
        PlainKeys keys;
        for (const Piece &piece : m_pieces) {
            keys.add(piece.shares[number]);
        }
        return keys.sorted();
    }

    const PlainAlphabet &m_alphabet;
    const NameAt &m_nameAt;
    std::vector<quint64> m_limits; ///< the least head of each share but the first
    std::vector<Piece> m_pieces;
};

SortedNames sortedNames(quint32 count, const NameAt &nameAt)
{
    const QCollator collator = readersCollator();
    if (const std::optional<PlainAlphabet> alphabet = PlainAlphabet::of(collator)) {
        const PlainShares shares(*alphabet, count, nameAt);
        return merged(shares.sorted(), sortedByCollator(shares.others(), collator, nameAt), collator, nameAt);
    }
    std::vector<quint32> names;
    for (quint32 name = 0; name < count; ++name) {
        if (!nameAt(name).empty()) {
            names.push_back(name);
        }
    }
    return sortedByCollator(names, collator, nameAt);
}

} // namespace

WorkColumn rankNames(quint32 count, const NameAt &nameAt)
{
    const SortedNames sorted = sortedNames(count, nameAt);
    WorkColumn column;
    for (const bool equal : sorted.equalsPrevious) {
        column.size += equal ? 0 : 1;
    }
    column.values = ColumnValues(count, column.size);
    for (quint32 name = 0; name < count; ++name) {
        column.values.set(name, column.size);
    }
    quint32 rank = 0;
    for (std::size_t i = 0; i < sorted.names.size(); ++i) {
        rank += i > 0 && !sorted.equalsPrevious[i] ? 1 : 0;
        column.values.set(sorted.names[i], rank);
    }
    return column;
}

} // namespace carrel
