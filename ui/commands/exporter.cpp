// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/exporter.h"

#include "export/exportjob.h"
#include "items/papertablemodel.h"
#include "library/librarystore.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <utility>

namespace carrel {

namespace {

/// Shorter waits pass without a word.
constexpr std::chrono::milliseconds kPatience{300};

QString formatTitle(const ExportFormat &format)
{
    return QCoreApplication::translate("ExportFormats", format.title);
}

QString filterOf(const ExportFormat &format)
{
    return QStringLiteral("%1 (*.%2)").arg(formatTitle(format), QLatin1String(format.suffix));
}

const ExportFormat &formatOfFilter(const QString &filter)
{
    const auto formats = exportFormats();
    const auto format = std::ranges::find(formats, filter, filterOf);
    return format == formats.end() ? formats.front() : *format;
}

/// A name that every file system takes.
QString fileName(const QString &name, const ExportFormat &format)
{
    constexpr qsizetype kLongest = 60;
    QString plain = name;
    plain.replace(QRegularExpression(QStringLiteral("[\\\\/:*?\"<>|\\x00-\\x1f]+")), QStringLiteral("-"));
    plain = plain.left(kLongest).simplified();
    while (plain.startsWith(QLatin1Char('.'))) {
        plain.remove(0, 1);
    }
    return (plain.isEmpty() ? QStringLiteral("papers") : plain) + QLatin1Char('.') +
           QLatin1String(format.suffix);
}

} // namespace

const ExportFormat &formatOfFile(const QString &path, const ExportFormat &chosen)
{
    const auto endsAs = [&path](const ExportFormat &format) {
        return path.endsWith(QLatin1Char('.') + QLatin1String(format.suffix), Qt::CaseInsensitive);
    };
    const ExportFormat *best = endsAs(chosen) ? &chosen : nullptr;
    for (const ExportFormat &format : exportFormats()) {
        const bool longer = best == nullptr || qstrlen(format.suffix) > qstrlen(best->suffix);
        best = endsAs(format) && longer ? &format : best;
    }
    return best == nullptr ? chosen : *best;
}

Exporter::Exporter(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
    , m_format(exportFormat(u"bibtex"))
{
}

Exporter::~Exporter()
{
    for (const JobPointer &job : m_jobs) {
        job->running.cancel();
    }
    for (const JobPointer &job : m_jobs) {
        job->running.waitForFinished();
    }
}

QFileDialog *Exporter::newDialog() const
{
    auto *dialog = new QFileDialog(m_window, tr("Export Papers"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    QStringList filters;
    for (const ExportFormat &format : exportFormats()) {
        filters.append(filterOf(format));
    }
    dialog->setNameFilters(filters);
    dialog->selectNameFilter(filterOf(*m_format));
    dialog->setDefaultSuffix(QLatin1String(m_format->suffix));
    dialog->setDirectory(m_folder);
    return dialog;
}

void Exporter::pickFile(ExportRequest request)
{
    QFileDialog *dialog = newDialog();
    dialog->selectFile(fileName(request.name, *m_format));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, request](const QString &filter) {
        const ExportFormat &format = formatOfFilter(filter);
        dialog->setDefaultSuffix(QLatin1String(format.suffix));
        dialog->selectFile(fileName(request.name, format));
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, dialog, request = std::move(request)](const QString &path) {
                m_folder = QFileInfo(path).absolutePath();
                m_format = &formatOfFile(path, formatOfFilter(dialog->selectedNameFilter()));
                toFile(request, *m_format, path);
            });
    dialog->open();
}

void Exporter::toFile(const ExportRequest &request, const ExportFormat &format, const QString &path)
{
    start(request, format, path);
}

void Exporter::toClipboard(const ExportRequest &request, const ExportFormat &format)
{
    start(request, format, {});
}

void Exporter::fillCopyMenu(QMenu &menu, const Ask &ask)
{
    for (const ExportFormat &format : exportFormats()) {
        menu.addAction(formatTitle(format), this, [this, ask, &format] { toClipboard(ask(), format); });
    }
}

void Exporter::start(const ExportRequest &request, const ExportFormat &format, const QString &path)
{
    for (const JobPointer &job : m_jobs) {
        // Of what is copied, the newest counts.
        if (job->path.isEmpty() && path.isEmpty()) {
            job->running.cancel();
        }
    }
    if (m_withNotes) {
        // Notes that are still being read would be missing in the file, unsaid.
        m_services.library.finishJoining();
    }
    const ExportedMarks marks(m_services.library.states(), m_withNotes);
    const auto job = std::make_shared<Job>();
    job->path = path;
    job->name = path.isEmpty() ? formatTitle(format) : QFileInfo(path).fileName();
    job->papers = static_cast<qsizetype>(request.works.size());
    job->running =
        startExport({m_services.papers.catalog(), &format, request.works, request.section, marks, path});
    m_jobs.push_back(job);
    watch(job);
}

void Exporter::watch(const JobPointer &job)
{
    auto *watcher = new QFutureWatcher<Outcome>(this);
    connect(watcher, &QFutureWatcherBase::progressValueChanged, this, [this, job](int percent) {
        job->percent = percent;
        showProgress(job);
    });
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, job] {
        watcher->deleteLater();
        finish(job);
    });
    QTimer::singleShot(kPatience, this, [this, job] {
        job->patient = false;
        showProgress(job);
    });
    watcher->setFuture(job->running);
}

void Exporter::showProgress(const JobPointer &job)
{
    if (job->patient || std::ranges::find(m_jobs, job) == m_jobs.end()) {
        return;
    }
    job->told = true;
    Q_EMIT messageRequested(MessageBar::Kind::Information,
                            tr("Writing %1: %2 %").arg(job->name, QString::number(job->percent)),
                            {tr("Stop"), [job] { job->running.cancel(); }});
}

void Exporter::finish(const JobPointer &job)
{
    std::erase(m_jobs, job);
    if (job->told) {
        Q_EMIT messageObsolete();
    }
    const bool stopped = job->running.isCanceled() || job->running.resultCount() == 0;
    const Outcome outcome = stopped ? Outcome(Error{ErrorCode::Cancelled, job->name}) : job->running.result();
    if (!outcome && outcome.error().code != ErrorCode::Cancelled) {
        Q_EMIT failed(outcome.error());
    } else if (outcome && job->path.isEmpty()) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(*outcome));
    } else if (outcome) {
        const QString number = QLocale().toString(job->papers);
        Q_EMIT messageRequested(MessageBar::Kind::Information,
                                job->papers == 1 ? tr("One paper was written to %1.").arg(job->name)
                                                 : tr("%1 papers were written to %2.").arg(number, job->name),
                                {});
    }
    Q_EMIT finished();
}

} // namespace carrel
