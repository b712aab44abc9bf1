// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "widgets/messagebar.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <vector>

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
    void copyLines(const Works &works, const std::function<QString(quint32)> &line);

    const WindowServices &m_services;
    QWidget *m_window;
};

} // namespace carrel
