// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listhistory.h"

#include "sync/pooltask.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSaveFile>
#include <QUrlQuery>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr std::size_t kPageSize = 100;
/// Ten thousand commits: more than any list has, so that a server that goes on and on is left.
constexpr int kMostPages = 100;

/// A commit's name becomes part of a path and of an address.
bool isCommit(const QString &name)
{
    static const QRegularExpression pattern(QStringLiteral("^[0-9a-f]{7,64}$"));
    return pattern.match(name).hasMatch();
}

/// The commits of one page, the newest first; nothing for what is no such page.
std::optional<std::vector<HistoryVersion>> readPage(const QByteArray &bytes)
{
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isArray()) {
        return std::nullopt;
    }
    std::vector<HistoryVersion> versions;
    for (const QJsonValue &value : document.array()) {
        const QString commit = value[QLatin1String("sha")].toString();
        const QJsonValue made = value[QLatin1String("commit")][QLatin1String("committer")];
        const QDateTime date = QDateTime::fromString(made[QLatin1String("date")].toString(), Qt::ISODate);
        if (!isCommit(commit) || !date.isValid()) {
            return std::nullopt;
        }
        versions.push_back({commit, date.toUTC(), {}});
    }
    return versions;
}

/// The last version of each day, the oldest day first. Commits come as their history leads, which need not be
/// the order of their dates.
std::vector<HistoryVersion> lastOfEachDay(std::vector<HistoryVersion> newestFirst)
{
    std::reverse(newestFirst.begin(), newestFirst.end());
    std::stable_sort(newestFirst.begin(), newestFirst.end(),
                     [](const HistoryVersion &a, const HistoryVersion &b) { return a.date < b.date; });
    std::vector<HistoryVersion> versions;
    for (HistoryVersion &each : newestFirst) {
        if (!versions.empty() && versions.back().date.date() == each.date.date()) {
            versions.back() = std::move(each);
        } else {
            versions.push_back(std::move(each));
        }
    }
    return versions;
}

bool writeWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
}

QUrl below(QUrl url, const QStringList &parts)
{
    url.setPath(url.path() + QLatin1Char('/') + parts.join(QLatin1Char('/')));
    return url;
}

} // namespace

std::optional<HistoryPlace> historyPlaceOf(const ListRecord &record)
{
    constexpr qsizetype kPath = 3;
    const QUrl address = record.addresses.value(0);
    const QStringList parts = address.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
    if (address.host() != QLatin1String("raw.githubusercontent.com") || parts.size() <= kPath) {
        return std::nullopt;
    }
    return HistoryPlace{parts[0], parts[1], parts[2], parts.mid(kPath).join(QLatin1Char('/'))};
}

ListHistory::ListHistory(Setup setup, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_fetcher(m_setup.limits)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, &ListHistory::askForVersion);
    connect(&m_fetcher, &ListFetcher::finished, this, &ListHistory::takeFetched);
}

ListHistory::~ListHistory()
{
    m_working.waitForFinished();
}

Error ListHistory::unusable() const
{
    return {ErrorCode::AnswerUnusable, m_setup.api.host()};
}

void ListHistory::fetch(const HistoryPlace &place)
{
    m_place = place;
    m_versions.clear();
    m_page = 1;
    m_cancelled = false;
    m_underWay = true;
    Q_EMIT progressChanged(0, 0);
    askForPage();
}

void ListHistory::cancel()
{
    m_cancelled = m_underWay;
    if (m_pause.isActive()) {
        m_pause.stop();
        QMetaObject::invokeMethod(this, &ListHistory::askForVersion, Qt::QueuedConnection);
    }
    m_fetcher.cancel();
}

