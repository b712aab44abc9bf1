// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace carrel {

/// What went wrong, as the program tells cases apart. The sentence for the reader is made in ui/widgets.
enum class ErrorCode {
    FileUnreadable,      ///< the file cannot be opened or read
    FileUnwritable,      ///< the file cannot be written
    TooLarge,            ///< more bytes than Carrel reads
    NotText,             ///< binary data of no kind that is known
    Compressed,          ///< a gzip, zip, xz or zstd file
    Pdf,                 ///< a PDF document
    WebPage,             ///< HTML, for instance the page of a captive portal
    LfsPointer,          ///< a Git LFS pointer instead of the file
    Json,                ///< JSON, for instance an error message of a web service
    NotUtf8,             ///< UTF-16 without a mark, or another encoding
    NoPapers,            ///< a text without any paper
    Cancelled,           ///< the reader stopped it
    LibraryUnavailable,  ///< the database cannot be opened
    LibraryTooNew,       ///< the database was written by a newer Carrel
    LibraryDamaged,      ///< the database is not sound
    LibraryUnwritable,   ///< a change could not be stored (disk full, read-only)
    SearchWithoutName,   ///< a saved search needs a name
    SearchTooLong,       ///< name or text of a saved search
    TooManySearches,     ///< no more can be saved
    SearchGone,          ///< the saved search is not there any more
    LibraryBusy,         ///< another program holds the database
    LibraryMoved,        ///< the database is no longer where it was opened
    LibraryRestoring,    ///< a backup is being put in its place
    BackupFailed,        ///< no backup of the library could be made
    BackupUnusable,      ///< a backup cannot be put in the library's place
    TagTooLong,          ///< more than 100 characters
    NoteTooLong,         ///< more than a mebibyte
    TagGone,             ///< the tag is not there any more
    NotALibrary,         ///< a file that is to be imported is no library; the detail says where
    LibraryFileTooNew,   ///< it is one of a newer Carrel
    AddressNotFetchable, ///< neither http nor https, or without a host
    HostUnknown,         ///< its name does not resolve; the detail of this and those below is the host
    ServerUnreachable,   ///< no connection
    ConnectionLost,      ///< it ended before the list did
    ServerSilent,        ///< nothing came for too long
    CertificateRefused,  ///< it is not the server it says
    ProxyFailed,         ///< the proxy of the system
    RedirectRefused,     ///< to another protocol, or to another host without encryption
    TooManyRedirects,    ///< a loop, mostly
    AccessRefused,       ///< 401, 403
    NotOnServer,         ///< 404, 410
    ServerBusy,          ///< it asks to wait: 429, or Retry-After
    ServerFailed,        ///< 5xx
    AnswerUnusable,      ///< not what HTTP expects
    DownloadTooLarge,    ///< more bytes than may be fetched
    DownloadCancelled,   ///< the reader stopped it
    SourceNotUnderstood, ///< neither a file nor an address nor a repository
    ListKnown,           ///< a list with this source is in use; the detail is its name
    ListUnknown,         ///< no list of this name is in use
    ListsUnreadable,     ///< the file of the lists in use is damaged
    ListsTooNew,         ///< it was written by a newer Carrel
    LinkNotOpenable,     ///< neither http nor https, or without a host
    OpenerFailed,        ///< the system's opener did not start
};

/// A failure: a code to act on and a detail for the log (a path, the message of a lower layer).
struct Error
{
    ErrorCode code;
    QString detail;
};

} // namespace carrel
