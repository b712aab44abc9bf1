// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listadder.h"

#include "mainwindow/statustext.h"
#include "mainwindow/updatetext.h"
#include "sync/listsource.h"
#include "widgets/errortext.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr qsizetype kLongestName = 60;

QString text(const char *source)
{
    return QCoreApplication::translate("ListAdder", source);
}

QString successText(const AddedList &added)
{
    const QString name = shortened(added.name, kLongestName);
    const auto papers = static_cast<qint64>(added.outcome.papers);
    if (papers == 0) {
        return text(QT_TRANSLATE_NOOP("ListAdder", "Added \u201c%1\u201d.")).arg(name);
    }
    return papers == 1 ? text(QT_TRANSLATE_NOOP("ListAdder", "Added \u201c%1\u201d: 1 paper.")).arg(name)
                       : text(QT_TRANSLATE_NOOP("ListAdder", "Added \u201c%1\u201d: %2 papers."))
                             .arg(name, QLocale().toString(papers));
}

/// What an error means for a list that was to be added; nothing where it means what it always does.
const char *reasonText(const AddedList &added)
{
    switch (added.outcome.error.code) {
    case ErrorCode::SourceNotUnderstood:
        return QT_TRANSLATE_NOOP("ListAdder", "\u201c%1\u201d is neither a file that is there, nor the "
                                              "address of a list, nor a repository as in owner/name.");
    case ErrorCode::NotOnServer: {
        const std::optional<ListSource> source = parseListSource(added.source);
        return source && source->addresses.size() > 1
                   ? QT_TRANSLATE_NOOP("ListAdder", "GitHub has no public repository \u201c%1\u201d with a "
                                                    "README. Check the name, or give the address of the "
                                                    "file.")
                   : nullptr;
    }
    case ErrorCode::WebPage:
        return QT_TRANSLATE_NOOP("ListAdder",
                                 "At \u201c%1\u201d is a web page, not a list. Give the address of "
                                 "the Markdown file itself.");
    case ErrorCode::NoPapers:
        return QT_TRANSLATE_NOOP("ListAdder", "There are no papers in \u201c%1\u201d that Carrel can read. "
                                              "It reads lists with a bullet for each paper.");
    default:
        return nullptr;
    }
}

} // namespace

QString addedText(const AddedList &added)
{
    if (added.outcome.kind == UpdateOutcome::Kind::Updated) {
        return successText(added);
    }
    if (added.outcome.error.code == ErrorCode::DownloadCancelled) {
        return {};
    }
    const char *reason = reasonText(added);
    const QString sentence = reason == nullptr ? errorText(added.outcome.error)
                                               : text(reason).arg(shortened(added.source, kLongestName));
    return added.outcome.wait ? sentence + QLatin1Char(' ') +
                                    text(QT_TRANSLATE_NOOP("ListAdder", "You can try again in %1."))
                                        .arg(waitText(*added.outcome.wait))
                              : sentence;
}

ListAdder::ListAdder(ListShelf &shelf, QObject *parent)
    : QObject(parent)
    , m_shelf(shelf)
{
    connect(&shelf, &ListShelf::addingProgressed, this, &ListAdder::progressChanged);
}

void ListAdder::add(const QString &source, const QString &name)
{
    const std::optional<ListSource> parsed = parseListSource(source);
    if (!parsed) {
        AddedList refused{source.trimmed(), source.trimmed(), {}};
        refused.outcome.error = {ErrorCode::SourceNotUnderstood, refused.source};
        Q_EMIT ended(refused);
        return;
    }
    ListRecord record = recordOf(*parsed, source);
    record.name = name.isEmpty() ? record.name : name;
    m_waiting.push_back(record);
    if (m_waiting.size() == 1) {
        Q_EMIT currentChanged();
    }
    m_shelf.addFromSource(record, [this, alive = QPointer(this)](const UpdateOutcome &outcome) {
        if (alive == nullptr) {
            return;
        }
        const ListRecord tried = std::move(m_waiting.front());
        m_waiting.pop_front();
        Q_EMIT ended({tried.source, tried.name, outcome});
        Q_EMIT currentChanged();
    });
}

QString ListAdder::current() const
{
    return m_waiting.empty() ? QString() : m_waiting.front().name;
}

bool ListAdder::awaits(const ListRecord &record) const
{
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&](const ListRecord &each) { return sharesSource(each, record); });
}

} // namespace carrel
