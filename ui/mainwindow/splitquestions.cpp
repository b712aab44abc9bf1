// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/splitquestions.h"

#include "dialogs/splitdialog.h"
#include "items/papertablemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "mainwindow/statustext.h"

#include <QLocale>

namespace carrel {

SplitQuestions::SplitQuestions(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
    // Afterwards: whoever shows the list has it by then.
    connect(&m_services.library, &LibraryStore::statesReset, this, &SplitQuestions::takeQuestions,
            Qt::QueuedConnection);
}

void SplitQuestions::takeQuestions()
{
    const std::vector<SplitQuestion> &questions = m_services.library.questions();
    if (questions == m_told) {
        return;
    }
    m_told = questions;
    Q_EMIT changed();
    if (questions.empty()) {
        return;
    }
    const Catalog &catalog = *m_services.library.catalog();
    const QString title = shortened(catalog.string(catalog.face(questions.front().work).title()), 60);
    Q_EMIT messageRequested(MessageBar::Kind::Information,
                            questions.size() == 1
                                ? tr("“%1” of your library is two papers in the list now.").arg(title)
                                : tr("%1 papers of your library are two in the list now.")
                                      .arg(QLocale().toString(static_cast<qulonglong>(questions.size()))),
                            {tr("Assign Marks..."), [this] { ask(); }});
}

void SplitQuestions::ask()
{
    const std::vector<SplitQuestion> &questions = m_services.library.questions();
    if (questions.empty()) {
        return;
    }
    const SplitQuestion question = questions.front();
    auto *dialog =
        new SplitDialog(*m_services.library.catalog(), *m_services.library.states(), question, m_window);
    // Numbers of works mean nothing in another list: the library knows which question is still asked.
    connect(dialog, &SplitDialog::answered, this, [this, question](SplitAnswer answer) {
        m_services.commands.answer(question, answer);
        m_told = m_services.library.questions();
        Q_EMIT changed();
        ask();
    });
    connect(&m_services.library, &LibraryStore::aboutToReset, dialog, &QWidget::close);
    dialog->show();
}

} // namespace carrel
