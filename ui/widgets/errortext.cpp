// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/errortext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

struct ErrorSentence
{
    ErrorCode code;
    const char *text; ///< %1 stands for the name of the file
};

constexpr std::array kSentences{
    ErrorSentence{ErrorCode::FileUnreadable,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "%1 cannot be read. Check that it is there and that you may read it.")},
    ErrorSentence{
        ErrorCode::FileUnwritable,
        QT_TRANSLATE_NOOP("ErrorText", "%1 cannot be written. Check the folder and the free space.")},
    ErrorSentence{ErrorCode::TooLarge, QT_TRANSLATE_NOOP("ErrorText", "%1 is larger than Carrel reads.")},
    ErrorSentence{ErrorCode::NotText,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 is not a text file. Open a Markdown list of papers.")},
    ErrorSentence{ErrorCode::Compressed,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 is compressed. Unpack it and open the list in it.")},
    ErrorSentence{ErrorCode::Pdf,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 is a PDF document. Open a Markdown list of papers.")},
    ErrorSentence{
        ErrorCode::WebPage,
        QT_TRANSLATE_NOOP("ErrorText", "%1 is a web page, not a list. Download the Markdown file itself.")},
    ErrorSentence{
        ErrorCode::LfsPointer,
        QT_TRANSLATE_NOOP("ErrorText", "%1 is a Git LFS pointer, not the list. Run \"git lfs pull\" first.")},
    ErrorSentence{ErrorCode::Json,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "%1 holds JSON, perhaps an error message of a web service, not a list.")},
    ErrorSentence{ErrorCode::NotUtf8,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 is not in UTF-8. Save it as UTF-8.")},
    ErrorSentence{ErrorCode::NoPapers, QT_TRANSLATE_NOOP("ErrorText", "%1 has no papers in it.")},
    ErrorSentence{ErrorCode::Cancelled, QT_TRANSLATE_NOOP("ErrorText", "Reading %1 was stopped.")},
    ErrorSentence{ErrorCode::LibraryUnavailable,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "Your library cannot be opened, so bookmarks and read marks are "
                                    "neither shown nor kept. Check the data folder and start again.")},
    ErrorSentence{ErrorCode::LibraryTooNew,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "Your library was written by a newer Carrel and is left untouched. "
                                    "Use that version to see and set marks.")},
    ErrorSentence{ErrorCode::LibraryDamaged,
                  QT_TRANSLATE_NOOP("ErrorText", "Your library is damaged, so marks are not kept for now.")},
    ErrorSentence{ErrorCode::LibraryUnwritable,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "The mark could not be stored, nothing was changed. Check that the "
                                    "disk is not full and the data folder may be written.")},
    ErrorSentence{ErrorCode::SearchWithoutName,
                  QT_TRANSLATE_NOOP("ErrorText", "A saved search needs a name. Type one.")},
    ErrorSentence{ErrorCode::SearchTooLong,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "The search was not saved: its name may have 200 characters, its text "
                                    "4,096. Shorten it.")},
    ErrorSentence{
        ErrorCode::TooManySearches,
        QT_TRANSLATE_NOOP("ErrorText", "No more than 1,000 searches can be saved. Delete one first.")},
    ErrorSentence{ErrorCode::SearchGone,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "The saved search is not there any more: another Carrel has deleted "
                                    "it.")},
    ErrorSentence{ErrorCode::LibraryBusy,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "Another program is writing to your library, so nothing was changed. Try "
                                    "again in a moment.")},
    ErrorSentence{ErrorCode::LibraryMoved,
                  QT_TRANSLATE_NOOP(
                      "ErrorText", "The file of your library has been moved or removed while it was open, so "
                                   "nothing was changed. Put it back or start Carrel again.")},
    ErrorSentence{ErrorCode::LibraryRestoring,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "Your library is being restored, so nothing was changed. Try again in a "
                                    "moment.")},
    ErrorSentence{ErrorCode::BackupFailed,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "No backup of your library could be made. Check that the disk is not "
                                    "full and the data folder may be written.")},
    ErrorSentence{ErrorCode::BackupUnusable,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "%1 cannot be read as a library and was not restored. Your library is as "
                                    "it was.")},
    ErrorSentence{ErrorCode::TagTooLong,
                  QT_TRANSLATE_NOOP("ErrorText", "A tag has at most 100 characters. Choose a shorter one.")},
    ErrorSentence{
        ErrorCode::NoteTooLong,
        QT_TRANSLATE_NOOP("ErrorText", "The note is longer than a megabyte and was not stored. Shorten it.")},
    ErrorSentence{
        ErrorCode::TagGone,
        QT_TRANSLATE_NOOP("ErrorText", "The tag is not there any more: another Carrel has removed it.")},
    ErrorSentence{ErrorCode::NotALibrary,
                  QT_TRANSLATE_NOOP(
                      "ErrorText", "Nothing was imported: this is not a library that Carrel wrote, or it was "
                                   "altered (%1).")},
    ErrorSentence{ErrorCode::LibraryFileTooNew,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "Nothing was imported: the file was written by a newer Carrel. Use that "
                                    "version to read it.")},
    ErrorSentence{
        ErrorCode::AddressNotFetchable,
        QT_TRANSLATE_NOOP("ErrorText",
                          "This address is not fetched: only http and https addresses with a host are.")},
    ErrorSentence{ErrorCode::HostUnknown,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "%1 is not found. Check the address and the connection to the network.")},
    ErrorSentence{
        ErrorCode::ServerUnreachable,
        QT_TRANSLATE_NOOP("ErrorText",
                          "%1 cannot be reached. Check the connection to the network and try again.")},
    ErrorSentence{
        ErrorCode::ConnectionLost,
        QT_TRANSLATE_NOOP("ErrorText", "The connection to %1 ended before the list was there. Try again.")},
    ErrorSentence{ErrorCode::ServerSilent,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 does not answer, or too slowly. Try again later.")},
    ErrorSentence{
        ErrorCode::CertificateRefused,
        QT_TRANSLATE_NOOP("ErrorText", "%1 cannot prove that it is the right server, so nothing was fetched. "
                                       "A network that asks for a login can be the reason.")},
    ErrorSentence{
        ErrorCode::ProxyFailed,
        QT_TRANSLATE_NOOP("ErrorText",
                          "The proxy of the system refuses the connection to %1. Check its settings.")},
    ErrorSentence{
        ErrorCode::RedirectRefused,
        QT_TRANSLATE_NOOP("ErrorText",
                          "%1 leads to another address that is not safe to follow, so nothing was fetched.")},
    ErrorSentence{ErrorCode::TooManyRedirects,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "%1 leads from one address to the next without end. Check the address.")},
    ErrorSentence{
        ErrorCode::AccessRefused,
        QT_TRANSLATE_NOOP("ErrorText", "%1 does not let Carrel have this list. It may be private.")},
    ErrorSentence{ErrorCode::NotOnServer,
                  QT_TRANSLATE_NOOP(
                      "ErrorText",
                      "%1 has no list at this address. Check it; the list may have been moved or renamed.")},
    ErrorSentence{ErrorCode::ServerBusy,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 asks to wait before the next request.")},
    ErrorSentence{ErrorCode::ServerFailed,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 has a problem of its own. Try again later.")},
    ErrorSentence{ErrorCode::AnswerUnusable,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 sent an answer that is no list. Check the address.")},
    ErrorSentence{ErrorCode::DownloadTooLarge,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 sends more than Carrel fetches, so nothing was taken.")},
    ErrorSentence{ErrorCode::DownloadCancelled,
                  QT_TRANSLATE_NOOP("ErrorText", "The update was stopped. The list is as it was.")},
    ErrorSentence{ErrorCode::SourceNotUnderstood,
                  QT_TRANSLATE_NOOP("ErrorText", "%1 is neither a file that is there, nor an address of a "
                                                 "list, nor a repository as in owner/name.")},
    ErrorSentence{ErrorCode::ListKnown,
                  QT_TRANSLATE_NOOP("ErrorText", "This list is in use already, as %1.")},
    ErrorSentence{ErrorCode::ListUnknown, QT_TRANSLATE_NOOP("ErrorText", "No list in use is called %1.")},
    ErrorSentence{
        ErrorCode::ListsUnreadable,
        QT_TRANSLATE_NOOP("ErrorText", "The file of the lists in use is damaged, so they are neither shown "
                                       "nor changed. Move %1 out of the data folder to begin anew.")},
    ErrorSentence{ErrorCode::ListsTooNew,
                  QT_TRANSLATE_NOOP("ErrorText", "The lists in use were written by a newer Carrel and are "
                                                 "left untouched. Use that version to change them.")},
    ErrorSentence{ErrorCode::LinkNotOpenable,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "This link is not opened: only http and https links with a host are.")},
    ErrorSentence{ErrorCode::OpenerFailed,
                  QT_TRANSLATE_NOOP("ErrorText",
                                    "The link could not be handed to the browser. Check which browser the "
                                    "system opens links with, or copy the link.")},
};

constexpr bool coversEachCode()
{
    for (std::size_t i = 0; i < kSentences.size(); ++i) {
        if (static_cast<std::size_t>(kSentences[i].code) != i) {
            return false;
        }
    }
    return kSentences.size() == static_cast<std::size_t>(ErrorCode::OpenerFailed) + 1;
}
static_assert(coversEachCode());

/// The last part of a path; control characters are blanks, so that a hostile name stays one line.
QString fileName(const QString &detail)
{
    constexpr qsizetype kLongest = 120;
    QString name = detail.mid(detail.lastIndexOf(QLatin1Char('/')) + 1);
    std::replace_if(
        name.begin(), name.end(), [](QChar c) { return !c.isPrint(); }, QLatin1Char(' '));
    if (name.size() > kLongest) {
        name = name.left(kLongest / 2) + QChar(0x2026) + name.right(kLongest / 2);
    }
    return name.trimmed().isEmpty() ? QCoreApplication::translate("ErrorText", "The file")
                                    : QChar(0x201C) + name + QChar(0x201D);
}

} // namespace

QString errorText(const Error &error)
{
    const char *sentence = kSentences[static_cast<std::size_t>(error.code)].text;
    const QString text = QCoreApplication::translate("ErrorText", sentence);
    return text.contains(QLatin1String("%1")) ? text.arg(fileName(error.detail)) : text;
}

QString errorText(const std::vector<Error> &errors)
{
    const QString first = errorText(errors.front());
    const auto more = static_cast<int>(errors.size()) - 1;
    return more == 0 ? first
                     : QCoreApplication::translate("ErrorText", "%1 (and %n more)", nullptr, more).arg(first);
}

} // namespace carrel
