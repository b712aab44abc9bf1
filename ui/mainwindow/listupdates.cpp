// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow/listupdates.h"

#include "dialogs/lossdialog.h"
#include "dialogs/versionsdialog.h"
#include "mainwindow/statustext.h"
#include "mainwindow/updatestatus.h"
#include "mainwindow/updatetext.h"
#include "sync/shownlists.h"
#include "widgets/errortext.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

using namespace std::chrono_literals;
using Kind = UpdateOutcome::Kind;

constexpr std::chrono::milliseconds kPatience{300};
constexpr qint64 kDay = 86'400;
constexpr qsizetype kLongestName = 40;
/// Timers of Qt are no longer than some days, and computers sleep.
constexpr std::chrono::milliseconds kLongestTimer{3'600'000};

bool isDue(const ListRecord &record, const QDateTime &now)
{
    const bool recent =
        record.checked.isValid() && record.checked <= now && record.checked.secsTo(now) < kDay;
    return record.on && !recent && !waitLeft(record, now);
}

QDateTime present()
{
    return QDateTime::currentDateTimeUtc();
}

} // namespace

ListUpdates::ListUpdates(const WindowServices &services, UpdateStatus &status, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_status(status)
    , m_window(window)
{
    for (QTimer *timer : {&m_patience, &m_ageing, &m_daily}) {
        timer->setSingleShot(true);
    }
    connect(&m_patience, &QTimer::timeout, this, &ListUpdates::refreshStatus);
    connect(&m_ageing, &QTimer::timeout, this, &ListUpdates::refreshStatus);
    connect(&m_daily, &QTimer::timeout, this, &ListUpdates::checkIfDue);
    connect(&m_status, &UpdateStatus::stopRequested, this, &ListUpdates::stop);
    if (m_services.lists != nullptr) {
        connectShelf();
    }
}

void ListUpdates::connectShelf()
{
    const ListShelf *shelf = m_services.lists;
    connect(shelf, &ListShelf::updateStarted, this, &ListUpdates::takeStart);
    connect(shelf, &ListShelf::progressChanged, this,
            [this](const QString &, qint64 done, qint64 total) { takeProgress(done, total); });
    connect(shelf, &ListShelf::updateFinished, this, &ListUpdates::takeOutcome);
    connect(shelf, &ListShelf::listsChanged, this, [this] {
        refreshStatus();
        checkIfDue();
        Q_EMIT changed();
    });
    connect(shelf, &ListShelf::failed, this, [this](const Error &error) {
        refreshStatus();
        Q_EMIT messageRequested(MessageBar::Kind::Warning, errorText(error), {});
        Q_EMIT changed();
    });
}

void ListUpdates::update(const QStringList &lists)
{
    if (m_services.lists == nullptr) {
        return;
    }
    m_wanted = true;
    if (std::exchange(m_told, false)) {
        Q_EMIT messageObsolete();
    }
    m_services.lists->update(lists);
}

void ListUpdates::stop()
{
    if (m_services.lists != nullptr) {
        m_services.lists->cancel();
    }
}

void ListUpdates::setMostMegabytes(int megabytes)
{
    if (m_services.lists != nullptr) {
        m_services.lists->setMostBytes(qint64(megabytes) * 1024 * 1024);
    }
}

void ListUpdates::setAutomatic(bool automatic)
{
    m_automatic = automatic;
    checkIfDue();
}

/// Nothing is asked before the window is there: the shelf is read after the first paint.
void ListUpdates::checkIfDue()
{
    m_daily.stop();
    if (!m_automatic || m_services.lists == nullptr || !m_services.lists->isRead() ||
        m_services.lists->isUpdating()) {
        return;
    }
    QStringList due;
    for (const ListRecord *record : listsThatAreOn()) {
        if (isDue(*record, present())) {
            due.append(record->id);
        }
    }
    if (due.isEmpty()) {
        m_daily.start(kLongestTimer);
    } else {
        m_services.lists->update(due);
    }
}

void ListUpdates::takeStart(const QString &list)
{
    m_updating = list;
    m_done = 0;
    m_total = 0;
    if (!m_patience.isActive() && !m_status.showsProgress()) {
        m_patience.start(kPatience);
    }
    refreshStatus();
    Q_EMIT changed();
}

void ListUpdates::takeProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    refreshStatus();
}

