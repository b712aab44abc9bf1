// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/listdrops.h"

#include "lists/drophint.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QLocale>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace carrel {

ListDrops::ListDrops(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    window->setAcceptDrops(true);
    window->installEventFilter(this);
}

QStringList ListDrops::sourcesIn(const QMimeData &data)
{
    QStringList sources;
    for (const QUrl &url : data.hasUrls() ? data.urls() : QList<QUrl>()) {
        const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
        if (url.isLocalFile()) {
            sources.append(url.toLocalFile());
        } else if (web && !url.host().isEmpty()) {
            sources.append(url.toString());
        }
    }
    return sources;
}

bool ListDrops::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
    case QEvent::Drop: {
        auto *drop = static_cast<QDropEvent *>(event);
        const QStringList sources = drop->source() == nullptr ? sourcesIn(*drop->mimeData()) : QStringList();
        if (sources.isEmpty()) {
            return QObject::eventFilter(watched, event);
        }
        // A copy: what is dropped stays where it was.
        drop->setDropAction(Qt::CopyAction);
        drop->accept();
        if (event->type() == QEvent::DragEnter) {
            showHint(sources);
        } else if (event->type() == QEvent::Drop) {
            m_hint->hide();
            Q_EMIT dropped(sources);
        }
        return true;
    }
    case QEvent::DragLeave:
        if (m_hint != nullptr) {
            m_hint->hide();
        }
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void ListDrops::showHint(const QStringList &sources)
{
    if (m_hint == nullptr) {
        m_hint = new DropHint(m_window);
    }
    if (sources.size() == 1) {
        const bool isFile = QFileInfo(sources.first()).isAbsolute();
        m_hint->showText(tr("Add to My Lists"),
                         isFile ? QFileInfo(sources.first()).fileName() : sources.first());
    } else {
        m_hint->showText(tr("Add %1 Lists").arg(m_window->locale().toString(sources.size())), QString());
    }
}

} // namespace carrel
