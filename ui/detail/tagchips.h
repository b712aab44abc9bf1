// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QStringListModel;

namespace carrel {

/// The tags of a paper as chips, each with a way to take it off, and a box to add one that completes the tags
/// there are. Shows what it is told; what the reader wants goes out as signals.
class TagChips final : public QWidget
{
    Q_OBJECT
public:
    explicit TagChips(QWidget *parent = nullptr);

    void setTags(const QStringList &tags);
    /// What the box completes.
    void setKnownTags(const QStringList &tags);
    void focusBox();

Q_SIGNALS:
    void tagAdded(const QString &name);
    void tagRemoved(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void takeTyped();
    void placeChildren();

    QStringList m_tags;
    QList<QWidget *> m_chips;
    QLineEdit *m_box;
    QStringListModel *m_known;
};

} // namespace carrel
