// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "catalog/listchange.h"

#include <QAnyStringView>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace carrel {

/// Turns the changes of a diff to bytes, one after the other, in their order.
class ChangeWriter
{
public:
    virtual ~ChangeWriter() = default;
    virtual void begin(std::string &out) = 0;
    virtual void change(std::string &out, const ListChange &change) = 0;
    virtual void end(std::string &out) = 0;
};

/// One way to write what changed between two versions of a list.
struct ChangeFormat
{
    const char *name; ///< "text", "json", "markdown"
    std::unique_ptr<ChangeWriter> (*makeWriter)(const ListDiff &diff);
};

std::span<const ChangeFormat> changeFormats();
/// Null for a name that is none.
const ChangeFormat *changeFormat(QAnyStringView name);

/// Takes the next piece of what is written; an error ends the writing.
using ChangeSink = std::function<Result<void>(std::string_view piece)>;

/// Writes all changes in pieces of some 64 KB.
Result<void> writeChanges(const ChangeFormat &format, const ListDiff &diff, const ChangeSink &sink);

} // namespace carrel
