// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "health/healthreport.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace carrel {

/// What was found in a list as the rows of a page, by kind. A value; made in the pool.
struct HealthPage
{
    struct Row
    {
        HealthKind kind;
        bool isHead = false;
        quint32 finding = 0; ///< of report.findings; of a head the first below it
    };

    HealthReport report;
    std::vector<Row> rows;

    static std::shared_ptr<const HealthPage> of(HealthReport report);
};
using HealthPagePointer = std::shared_ptr<const HealthPage>;

/// The rows of such a page, in the roles of ChangesModel, so that a ChangesView draws them.
class HealthModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;

    void setPage(HealthPagePointer page);
    const HealthPagePointer &page() const { return m_page; }
    /// Null for a head.
    const Finding *findingAt(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QVariant headData(const HealthPage::Row &row, int role) const;
    QVariant findingData(const Finding &finding, int role) const;

    HealthPagePointer m_page;
};

} // namespace carrel
