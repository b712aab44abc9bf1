// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/paperactions.h"

#include "catalog/linkforms.h"
#include "export/exportformats.h"
#include "items/papertablemodel.h"
#include "items/sectiontreemodel.h"
#include "library/librarystore.h"
#include "library/papercommands.h"
#include "widgets/errortext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace carrel {

PaperActions::PaperActions(const WindowServices &services, QWidget *window)
    : QObject(window)
    , m_services(services)
    , m_window(window)
{
}

bool PaperActions::mayOpen(std::size_t count)
{
    constexpr std::size_t kOpenedWithoutQuestion = 10;
    if (count <= kOpenedWithoutQuestion) {
        return true;
    }
    const QString number = QLocale().toString(static_cast<qulonglong>(count));
    QMessageBox question(QMessageBox::Question, tr("Open Papers"),
                         tr("Open %1 papers in the browser?").arg(number), QMessageBox::Cancel, m_window);
    QPushButton *yes = question.addButton(tr("Open %1 Papers").arg(number), QMessageBox::AcceptRole);
    question.setDefaultButton(QMessageBox::Cancel);
    question.exec();
    return question.clickedButton() == yes;
}

void PaperActions::open(const Works &works)
{
    if (mayOpen(works.size())) {
        m_services.commands.open(works);
    }
}

void PaperActions::openPdf(const Works &works)
{
    if (mayOpen(works.size())) {
        m_services.commands.openPdf(works);
    }
}

void PaperActions::openLink(quint32 work, const QUrl &url)
{
    m_services.commands.openLink(work, url);
}

bool PaperActions::mayMark()
{
    const std::optional<Error> &refusal = m_services.library.refusal();
    if (refusal) {
        Q_EMIT messageRequested(MessageBar::Kind::Warning, errorText(*refusal), {});
        Q_EMIT markRefused();
    }
    return !refusal;
}

void PaperActions::toggleBookmarked(const Works &works)
{
    if (mayMark()) {
        m_services.commands.toggleBookmarked(works);
    }
}

void PaperActions::toggleRead(const Works &works)
{
    if (mayMark()) {
        m_services.commands.toggleRead(works);
    }
}

void PaperActions::setBookmarked(const Works &works, bool on)
{
    if (mayMark()) {
        m_services.commands.setBookmarked(works, on);
    }
}

void PaperActions::setRead(const Works &works, bool on)
{
    if (mayMark()) {
        m_services.commands.setRead(works, on);
    }
}

void PaperActions::setRating(const Works &works, int rating)
{
    if (mayMark()) {
        m_services.commands.setRating(works, rating);
    }
}

void PaperActions::addTag(const Works &works, const QString &name)
{
    if (mayMark()) {
        m_services.commands.addTag(works, name);
    }
}

void PaperActions::removeTag(const Works &works, const QString &name)
{
    if (mayMark()) {
        m_services.commands.removeTag(works, name);
    }
}

void PaperActions::setNote(const Works &works, const QString &note)
{
    if (mayMark()) {
        m_services.commands.setNote(works, note);
    }
}

QString PaperActions::papersText(std::size_t count) const
{
    return count == 1 ? tr("one paper")
                      : tr("%1 papers").arg(QLocale().toString(static_cast<qulonglong>(count)));
}

void PaperActions::askForTag(const Works &works)
{
    if (works.empty() || !mayMark()) {
        return;
    }
    QStringList known;
    for (const ReaderTag &tag : m_services.library.states()->tags()) {
        if (tag.works > 0) {
            known.append(tag.name);
        }
    }
    known.prepend(QString());
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("tagDialog"));
    dialog->setWindowTitle(tr("Tag"));
    dialog->setLabelText(tr("Tag for %1:").arg(papersText(works.size())));
    dialog->setComboBoxItems(known);
    dialog->setComboBoxEditable(true);
    // Numbers of works mean nothing in another list that was opened in between.
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, works, catalog = m_services.papers.catalog()](const QString &name) {
                if (m_services.papers.catalog() == catalog && !name.trimmed().isEmpty()) {
                    addTag(works, name);
                }
            });
    dialog->open();
}

void PaperActions::askForNote(const Works &works)
{
    if (works.empty() || !mayMark()) {
        return;
    }
    const WorkStatesPointer states = m_services.library.states();
    const auto noted = static_cast<std::size_t>(
        std::count_if(works.begin(), works.end(), [&](quint32 work) { return (*states)[work].noted; }));
    QString label = tr("Note for %1:").arg(papersText(works.size()));
    if (noted > 0 && works.size() > 1) {
        label += QLatin1Char('\n') + tr("It takes the place of the notes that %1 of them have.")
                                         .arg(QLocale().toString(static_cast<qulonglong>(noted)));
    }
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("noteDialog"));
    dialog->setWindowTitle(tr("Note"));
    dialog->setLabelText(label);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setTextValue(works.size() == 1 ? states->note(works.front()) : QString());
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, works, catalog = m_services.papers.catalog()](const QString &note) {
                if (m_services.papers.catalog() == catalog) {
                    setNote(works, note);
                }
            });
    dialog->open();
}