void ListUpdates::takeOutcome(const UpdateOutcome &outcome)
{
    const bool failed = outcome.kind == Kind::Failed;
    if (outcome.kind == Kind::Asks && m_wanted) {
        ask(outcome);
    } else if (outcome.kind == Kind::Asks) {
        m_told = true;
        Q_EMIT messageRequested(MessageBar::Kind::Warning, outcomeText(outcome),
                                {tr("Compare..."), [this, outcome] { ask(outcome); }});
    } else if (const QString text = outcomeText(outcome); !text.isEmpty() && (m_wanted || !failed)) {
        const bool several = m_services.lists->lists().size() > 1;
        m_results.append(several ? tr("%1: %2").arg(nameOf(outcome.list), text) : text);
        m_failed = m_failed || failed;
    }
    if (outcome.kind == Kind::Updated && outcome.diff && !outcome.diff->changes.empty()) {
        m_changed = outcome.list;
    }
    if (m_services.lists->waiting() == 0 || outcome.error.code == ErrorCode::DownloadCancelled) {
        tellResults();
    }
    refreshStatus();
    Q_EMIT changed();
}

void ListUpdates::tellResults()
{
    m_patience.stop();
    m_updating.clear();
    m_wanted = false;
    const QStringList results = std::exchange(m_results, {});
    const bool failed = std::exchange(m_failed, false);
    const QString changed = std::exchange(m_changed, {});
    MessageAction showChanges;
    if (!changed.isEmpty()) {
        showChanges = {tr("What Changed..."), [this, changed] { Q_EMIT changesRequested(changed); }};
    }
    if (!results.isEmpty()) {
        m_told = true;
        Q_EMIT messageRequested(failed ? MessageBar::Kind::Warning : MessageBar::Kind::Information,
                                results.join(QLatin1Char(' ')), showChanges);
    }
}

void ListUpdates::ask(const UpdateOutcome &outcome)
{
    const ListRecord *record = m_services.lists->find(outcome.list);
    const std::size_t known = record == nullptr || record->versions.empty()
                                  ? outcome.lost + outcome.papers
                                  : static_cast<std::size_t>(std::max(record->versions.front().papers, 0));
    const std::size_t inUse = outcome.diff ? outcome.diff->before->listedWorks() : known;
    auto *dialog = new LossDialog(nameOf(outcome.list), inUse, outcome, m_window);
    connect(dialog, &QDialog::accepted, this, [this, list = outcome.list] {
        m_wanted = true;
        m_services.lists->accept(list);
    });
    connect(dialog, &QDialog::rejected, this,
            [this, list = outcome.list] { m_services.lists->decline(list); });
    dialog->open();
}

void ListUpdates::pickVersion(const QString &wanted)
{
    const CatalogSource &shown = m_services.repository.source();
    const QString list = wanted.isEmpty() ? shown.list : wanted;
    const ListRecord *record = m_services.lists == nullptr ? nullptr : m_services.lists->find(list);
    if (record == nullptr) {
        return;
    }
    auto *dialog =
        new VersionsDialog(*record, m_services.lists->cacheFolder(), m_services.bundledList, shown, m_window);
    connect(dialog, &VersionsDialog::lookedAt, this,
            [this, list](const QString &version) { lookAt(list, version); });
    connect(dialog, &VersionsDialog::usedFromNowOn, this, [this, list](const QString &version) {
        m_services.lists->useVersion(list, version);
        lookAt(list, version);
    });
    dialog->open();
}

void ListUpdates::lookAt(const QString &list, const QString &version)
{
    const ListRecord *record = m_services.lists->find(list);
    if (record != nullptr) {
        const CatalogReader reader =
            listReader(m_services.lists->cacheFolder(), *record, m_services.bundledList, version);
        CatalogSource expected = m_services.repository.source();
        if (expected.list != list) {
            expected = {};
            expected.list = list;
        }
        m_services.repository.open(expected, reader);
    }
}

void ListUpdates::goBackToNewest()
{
    const CatalogSource &shown = m_services.repository.source();
    const ListRecord *record = m_services.lists->find(shown.list);
    if (record == nullptr) {
        return;
    }
    if (!record->inUse.isEmpty()) {
        m_services.lists->useVersion(shown.list, {});
    }
    if (m_services.shown != nullptr) {
        m_services.shown->showOwn();
    }
}

