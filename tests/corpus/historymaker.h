// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "identityreplay.h"

#include "catalog/catalog.h"

#include <QRandomGenerator>

#include <set>
#include <string>
#include <vector>

namespace carrel::test {

/// Makes versions of a list as a curator would have left them, out of one real list and a seed: papers come,
/// are renamed a little, published, linked anew, moved, listed twice, leave and return, sections are sorted,
/// split and renamed. What is one paper under several titles is noted in the alignments.
class HistoryMaker final
{
public:
    HistoryMaker(const Catalog &list, quint32 seed, Alignments &alignments);

    /// The list as it stands.
    CatalogPointer version() const;
    /// Some time later.
    void advance();

private:
    struct Paper
    {
        std::string title;
        std::string venue;
        std::string url;
        int year = 0;
        bool listed = false;
        std::size_t home = 0; ///< number of the section it was listed in first
    };
    struct Section
    {
        std::string title;
        std::vector<std::size_t> papers;
    };

    bool once(quint32 inSo) { return m_random.generate() % inSo == 0; }
    std::size_t below(std::size_t count) { return m_random.generate() % count; }
    Section &homeOf(std::size_t paper) { return m_sections[m_papers[paper].home % m_sections.size()]; }

    void add(std::size_t paper);
    void remove(std::size_t paper);
    void change(std::size_t paper);
    bool rename(Paper &paper);
    void publish(Paper &paper);
    void addFollower(std::size_t paper);
    void rearrange();
    std::string freshAddress(const char *stem);

    Alignments &m_alignments;
    QRandomGenerator m_random;
    std::vector<Paper> m_papers;
    std::vector<Section> m_sections;
    std::set<std::string> m_titles; ///< normal titles that papers have or had
    int m_addresses = 0;
};

} // namespace carrel::test
