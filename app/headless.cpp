// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless.h"

#include "export/exportformats.h"
#include "export/sectionwriter.h"
#include "headlessio.h"
#include "library/librarybackup.h"
#include "library/librarystore.h"
#include "library/librarytransfer.h"
#include "listcommands.h"
#include "search/queryrunner.h"
#include "search/searchindex.h"
#include "widgets/errortext.h"
#include "widgets/importtext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QIODevice>

#include <algorithm>
#include <memory>
#include <numeric>
#include <vector>

namespace carrel {

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

/// One command: reads the list, asks the library where the query needs it, prints.
class Command final
{
public:
    Command(const CommandLine &line, const DataPaths &paths, const Streams &streams)
        : m_line(line)
        , m_paths(paths)
        , m_streams(streams)
    {
    }

    Result<void> run()
    {
        switch (m_line.verb) {
        case Verb::List:
            return list();
        case Verb::Sections:
            return sections();
        case Verb::Mark:
            return mark();
        case Verb::LibraryExport:
            return exportMarks();
        case Verb::LibraryImport:
            return importMarks();
        case Verb::Changes:
            return runChanges(m_line, m_streams);
        case Verb::Health:
            return runHealth(m_line, m_streams);
        case Verb::Lists:
            return runLists(m_line, m_paths, m_streams);
        case Verb::ListsAdd:
            return runListsAdd(m_line, m_paths, m_streams);
        case Verb::ListsRemove:
            return runListsRemove(m_line, m_paths, m_streams);
        case Verb::Update:
            return update();
        case Verb::Version:
            return print(m_streams.out, QByteArrayLiteral("carrel " CARREL_VERSION "\n"));
        default:
            return print(m_streams.out, helpText().toUtf8());
        }
    }

    /// Everything was done that was asked for, whether or not the rest was told on the way.
    bool isWhole() const { return m_whole; }

private:
    Result<void> update()
    {
        const Result<bool> done = runUpdate(m_line, m_paths, m_streams);
        m_whole = done && *done;
        return done ? Result<void>() : done.error();
    }

    Result<void> list()
    {
        if (Result<void> read = readCatalog(); !read) {
            return read;
        }
        const Query query = parseQuery(m_line.query);
        const ExportFormat &format = *exportFormat(m_line.format);
        const bool wantsMarks = usesMarks(query) || m_line.withNotes || format.dates;
        if (wantsMarks && QFileInfo::exists(m_paths.library())) {
            if (Result<void> opened = openLibrary(false, query); !opened) {
                return opened;
            }
        }
        const auto sink = [&](std::string_view piece, std::size_t) { return print(m_streams.out, piece); };
        const ExportedMarks marks(m_library ? m_library->states() : nullptr, m_line.withNotes);
        return writeEntries(format, *m_catalog, entriesOf(query), sink, marks);
    }

    Result<void> sections()
    {
        if (Result<void> read = readCatalog(); !read) {
            return read;
        }
        return print(m_streams.out, sectionFormat(m_line.format)->write(*m_catalog));
    }

    Result<void> mark()
    {
        if (Result<void> read = readCatalog(); !read) {
            return read;
        }
        if (Result<void> made = makeFolders(m_paths); !made) {
            return made;
        }
        const Query query = parseQuery(m_line.query);
        if (Result<void> opened = openLibrary(true, query); !opened) {
            return opened;
        }
        const std::vector<quint32> works = worksOf(query);
        if (const Result<MarkEdit> stored = m_library->setMarks(works, m_line.change); !stored) {
            return stored.error();
        }
        const QString said = works.size() == 1 ? QCoreApplication::translate("Headless", "1 work marked")
                                               : QCoreApplication::translate("Headless", "%1 works marked");
        return print(m_streams.out, (works.size() == 1 ? said : said.arg(works.size())).toUtf8() + '\n');
    }

    Result<void> exportMarks()
    {
        if (m_line.file != QLatin1String("-")) {
            return startLibraryExport(m_paths.library(), m_line.file).result();
        }
        const Result<QByteArray> bytes = exportLibrary(m_paths.library());
        return bytes ? print(m_streams.out, *bytes) : bytes.error();
    }

