// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/exportedmarks.h"

#include "export/outputtext.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace carrel {

ExportedMarks::ExportedMarks(WorkStatesPointer states, bool words)
    : m_states(std::move(states))
    , m_words(words)
{
}

std::vector<std::string> ExportedMarks::tags(quint32 work) const
{
    std::vector<std::string> tags;
    if (!m_words || !knows(work)) {
        return tags;
    }
    for (const QString &name : m_states->tagNames(work)) {
        std::string tag;
        appendPlain(tag, name.toStdString());
        tags.push_back(std::move(tag));
    }
    return tags;
}

std::string ExportedMarks::note(quint32 work) const
{
    return m_words && knows(work) ? m_states->note(work).toStdString() : std::string();
}

std::vector<std::string> ExportedMarks::noteLines(quint32 work) const
{
    static const QRegularExpression lineEnd(QStringLiteral("\r\n|[\n\v\f\r\\x{85}\\x{2028}\\x{2029}]"));
    std::vector<std::string> lines;
    if (!m_words || !knows(work)) {
        return lines;
    }
    for (const QString &line : m_states->note(work).split(lineEnd)) {
        std::string plain;
        appendPlain(plain, line.toStdString());
        if (!plain.empty() || !lines.empty()) {
            lines.push_back(std::move(plain));
        }
    }
    while (!lines.empty() && lines.back().empty()) {
        lines.pop_back();
    }
    return lines;
}

qint64 ExportedMarks::bookmarked(quint32 work) const
{
    constexpr qint64 kMillisecondsPerSecond = 1000;
    const bool isBookmarked = knows(work) && (*m_states)[work].bookmarked;
    return isBookmarked ? m_states->times(work).bookmarked / kMillisecondsPerSecond : 0;
}

std::string joined(const std::vector<std::string> &texts, std::string_view separator)
{
    std::string all;
    for (const std::string &text : texts) {
        all += &text == &texts.front() ? "" : separator;
        all += text;
    }
    return all;
}

std::string commaSeparated(const std::vector<std::string> &tags)
{
    std::vector<std::string> parted;
    for (const std::string &tag : tags) {
        std::string blank = tag;
        std::replace(blank.begin(), blank.end(), ',', ' ');
        std::string &last = parted.emplace_back();
        appendPlain(last, blank);
    }
    std::erase_if(parted, [](const std::string &tag) { return tag.empty(); });
    return joined(parted, ", ");
}

} // namespace carrel
