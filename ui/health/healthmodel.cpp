// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthmodel.h"

#include "base/text.h"
#include "news/changesmodel.h"
#include "widgets/tooltiptext.h"

#include <QLocale>

#include <utility>

namespace carrel {

namespace {

/// A text of a list may be of any length; no row shows more.
constexpr std::size_t kLongest = 600;

QString bounded(const std::string &text)
{
    return toQString(displayText(text, kLongest));
}

QString sentenceOf(const Finding &finding)
{
    return bounded(healthSentence(finding).toStdString());
}

/// Where to mend: of a spelling all lines, else the first.
QString linesOf(const Finding &finding)
{
    constexpr std::size_t kMostLines = 3;
    Finding shown = finding;
    const bool all =
        finding.kind == HealthKind::VenueSpelling || finding.kind == HealthKind::QualifierSpelling;
    const std::size_t count = std::min(all ? kMostLines : 1, finding.lines.size());
    shown.moreLines = all ? finding.moreLines + static_cast<quint32>(finding.lines.size() - count) : 0;
    shown.lines.resize(count);
    return healthLines(shown);
}

} // namespace

HealthPagePointer HealthPage::of(HealthReport report)
{
    auto page = std::make_shared<HealthPage>();
    page->report = std::move(report);
    for (quint32 i = 0; i < page->report.findings.size(); ++i) {
        const HealthKind kind = page->report.findings[i].kind;
        if (i == 0 || page->report.findings[i - 1].kind != kind) {
            page->rows.push_back({kind, true, i});
        }
        page->rows.push_back({kind, false, i});
    }
    return page;
}

void HealthModel::setPage(HealthPagePointer page)
{
    beginResetModel();
    m_page = std::move(page);
    endResetModel();
}

const Finding *HealthModel::findingAt(const QModelIndex &index) const
{
    if (m_page == nullptr || !index.isValid()) {
        return nullptr;
    }
    const HealthPage::Row &row = m_page->rows[static_cast<std::size_t>(index.row())];
    return row.isHead ? nullptr : &m_page->report.findings[row.finding];
}

int HealthModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_page == nullptr ? 0 : static_cast<int>(m_page->rows.size());
}

QVariant HealthModel::headData(const HealthPage::Row &row, int role) const
{
    const quint32 count = m_page->report.counts[static_cast<std::size_t>(row.kind)];
    switch (role) {
    case Qt::DisplayRole:
        return healthHeading(row.kind);
    case Qt::AccessibleTextRole:
        return tr("%1, findings: %2").arg(healthHeading(row.kind), QLocale().toString(count));
    case ChangesModel::RowRole:
        return static_cast<int>(ChangeRow::Kind);
    case ChangesModel::CountRole:
        return static_cast<int>(count);
    default:
        return {};
    }
}

QVariant HealthModel::findingData(const Finding &finding, int role) const
{
    const QString title = finding.subject.empty() ? healthHeading(finding.kind) : bounded(finding.subject);
    const QString spoken =
        QStringList{title, linesOf(finding), sentenceOf(finding)}.join(QLatin1String(", "));
    switch (role) {
    case Qt::DisplayRole:
        return title;
    case Qt::ToolTipRole:
        return plainToolTip(spoken);
    case Qt::AccessibleTextRole:
        return spoken;
    case ChangesModel::RowRole:
        return static_cast<int>(ChangeRow::Change);
    case ChangesModel::VenueRole:
        return linesOf(finding);
    case ChangesModel::FactsRole:
        return QStringList(sentenceOf(finding));
    case ChangesModel::FactCountRole:
        return 1;
    case ChangesModel::LinkRole:
        return finding.kind == HealthKind::WrongLink || finding.kind == HealthKind::LinkMissing;
    default:
        return {};
    }
}

QVariant HealthModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Finding *finding = findingAt(index);
    return finding == nullptr ? headData(m_page->rows[static_cast<std::size_t>(index.row())], role)
                              : findingData(*finding, role);
}

Qt::ItemFlags HealthModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    return findingAt(index) == nullptr ? Qt::ItemIsEnabled | Qt::ItemNeverHasChildren
                                       : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace carrel
