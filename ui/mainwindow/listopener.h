// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "sync/catalogrepository.h"
#include "widgets/messagebar.h"

#include <QObject>

namespace carrel {

/// Opens lists that the reader picks, and tells how far reading has come where it takes its time.
/// What is read goes on to the repository.
class ListOpener final : public QObject
{
    Q_OBJECT
public:
    ListOpener(const WindowServices &services, QWidget *window);

    void pickFile();
    void openBundled();
    void openFile(const QString &path);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    /// What was said of another list no longer matters.
    void messageObsolete();

private:
    void takeStart(const CatalogSource &source);
    void showProgress(int percent);
    void takeEnd();

    const WindowServices &m_services;
    QWidget *m_window;
    QString m_name;        ///< of the file that is being read
    quint64 m_reading = 0; ///< number of the read under way
    bool m_patient = true; ///< reading has not taken long enough for a word
    bool m_told = false;   ///< a message about it is shown
    int m_percent = 0;
};

} // namespace carrel