void PaperActions::askForTagName(quint32 tag)
{
    const WorkStatesPointer states = m_services.library.states();
    const ReaderTag *known = states->tag(tag);
    if (known == nullptr || !mayMark()) {
        return;
    }
    auto *dialog = new QInputDialog(m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(QStringLiteral("tagNameDialog"));
    dialog->setWindowTitle(tr("Rename Tag"));
    dialog->setLabelText(tr("New name of the tag of %1:").arg(papersText(known->works)));
    dialog->setTextValue(known->name);
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, tag](const QString &name) { renameTag(tag, name); });
    dialog->open();
}

void PaperActions::renameTag(quint32 tag, const QString &typed)
{
    const WorkStatesPointer states = m_services.library.states();
    const QString name = tagName(typed);
    const ReaderTag *known = states->tag(tag);
    const auto rename = [this, tag, name] {
        m_services.commands.renameTag(tag, name);
        m_services.sections.dropEmptyTags();
    };
    for (const ReaderTag &other : states->tags()) {
        if (known != nullptr && other.id != tag && other.works > 0 && tagKey(other.name) == tagKey(name)) {
            Q_EMIT messageRequested(
                MessageBar::Kind::Information,
                tr("There is a tag \u201c%1\u201d already. \u201c%2\u201d will become one with it.")
                    .arg(other.name, known->name),
                {tr("Merge Tags"), rename});
            return;
        }
    }
    rename();
}

void PaperActions::deleteTag(quint32 tag)
{
    if (mayMark()) {
        m_services.commands.deleteTag(tag);
        m_services.sections.dropEmptyTags();
    }
}

void PaperActions::fillTags(QMenu &menu, const Works &works)
{
    const WorkStatesPointer states = m_services.library.states();
    QStringList names;
    for (const ReaderTag &tag : states->tags()) {
        const bool carried = std::any_of(works.begin(), works.end(), [&](quint32 work) {
            const std::span<const quint32> own = states->tagsOf(work);
            return std::binary_search(own.begin(), own.end(), tag.id);
        });
        if (carried) {
            names.append(tag.name);
        }
    }
    for (const QString &name : std::as_const(names)) {
        QString text = name;
        menu.addAction(text.replace(QLatin1Char('&'), QLatin1String("&&")), this,
                       [this, works, name] { removeTag(works, name); });
    }
    if (names.isEmpty()) {
        menu.addAction(tr("No Tags"))->setEnabled(false);
    }
}

void PaperActions::offerMarkRead(const Works &works, const QString &view)
{
    if (!mayMark()) {
        return;
    }
    const WorkStatesPointer states = m_services.library.states();
    Works unread;
    std::copy_if(works.begin(), works.end(), std::back_inserter(unread),
                 [&](quint32 work) { return !(*states)[work].read; });
    if (unread.empty()) {
        Q_EMIT messageRequested(MessageBar::Kind::Information,
                                tr("All papers in %1 are read already.").arg(view), {});
        return;
    }
    const QString number = QLocale().toString(static_cast<qulonglong>(unread.size()));
    // Numbers of works mean nothing in another list that was opened in between.
    const CatalogPointer catalog = m_services.papers.catalog();
    const auto mark = [this, unread, catalog] {
        if (m_services.papers.catalog() == catalog) {
            m_services.commands.setRead(unread, true);
        }
    };
    const QString text = unread.size() == 1
                             ? tr("One unread paper in %1 will be marked as read.").arg(view)
                             : tr("%1 unread papers in %2 will be marked as read.").arg(number, view);
    Q_EMIT messageRequested(MessageBar::Kind::Information, text, {tr("Mark as Read"), mark});
}

void PaperActions::copyLines(const Works &works, const std::function<QString(quint32)> &line)
{
    QStringList lines;
    for (const quint32 work : works) {
        lines.append(line(work));
    }
    lines.removeAll(QString());
    if (!lines.isEmpty()) {
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
    }
}

void PaperActions::copyCitations(const Works &works)
{
    const CatalogPointer catalog = m_services.papers.catalog();
    copyLines(works, [&](quint32 work) { return citation(*catalog, work); });
}

void PaperActions::copyLinks(const Works &works)
{
    const CatalogPointer catalog = m_services.papers.catalog();
    copyLines(works, [&](quint32 work) {
        const std::vector<LinkForm> forms = linkForms(*catalog, work);
        return forms.empty() ? QString() : QString::fromLatin1(forms.front().url.toEncoded());
    });
}

void PaperActions::copyTitles(const Works &works)
{
    const CatalogPointer catalog = m_services.papers.catalog();
    copyLines(works, [&](quint32 work) { return catalog->string(catalog->face(work).title()); });
}

} // namespace carrel
