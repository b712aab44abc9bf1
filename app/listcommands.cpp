// SPDX-License-Identifier: GPL-3.0-or-later
#include "listcommands.h"

#include "bundledlist.h"
#include "commandline.h"
#include "datapaths.h"
#include "export/changewriter.h"
#include "headless.h"
#include "headlessio.h"
#include "health/healthcheck.h"
#include "health/healthwriter.h"
#include "library/listdiff.h"
#include "listtable.h"
#include "sync/listsource.h"
#include "sync/listupdater.h"
#include "widgets/errortext.h"

#include <QCoreApplication>
#include <QEventLoop>

#include <algorithm>
#include <functional>

namespace carrel {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Headless", text);
}

Result<ListStore> openLists(const DataPaths &paths)
{
    return ListStore::open(paths.data, paths.cache, {bundledRecord()});
}

UpdateOutcome outcomeOf(ListStore &store, const std::function<void(ListUpdater &updater)> &start)
{
    ListUpdater updater(store, diffLists);
    UpdateOutcome found;
    QEventLoop loop;
    QObject::connect(&updater, &ListUpdater::finished, &loop, [&](const UpdateOutcome &outcome) {
        found = outcome;
        loop.quit();
    });
    start(updater);
    loop.exec();
    return found;
}

/// `1,640 papers: 12 added, 3 moved`
QString updatedText(const UpdateOutcome &outcome)
{
    QString text = tr("%1 papers").arg(outcome.papers);
    if (!outcome.diff) {
        return text;
    }
    QStringList counts;
    for (std::size_t kind = 0; kind < kChangeKinds; ++kind) {
        const auto count = std::count_if(
            outcome.diff->changes.begin(), outcome.diff->changes.end(),
            [kind](const ListChange &each) { return static_cast<std::size_t>(each.kind) == kind; });
        if (count > 0) {
            const std::string_view name = changeKindName(static_cast<ChangeKind>(kind));
            counts.append(QStringLiteral("%1 %2").arg(count).arg(toQString(name)));
        }
    }
    return text + QLatin1String(": ") +
           (counts.isEmpty() ? tr("nothing new") : counts.join(QLatin1String(", ")));
}

QString failureText(const UpdateOutcome &outcome)
{
    if (outcome.kind == UpdateOutcome::Kind::Asks) {
        return tr("the list there lacks %1 of the papers in use, so nothing was changed; --accept takes it.")
            .arg(outcome.lost);
    }
    const QString text = errorText(outcome.error);
    return outcome.wait ? text + QLatin1Char(' ') + tr("Ask again in %1 seconds.").arg(outcome.wait->count())
                        : text;
}

bool isDone(const UpdateOutcome &outcome)
{
    return outcome.kind == UpdateOutcome::Kind::Updated || outcome.kind == UpdateOutcome::Kind::Unchanged;
}

Result<void> printLine(const Streams &streams, const QString &name, const QString &text)
{
    return print(streams.out, (name + QLatin1String(": ") + text).toUtf8() + '\n');
}

/// Ids of the lists that are to be updated.
Result<QStringList> listsToUpdate(const ListStore &store, const QStringList &named)
{
    QStringList ids;
    for (const QString &name : named) {
        const ListRecord *record = store.find(name);
        if (record == nullptr) {
            return Error{ErrorCode::ListUnknown, name};
        }
        ids.append(record->id);
    }
    for (const ListRecord &record : store.lists()) {
        if (named.isEmpty() && record.on) {
            ids.append(record.id);
        }
    }
    return ids;
}

} // namespace

Result<void> runChanges(const CommandLine &line, const Streams &streams)
{
    Result<CatalogPointer> before = readNamedList(line.from, streams);
    if (!before) {
        return before.error();
    }
    Result<CatalogPointer> now = readNamedList(line.to, streams);
    if (!now) {
        return now.error();
    }
    const ListDiff diff = diffLists(std::move(*before), std::move(*now));
    return writeChanges(*changeFormat(line.format), diff,
                        [&](std::string_view piece) { return print(streams.out, piece); });
}

Result<void> runHealth(const CommandLine &line, const Streams &streams)
{
    QByteArray bytes;
    Result<CatalogPointer> catalog = readNamedList(line.catalog, streams, &bytes);
    if (!catalog) {
        return catalog.error();
    }
    const std::string_view text(bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return print(streams.out, healthFormat(line.format)->write(checkHealth(std::move(*catalog), text)));
}

Result<void> runLists(const CommandLine &line, const DataPaths &paths, const Streams &streams)
{
    const Result<ListStore> store = openLists(paths);
    return store ? print(streams.out, listFormat(line.format)->write(store->lists())) : store.error();
}

Result<void> runListsAdd(const CommandLine &line, const DataPaths &paths, const Streams &streams)
{
    const QString named = line.lists.first();
    const std::optional<ListSource> source = parseListSource(named);
    if (!source) {
        return Error{ErrorCode::SourceNotUnderstood, named};
    }
    Result<ListStore> store = openLists(paths);
    if (!store) {
        return store.error();
    }
    const ListRecord record = recordOf(*source, named);
    const UpdateOutcome outcome = outcomeOf(*store, [&](ListUpdater &updater) { updater.add(record); });
    return isDone(outcome) ? printLine(streams, record.name, updatedText(outcome)) : outcome.error;
}

Result<void> runListsRemove(const CommandLine &line, const DataPaths &paths, const Streams & /*streams*/)
{
    Result<ListStore> store = openLists(paths);
    if (!store) {
        return store.error();
    }
    const ListRecord *record = store->find(line.lists.first());
    return record == nullptr ? Result<void>(Error{ErrorCode::ListUnknown, line.lists.first()})
                             : store->remove(QString(record->id));
}

Result<bool> runUpdate(const CommandLine &line, const DataPaths &paths, const Streams &streams)
{
    Result<ListStore> store = openLists(paths);
    if (!store) {
        return store.error();
    }
    const Result<QStringList> ids = listsToUpdate(*store, line.lists);
    if (!ids) {
        return ids.error();
    }
    bool allDone = true;
    for (const QString &id : *ids) {
        const UpdateOutcome outcome =
            outcomeOf(*store, [&](ListUpdater &updater) { updater.update(id, line.accept); });
        const ListRecord *record = store->find(id);
        const QString name = record == nullptr ? id : record->name;
        if (!isDone(outcome)) {
            allDone = false;
            say(streams.err, name + QLatin1String(": ") + failureText(outcome));
            continue;
        }
        const QString text = outcome.kind == UpdateOutcome::Kind::Unchanged
                                 ? tr("unchanged, %1 papers").arg(outcome.papers)
                                 : updatedText(outcome);
        if (Result<void> printed = printLine(streams, name, text); !printed) {
            return printed.error();
        }
    }
    return allDone;
}

} // namespace carrel
