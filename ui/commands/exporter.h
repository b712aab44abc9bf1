// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands/windowservices.h"
#include "export/exportformats.h"
#include "widgets/messagebar.h"

#include <QFuture>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

class QFileDialog;
class QMenu;
class QWidget;

namespace carrel {

/// Papers that are to leave the program.
struct ExportRequest
{
    std::vector<quint32> works;
    quint32 section = kNone; ///< where they are looked at, kNone for the whole list
    QString name;            ///< what the papers are, as a file may be called
};

/// Takes papers out, to a file that the reader names or to the clipboard, in every format there is. Writes in
/// the pool, tells progress where it takes its time; a file is there whole or as it was.
class Exporter final : public QObject
{
    Q_OBJECT
public:
    using Ask = std::function<ExportRequest()>;

    Exporter(const WindowServices &services, QWidget *window);
    ~Exporter() override;

    /// Whether the reader's notes and tags go along; at first they do not.
    void setWithNotes(bool on) { m_withNotes = on; }
    /// Asks for a file and its format.
    void pickFile(ExportRequest request);
    void toFile(const ExportRequest &request, const ExportFormat &format, const QString &path);
    void toClipboard(const ExportRequest &request, const ExportFormat &format);
    /// One entry a format that copies what ask answers then.
    void fillCopyMenu(QMenu &menu, const Ask &ask);

Q_SIGNALS:
    void messageRequested(carrel::MessageBar::Kind kind, const QString &text,
                          const carrel::MessageAction &action);
    /// What was said of the export no longer matters.
    void messageObsolete();
    /// Nothing was written.
    void failed(const carrel::Error &error);
    void finished();

private:
    using Outcome = Result<QByteArray>;
    struct Job
    {
        QString path; ///< empty for the clipboard
        QString name; ///< for the reader
        qsizetype papers = 0;
        bool told = false;   ///< a message about its progress is shown
        bool patient = true; ///< it has not taken long enough for a word
        int percent = 0;
        QFuture<Outcome> running;
    };
    using JobPointer = std::shared_ptr<Job>;

    QFileDialog *newDialog() const;
    void start(const ExportRequest &request, const ExportFormat &format, const QString &path);
    void watch(const JobPointer &job);
    void showProgress(const JobPointer &job);
    void finish(const JobPointer &job);

    const WindowServices &m_services;
    QWidget *m_window;
    std::vector<JobPointer> m_jobs; ///< that are under way
    QString m_folder;               ///< where the last file went
    const ExportFormat *m_format;
    bool m_withNotes = false;
};

/// The format that a file's name asks for, else the chosen one.
const ExportFormat &formatOfFile(const QString &path, const ExportFormat &chosen);

} // namespace carrel