void ListUpdates::showVersion(const CatalogSource &source)
{
    const ListRecord *record = m_services.lists == nullptr ? nullptr : m_services.lists->find(source.list);
    if (source.older && record != nullptr) {
        const bool used = record->inUse == source.version;
        const QString date = source.date.toString(Qt::ISODate);
        const QString text =
            used ? tr("An older version of the list is in use, that of %1.").arg(date)
                 : tr("You are looking at an older version of the list, that of %1.").arg(date);
        if (std::exchange(m_told, false)) {
            Q_EMIT messageObsolete();
        }
        Q_EMIT versionNoticeChanged(text, {tr("Back to the Newest"), [this] { goBackToNewest(); }});
    } else {
        Q_EMIT versionNoticeChanged({}, {});
    }
    refreshStatus();
    Q_EMIT changed();
}

void ListUpdates::addTo(CommandContext &context) const
{
    const ListShelf *shelf = m_services.lists;
    context.lists = shelf != nullptr && !shelf->refusal() && !shelf->lists().empty();
    context.updating = shelf != nullptr && shelf->isUpdating();
    context.versions =
        shelf != nullptr && !shelf->refusal() && shelf->find(m_services.repository.source().list) != nullptr;
}

QString ListUpdates::nameOf(const QString &list) const
{
    const ListRecord *record = m_services.lists->find(list);
    return record == nullptr ? list : shortened(record->name, 60);
}

std::vector<const ListRecord *> ListUpdates::listsThatAreOn() const
{
    std::vector<const ListRecord *> lists;
    if (m_services.lists != nullptr) {
        for (const ListRecord &record : m_services.lists->lists()) {
            if (record.on) {
                lists.push_back(&record);
            }
        }
    }
    return lists;
}

/// What is shown, and when it was checked: of several lists the one that was checked first.
QString ListUpdates::listsText(const QDateTime &now) const
{
    const CatalogSource &source = m_services.repository.source();
    const QString shown =
        source.older ? tr("older version of %1").arg(source.date.toString(Qt::ISODate)) : sourceText(source);
    const std::vector<const ListRecord *> lists = listsThatAreOn();
    if (m_services.lists == nullptr || lists.empty() || source.path.isEmpty() ||
        (source.list.isEmpty() && !source.bundled)) {
        return shown;
    }
    if (m_services.lists->refusal()) {
        return tr("%1, cannot be updated").arg(shown);
    }
    if (!m_services.lists->isRead()) {
        return shown;
    }
    const ListRecord *told = m_services.lists->find(source.list);
    if (lists.size() > 1 || told == nullptr) {
        const auto waits = [&](const ListRecord *record) { return waitLeft(*record, now).has_value(); };
        const auto waiting = std::find_if(lists.begin(), lists.end(), waits);
        const auto oldest =
            std::min_element(lists.begin(), lists.end(), [](const ListRecord *a, const ListRecord *b) {
                return a->checked < b->checked;
            });
        told = waiting == lists.end() ? *oldest : *waiting;
    }
    if (lists.size() > 1 && !source.older) {
        // The date of one and the check of another would be no fact of either.
        return tr("%1 lists, %2: %3")
            .arg(QLocale().toString(static_cast<qulonglong>(lists.size())),
                 shortened(told->name, kLongestName), checkText(*told, now, false));
    }
    return tr("%1, %2").arg(shown, checkText(*told, now, source.older));
}

void ListUpdates::refreshStatus()
{
    const QDateTime now = present();
    m_ageing.stop();
    if (!m_updating.isEmpty() && !m_patience.isActive()) {
        const QString name = nameOf(m_updating);
        m_status.showProgress(m_done > 0 ? tr("Updating %1: %2").arg(name, transferText(m_done, m_total))
                                         : tr("Updating %1").arg(name));
        return;
    }
    m_status.showState(listsText(now));
    if (!listsThatAreOn().empty()) {
        m_ageing.start(statusLasts(now));
    }
}

std::chrono::milliseconds ListUpdates::statusLasts(const QDateTime &now) const
{
    std::chrono::milliseconds least = kLongestTimer;
    for (const ListRecord *record : listsThatAreOn()) {
        if (waitLeft(*record, now)) {
            constexpr qint64 kSecond = 1000;
            least = std::min(least, std::chrono::milliseconds(now.msecsTo(record->waitUntil) % kSecond + 1));
        } else if (record->checked.isValid()) {
            least = std::min(least, agoLasts(record->checked, now));
        }
    }
    return std::max(least, std::chrono::milliseconds(1));
}

} // namespace carrel
