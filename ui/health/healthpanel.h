// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QPointer>

namespace carrel {

class Browser;
class HealthDialog;

/// Joins the page of list health with the window: which lists there are, and the way from it to a paper.
class HealthPanel final : public QObject
{
    Q_OBJECT
public:
    HealthPanel(const WindowServices &services, Browser &browser, QWidget *window);

    /// Opens the page at a list in use, or at what is shown first.
    void showHealth(const QString &list = {});

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void failed(const carrel::Error &error);

private:
    void createDialog();
    void showPaper(const CatalogPointer &list, quint32 entry);

    const WindowServices m_services;
    Browser &m_browser;
    QWidget *m_window;
    QPointer<HealthDialog> m_dialog;
};

} // namespace carrel
