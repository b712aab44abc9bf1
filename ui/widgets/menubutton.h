// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace carrel {

/// A button of the toolbar that opens a menu, by mouse and by keyboard. Its icon says so; no arrow is drawn
/// over it.
class MenuButton final : public QToolButton
{
    Q_OBJECT
public:
    MenuButton(const QIcon &icon, const QString &text, QMenu *menu, QWidget *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionToolButton *option) const override;
};

} // namespace carrel
