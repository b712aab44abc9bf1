// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "news/changesmodel.h"
#include "sync/liststore.h"

#include <QDialog>
#include <QFuture>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace carrel {

class ChangesView;
class ElidedLabel;

/// What changed in a list from a version that is kept to the one in use: chooses the two, has them compared
/// in the pool, shows and exports what came of it.
class ChangesDialog final : public QDialog
{
    Q_OBJECT
public:
    /// A list that can be asked about.
    struct List
    {
        ListRecord record;
        quint32 lastLook = 0; ///< when the version came into use that the reader looked at last; 0 for none
    };

    ChangesDialog(const QString &cacheFolder, QWidget *parent);
    /// Waits for what runs in the pool.
    ~ChangesDialog() override;

    /// The lists to choose from; the chosen one and the version stay, where they are still there.
    void setLists(std::vector<List> lists);
    /// Shows what changed in one of them since the last look.
    void showList(const QString &id);
    const ChangesModel &model() const { return *m_model; }

Q_SIGNALS:
    /// The reader wants to see a paper: of the version in use.
    void paperRequested(const carrel::CatalogPointer &list, quint32 entry);
    void linkRequested(const QUrl &url);
    void failed(const carrel::Error &error);
    void written(const QString &file);
    /// There is another page.
    void compared();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *createChoice();
    QWidget *createButtons();
    const List *currentList() const;
    void fillVersions();
    void compare();
    void take(const Result<ChangesPagePointer> &page);
    void say(const QString &text);
    void showCurrent();
    void choose(const QModelIndex &index);
    void openKnown();
    void copy();
    void save();
    void writeTo(const QString &path);
    void dress();

    const QString m_cacheFolder;
    std::vector<List> m_lists;
    QStringList m_versions; ///< files, one a row of m_from
    ChangesModel *m_model;
    ChangesView *m_view;
    QComboBox *m_list;
    QLabel *m_listLabel = nullptr;
    QComboBox *m_from;
    QLabel *m_to;
    QLabel *m_summary;
    QLabel *m_notice;
    QWidget *m_known; ///< what is known of a paper that was removed
    ElidedLabel *m_knownText;
    QPushButton *m_knownLink;
    QPushButton *m_copy;
    QPushButton *m_save;
    QString m_folder; ///< where the last file went
    quint64 m_request = 0;
    QFuture<void> m_working;
};

} // namespace carrel
