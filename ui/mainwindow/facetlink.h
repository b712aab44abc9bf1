// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace carrel {

class FacetPane;
class FilterBar;
class PaperFilter;
class SectionTreeModel;

/// Joins facets and sidebar with the filter: its text goes to the facets and theirs to the box, its counts go
/// to both.
class FacetLink final : public QObject
{
    Q_OBJECT
public:
    struct Ends
    {
        FacetPane &facets;
        FilterBar &filterBar;
        PaperFilter &filter;
        SectionTreeModel &sections;
    };

    FacetLink(const Ends &ends, QObject *parent);
};

} // namespace carrel
