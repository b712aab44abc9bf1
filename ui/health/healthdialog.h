// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "health/healthmodel.h"

#include <QDialog>
#include <QFuture>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace carrel {

class ChangesView;

/// What a curator would want to mend in a list: has it looked through in the pool, shows and exports what was
/// found.
class HealthDialog final : public QDialog
{
    Q_OBJECT
public:
    /// A list that can be asked about.
    struct List
    {
        QString id;
        QString name;
        std::function<Result<QByteArray>()> read; ///< its text; called in the pool
    };

    explicit HealthDialog(QWidget *parent);
    /// Waits for what runs in the pool.
    ~HealthDialog() override;

    /// Shows what was found in the list of this id, or in the first.
    void showLists(std::vector<List> lists, const QString &id);
    const HealthModel &model() const { return *m_model; }

Q_SIGNALS:
    /// The reader wants to see a paper.
    void paperRequested(const carrel::CatalogPointer &list, quint32 entry);
    void failed(const carrel::Error &error);
    void written(const QString &file);
    /// There is another page.
    void checked();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *createChoice();
    QWidget *createButtons();
    void check();
    void take(const Result<HealthPagePointer> &page);
    void say(const QString &text);
    void choose(const QModelIndex &index);
    void copy();
    void save();
    void writeTo(const QString &path);
    void dress();

    std::vector<List> m_lists;
    HealthModel *m_model;
    ChangesView *m_view;
    QComboBox *m_list;
    QWidget *m_choice = nullptr;
    QLabel *m_summary;
    QLabel *m_notice;
    QPushButton *m_copy;
    QPushButton *m_save;
    QString m_folder; ///< where the last file went
    quint64 m_request = 0;
    QFuture<void> m_working;
};

} // namespace carrel
