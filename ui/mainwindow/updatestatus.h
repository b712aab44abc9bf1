// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QToolButton;

namespace carrel {

class ElidedLabel;

/// The end of the status bar: which version is in use and when it was checked, or how far an update has come
/// with a button that stops it. What is said is decided by ListUpdates.
class UpdateStatus final : public QWidget
{
    Q_OBJECT
public:
    explicit UpdateStatus(QWidget *parent = nullptr);

    void showState(const QString &text);
    /// As long as progress is shown its place only grows, so that nothing trembles.
    void showProgress(const QString &text);
    bool showsProgress() const { return m_progress; }
    QString text() const;

Q_SIGNALS:
    void stopRequested();

private:
    void setProgress(bool shown);
    void giveRoom(int least);

    ElidedLabel *m_text;
    QToolButton *m_stop;
    bool m_progress = false;
};

} // namespace carrel
