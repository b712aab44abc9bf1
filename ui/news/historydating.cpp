// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/historydating.h"

#include "news/listnews.h"
#include "sync/listreading.h"
#include "sync/listshelf.h"
#include "sync/pooltask.h"
#include "widgets/errortext.h"

#include <QDir>
#include <QLocale>

#include <chrono>
#include <utility>

namespace carrel {

namespace {

/// A word on the progress is read for at least as long.
constexpr std::chrono::milliseconds kPatience{300};

} // namespace

AddedDates datesOfHistory(const std::vector<HistoryVersion> &versions)
{
    HistoryDates history;
    for (const HistoryVersion &version : versions) {
        if (const Result<CatalogPointer> catalog = readListFile(version.path)) {
            history.add(*catalog, static_cast<quint32>(std::max<qint64>(1, version.date.toSecsSinceEpoch())));
        }
    }
    return history.dates();
}

HistoryDating::HistoryDating(const WindowServices &services, ListHistory::Setup setup, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_setup(std::move(setup))
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &HistoryDating::showProgress);
}

HistoryDating::~HistoryDating()
{
    m_working.waitForFinished();
}

void HistoryDating::tell(MessageBar::Kind kind, const QString &text)
{
    m_patience.stop();
    Q_EMIT messageRequested(kind, text, {});
}

void HistoryDating::start()
{
    if (m_history != nullptr) {
        showProgress();
        return;
    }
    const std::vector<ShownList> &shown = m_services.news->shown();
    const ListRecord *record = shown.empty() ? nullptr : m_services.lists->find(shown.front().id);
    const std::optional<HistoryPlace> place = record == nullptr ? std::nullopt : historyPlaceOf(*record);
    if (!place) {
        tell(MessageBar::Kind::Information,
             tr("Only lists from GitHub tell their history. Papers of this one are dated by the versions "
                "that you have had."));
        return;
    }
    m_list = record->id;
    m_name = record->name;
    m_done = 0;
    m_total = 0;
    ListHistory::Setup setup = m_setup;
    setup.folder += QLatin1Char('/') + m_list;
    m_history = std::make_unique<ListHistory>(std::move(setup));
    connect(m_history.get(), &ListHistory::progressChanged, this, [this](int done, int total) {
        m_done = done;
        m_total = total;
        if (!m_patience.isActive()) {
            m_patience.start();
        }
    });
    connect(m_history.get(), &ListHistory::finished, this, &HistoryDating::take);
    m_history->fetch(*place);
    m_patience.start();
}

void HistoryDating::showProgress()
{
    if (m_history == nullptr) {
        return;
    }
    const QLocale locale;
    const QString text = m_total == 0 ? tr("Asking GitHub for the history of %1...").arg(m_name)
                                      : tr("History of %1: %2 of %3 versions, one a second")
                                            .arg(m_name, locale.toString(m_done), locale.toString(m_total));
    Q_EMIT messageRequested(MessageBar::Kind::Information, text, {tr("Stop"), [this] {
                                                                      if (m_history != nullptr) {
                                                                          m_history->cancel();
                                                                      }
                                                                  }});
}

void HistoryDating::take(const HistoryOutcome &outcome)
{
    // It is what called.
    m_history.release()->deleteLater();
    if (!outcome.versions) {
        const bool stopped = outcome.versions.error().code == ErrorCode::DownloadCancelled;
        const QString wait =
            outcome.wait
                ? QLatin1Char(' ') + tr("You can go on in %1 minutes.").arg(outcome.wait->count() / 60 + 1)
                : QString();
        tell(stopped ? MessageBar::Kind::Information : MessageBar::Kind::Warning,
             stopped ? tr("Stopped. What has been fetched is kept, and the next time goes on from there.")
                     : errorText(outcome.versions.error()) + wait);
        return;
    }
    const std::vector<HistoryVersion> versions = *outcome.versions;
    m_working = runInPool(
        *this, [versions] { return datesOfHistory(versions); },
        [this, list = m_list, name = m_name, count = versions.size()](const AddedDates &dates) {
            if (dates.isEmpty()) {
                tell(MessageBar::Kind::Information, tr("The history of %1 holds no list.").arg(name));
                return;
            }
            m_services.news->takeHistory({list, dates, true});
            const QDate first = QDateTime::fromSecsSinceEpoch(dates.versions.front().time).date();
            tell(MessageBar::Kind::Information,
                 tr("The papers of %1 are dated by %2 versions, the first of %3.")
                     .arg(name, QLocale().toString(count), first.toString(Qt::ISODate)));
        });
}

} // namespace carrel
