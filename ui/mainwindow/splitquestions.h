// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "library/libraryview.h"
#include "widgets/messagebar.h"

#include <QObject>

namespace carrel {

/// Tells the reader of papers that were one in the library and are two in the list, and asks, one after the
/// other, which of the two the marks belong to.
class SplitQuestions final : public QObject
{
    Q_OBJECT
public:
    SplitQuestions(const WindowServices &services, QWidget *window);

    /// Nothing where there is no question.
    void ask();

Q_SIGNALS:
    /// There may be other questions, or none.
    void changed();
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);

private:
    void takeQuestions();

    const WindowServices &m_services;
    QWidget *m_window;
    std::vector<SplitQuestion> m_told; ///< what the reader has been told of
};

} // namespace carrel
