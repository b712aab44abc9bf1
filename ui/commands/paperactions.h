// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <vector>

class QMenu;

namespace carrel {

/// What the reader does to papers, from wherever it is asked for: asks before too much is opened, says
/// numbers before many are marked, refuses marks that would not be kept.
class PaperActions final : public QObject
{
    Q_OBJECT
public:
    using Works = std::vector<quint32>;

    PaperActions(const WindowServices &services, QWidget *window);

    void open(const Works &works);
    void openPdf(const Works &works);
    void openLink(quint32 work, const QUrl &url);
    void toggleBookmarked(const Works &works);
    void toggleRead(const Works &works);
    void setBookmarked(const Works &works, bool on);
    void setRead(const Works &works, bool on);
    void setRating(const Works &works, int rating);
    void addTag(const Works &works, const QString &name);
    void removeTag(const Works &works, const QString &name);
    void setNote(const Works &works, const QString &note);
    /// Asks for the name of a tag to add; for a note that takes the place of those there are.
    void askForTag(const Works &works);
    void askForNote(const Works &works);
    /// Appends the tags of the works, each to be taken off them.
    void fillTags(QMenu &menu, const Works &works);
    /// Asks for another name of a tag; says so first where two tags would become one.
    void askForTagName(quint32 tag);
    void renameTag(quint32 tag, const QString &name);
    void deleteTag(quint32 tag);
    /// Says how many would be marked, and marks them on a second word.
    void offerMarkRead(const Works &works, const QString &view);

    void copyCitations(const Works &works);
    void copyLinks(const Works &works);
    void copyTitles(const Works &works);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    /// A mark was asked for, but the library takes none.
    void markRefused();

private:
    bool mayOpen(std::size_t count);
    bool mayMark();
    QString papersText(std::size_t count) const;
    void copyLines(const Works &works, const std::function<QString(quint32)> &line);

    const WindowServices &m_services;
    QWidget *m_window;
};

} // namespace carrel
