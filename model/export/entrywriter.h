// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>
#include <string>

namespace carrel {

class Catalog;
class ExportedMarks;

/// Appends one entry after the other to a text that its caller takes away in pieces, so that a list of any
/// length is written in bounded memory. Keeps what it needs to know of the entries before; the catalog must
/// outlive it.
class EntryWriter
{
public:
    EntryWriter() = default;
    EntryWriter(const EntryWriter &) = delete;
    EntryWriter &operator=(const EntryWriter &) = delete;
    virtual ~EntryWriter() = default;

    virtual void begin(std::string &out) { Q_UNUSED(out); }
    virtual void entry(std::string &out, quint32 number) = 0;
    virtual void end(std::string &out) { Q_UNUSED(out); }
};

using EntryWriterPointer = std::unique_ptr<EntryWriter>;

} // namespace carrel
