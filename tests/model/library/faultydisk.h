// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace carrel::test {

/// A disk that fails at a chosen write: SQLite's own file system with a fault in it, the one that every
/// connection of the test goes through once it is made. One a process.
class FaultyDisk final
{
public:
    FaultyDisk();
    ~FaultyDisk();
    FaultyDisk(const FaultyDisk &) = delete;
    FaultyDisk &operator=(const FaultyDisk &) = delete;

    enum class Span { Once, Lasting };
    /// The write of that number, from 0, fails with a result code of SQLite, and all after it if it lasts.
    void failAt(int write, int code, Span span);
    void heal();
    /// A write has failed since failAt().
    bool hasFailed() const;
};

} // namespace carrel::test
