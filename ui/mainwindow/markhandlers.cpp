// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands lead to that say something of papers.
#include "mainwindow/mainwindow.h"

#include "commands/paperactions.h"
#include "detail/detailpane.h"
#include "library/markchange.h"
#include "mainwindow/browser.h"
#include "mainwindow/markprogress.h"
#include "mainwindow/splitquestions.h"
#include "papers/paperpane.h"

#include <chrono>

namespace carrel {

namespace {

/// Shorter waits pass without a word.
constexpr std::chrono::milliseconds kPatience{300};

} // namespace

void MainWindow::createMarkHandlers()
{
    // One paper that is shown in full is written on there; for several, or without the details, a box asks.
    const auto isShown = [this](const PaperActions::Works &works) {
        return works.size() == 1 && m_detail->isVisible() && m_detail->work() == works.front();
    };
    on(Command::AddTag, [this, isShown] {
        const PaperActions::Works works = m_papers->selectedWorks();
        isShown(works) ? m_detail->focusTags() : m_paperActions->askForTag(works);
    });
    on(Command::EditNote, [this, isShown] {
        const PaperActions::Works works = m_papers->selectedWorks();
        isShown(works) ? m_detail->focusNote() : m_paperActions->askForNote(works);
    });
    on(Command::RenameTag, [this] {
        if (const auto tag = m_browser->currentTag()) {
            m_paperActions->askForTagName(*tag);
        }
    });
    on(Command::DeleteTag, [this] {
        if (const auto tag = m_browser->currentTag()) {
            m_paperActions->deleteTag(*tag);
        }
    });
    for (int rating = 0; rating <= kBestRating; ++rating) {
        on(static_cast<Command>(static_cast<int>(Command::Rate0) + rating),
           [this, rating] { m_paperActions->setRating(m_papers->selectedWorks(), rating); });
    }
    auto *questions = new SplitQuestions(m_services, this);
    connect(questions, &SplitQuestions::messageRequested, this, &MainWindow::showMessage);
    connect(questions, &SplitQuestions::changed, this, &MainWindow::updateActions);
    on(Command::AssignMarks, [questions] { questions->ask(); });
    auto *progress = new MarkProgress(m_services.library, kPatience, this);
    connect(progress, &MarkProgress::messageRequested, this, &MainWindow::showMessage);
    connect(progress, &MarkProgress::messageObsolete, this, &MainWindow::dismissMessage);
}

} // namespace carrel
