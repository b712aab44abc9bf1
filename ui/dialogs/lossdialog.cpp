// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/lossdialog.h"

#include "widgets/theme.h"

#include <QAbstractListModel>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace carrel {

namespace {

/// Titles of the papers that the newer version lacks, read off the list in use when they are seen.
class LostPapersModel final : public QAbstractListModel
{
public:
    LostPapersModel(const ListDiff &diff, QObject *parent)
        : QAbstractListModel(parent)
        , m_before(diff.before)
    {
        for (const ListChange &change : diff.changes) {
            if (change.kind == ChangeKind::Removed) {
                m_entries.push_back(change.oldEntry);
            }
        }
    }

    int rowCount(const QModelIndex &parent) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
    }

    QVariant data(const QModelIndex &index, int role) const override
    {
        const Entry &entry = m_before->entry(m_entries[static_cast<std::size_t>(index.row())]);
        if (role == Qt::DisplayRole) {
            return m_before->string(entry.title());
        }
        return role == Qt::ToolTipRole
                   ? QVariant(toQString(sectionPathText(*m_before, entry)).toHtmlEscaped())
                   : QVariant();
    }

private:
    CatalogPointer m_before;
    std::vector<quint32> m_entries;
};

QLabel *plainLabel(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QString number(std::size_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

/// Numbers one below the other, so that they are compared at a glance.
QGridLayout *comparison(std::size_t inUse, const UpdateOutcome &outcome)
{
    auto *grid = new QGridLayout;
    const std::pair<QString, std::size_t> rows[]{
        {LossDialog::tr("Papers in the list in use:"), inUse},
        {LossDialog::tr("Papers in the newer version:"), outcome.papers},
        {LossDialog::tr("Papers that would go:"), outcome.lost}};
    int row = 0;
    for (const auto &[words, count] : rows) {
        auto *value = new QLabel(number(count));
        value->setAlignment(Qt::AlignRight);
        if (row == 2) {
            QFont strong = value->font();
            strong.setWeight(QFont::DemiBold);
            value->setFont(strong);
        }
        grid->addWidget(new QLabel(words), row, 0);
        grid->addWidget(value, row++, 1);
    }
    grid->setColumnStretch(2, 1);
    grid->setHorizontalSpacing(grid->horizontalSpacing() * 2);
    return grid;
}

} // namespace

LossDialog::LossDialog(const QString &name, std::size_t papersInUse, const UpdateOutcome &outcome,
                       QWidget *parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("lossDialog"));
    setWindowTitle(tr("Many Papers Would Go"));
    setAttribute(Qt::WA_DeleteOnClose);
    const int line = fontMetrics().height();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(line * 3 / 4);
    column->addWidget(plainLabel(
        tr("The newer version of %1 lacks many of the papers in use. The list may have been shortened or "
           "split, or something went wrong at its source. Nothing has been changed so far.")
            .arg(name)));
    column->addLayout(comparison(papersInUse, outcome));
    if (outcome.diff) {
        auto *view = new QListView;
        view->setObjectName(QStringLiteral("lostPapers"));
        view->setAccessibleName(tr("Papers that would go"));
        view->setUniformItemSizes(true);
        view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        view->setEditTriggers(QAbstractItemView::NoEditTriggers);
        view->setModel(new LostPapersModel(*outcome.diff, view));
        column->addWidget(view, 1);
    }
    column->addWidget(
        plainLabel(tr("Marks and notes of papers that go are kept; the papers stand under \"No longer "
                      "listed\". The list in use stays among its versions.")));
    auto *buttons = new QDialogButtonBox(this);
    auto *keep = buttons->addButton(tr("&Keep My List"), QDialogButtonBox::RejectRole);
    auto *take = buttons->addButton(tr("&Take the New List"), QDialogButtonBox::AcceptRole);
    keep->setObjectName(QStringLiteral("keepList"));
    take->setObjectName(QStringLiteral("takeList"));
    take->setAutoDefault(false);
    keep->setDefault(true);
    keep->setFocus();
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    resize(line * 36, outcome.diff ? line * 28 : sizeHint().height());
}

} // namespace carrel
