// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include "export/changewriter.h"
#include "export/exportformats.h"
#include "export/sectionwriter.h"
#include "health/healthwriter.h"
#include "listtable.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace carrel {

namespace {

constexpr unsigned only(Verb verb)
{
    return 1U << static_cast<unsigned>(verb);
}

constexpr unsigned kReaders = only(Verb::List) | only(Verb::Sections) | only(Verb::Mark) | only(Verb::Health);
constexpr unsigned kAll = ~0U;
constexpr int kSmallestSide = 200;
constexpr int kLargestSide = 8192;

struct OptionRow
{
    const char *name;
    const char *value; ///< what stands behind it in the help; null for a switch
    unsigned verbs;    ///< those that it belongs to
    const char *description;
};

constexpr std::array kOptions{
    OptionRow{"catalog", "FILE", kReaders | only(Verb::Screenshot) | only(Verb::Window),
              QT_TRANSLATE_NOOP("CommandLine",
                                "the list to read, - for standard input; otherwise the bundled one")},
    OptionRow{"format", "FORMAT",
              only(Verb::List) | only(Verb::Sections) | only(Verb::Changes) | only(Verb::Lists) |
                  only(Verb::Health),
              QT_TRANSLATE_NOOP("CommandLine",
                                "list: text, json, csv, bibtex, ris, csl, markdown, html; "
                                "sections and lists: text, json; changes and health: text, json, markdown")},
    OptionRow{"with-notes", nullptr, only(Verb::List),
              QT_TRANSLATE_NOOP("CommandLine", "list: write your notes and tags along, in any format")},
    OptionRow{"from", "OLD", only(Verb::Changes),
              QT_TRANSLATE_NOOP("CommandLine", "the earlier version of a list, - for standard input")},
    OptionRow{"to", "NEW", only(Verb::Changes),
              QT_TRANSLATE_NOOP("CommandLine", "the later version of the list, - for standard input")},
    OptionRow{
        "accept", nullptr, only(Verb::Update),
        QT_TRANSLATE_NOOP("CommandLine", "take lists too that lack a tenth or more of the papers in use")},
    OptionRow{"bookmark", nullptr, only(Verb::Mark), QT_TRANSLATE_NOOP("CommandLine", "set the bookmark")},
    OptionRow{"no-bookmark", nullptr, only(Verb::Mark),
              QT_TRANSLATE_NOOP("CommandLine", "take the bookmark away")},
    OptionRow{"read", nullptr, only(Verb::Mark), QT_TRANSLATE_NOOP("CommandLine", "mark as read")},
    OptionRow{"unread", nullptr, only(Verb::Mark), QT_TRANSLATE_NOOP("CommandLine", "mark as unread")},
    OptionRow{"tag", "TAG", only(Verb::Mark),
              QT_TRANSLATE_NOOP("CommandLine", "add a tag; may stand several times")},
    OptionRow{"no-tag", "TAG", only(Verb::Mark),
              QT_TRANSLATE_NOOP("CommandLine", "take a tag away; may stand several times")},
    OptionRow{"rating", "N", only(Verb::Mark),
              QT_TRANSLATE_NOOP("CommandLine", "rate from 1 to 5, 0 for no rating")},
    OptionRow{"note", "TEXT", only(Verb::Mark),
              QT_TRANSLATE_NOOP("CommandLine", "write the note, an empty text for none")},
    OptionRow{"screenshot", "OUT.png", only(Verb::Screenshot),
              QT_TRANSLATE_NOOP("CommandLine", "draw the window into a picture, no display needed")},
    OptionRow{"size", "WxH", only(Verb::Screenshot),
              QT_TRANSLATE_NOOP("CommandLine", "of the window in the picture, 1280x800 unless told")},
    OptionRow{"section", "A/B", only(Verb::Screenshot),
              QT_TRANSLATE_NOOP("CommandLine", "the section to be selected in the picture")},
    OptionRow{"filter", "QUERY", only(Verb::Screenshot),
              QT_TRANSLATE_NOOP("CommandLine", "the text of the filter box in the picture")},
    OptionRow{"row", "N", only(Verb::Screenshot),
              QT_TRANSLATE_NOOP("CommandLine", "the row to be selected in the picture, from 1")},
    OptionRow{"data", "DIR", kAll,
              QT_TRANSLATE_NOOP("CommandLine", "use this folder for everything that is kept")},
    OptionRow{"bench-startup", nullptr, only(Verb::Window),
              QT_TRANSLATE_NOOP("CommandLine", "leave after the window's first complete paint")},
    OptionRow{"help", nullptr, kAll, QT_TRANSLATE_NOOP("CommandLine", "print this text")},
    OptionRow{"version", nullptr, kAll, QT_TRANSLATE_NOOP("CommandLine", "print the version")}};

struct CommandRow
{
    const char *name; ///< null for a call without a command
    Verb verb;
    const char *usage;
    const char *description;
};

constexpr std::array kCommands{
    CommandRow{nullptr, Verb::Window, "carrel [FILE ...]",
               QT_TRANSLATE_NOOP("CommandLine", "opens the window, with these lists or the bundled one")},
    CommandRow{"list", Verb::List,
               "carrel list [QUERY ...] [--catalog FILE] [--format FORMAT] [--with-notes]",
               QT_TRANSLATE_NOOP("CommandLine", "prints the entries of all works that match, in list order")},
    CommandRow{"sections", Verb::Sections, "carrel sections [--catalog FILE] [--format FORMAT]",
               QT_TRANSLATE_NOOP("CommandLine", "prints the tree of sections with its counts")},
    CommandRow{"mark", Verb::Mark,
               "carrel mark QUERY ... [--bookmark | --no-bookmark] [--read | --unread] [--tag TAG] "
               "[--no-tag TAG] [--rating N] [--note TEXT] [--catalog FILE]",
               QT_TRANSLATE_NOOP("CommandLine", "marks every work that matches and prints how many")},
    CommandRow{"library export", Verb::LibraryExport, "carrel library export FILE",
               QT_TRANSLATE_NOOP("CommandLine",
                                 "writes all marks, notes, tags and saved searches, for another "
                                 "machine; - is standard output")},
    CommandRow{"library import", Verb::LibraryImport, "carrel library import FILE",
               QT_TRANSLATE_NOOP("CommandLine",
                                 "merges such a file into the library: of each field the newest "
                                 "change counts; - is standard input")},
    CommandRow{"changes", Verb::Changes, "carrel changes --from OLD --to NEW [--format FORMAT]",
               QT_TRANSLATE_NOOP("CommandLine", "prints what is new between two versions of a list")},
    CommandRow{"health", Verb::Health, "carrel health [--catalog FILE] [--format FORMAT]",
               QT_TRANSLATE_NOOP("CommandLine", "prints what a curator would want to mend, with lines")},
    CommandRow{"update", Verb::Update, "carrel update [LIST ...] [--accept]",
               QT_TRANSLATE_NOOP("CommandLine",
                                 "asks the sources of these lists, or of all in use, for newer versions")},
    CommandRow{
        "lists add", Verb::ListsAdd, "carrel lists add SOURCE",
        QT_TRANSLATE_NOOP("CommandLine", "uses one more list: an address, owner/name on GitHub, or a file")},
    CommandRow{"lists remove", Verb::ListsRemove, "carrel lists remove LIST",
               QT_TRANSLATE_NOOP("CommandLine", "uses a list no longer; marks stay")},
    CommandRow{"lists", Verb::Lists, "carrel lists [--format FORMAT]",
               QT_TRANSLATE_NOOP("CommandLine", "prints the lists in use with their state")},
    CommandRow{nullptr, Verb::Screenshot,
               "carrel --screenshot OUT.png [--size WxH] [--section A/B] [--filter QUERY] [--row N] "
               "[--catalog FILE]",
               QT_TRANSLATE_NOOP("CommandLine", "draws the window into a picture")}};

QString translated(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

/// `-survey` after list and mark is a word of the query, not an option: a blank before it tells Qt, and
/// nothing to the query.
QStringList withQueryWords(QStringList arguments)
{
    const bool takesQuery = arguments.size() > 1 && (arguments.at(1) == QLatin1String("list") ||
                                                     arguments.at(1) == QLatin1String("mark"));
    for (qsizetype i = 2; takesQuery && i < arguments.size(); ++i) {
        QString &word = arguments[i];
        const bool isOption = std::any_of(kOptions.begin(), kOptions.end(), [&word](const OptionRow &row) {
            return word.mid(1) == QLatin1String(row.name);
        });
        const bool isValue = arguments.at(i - 1).startsWith(QLatin1String("--"));
        if (word.size() > 1 && word.startsWith(QLatin1Char('-')) && word.at(1) != QLatin1Char('-') &&
            !isOption && !isValue) {
            word.prepend(QLatin1Char(' '));
        }
    }
    return arguments;
}

/// Reads what QCommandLineParser found into the struct; the first thing that is wrong ends it.
class Reading final
{
public:
    explicit Reading(const QStringList &arguments)
    {
        m_parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        for (const OptionRow &row : kOptions) {
            QCommandLineOption option(QString::fromLatin1(row.name));
            option.setValueName(QString::fromLatin1(row.value));
            m_parser.addOption(option);
        }
        if (!m_parser.parse(withQueryWords(arguments))) {
            fail(m_parser.errorText());
        }
        m_words = m_parser.positionalArguments();
    }

    std::variant<CommandLine, UsageError> result()
    {
        chooseVerb();
        if (m_line.verb == Verb::Help || m_line.verb == Verb::Version) {
            return m_problem.isEmpty() ? Answer(m_line) : Answer(UsageError{m_problem});
        }
        checkOptions();
        takeWords();
        takeFormat();
        takeChange();
        takePicture();
        takeVersions();
        m_line.catalog = value("catalog");
        m_line.dataDirectory = value("data");
        m_line.benchStartup = isSet("bench-startup");
        checkCatalog();
        return m_problem.isEmpty() ? Answer(m_line) : Answer(UsageError{m_problem});
    }

private:
    using Answer = std::variant<CommandLine, UsageError>;

    bool isSet(const char *name) const { return m_parser.isSet(QString::fromLatin1(name)); }
    QString value(const char *name) const { return m_parser.value(QString::fromLatin1(name)); }

    void fail(const QString &sentence)
    {
        if (m_problem.isEmpty()) {
            m_problem = sentence;
        }
    }

    void chooseVerb()
    {
        const auto command = std::find_if(kCommands.begin(), kCommands.end(), [&](const CommandRow &row) {
            const QStringList name = QString::fromLatin1(row.name).split(QLatin1Char(' '));
            return row.name != nullptr && m_words.mid(0, name.size()) == name;
        });
        if (command != kCommands.end()) {
            m_line.verb = command->verb;
            m_words.remove(0, QLatin1String(command->name).count(QLatin1Char(' ')) + 1);
        } else if (!m_words.isEmpty() && m_words.first() == QLatin1String("library")) {
            fail(translated("library needs export or import, and a file."));
        } else if (isSet("screenshot")) {
            m_line.verb = Verb::Screenshot;
        }
        m_line.verb = isSet("help") ? Verb::Help : isSet("version") ? Verb::Version : m_line.verb;
    }

    void checkOptions()
    {
        for (const OptionRow &row : kOptions) {
            if (isSet(row.name) && (row.verbs & only(m_line.verb)) == 0) {
                fail(translated("--%1 does not go with this command.").arg(QLatin1String(row.name)));
            }
            const bool mayBeEmpty = qstrcmp(row.name, "note") == 0;
            if (isSet(row.name) && row.value != nullptr && !mayBeEmpty &&
                value(row.name).trimmed().isEmpty()) {
                fail(translated("--%1 needs a value.").arg(QLatin1String(row.name)));
            }
        }
    }

    void takeWords()
    {
        if (m_line.verb == Verb::Window) {
            m_line.files = m_words;
        } else if (m_line.verb == Verb::List || m_line.verb == Verb::Mark) {
            m_line.query = m_words.join(QLatin1Char(' ')).trimmed();
        } else if (m_line.verb == Verb::LibraryExport || m_line.verb == Verb::LibraryImport) {
            takeFile();
        } else if (m_line.verb == Verb::Update || m_line.verb == Verb::ListsAdd ||
                   m_line.verb == Verb::ListsRemove) {
            takeLists();
        } else if (!m_words.isEmpty()) {
            fail(translated("\"%1\" is one argument too many.").arg(m_words.first()));
        }
        if (m_line.verb == Verb::Mark && m_line.query.isEmpty()) {
            fail(translated("mark needs a query that says which works."));
        }
    }

    void takeLists()
    {
        m_line.lists = m_words;
        m_line.accept = isSet("accept");
        if (m_line.verb != Verb::Update && m_words.size() != 1) {
            fail(translated("lists add and lists remove need one list."));
        }
    }

    void takeFile()
    {
        if (m_words.size() != 1) {
            fail(translated("library export and library import need one file, or - for standard output and "
                            "input."));
            return;
        }
        m_line.file = m_words.first();
    }

    template <typename Format>
    void checkFormat(const char *command, std::span<const Format> known)
    {
        QStringList names;
        for (const Format &each : known) {
            names.append(QLatin1String(each.name));
        }
        if (!names.contains(m_line.format)) {
            fail(translated("%1 has no format \"%2\"; it has %3.")
                     .arg(QLatin1String(command), m_line.format, names.join(QLatin1String(", "))));
        }
    }

    void takeFormat()
    {
        m_line.format = isSet("format") ? value("format") : QStringLiteral("text");
        m_line.withNotes = isSet("with-notes");
        if (m_line.verb == Verb::List) {
            checkFormat("list", exportFormats());
        } else if (m_line.verb == Verb::Sections) {
            checkFormat("sections", sectionFormats());
        } else if (m_line.verb == Verb::Changes) {
            checkFormat("changes", changeFormats());
        } else if (m_line.verb == Verb::Health) {
            checkFormat("health", healthFormats());
        } else if (m_line.verb == Verb::Lists) {
            checkFormat("lists", listFormats());
        }
    }

    void takeVersions()
    {
        m_line.from = value("from");
        m_line.to = value("to");
        if (m_line.verb == Verb::Changes && (!isSet("from") || !isSet("to"))) {
            fail(translated("changes needs two versions of a list: --from OLD --to NEW."));
        }
        if (m_line.from == QLatin1String("-") && m_line.to == QLatin1String("-")) {
            fail(translated("Only one of the two versions can be standard input."));
        }
    }

    std::optional<bool> takeSwitch(const char *on, const char *off)
    {
        if (isSet(on) && isSet(off)) {
            fail(translated("--%1 and --%2 exclude each other.").arg(QLatin1String(on), QLatin1String(off)));
        }
        return isSet(on) || isSet(off) ? std::optional(isSet(on)) : std::nullopt;
    }

    void takeChange()
    {
        MarkChange &change = m_line.change;
        change.bookmarked = takeSwitch("bookmark", "no-bookmark");
        change.read = takeSwitch("read", "unread");
        change.addedTags = m_parser.values(QStringLiteral("tag"));
        change.removedTags = m_parser.values(QStringLiteral("no-tag"));
        if (isSet("note")) {
            change.note = value("note");
        }
        if (isSet("rating")) {
            bool isNumber = false;
            change.rating = value("rating").toInt(&isNumber);
            if (!isNumber || *change.rating < 0 || *change.rating > kBestRating) {
                fail(translated("--rating needs a number from 0 to %1.").arg(kBestRating));
            }
        }
        if (m_line.verb == Verb::Mark && change.isEmpty()) {
            fail(
                translated("mark needs to be told what to mark: --bookmark, --read, --tag, --rating, --note, "
                           "or what takes them away."));
        }
    }

    void takePicture()
    {
        m_line.screenshot = value("screenshot");
        m_line.section = value("section");
        m_line.filter = value("filter");
        if (isSet("size")) {
            takeSize();
        }
        if (isSet("row")) {
            bool isNumber = false;
            m_line.row = value("row").toInt(&isNumber);
            if (!isNumber || m_line.row < 1) {
                fail(translated("--row needs a number from 1 on."));
            }
        }
    }

    void takeSize()
    {
        const QStringList sides = value("size").split(QLatin1Char('x'));
        const auto isGood = [](int side) { return side >= kSmallestSide && side <= kLargestSide; };
        m_line.size = sides.size() == 2 ? QSize(sides.first().toInt(), sides.last().toInt()) : QSize();
        if (!isGood(m_line.size.width()) || !isGood(m_line.size.height())) {
            fail(translated("--size needs width and height between %1 and %2, as in 1280x800.")
                     .arg(kSmallestSide)
                     .arg(kLargestSide));
        }
    }

    /// The window reads no standard input: it would wait for it unseen.
    void checkCatalog()
    {
        if (m_line.verb != Verb::Window || m_line.catalog.isEmpty()) {
            return;
        }
        if (m_line.catalog == QLatin1String("-")) {
            fail(translated("The window does not read standard input."));
        }
        m_line.files.prepend(m_line.catalog);
    }

    QCommandLineParser m_parser;
    QStringList m_words;
    CommandLine m_line;
    QString m_problem;
};

void appendRow(QString &text, const QString &name, const char *description)
{
    constexpr qsizetype kColumn = 24;
    text += QLatin1String("  ") + name.leftJustified(kColumn) + translated(description) + QLatin1Char('\n');
}

} // namespace

std::variant<CommandLine, UsageError> parseCommandLine(const QStringList &arguments)
{
    return Reading(arguments).result();
}

QString helpText()
{
    QString text = translated("Carrel shows curated lists of papers.") + QLatin1String("\n\n");
    for (const CommandRow &row : kCommands) {
        text += QLatin1String(row.usage) + QLatin1String("\n    ") + translated(row.description) +
                QLatin1Char('\n');
    }
    text += QLatin1Char('\n') + translated("Options:") + QLatin1Char('\n');
    for (const OptionRow &row : kOptions) {
        const QString name = QLatin1String("--") + QLatin1String(row.name);
        appendRow(text, row.value == nullptr ? name : name + QLatin1Char(' ') + QLatin1String(row.value),
                  row.description);
    }
    text += QLatin1Char('\n') + translated("A query is words that must all be found:") + QLatin1Char('\n');
    appendRow(text, QStringLiteral("kv cache"),
              QT_TRANSLATE_NOOP("CommandLine", "both words, each anywhere"));
    appendRow(text, QStringLiteral("'\"kv cache\"'"), QT_TRANSLATE_NOOP("CommandLine", "the phrase"));
    appendRow(text, QStringLiteral("is:bookmarked"),
              QT_TRANSLATE_NOOP("CommandLine", "works with a bookmark"));
    appendRow(text, QStringLiteral("is:read, is:unread"),
              QT_TRANSLATE_NOOP("CommandLine", "works marked read, or not"));
    text += QLatin1Char('\n') +
            translated("Exit status: 0 done, 1 not done (standard error says why), 2 wrong usage.") +
            QLatin1Char('\n');
    return text;
}

bool isHeadless(Verb verb)
{
    return verb != Verb::Window && verb != Verb::Screenshot;
}

} // namespace carrel
