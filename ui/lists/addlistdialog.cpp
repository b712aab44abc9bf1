// SPDX-License-Identifier: GPL-3.0-or-later
#include "lists/addlistdialog.h"

#include "mainwindow/statustext.h"
#include "mainwindow/updatetext.h"
#include "sync/listsource.h"
#include "widgets/errortext.h"
#include "widgets/theme.h"

#include <QAccessible>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <utility>

namespace carrel {

namespace {

using namespace std::chrono_literals;

enum Column { NameColumn, AboutColumn, PapersColumn, ButtonColumn };

/// A button that the Enter key of the box beside it does not press.
QPushButton *plainButton(const QString &text, const char *name)
{
    auto *button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setAutoDefault(false);
    return button;
}

/// Buttons of rows below each other do not touch.
QWidget *withAir(QPushButton *button)
{
    const int air = button->fontMetrics().height() / 6;
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(2 * air, air, 2 * air, air);
    row->addWidget(button);
    return widget;
}

} // namespace

AddListDialog::AddListDialog(ListAdder &adder, const ListShelf &shelf, std::vector<KnownList> known,
                             QWidget *parent)
    : QDialog(parent)
    , m_adder(adder)
    , m_shelf(shelf)
    , m_known(std::move(known))
    , m_source(new QLineEdit)
    , m_add(plainButton(tr("&Add"), "add"))
    , m_sign(new QLabel)
    , m_notice(new QLabel)
    , m_stop(plainButton(tr("&Stop"), "stop"))
    , m_table(new QTreeWidget)
{
    setWindowTitle(tr("Add List"));
    setAttribute(Qt::WA_DeleteOnClose);
    createKnownLists();
    auto *label = new QLabel(tr("Address of a &list, owner/name on GitHub, or a file:"));
    label->setBuddy(m_source);
    auto *knownLabel = new QLabel(tr("&Known lists:"));
    knownLabel->setBuddy(m_table);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *column = new QVBoxLayout(this);
    column->addWidget(label);
    column->addWidget(sourceRow());
    column->addWidget(noticeRow());
    column->addWidget(knownLabel);
    column->addWidget(m_table, 1);
    column->addWidget(buttons);
    const int line = fontMetrics().height();
    resize(line * 60, line * 36);

    m_patience.setSingleShot(true);
    m_patience.setInterval(300ms);
    connect(&m_patience, &QTimer::timeout, this, &AddListDialog::showProgress);
    connect(&adder, &ListAdder::currentChanged, this, &AddListDialog::takeCurrent);
    connect(&adder, &ListAdder::ended, this, &AddListDialog::takeEnd);
    connect(&adder, &ListAdder::progressChanged, this, [this](qint64 done, qint64 total) {
        m_done = done;
        m_total = total;
        if (!m_patience.isActive()) {
            showProgress();
        }
    });
    connect(&shelf, &ListShelf::listsChanged, this, &AddListDialog::showKnownStates);
    m_stop->hide();
    takeCurrent();
    if (shelf.refusal()) {
        showNotice(IconName::Warning, errorText(*shelf.refusal()));
    }
    m_source->setFocus();
}

QWidget *AddListDialog::sourceRow()
{
    m_source->setObjectName(QStringLiteral("source"));
    m_source->setPlaceholderText(tr("owner/name, or https://..."));
    m_source->setClearButtonEnabled(true);
    m_source->setPalette(withReadablePlaceholder(m_source->palette()));
    m_source->setAccessibleName(tr("Address, repository or file of the list"));
    auto *file = plainButton(tr("Choose &File..."), "chooseFile");
    m_add->setEnabled(false);
    connect(m_source, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_add->setEnabled(!text.trimmed().isEmpty()); });
    connect(m_source, &QLineEdit::returnPressed, this, &AddListDialog::addTyped);
    connect(m_add, &QPushButton::clicked, this, &AddListDialog::addTyped);
    connect(file, &QPushButton::clicked, this, &AddListDialog::pickFile);
    auto *widget = new QWidget;
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_source, 1);
    row->addWidget(m_add);
    row->addWidget(file);
    return widget;
}

/// Two lines that are always there, so that nothing moves when there is something to say.
QWidget *AddListDialog::noticeRow()
{
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_stop->setAccessibleName(tr("Stop adding"));
    connect(m_stop, &QPushButton::clicked, this, [this] { m_adder.stop(); });
    auto *widget = new QWidget;
    const int line = fontMetrics().lineSpacing();
    widget->setFixedHeight(std::max(2 * line, m_stop->sizeHint().height()) + line / 2);
    auto *row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(line / 2);
    row->addWidget(m_sign);
    row->addWidget(m_notice, 1);
    row->addWidget(m_stop);
    return widget;
}

