// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace carrel {

/// What a button of the message bar says and does.
struct MessageAction
{
    QString text;
    std::function<void()> run;
};

/// One line under the toolbar that tells of a problem, with a button that mends it where there is one. The
/// newest message takes the place of the one before; the reader closes it.
class MessageBar final : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Information, Warning };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text, MessageAction action = {});
    /// Hides the bar; what it offered is forgotten.
    void dismiss();
    QString text() const;

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void runAction();
    void updateIcon();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
    Kind m_kind = Kind::Information;
};

} // namespace carrel
