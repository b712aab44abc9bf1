// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QPointer>

namespace carrel {

class Browser;
class ChangesDialog;
class HistoryDating;
class NewsBar;
class PaperActions;
class PaperPane;

/// Joins what is new with the window: the bar above the new papers, the look that clears the badges, the page
/// of changes and the way from it to a paper.
class NewsPanel final : public QObject
{
    Q_OBJECT
public:
    struct Parts
    {
        Browser &browser;
        PaperPane &papers;
        PaperActions &actions;
    };

    /// services.news and services.lists are not null.
    NewsPanel(const WindowServices &services, const Parts &parts, QWidget *window);

    /// Opens the page of changes at a list, or at the first one that is shown.
    void showChanges(const QString &list = {});
    /// Dates the papers of the list shown by its own history.
    void dateByHistory();

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    void failed(const carrel::Error &error);

private:
    void takeView();
    void takeNews();
    void fillBar();
    void fillDialog();
    void showPaper(const CatalogPointer &list, quint32 entry);

    const WindowServices &m_services;
    Parts m_parts;
    QWidget *m_window;
    NewsBar *m_bar = nullptr;          ///< made when it is first shown
    HistoryDating *m_dating = nullptr; ///< made when it is first asked for
    QPointer<ChangesDialog> m_changes;
};

} // namespace carrel
