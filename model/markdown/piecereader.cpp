// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/piecereader.h"

namespace carrel {

namespace {

constexpr std::size_t kMostKnown = 2048;    ///< of each kind
constexpr std::size_t kMostPieceBytes = 40; ///< longer ones hardly come again
constexpr std::size_t kMostLabelBytes = 40;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    while (!text.empty() && text.back() == ' ') {
        text.remove_suffix(1);
    }
    return text;
}

} // namespace

void PieceReader::use(const ListShape &shape)
{
    if (m_shape != &shape) {
        m_shape = &shape;
        m_strict.clear();
        m_loose.clear();
        m_labels.clear();
        m_authors.clear();
    }
}

bool PieceReader::areAuthors(std::string_view piece)
{
    piece = trimmed(piece);
    if (piece.size() > kMostPieceBytes) {
        return carrel::areAuthors(piece, false);
    }
    auto place = m_authors.find(piece);
    if (place == m_authors.end()) {
        if (m_authors.size() == kMostKnown) {
            m_authors.clear();
        }
        place = m_authors.emplace(std::string(piece), carrel::areAuthors(piece, false)).first;
    }
    return place->second;
}

const VenueTag *PieceReader::venue(std::string_view piece, bool loose)
{
    piece = trimmed(piece);
    const auto found = [](const std::optional<VenueTag> &tag) { return tag ? &*tag : nullptr; };
    if (piece.size() > kMostPieceBytes) {
        m_long = venueOf(piece, *m_shape, loose);
        return found(m_long);
    }
    auto &known = loose ? m_loose : m_strict;
    auto place = known.find(piece);
    if (place == known.end()) {
        if (known.size() == kMostKnown) {
            known.clear();
        }
        place = known.emplace(std::string(piece), venueOf(piece, *m_shape, loose)).first;
    }
    return found(place->second);
}

const PieceReader::Label &PieceReader::labelOf(std::string_view words)
{
    auto place = m_labels.find(words);
    if (place == m_labels.end()) {
        if (m_labels.size() == kMostKnown) {
            m_labels.clear();
        }
        const bool shared = !m_shape->labels.empty() && m_shape->labels.contains(plainWords(words));
        place = m_labels.emplace(std::string(words), Label{labelRole(words), shared}).first;
    }
    return place->second;
}

LabelRole PieceReader::label(std::string_view words)
{
    return words.size() > kMostLabelBytes ? LabelRole::None : labelOf(words).role;
}

bool PieceReader::isLabel(std::string_view words)
{
    if (words.size() > kMostLabelBytes) {
        return false;
    }
    const Label &label = labelOf(words);
    return label.role != LabelRole::None || label.shared;
}

} // namespace carrel
