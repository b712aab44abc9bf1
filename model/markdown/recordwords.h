// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>

namespace carrel {

/// What the words of a link say it leads to, where they are no title.
enum class LabelRole : quint8 { None, Paper, Code, Other };

/// What a column of a table holds, or a line such as `Authors: ...` below a title.
enum class FieldRole : quint8 { None, Title, Paper, Venue, Year, Authors, Link, Text };

/// What a heading says of the records below it.
enum class SectionKind : quint8 {
    Neutral,
    Papers,
    Aside, ///< tools, courses, people, licence, ...: nothing is a paper there without good evidence
};

/// An emoji, arrow, typographic or full-width sign (UTF-8): no letter.
bool isSymbolAt(std::string_view text, std::size_t position);

/// Lower case letters and digits, one blank between words; what is not ASCII stays as it is but for emoji.
std::string plainWords(std::string_view text);

/// `pdf`, `[Code]`, `link to paper`, `2401.00001`.
LabelRole labelRole(std::string_view text);

/// `Publish Date`, `Venue:`, `Paper Title`.
FieldRole fieldRole(std::string_view text);

/// Neutral where the heading does not tell.
SectionKind sectionKind(std::string_view heading);

/// A table of contents, or news: what stands in it says nothing of the sections below.
bool isContentsHeading(std::string_view heading);

/// True where an address is one of a paper by its looks: archives, publishers, proceedings, a PDF.
bool isPaperAddress(std::string_view url);

/// True where an address leads to code, videos, people or chatter.
bool isSiteAddress(std::string_view url);

} // namespace carrel
