// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "catalog/catalog.h"
#include "stats/filtercounts.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace carrel {

class FacetModel;
class FacetView;
class YearStrip;

/// Years, kinds and venues of the papers shown, to narrow them by a click. Shows what the text of the filter
/// says and what each value would leave; a click asks for another text, and nothing else is kept here.
class FacetPane final : public QWidget
{
    Q_OBJECT
public:
    explicit FacetPane(QWidget *parent = nullptr);

    /// Another list is shown: nothing is counted yet.
    void setCatalog(const CatalogPointer &catalog);
    /// The years that the list has, 0 for the unknown one.
    void setYears(const std::vector<int> &years);
    void setText(const QString &text);
    void setCounts(const FilterCounts &counts);
    /// Appends an action to the context menus.
    void addMenuAction(QAction *action);

    YearStrip &years() const { return *m_years; }
    FacetView &kinds() const { return *m_kinds; }
    FacetView &venues() const { return *m_venues; }

Q_SIGNALS:
    /// The text of the filter after a click.
    void textEdited(const QString &text);

private:
    void edit(const QString &text);

    FacetModel *m_kindModel;
    FacetModel *m_venueModel;
    YearStrip *m_years;
    FacetView *m_kinds;
    FacetView *m_venues;
    QString m_text;
    bool m_clicked = false; ///< the text changes because of a click here
};

} // namespace carrel
