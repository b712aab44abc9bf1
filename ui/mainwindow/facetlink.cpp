// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/facetlink.h"

#include "facets/facetpane.h"
#include "filterbar/filterbar.h"
#include "items/paperfilter.h"
#include "items/sectiontreemodel.h"
#include "search/engine/indexcolumns.h"

#include <algorithm>
#include <vector>

namespace carrel {

namespace {

/// With 0 where a work has no year: that is no value of the column.
std::vector<int> yearsOf(const SearchIndex &index)
{
    std::vector<int> years = index.columns().yearValues;
    const WorkColumn &column = index.columns().years;
    const bool hasNone = column.values.visit([&column](const auto &values) {
        return std::find(values.begin(), values.end(), column.size) != values.end();
    });
    if (hasNone) {
        years.push_back(0);
    }
    return years;
}

} // namespace

FacetLink::FacetLink(const Ends &ends, QObject *parent)
    : QObject(parent)
{
    FacetPane *facets = &ends.facets;
    PaperFilter *filter = &ends.filter;
    SectionTreeModel *sections = &ends.sections;
    connect(&ends.filterBar, &FilterBar::textChanged, facets, &FacetPane::setText);
    connect(facets, &FacetPane::textEdited, &ends.filterBar, &FilterBar::setText);
    connect(filter, &PaperFilter::countsChanged, facets, &FacetPane::setCounts);
    connect(filter, &PaperFilter::countsChanged, sections, &SectionTreeModel::setFilterCounts);
    connect(filter, &PaperFilter::indexReady, facets,
            [facets, filter] { facets->setYears(yearsOf(*filter->index())); });
    connect(sections, &QAbstractItemModel::modelReset, facets,
            [facets, sections] { facets->setCatalog(sections->catalog()); });
}

} // namespace carrel
