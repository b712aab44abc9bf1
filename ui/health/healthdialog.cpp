// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/healthdialog.h"

#include "health/healthcheck.h"
#include "health/healthwriter.h"
#include "news/changesview.h"
#include "sync/listreading.h"
#include "sync/pooltask.h"
#include "widgets/errortext.h"
#include "widgets/theme.h"

#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace carrel {

namespace {

constexpr qsizetype kLongestName = 60;

Result<HealthPagePointer> pageOf(const std::function<Result<QByteArray>()> &read)
{
    const Result<QByteArray> bytes = read();
    if (!bytes) {
        return bytes.error();
    }
    Result<CatalogPointer> catalog = readList(*bytes);
    if (!catalog) {
        return catalog.error();
    }
    const std::string_view text(bytes->constData(), static_cast<std::size_t>(bytes->size()));
    return HealthPage::of(checkHealth(std::move(*catalog), text));
}

QByteArray markdownOf(const HealthPage &page)
{
    return QByteArray::fromStdString(healthFormat(u"markdown")->write(page.report));
}

} // namespace

HealthDialog::HealthDialog(QWidget *parent)
    : QDialog(parent)
    , m_model(new HealthModel(this))
    , m_view(new ChangesView(this))
    , m_list(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_notice(new QLabel(this))
    , m_copy(new QPushButton(tr("&Copy as Markdown"), this))
    , m_save(new QPushButton(tr("&Save as Markdown..."), this))
    , m_folder(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
{
    setWindowTitle(tr("List Health"));
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Findings"));
    for (QLabel *label : {m_summary, m_notice}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_notice->setAlignment(Qt::AlignCenter);
    m_notice->setAutoFillBackground(true);
    connect(m_view, &ChangesView::chosen, this, &HealthDialog::choose);
    m_choice = createChoice();
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_choice);
    column->addWidget(m_summary);
    column->addWidget(m_view, 1);
    column->addWidget(m_notice, 1);
    column->addWidget(createButtons());
    const int line = fontMetrics().height();
    resize(line * 50, line * 42);
    dress();
    say(tr("No list is in use."));
}

HealthDialog::~HealthDialog()
{
    m_working.waitForFinished();
}

QWidget *HealthDialog::createChoice()
{
    auto *choice = new QWidget(this);
    auto *row = new QHBoxLayout(choice);
    row->setContentsMargins(0, 0, 0, 0);
    auto *label = new QLabel(tr("&List:"), choice);
    label->setBuddy(m_list);
    m_list->setObjectName(QStringLiteral("healthList"));
    m_list->setAccessibleName(tr("List"));
    m_list->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(label);
    row->addWidget(m_list);
    row->addStretch(1);
    connect(m_list, &QComboBox::activated, this, &HealthDialog::check);
    return choice;
}

QWidget *HealthDialog::createButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    auto *close = new QPushButton(tr("Close"), buttons);
    for (QPushButton *button : {m_copy, m_save, close}) {
        button->setAutoDefault(false);
    }
    row->addWidget(m_copy);
    row->addWidget(m_save);
    row->addStretch(1);
    row->addWidget(close);
    connect(m_copy, &QPushButton::clicked, this, &HealthDialog::copy);
    connect(m_save, &QPushButton::clicked, this, &HealthDialog::save);
    connect(close, &QPushButton::clicked, this, &QWidget::close);
    return buttons;
}

void HealthDialog::showLists(std::vector<List> lists, const QString &id)
{
    m_lists = std::move(lists);
    m_list->clear();
    for (const List &each : m_lists) {
        m_list->addItem(each.name.size() <= kLongestName ? each.name
                                                         : each.name.left(kLongestName - 1) + QChar(0x2026));
    }
    const auto found =
        std::find_if(m_lists.begin(), m_lists.end(), [&](const List &each) { return each.id == id; });
    m_list->setCurrentIndex(m_lists.empty()          ? -1
                            : found == m_lists.end() ? 0
                                                     : static_cast<int>(found - m_lists.begin()));
    m_choice->setVisible(m_lists.size() > 1);
    check();
}

void HealthDialog::check()
{
    const quint64 request = ++m_request;
    const int row = m_list->currentIndex();
    m_model->setPage(nullptr);
    if (row < 0) {
        say(tr("No list is in use."));
        return;
    }
    say(tr("Looking through the list..."));
    m_working = runInPool(
        *this, [read = m_lists[static_cast<std::size_t>(row)].read] { return pageOf(read); },
        [this, request](const Result<HealthPagePointer> &page) {
            if (request == m_request) {
                take(page);
            }
        });
}

void HealthDialog::take(const Result<HealthPagePointer> &page)
{
    if (!page) {
        say(errorText(page.error()));
        return;
    }
    m_model->setPage(*page);
    m_view->scrollToTop();
    const HealthReport &report = (*page)->report;
    const bool empty = report.findings.empty();
    say(empty ? healthSummary(report) : QString());
    m_summary->setText(empty ? healthRemark(report)
                             : healthSummary(report) + QLatin1String(". ") + healthRemark(report));
    m_copy->setEnabled(true);
    m_save->setEnabled(true);
    Q_EMIT checked();
}

/// In the place of the page; nothing where there is one.
void HealthDialog::say(const QString &text)
{
    m_summary->clear();
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
    m_view->setVisible(text.isEmpty());
    m_copy->setEnabled(false);
    m_save->setEnabled(false);
}

void HealthDialog::choose(const QModelIndex &index)
{
    const Finding *finding = m_model->findingAt(index);
    if (finding != nullptr && finding->entry != kNone) {
        Q_EMIT paperRequested(m_model->page()->report.catalog, finding->entry);
    }
}

void HealthDialog::copy()
{
    if (m_model->page() != nullptr) {
        QGuiApplication::clipboard()->setText(QString::fromUtf8(markdownOf(*m_model->page())));
    }
}

void HealthDialog::save()
{
    auto *dialog = new QFileDialog(this, tr("Save Findings"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Markdown (*.md)")});
    dialog->setDefaultSuffix(QStringLiteral("md"));
    dialog->setDirectory(m_folder);
    dialog->selectFile(QStringLiteral("health.md"));
    connect(dialog, &QFileDialog::fileSelected, this, &HealthDialog::writeTo);
    dialog->open();
}

void HealthDialog::writeTo(const QString &path)
{
    if (m_model->page() == nullptr) {
        return;
    }
    m_folder = QFileInfo(path).absolutePath();
    m_working = runInPool(
        *this,
        [page = m_model->page(), path] {
            const QByteArray bytes = markdownOf(*page);
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

void HealthDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        dress();
    }
}

void HealthDialog::dress()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText,
                   secondaryText(palette().color(QPalette::WindowText), palette().color(QPalette::Window)));
    m_summary->setPalette(quiet);
    QPalette notice = palette();
    notice.setColor(QPalette::Window, palette().color(QPalette::Base));
    notice.setColor(QPalette::WindowText,
                    secondaryText(palette().color(QPalette::Text), palette().color(QPalette::Base)));
    m_notice->setPalette(notice);
}

} // namespace carrel
