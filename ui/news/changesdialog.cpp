// SPDX-License-Identifier: GPL-3.0-or-later
#include "news/changesdialog.h"

#include "catalog/link.h"
#include "catalog/weburl.h"
#include "export/changewriter.h"
#include "library/listdiff.h"
#include "news/changesview.h"
#include "news/newsstate.h"
#include "sync/listreading.h"
#include "sync/pooltask.h"
#include "widgets/elidedlabel.h"
#include "widgets/errortext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr qsizetype kLongestName = 60;

/// Never read as markup.
QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QString shortName(const QString &name)
{
    return name.size() <= kLongestName ? name : name.left(kLongestName - 1) + QChar(0x2026);
}

QString versionText(const ListRecord &record, const ListVersion &version)
{
    return QCoreApplication::translate("carrel::ChangesDialog", "the list of %1, %2 papers")
        .arg(versionName(record, version), QLocale().toString(version.papers));
}

/// The file of the version that was in use at a time; the bundled one before all others.
QString versionAt(const ListRecord &record, quint32 time)
{
    for (const ListVersion &version : record.versions) {
        if (version.fetched.toSecsSinceEpoch() <= time) {
            return version.file;
        }
    }
    return record.bundled.isEmpty() && !record.versions.empty() ? record.versions.back().file
                                                                : record.bundled;
}

QString fileInUse(const ListRecord &record)
{
    if (!record.inUse.isEmpty()) {
        return record.inUse;
    }
    return record.versions.empty() ? record.bundled : record.versions.front().file;
}

Result<CatalogPointer> catalogOf(const Result<ListContent> &content)
{
    return content ? readList(content->bytes) : content.error();
}

Result<ChangesPagePointer> pageOf(const QString &cacheFolder, const ListRecord &record, const QString &from)
{
    Result<CatalogPointer> before = catalogOf(ListStore::version(cacheFolder, record, from));
    if (!before) {
        return before.error();
    }
    Result<CatalogPointer> now = catalogOf(ListStore::content(cacheFolder, record));
    if (!now) {
        return now.error();
    }
    return ChangesPage::of(diffLists(std::move(*before), std::move(*now)));
}

QByteArray markdownOf(const ListDiff &diff)
{
    QByteArray bytes;
    // Memory takes all.
    (void)writeChanges(*changeFormat(u"markdown"), diff, [&](std::string_view piece) {
        bytes.append(piece.data(), static_cast<qsizetype>(piece.size()));
        return Result<void>();
    });
    return bytes;
}

} // namespace

ChangesDialog::ChangesDialog(const QString &cacheFolder, QWidget *parent)
    : QDialog(parent)
    , m_cacheFolder(cacheFolder)
    , m_model(new ChangesModel(this))
    , m_view(new ChangesView(this))
    , m_list(new QComboBox(this))
    , m_from(new QComboBox(this))
    , m_to(plainLabel(this))
    , m_summary(plainLabel(this))
    , m_notice(plainLabel(this))
    , m_known(new QWidget(this))
    , m_knownText(new ElidedLabel(m_known))
    , m_knownLink(new QPushButton(tr("&Open Its Link"), m_known))
    , m_copy(new QPushButton(tr("&Copy as Markdown"), this))
    , m_save(new QPushButton(tr("&Save as Markdown..."), this))
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    setWindowTitle(tr("What Changed"));
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Changes"));
    m_summary->setWordWrap(true);
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setWordWrap(true);
    m_notice->setAutoFillBackground(true);
    auto *known = new QHBoxLayout(m_known);
    known->setContentsMargins(0, 0, 0, 0);
    known->addWidget(m_knownText, 1);
    known->addWidget(m_knownLink);
    m_known->hide();
    connect(m_view, &ChangesView::chosen, this, &ChangesDialog::choose);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ChangesDialog::showCurrent);
    connect(m_knownLink, &QPushButton::clicked, this, &ChangesDialog::openKnown);
    auto *column = new QVBoxLayout(this);
    column->addWidget(createChoice());
    column->addWidget(m_summary);
    column->addWidget(m_view, 1);
    column->addWidget(m_notice, 1);
    column->addWidget(m_known);
    column->addWidget(createButtons());
    const int line = fontMetrics().height();
    resize(line * 46, line * 42);
    dress();
    say(tr("No list is in use."));
}

ChangesDialog::~ChangesDialog()
{
    m_working.waitForFinished();
}