void ListHistory::askForPage()
{
    QUrl url = below(m_setup.api,
                     {QStringLiteral("repos"), m_place.owner, m_place.repository, QStringLiteral("commits")});
    QUrlQuery query;
    query.addQueryItem(QStringLiteral("path"), m_place.path);
    query.addQueryItem(QStringLiteral("sha"), m_place.branch);
    query.addQueryItem(QStringLiteral("per_page"), QString::number(kPageSize));
    query.addQueryItem(QStringLiteral("page"), QString::number(m_page));
    url.setQuery(query);
    m_fetcher.fetch({url, {}, {}});
}

void ListHistory::takeFetched(const FetchOutcome &outcome)
{
    const bool isVersion = m_page == 0;
    // A version that the server has no more is one less; all else ends the fetch.
    const bool isGone = !outcome.list && isVersion && outcome.list.error().code == ErrorCode::NotOnServer;
    if (m_cancelled) {
        finish(Error{ErrorCode::DownloadCancelled, m_place.repository});
    } else if (isGone) {
        m_versions.erase(m_versions.begin() + static_cast<std::ptrdiff_t>(m_next));
        m_there.erase(m_there.begin() + static_cast<std::ptrdiff_t>(m_next));
        goOn();
    } else if (!outcome.list) {
        finish(outcome.list.error(), outcome.wait);
    } else if (!isVersion) {
        m_working = runInPool(
            *this, [bytes = outcome.list->bytes] { return readPage(bytes); },
            [this](const std::optional<std::vector<HistoryVersion>> &page) { takePage(page); });
    } else {
        const QString path = m_versions[m_next].path;
        m_working = runInPool(
            *this, [path, bytes = outcome.list->bytes] { return writeWhole(path, bytes); },
            [this, path](bool written) {
                if (!written) {
                    finish(Error{ErrorCode::FileUnwritable, path});
                    return;
                }
                m_there[m_next] = true;
                goOn();
            });
    }
}

void ListHistory::takePage(const std::optional<std::vector<HistoryVersion>> &page)
{
    if (!page) {
        finish(unusable());
        return;
    }
    m_versions.insert(m_versions.end(), page->begin(), page->end());
    if (page->size() < kPageSize || m_page == kMostPages) {
        plan();
    } else {
        ++m_page;
        askForPage();
    }
}

void ListHistory::plan()
{
    m_page = 0;
    m_versions = lastOfEachDay(std::move(m_versions));
    QStringList paths;
    for (HistoryVersion &version : m_versions) {
        version.path = m_setup.folder + QLatin1Char('/') + version.commit + QStringLiteral(".md");
        paths.append(version.path);
    }
    m_working = runInPool(
        *this,
        [folder = m_setup.folder, paths] {
            std::vector<bool> there;
            (void)QDir().mkpath(folder);
            for (const QString &path : paths) {
                there.push_back(QFile::exists(path));
            }
            return there;
        },
        [this](const std::vector<bool> &there) {
            m_there = there;
            goOn();
        });
}

void ListHistory::goOn()
{
    const auto missing = std::find(m_there.begin(), m_there.end(), false);
    const auto done = std::count(m_there.begin(), m_there.end(), true);
    Q_EMIT progressChanged(static_cast<int>(done), static_cast<int>(m_there.size()));
    if (missing == m_there.end() && !m_cancelled) {
        finish(m_versions);
        return;
    }
    m_next = static_cast<std::size_t>(missing - m_there.begin());
    m_pause.start(m_cancelled ? std::chrono::milliseconds(0) : m_setup.pause);
}

void ListHistory::askForVersion()
{
    if (m_cancelled) {
        finish(Error{ErrorCode::DownloadCancelled, m_place.repository});
        return;
    }
    m_fetcher.fetch(
        {below(m_setup.raw, {m_place.owner, m_place.repository, m_versions[m_next].commit, m_place.path}),
         {},
         {}});
}

void ListHistory::finish(const Result<std::vector<HistoryVersion>> &versions,
                         std::optional<std::chrono::seconds> wait)
{
    m_underWay = false;
    Q_EMIT finished({versions, wait});
}

} // namespace carrel
