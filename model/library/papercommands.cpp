// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/papercommands.h"

#include "base/text.h"
#include "catalog/link.h"

#include <QHash>
#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <array>
#include <utility>

namespace carrel {

namespace {

/// More works than this take longer to mark than the window should stand still.
constexpr std::size_t kAtOnce = 300;

struct StepNames
{
    bool (*fits)(const MarkChange &change);
    const char *one;
    const char *many;
};

/// What a step is called in the menu, behind "Undo": the first row that fits.
constexpr std::array kStepNames{
    StepNames{[](const MarkChange &change) { return change.bookmarked == true; },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Bookmark"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Bookmark %1 Papers")},
    StepNames{[](const MarkChange &change) { return change.bookmarked == false; },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Remove Bookmark"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Remove %1 Bookmarks")},
    StepNames{[](const MarkChange &change) { return change.read == true; },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Mark as Read"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Mark %1 Papers as Read")},
    StepNames{[](const MarkChange &change) { return change.read == false; },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Mark as Unread"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Mark %1 Papers as Unread")},
    StepNames{[](const MarkChange &change) { return change.rating.has_value(); },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Rate"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Rate %1 Papers")},
    StepNames{[](const MarkChange &change) { return change.note.has_value(); },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Edit Note"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Edit %1 Notes")},
    StepNames{[](const MarkChange &change) { return !change.addedTags.isEmpty(); },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Tag"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Tag %1 Papers")},
    StepNames{[](const MarkChange &change) { return !change.removedTags.isEmpty(); },
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Remove Tag"),
              QT_TRANSLATE_NOOP("carrel::PaperCommands", "Remove Tag from %1 Papers")},
};

QString stepName(const MarkChange &change, std::size_t count)
{
    const auto row = std::find_if(kStepNames.begin(), kStepNames.end(),
                                  [&change](const StepNames &each) { return each.fits(change); });
    if (row == kStepNames.end()) {
        return {};
    }
    return count == 1 ? PaperCommands::tr(row->one)
                      : PaperCommands::tr(row->many).arg(QLocale().toString(static_cast<qulonglong>(count)));
}

} // namespace

PaperCommands::PaperCommands(LibraryStore &library, UndoHistory &history, UrlOpener &opener, QObject *parent)
    : QObject(parent)
    , m_library(library)
    , m_history(history)
    , m_opener(opener)
    , m_catalog(std::make_shared<Catalog>())
{
    connect(&m_history, &UndoHistory::changed, this, [this] { m_noteEdit.reset(); });
}

void PaperCommands::setCatalog(CatalogPointer catalog)
{
    m_catalog = catalog ? std::move(catalog) : std::make_shared<Catalog>();
}

void PaperCommands::setSearchSite(SearchSite site)
{
    m_searchSite = site;
}

void PaperCommands::setMarkReadOnOpen(bool on)
{
    m_markReadOnOpen = on;
}

void PaperCommands::open(const std::vector<quint32> &works)
{
    openAll(works, Address::Preferred);
}

void PaperCommands::openPdf(const std::vector<quint32> &works)
{
    openAll(works, Address::Pdf);
}

void PaperCommands::openLink(quint32 work, const QUrl &url)
{
    if (const Result<void> opened = launch(url); !opened) {
        Q_EMIT failed(opened.error());
    } else if (m_markReadOnOpen) {
        setRead({work}, true);
    }
}

void PaperCommands::setBookmarked(const std::vector<quint32> &works, bool on)
{
    MarkChange bookmark;
    bookmark.bookmarked = on;
    change(works, bookmark);
}

void PaperCommands::setRead(const std::vector<quint32> &works, bool on)
{
    MarkChange read;
    read.read = on;
    change(works, read);
}

void PaperCommands::toggleBookmarked(const std::vector<quint32> &works)
{
    toggle(works, &WorkState::bookmarked, &MarkChange::bookmarked);
}

void PaperCommands::toggleRead(const std::vector<quint32> &works)
{
    toggle(works, &WorkState::read, &MarkChange::read);
}

void PaperCommands::setRating(const std::vector<quint32> &works, int rating)
{
    MarkChange rate;
    rate.rating = rating;
    change(works, rate);
}

void PaperCommands::addTag(const std::vector<quint32> &works, const QString &name)
{
    MarkChange tag;
    tag.addedTags = {name};
    change(works, tag);
}

void PaperCommands::removeTag(const std::vector<quint32> &works, const QString &name)
{
    MarkChange untag;
    untag.removedTags = {name};
    change(works, untag);
}