QWidget *ChangesDialog::createChoice()
{
    auto *choice = new QWidget(this);
    auto *form = new QFormLayout(choice);
    form->setContentsMargins(0, 0, 0, 0);
    m_listLabel = new QLabel(tr("&List:"), choice);
    m_listLabel->setBuddy(m_list);
    m_list->setObjectName(QStringLiteral("changesList"));
    m_list->setAccessibleName(tr("List"));
    m_from->setObjectName(QStringLiteral("changesFrom"));
    m_from->setAccessibleName(tr("From the version"));
    for (QComboBox *box : {m_list, m_from}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    }
    form->addRow(m_listLabel, m_list);
    form->addRow(tr("&From:"), m_from);
    form->addRow(tr("To:"), m_to);
    connect(m_list, &QComboBox::activated, this, [this] {
        m_from->clear();
        fillVersions();
        compare();
    });
    connect(m_from, &QComboBox::activated, this, &ChangesDialog::compare);
    return choice;
}

QWidget *ChangesDialog::createButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *close = new QPushButton(tr("Close"), buttons);
    for (QPushButton *button : {m_copy, m_save, close, m_knownLink}) {
        button->setAutoDefault(false);
    }
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addStretch(1);
    row->addWidget(close);
    connect(m_copy, &QPushButton::clicked, this, &ChangesDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &ChangesDialog::save);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    return buttons;
}

const ChangesDialog::List *ChangesDialog::currentList() const
{
    const auto row = static_cast<std::size_t>(std::max(0, m_list->currentIndex()));
    return row < m_lists.size() ? &m_lists[row] : nullptr;
}

void ChangesDialog::setLists(std::vector<List> lists)
{
    const List *before = currentList();
    const QString chosen = before == nullptr ? QString() : before->record.id;
    const QString inUse = before == nullptr ? QString() : fileInUse(before->record);
    m_lists = std::move(lists);
    m_list->clear();
    for (const List &each : m_lists) {
        m_list->addItem(shortName(each.record.name));
    }
    const auto found = std::find_if(m_lists.begin(), m_lists.end(),
                                    [&](const List &each) { return each.record.id == chosen; });
    m_list->setCurrentIndex(found == m_lists.end() ? 0 : static_cast<int>(found - m_lists.begin()));
    m_list->setVisible(m_lists.size() > 1);
    m_listLabel->setVisible(m_lists.size() > 1);
    const QString from = m_versions.value(m_from->currentIndex());
    fillVersions();
    const List *now = currentList();
    const bool same = now != nullptr && now->record.id == chosen && fileInUse(now->record) == inUse &&
                      m_versions.value(m_from->currentIndex()) == from;
    if (isVisible() && !same) {
        compare();
    }
}

void ChangesDialog::showList(const QString &id)
{
    const auto found =
        std::find_if(m_lists.begin(), m_lists.end(), [&](const List &each) { return each.record.id == id; });
    if (found != m_lists.end()) {
        m_list->setCurrentIndex(static_cast<int>(found - m_lists.begin()));
    }
    m_from->clear();
    fillVersions();
    compare();
}

/// Every version but the one in use; that of the last look is named so and comes first.
void ChangesDialog::fillVersions()
{
    const QString chosen = m_from->count() == 0 ? QString() : m_versions.value(m_from->currentIndex());
    m_from->clear();
    m_versions.clear();
    const List *list = currentList();
    if (list == nullptr) {
        return;
    }
    const ListRecord &record = list->record;
    const QString inUse = fileInUse(record);
    const QString look = list->lastLook == 0 ? QString() : versionAt(record, list->lastLook);
    const auto add = [&](const QString &file, const QString &name) {
        if (file == inUse || file.isEmpty()) {
            return;
        }
        if (file == look) {
            m_versions.prepend(file);
            m_from->insertItem(0, tr("my last look: %1").arg(name));
        } else {
            m_versions.append(file);
            m_from->addItem(name);
        }
    };
    m_to->setText(tr("the list that came with Carrel"));
    for (const ListVersion &version : record.versions) {
        add(version.file, versionText(record, version));
        if (version.file == inUse) {
            m_to->setText(versionText(record, version));
        }
    }
    add(record.bundled, tr("the list that came with Carrel"));
    const auto row = m_versions.indexOf(chosen);
    m_from->setCurrentIndex(m_versions.isEmpty() ? -1 : static_cast<int>(std::max<qsizetype>(0, row)));
    m_from->setEnabled(!m_versions.isEmpty());
}

