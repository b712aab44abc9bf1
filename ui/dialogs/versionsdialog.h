// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sync/catalogreader.h"

#include <QDialog>
#include <QFuture>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace carrel {

/// The versions that are kept of a list, the newest first: their dates, their papers, what changed with each.
/// Tells which one the reader wants to look at or to go back to.
class VersionsDialog final : public QDialog
{
    Q_OBJECT
public:
    /// bundled is the version that came with Carrel; shown is the one in the window.
    VersionsDialog(const ListRecord &record, const QString &cacheFolder, const CatalogSource &bundled,
                   const CatalogSource &shown, QWidget *parent);
    ~VersionsDialog() override;

Q_SIGNALS:
    /// The file of the version, as in ListVersion and ListRecord::bundled.
    void lookedAt(const QString &version);
    void usedFromNowOn(const QString &version);

private:
    void addVersions(const CatalogSource &shown);
    void compare(int row);
    void updateButtons();
    QString version(int row) const;

    const ListRecord m_record;
    const QString m_cacheFolder;
    const CatalogSource m_bundled;
    QTreeWidget *m_table;
    QPushButton *m_look;
    QPushButton *m_use;
    QFuture<void> m_comparing;
};

} // namespace carrel