bool PaperCommands::setNote(const std::vector<quint32> &works, const QString &note)
{
    MarkChange write;
    write.note = note;
    return change(works, write);
}

void PaperCommands::renameTag(quint32 tag, const QString &name)
{
    take(m_library.renameTag(tag, name), tr("Rename Tag"));
}

void PaperCommands::deleteTag(quint32 tag)
{
    take(m_library.removeTag(tag), tr("Delete Tag"));
}

void PaperCommands::answer(const SplitQuestion &question, SplitAnswer answer)
{
    take(m_library.answer(question, answer), tr("Assign Marks"));
}

QUrl PaperCommands::address(quint32 work, Address wanted) const
{
    const std::vector<LinkForm> forms = linkForms(*m_catalog, work);
    if (forms.empty()) {
        return titleSearchUrl(m_catalog->string(m_catalog->face(work).title()), m_searchSite);
    }
    const std::optional<LinkForm> pdf = wanted == Address::Pdf ? pdfForm(forms) : std::nullopt;
    return pdf ? pdf->url : forms.front().url;
}

void PaperCommands::openAll(const std::vector<quint32> &works, Address wanted)
{
    QHash<QUrl, bool> tried;
    std::vector<quint32> opened;
    std::optional<Error> failure;
    for (const quint32 work : works) {
        if (work >= m_catalog->workCount()) {
            continue;
        }
        const QUrl url = address(work, wanted);
        auto known = tried.constFind(url);
        if (known == tried.constEnd()) {
            const Result<void> done = launch(url);
            if (!done && !failure) {
                failure = done.error();
            }
            known = tried.insert(url, done.hasValue());
        }
        if (*known) {
            opened.push_back(work);
        }
    }
    if (m_markReadOnOpen && !opened.empty()) {
        setRead(opened, true);
    }
    if (failure) {
        Q_EMIT failed(*failure);
    }
}

/// The one way out: every address passes here, whoever made it.
Result<void> PaperCommands::launch(const QUrl &url)
{
    const std::optional<QUrl> web = openableUrl(url.toEncoded().toStdString());
    return web ? m_opener.open(*web) : Error{ErrorCode::LinkNotOpenable, url.toDisplayString()};
}

bool PaperCommands::change(const std::vector<quint32> &works, const MarkChange &change)
{
    if (works.size() > kAtOnce && !change.note) {
        m_library.setMarksLater(works, change, [self = QPointer(this), change](const Result<MarkEdit> &edit) {
            const bool stopped = !edit && edit.error().code == ErrorCode::Cancelled;
            if (self != nullptr && !stopped) {
                self->take(edit, edit ? stepName(change, edit->rows.size()) : QString());
            }
        });
        return true;
    }
    const Result<MarkEdit> edit = m_library.setMarks(works, change);
    const bool isNote = edit && change.note && !edit->isEmpty();
    if (isNote && continuesNote(*edit)) {
        return true;
    }
    const SharedEdit step = take(edit, edit ? stepName(change, edit->rows.size()) : QString());
    if (isNote) {
        m_noteEdit = step;
    }
    return edit.hasValue();
}

/// Tells a failure, else makes a step of what was changed; null where nothing was.
PaperCommands::SharedEdit PaperCommands::take(const Result<MarkEdit> &edit, const QString &name)
{
    if (!edit) {
        Q_EMIT failed(edit.error());
    }
    if (!edit || edit->isEmpty()) {
        return nullptr;
    }
    auto step = std::make_shared<MarkEdit>(*edit);
    m_history.push({name, [&library = m_library, step] { return library.replay(step->reversed()); },
                    [&library = m_library, step] { return library.replay(*step); }});
    return step;
}

/// Writes on in the newest step, where that is a note of the same work.
bool PaperCommands::continuesNote(const MarkEdit &edit)
{
    if (m_noteEdit == nullptr || m_noteEdit->rows.size() != 1 || edit.rows.size() != 1 ||
        m_noteEdit->rows.front().row != edit.rows.front().row) {
        return false;
    }
    m_noteEdit->rows.front().after = edit.rows.front().after;
    return true;
}

void PaperCommands::toggle(const std::vector<quint32> &works, bool WorkState::*mark,
                           std::optional<bool> MarkChange::*wanted)
{
    const WorkStatesPointer states = m_library.states();
    const bool all = std::all_of(works.begin(), works.end(), [&](quint32 work) {
        return work >= states->size() || (*states)[work].*mark;
    });
    MarkChange toggled;
    toggled.*wanted = !all;
    change(works, toggled);
}

} // namespace carrel
