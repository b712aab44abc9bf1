// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace carrel {

class DropHint;

/// Takes files and addresses that are dropped on a window, and shows meanwhile what dropping them does. What
/// the program drags itself is none of its business.
class ListDrops final : public QObject
{
    Q_OBJECT
public:
    explicit ListDrops(QWidget *window);

    /// The files and web addresses of a drag.
    static QStringList sourcesIn(const QMimeData &data);

Q_SIGNALS:
    void dropped(const QStringList &sources);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showHint(const QStringList &sources);

    QWidget *m_window;
    DropHint *m_hint = nullptr; ///< made for the first drag
};

} // namespace carrel
