// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "news/newsjob.h"
#include "sync/listreading.h"
#include "sync/liststore.h"

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>

#include <initializer_list>

namespace carrel::test {

/// The list of these papers, between company that always stands there.
inline QByteArray newsText(std::initializer_list<const char *> papers)
{
    QByteArray text = "# Papers\n\n## Old\n\n";
    for (const char *company : {"Orca", "Alpa", "Borg", "Pregel", "Spanner", "Dremel"}) {
        text += QByteArray("- [OSDI'22] ") + company + " stands in every version\n";
    }
    text += "\n## Fresh\n\n";
    for (const char *paper : papers) {
        text += QByteArray("- [OSDI'24] ") + paper + '\n';
    }
    return text;
}

/// Folders of a reader with one list, whose nth version came into use at n times 1000 seconds.
class NewsFolder final
{
public:
    explicit NewsFolder(const QString &bundled = {})
        : store(std::move(ListStore::open(data(), cache())).value())
    {
        ListRecord record;
        record.name = QStringLiteral("papers");
        record.path = folder.filePath(QStringLiteral("source.md"));
        record.bundled = bundled;
        id = *store.add(record);
    }

    QString data() const { return folder.filePath(QStringLiteral("data")); }
    QString cache() const { return folder.filePath(QStringLiteral("cache")); }
    const ListRecord &record() const { return *store.find(id); }
    void keep(std::initializer_list<const char *> papers)
    {
        keepAt(papers, static_cast<qint64>(record().versions.size() + 1) * 1000);
    }
    void keepAt(std::initializer_list<const char *> papers, qint64 seconds)
    {
        const QByteArray text = newsText(papers);
        const Result<void> kept = store.keep(id, text, 1, QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC));
        Q_ASSERT(kept);
        catalog = *readList(text);
    }

    NewsRequest request(bool looks = false) const
    {
        NewsRequest request{data(), cache(), store.lists(), catalog, {}, {}, {}, looks};
        request.shown.push_back({id, {0, static_cast<quint32>(catalog->entries().size())}});
        return request;
    }

    QTemporaryDir folder;
    ListStore store;
    QString id;
    CatalogPointer catalog; ///< of the newest version
};

} // namespace carrel::test