    Result<void> importMarks()
    {
        if (Result<void> made = makeFolders(m_paths); !made) {
            return made;
        }
        const QDateTime now = QDateTime::currentDateTime();
        Result<LibraryImport> done = LibraryImport();
        if (m_line.file == QLatin1String("-")) {
            const Result<QByteArray> bytes =
                readLibraryFile(m_streams.in, QCoreApplication::translate("Headless", "standard input"));
            done = bytes ? importLibrary(m_paths.library(), *bytes, now) : bytes.error();
        } else {
            done = startLibraryImport(m_paths.library(), m_line.file, now).result();
        }
        return done ? print(m_streams.out, importText(*done).toUtf8() + '\n') : done.error();
    }

    Result<void> readCatalog()
    {
        Result<CatalogPointer> read = readNamedList(m_line.catalog, m_streams);
        if (!read) {
            return read.error();
        }
        m_catalog = std::move(read).value();
        return {};
    }

    Result<void> openLibrary(bool toWrite, const Query &query)
    {
        if (Result<void> sound = checkLibrary(m_paths.library()); !sound) {
            return sound;
        }
        if (toWrite) {
            // Who marks from scripts alone has a backup of each day as well; without one marks are kept yet.
            if (const Result<void> kept = backUpDaily(m_paths.library(), QDateTime::currentDateTime());
                !kept) {
                say(m_streams.err, errorText(kept.error()));
            }
        }
        Result<std::unique_ptr<LibraryStore>> opened = LibraryStore::open(m_paths.library());
        if (!opened) {
            return opened.error();
        }
        m_library = std::move(opened).value();
        m_library->attachWithGone(
            m_catalog,
            findsGone(query) ? QCoreApplication::translate("Headless", "No longer in the list") : QString());
        m_catalog = m_library->catalog();
        const auto title = [this](quint32 work) { return m_catalog->string(m_catalog->face(work).title()); };
        for (const SplitQuestion &question : m_library->questions()) {
            say(m_streams.err,
                QCoreApplication::translate("Headless", "one paper of the library is two in the list now: %1")
                    .arg(title(question.work) + QStringLiteral(" / ") + title(question.other)));
        }
        return {};
    }

    std::vector<quint32> worksOf(const Query &query) const
    {
        const WorkStatesPointer states =
            m_library ? m_library->states() : std::make_shared<WorkStates>(m_catalog->workCount());
        return runQuery(*SearchIndex::build(m_catalog), *states, {query, {}, PaperOrder::List, false});
    }

    /// Entries of all works that match, in list order.
    std::vector<quint32> entriesOf(const Query &query) const
    {
        std::vector<quint32> entries;
        if (query.isEmpty()) {
            entries.resize(m_catalog->entries().size());
            std::iota(entries.begin(), entries.end(), 0U);
            return entries;
        }
        for (const quint32 work : worksOf(query)) {
            const auto all = m_catalog->work(work).entries;
            entries.insert(entries.end(), all.begin(), all.end());
        }
        std::sort(entries.begin(), entries.end());
        return entries;
    }

    const CommandLine &m_line;
    const DataPaths &m_paths;
    const Streams &m_streams;
    CatalogPointer m_catalog;
    std::unique_ptr<LibraryStore> m_library;
    bool m_whole = true;
};

} // namespace

int runHeadless(const CommandLine &line, const DataPaths &paths, const Streams &streams)
{
    Command command(line, paths, streams);
    const Result<void> done = command.run();
    if (!done) {
        say(streams.err, errorText(done.error()));
    }
    return done && command.isWhole() ? kDone : kFailed;
}

int reportUsage(const UsageError &error, const Streams &streams)
{
    say(streams.err,
        error.sentence + QLatin1Char(' ') + QCoreApplication::translate("Headless", "See carrel --help."));
    return kWrongUsage;
}

} // namespace carrel
