// SPDX-License-Identifier: GPL-3.0-or-later
#include "facets/facetpane.h"

#include "facets/facetview.h"
#include "facets/yearstrip.h"
#include "items/facetmodel.h"

#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace carrel {

FacetPane::FacetPane(QWidget *parent)
    : QWidget(parent)
    , m_kindModel(new FacetModel(FacetModel::Facet::Kinds, this))
    , m_venueModel(new FacetModel(FacetModel::Facet::Venues, this))
    , m_years(new YearStrip)
    , m_kinds(new FacetView(m_kindModel, FacetView::Form::Columns))
    , m_venues(new FacetView(m_venueModel, FacetView::Form::List))
{
    setAccessibleName(tr("Facets"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_kinds->setAccessibleName(tr("Kinds"));
    m_venues->setAccessibleName(tr("Venues"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addWidget(m_years);
    column->addWidget(m_kinds);
    column->addWidget(m_venues, 1);
    setFocusProxy(m_years);

    for (FacetView *view : {m_kinds, m_venues}) {
        connect(view, &FacetView::useRequested, this,
                [this](const FacetValue &value, ClauseUse use) { edit(withUse(m_text, value, use)); });
    }
    connect(m_years, &YearStrip::yearsRequested, this,
            [this](const std::optional<YearRange> &years) { edit(withYears(m_text, years)); });
}

void FacetPane::setCatalog(const CatalogPointer &catalog)
{
    m_years->clear();
    m_kindModel->setCatalog(catalog);
    m_venueModel->setCatalog(catalog);
}

void FacetPane::setYears(const std::vector<int> &years)
{
    m_years->addYears(years);
}

void FacetPane::setText(const QString &text)
{
    m_text = text;
    const Query query = parseQuery(text);
    m_years->setQuery(query);
    m_kindModel->setQuery(query, m_clicked);
    m_venueModel->setQuery(query, m_clicked);
}

void FacetPane::setCounts(const FilterCounts &counts)
{
    m_years->setCounts(counts.years);
    m_kindModel->setKinds(counts.kinds);
    m_venueModel->setVenues(counts.venues);
}

void FacetPane::addMenuAction(QAction *action)
{
    m_years->addAction(action);
    m_kinds->addAction(action);
    m_venues->addAction(action);
}

void FacetPane::edit(const QString &text)
{
    const QScopedValueRollback clicked(m_clicked, true);
    Q_EMIT textEdited(text);
}

} // namespace carrel