void AddListDialog::createKnownLists()
{
    m_table->setObjectName(QStringLiteral("knownLists"));
    m_table->setAccessibleName(tr("Known lists"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setHeaderLabels({tr("List"), tr("About"), tr("Papers"), QString()});
    m_table->headerItem()->setTextAlignment(PapersColumn, Qt::AlignRight | Qt::AlignVCenter);
    for (std::size_t i = 0; i < m_known.size(); ++i) {
        const KnownList &list = m_known[i];
        ListRecord record = recordOf(*parseListSource(list.source), list.source);
        record.name = list.name;
        m_records.push_back(record);
        const QString papers = list.papers == 0 ? QString() : QLocale().toString(list.papers);
        auto *item = new QTreeWidgetItem(m_table, {list.name, list.about, papers});
        item->setTextAlignment(PapersColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(NameColumn, list.source.toHtmlEscaped());
        item->setToolTip(AboutColumn, list.about.toHtmlEscaped());
        item->setTextAlignment(ButtonColumn, Qt::AlignCenter);
        // Keys reach it through its row: Enter adds.
        auto *button = plainButton(tr("Add"), "addKnown");
        button->setFocusPolicy(Qt::NoFocus);
        connect(button, &QPushButton::clicked, this, [this, i] { addKnown(static_cast<int>(i)); });
        m_adds.push_back(button);
        QWidget *cell = withAir(button);
        item->setSizeHint(ButtonColumn, cell->sizeHint());
        m_table->setItemWidget(item, ButtonColumn, cell);
    }
    connect(m_table, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem *item) { addKnown(m_table->indexOfTopLevelItem(item)); });
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setSectionsMovable(false);
    for (const Column column : {NameColumn, PapersColumn, ButtonColumn}) {
        m_table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    }
    m_table->header()->setSectionResizeMode(AboutColumn, QHeaderView::Stretch);
}

void AddListDialog::addTyped()
{
    if (const QString typed = m_source->text().trimmed(); !typed.isEmpty()) {
        m_adder.add(typed);
    }
}

void AddListDialog::addKnown(int row)
{
    const ListRecord &record = m_records[static_cast<std::size_t>(row)];
    const auto &lists = m_shelf.lists();
    const bool inUse = std::any_of(lists.begin(), lists.end(),
                                   [&](const ListRecord &each) { return sharesSource(each, record); });
    if (!inUse && !m_adder.awaits(record)) {
        m_adder.add(record.source, record.name);
        showKnownStates();
    }
}

void AddListDialog::pickFile()
{
    auto *dialog = new QFileDialog(this, tr("Add List"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Markdown lists (*.md *.markdown *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) {
        for (const QString &file : files) {
            m_adder.add(file);
        }
    });
    dialog->open();
}

void AddListDialog::takeCurrent()
{
    m_done = 0;
    m_total = 0;
    if (m_adder.isAdding()) {
        m_patience.start();
    } else {
        m_patience.stop();
        m_stop->hide();
    }
    showKnownStates();
}

void AddListDialog::takeEnd(const AddedList &added)
{
    const bool done = added.outcome.kind == UpdateOutcome::Kind::Updated;
    if (done && m_source->text().trimmed() == added.source) {
        m_source->clear();
    }
    showNotice(done ? IconName::Info : IconName::Warning, addedText(added));
}

void AddListDialog::showProgress()
{
    if (!m_adder.isAdding()) {
        return;
    }
    const QString name = shortened(m_adder.current(), 60);
    showNotice(IconName::Info,
               m_done == 0 ? tr("Adding \u201c%1\u201d ...").arg(name)
                           : tr("Adding \u201c%1\u201d: %2").arg(name, transferText(m_done, m_total)));
    m_stop->show();
}

void AddListDialog::showNotice(IconName sign, const QString &text)
{
    constexpr int kSize = 16;
    m_shownSign = sign;
    m_notice->setText(text);
    m_sign->setPixmap(
        text.isEmpty() ? QPixmap()
                       : iconPixmap(sign, kSize, devicePixelRatioF(), palette().color(QPalette::WindowText)));
    if (QAccessible::isActive()) {
        QAccessibleEvent alert(m_notice, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void AddListDialog::showKnownStates()
{
    const auto &lists = m_shelf.lists();
    for (std::size_t i = 0; i < m_records.size(); ++i) {
        const ListRecord &record = m_records[i];
        const bool inUse = std::any_of(lists.begin(), lists.end(),
                                       [&](const ListRecord &each) { return sharesSource(each, record); });
        const bool awaited = m_adder.awaits(record);
        QTreeWidgetItem *item = m_table->topLevelItem(static_cast<int>(i));
        QPushButton *button = m_adds[i];
        button->setEnabled(!inUse && !awaited);
        button->setVisible(button->isEnabled());
        button->setAccessibleName(tr("Add %1").arg(record.name));
        item->setText(ButtonColumn, inUse ? tr("In use") : awaited ? tr("Adding") : QString());
    }
}

void AddListDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !m_notice->text().isEmpty()) {
        showNotice(m_shownSign, m_notice->text());
    }
}

} // namespace carrel
