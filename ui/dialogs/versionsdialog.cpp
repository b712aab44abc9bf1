// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/versionsdialog.h"

#include "library/listdiff.h"
#include "mainwindow/updatetext.h"
#include "sync/pooltask.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace carrel {

namespace {

enum Column { Date, Papers, Changes, Columns };
constexpr int kVersionRole = Qt::UserRole;

/// What the pool finds out about a version.
struct Summary
{
    QString papers;
    QString changes;
};

Summary summaryOf(const CatalogReader &version, const CatalogReader &before)
{
    const Result<LoadedCatalog> now = version({});
    if (!now) {
        return {{}, VersionsDialog::tr("cannot be read")};
    }
    Summary summary{QLocale().toString(static_cast<qulonglong>(now->catalog->workCount())), {}};
    if (before) {
        const Result<LoadedCatalog> then = before({});
        summary.changes = then ? changesText(diffLists(then->catalog, now->catalog)) : QString();
    }
    return summary;
}

} // namespace

VersionsDialog::VersionsDialog(const ListRecord &record, const QString &cacheFolder,
                               const CatalogSource &bundled, const CatalogSource &shown, QWidget *parent)
    : QDialog(parent)
    , m_record(record)
    , m_cacheFolder(cacheFolder)
    , m_bundled(bundled)
    , m_table(new QTreeWidget)
    , m_look(new QPushButton(tr("&Look at It")))
    , m_use(new QPushButton(tr("&Use This Version")))
{
    setObjectName(QStringLiteral("versionsDialog"));
    setWindowTitle(tr("Versions of %1").arg(record.name));
    setAttribute(Qt::WA_DeleteOnClose);
    const int line = fontMetrics().height();
    m_table->setObjectName(QStringLiteral("versions"));
    m_table->setAccessibleName(tr("Versions"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("Date"), tr("Papers"), tr("Changes")});
    m_table->header()->setSectionResizeMode(Date, QHeaderView::ResizeToContents);
    m_table->header()->setSectionResizeMode(Papers, QHeaderView::ResizeToContents);
    addVersions(shown);

    auto *explanation =
        new QLabel(tr("The newest version and up to ten older ones are kept. A version that is "
                      "used stays in use until the list is updated."));
    explanation->setWordWrap(true);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_look, QDialogButtonBox::ActionRole);
    buttons->addButton(m_use, QDialogButtonBox::ActionRole);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(line * 3 / 4);
    column->addWidget(explanation);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_table, &QTreeWidget::currentItemChanged, this, &VersionsDialog::updateButtons);
    connect(m_table, &QTreeWidget::itemActivated, m_look, &QPushButton::click);
    connect(m_look, &QPushButton::clicked, this, [this] {
        Q_EMIT lookedAt(version(m_table->indexOfTopLevelItem(m_table->currentItem())));
        accept();
    });
    connect(m_use, &QPushButton::clicked, this, [this] {
        Q_EMIT usedFromNowOn(version(m_table->indexOfTopLevelItem(m_table->currentItem())));
        accept();
    });
    resize(line * 40, line * 22);
    updateButtons();
    compare(0);
}

VersionsDialog::~VersionsDialog()
{
    m_comparing.waitForFinished();
}

void VersionsDialog::addVersions(const CatalogSource &shown)
{
    const auto add = [&](const QString &file, const QDate &date, const QString &origin, int papers) {
        const QString day = date.toString(Qt::ISODate);
        QString note = origin;
        if (file == shown.version) {
            note = note.isEmpty() ? tr("shown") : tr("%1, shown").arg(note);
        }
        auto *item = new QTreeWidgetItem(m_table);
        item->setText(Date, note.isEmpty() ? day : tr("%1 (%2)").arg(day, note));
        item->setText(Papers, papers > 0 ? QLocale().toString(papers) : QString());
        item->setTextAlignment(Papers, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(Date, kVersionRole, file);
        if (file == shown.version) {
            m_table->setCurrentItem(item);
        }
    };
    for (const ListVersion &each : m_record.versions) {
        const bool newest = each.file == m_record.versions.front().file;
        add(each.file, each.date(), newest ? tr("newest") : QString(), each.papers);
    }
    if (!m_record.bundled.isEmpty()) {
        add(m_record.bundled, m_bundled.date, tr("came with Carrel"), 0);
    }
}

/// One after the other, from the top: each is compared with the one below it.
void VersionsDialog::compare(int row)
{
    if (row >= m_table->topLevelItemCount()) {
        return;
    }
    const bool last = row + 1 == m_table->topLevelItemCount();
    const CatalogReader now = listReader(m_cacheFolder, m_record, m_bundled, version(row));
    const CatalogReader before =
        last ? CatalogReader() : listReader(m_cacheFolder, m_record, m_bundled, version(row + 1));
    m_comparing = runInPool(
        *this, [now, before] { return summaryOf(now, before); },
        [this, row](const Summary &summary) {
            QTreeWidgetItem *item = m_table->topLevelItem(row);
            item->setText(Papers, summary.papers);
            item->setText(Changes, summary.changes);
            item->setToolTip(Changes, summary.changes);
            compare(row + 1);
        });
}

void VersionsDialog::updateButtons()
{
    const bool chosen = m_table->currentItem() != nullptr;
    m_look->setEnabled(chosen);
    m_use->setEnabled(chosen);
}

QString VersionsDialog::version(int row) const
{
    return m_table->topLevelItem(row)->data(Date, kVersionRole).toString();
}

} // namespace carrel
