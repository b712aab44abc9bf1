// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QTreeWidget;

namespace carrel {

/// The filter language, made from the table that its parser uses; each example can be put into the box.
class SyntaxDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit SyntaxDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void exampleChosen(const QString &text);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void dress();

    QTreeWidget *m_tree;
};

} // namespace carrel