void ChangesDialog::compare()
{
    const quint64 request = ++m_request;
    const List *list = currentList();
    const QString from = m_versions.value(m_from->currentIndex());
    if (list == nullptr || from.isEmpty()) {
        m_model->setPage(nullptr);
        say(list == nullptr ? tr("No list is in use.")
                            : tr("This is the only version of the list so far. After the next update you "
                                 "see here what it changed."));
        return;
    }
    if (m_model->page() == nullptr) {
        say(tr("Comparing the two versions..."));
    }
    m_working = runInPool(
        *this, [folder = m_cacheFolder, record = list->record, from] { return pageOf(folder, record, from); },
        [this, request](const Result<ChangesPagePointer> &page) {
            if (request == m_request) {
                take(page);
            }
        });
}

void ChangesDialog::take(const Result<ChangesPagePointer> &page)
{
    if (!page) {
        m_model->setPage(nullptr);
        say(errorText(page.error()));
        return;
    }
    m_model->setPage(*page);
    m_view->scrollToTop();
    const bool empty = (*page)->rows.empty();
    say(empty ? (*page)->summary() : QString());
    m_summary->setText(empty ? QString() : (*page)->summary());
    Q_EMIT compared();
}

/// In the place of the page; nothing where there is one.
void ChangesDialog::say(const QString &text)
{
    m_summary->clear();
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_view->setVisible(text.isEmpty());
    m_copy->setEnabled(text.isEmpty());
    m_save->setEnabled(text.isEmpty());
    m_known->hide();
}

/// Of a paper that is not in the list any more.
void ChangesDialog::showCurrent()
{
    const ListChange *change = m_model->changeAt(m_view->currentIndex());
    const bool removed = change != nullptr && change->entry == kNone;
    m_known->setVisible(removed);
    if (!removed) {
        return;
    }
    const Catalog &before = *m_model->page()->diff.before;
    const Entry &entry = before.entry(change->oldEntry);
    const QString title = before.string(entry.title());
    m_knownText->setText(tr("Not in the list any more: %1. Last in %2.")
                             .arg(title, toQString(sectionPathText(before, entry))));
    const std::string_view url = titleAddress(before, entry);
    const bool opens = isOpenable(linkKind(url));
    m_knownLink->setVisible(opens);
    m_knownLink->setToolTip(opens ? trueHost(url) : QString());
}

void ChangesDialog::choose(const QModelIndex &index)
{
    const ListChange *change = m_model->changeAt(index);
    if (change != nullptr && change->entry != kNone) {
        Q_EMIT paperRequested(m_model->page()->diff.now, change->entry);
    }
}

void ChangesDialog::openKnown()
{
    const ListChange *change = m_model->changeAt(m_view->currentIndex());
    if (change == nullptr || change->oldEntry == kNone) {
        return;
    }
    const Catalog &before = *m_model->page()->diff.before;
    if (const std::optional<QUrl> url = openableUrl(titleAddress(before, before.entry(change->oldEntry)))) {
        Q_EMIT linkRequested(*url);
    }
}

void ChangesDialog::copy()
{
    if (m_model->page() != nullptr) {
        m_working = runInPool(
            *this, [page = m_model->page()] { return QString::fromUtf8(markdownOf(page->diff)); },
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    }
}

void ChangesDialog::save()
{
    auto *dialog = new QFileDialog(this, tr("Save Changes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Markdown (*.md)")});
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->setDirectory(m_folder);
    dialog->selectFile(QStringLiteral("changes.md"));
    connect(dialog, &QFileDialog::fileSelected, this, &ChangesDialog::writeTo);
    dialog->open();
}

void ChangesDialog::writeTo(const QString &path)
{
    if (m_model->page() == nullptr) {
        return;
    }
    m_folder = QFileInfo(path).absolutePath();
    m_working = runInPool(
        *this,
        [page = m_model->page(), path] {
            const QByteArray bytes = markdownOf(page->diff);
            QSaveFile file(path);
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
        },
        [this, path](bool done) {
            if (done) {
                Q_EMIT written(QFileInfo(path).fileName());
            } else {
                Q_EMIT failed({ErrorCode::FileUnwritable, path});
            }
        });
}

void ChangesDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

void ChangesDialog::dress()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText,
                   secondaryText(palette().color(QPalette::WindowText), palette().color(QPalette::Window)));
    m_summary->setPalette(quiet);
    m_to->setPalette(quiet);
    QPalette notice = palette();
    notice.setColor(QPalette::Window, palette().color(QPalette::Base));
    notice.setColor(QPalette::WindowText,
                    secondaryText(palette().color(QPalette::Text), palette().color(QPalette::Base)));
    m_notice->setPalette(notice);
}

} // namespace carrel
