// SPDX-License-Identifier: GPL-3.0-or-later
#include "faultydisk.h"

#include <sqlite3.h>

#include <limits>

namespace carrel::test {

namespace {

constexpr int kNever = std::numeric_limits<int>::max();

/// SQLite hands its file systems no context, so this stands for the one disk there is.
struct Disk
{
    sqlite3_vfs *real = nullptr;
    sqlite3_vfs faulty = {};
    int left = kNever;
    int code = SQLITE_OK;
    bool lasting = false;
    bool failed = false;
} disk;

/// What stands in front of the file that SQLite's own file system opens.
struct File
{
    sqlite3_file head;
    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

File *fileOf(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return fileOf(file)->real();
}

const sqlite3_io_methods *callsOf(sqlite3_file *file)
{
    return realOf(file)->pMethods;
}

bool fails()
{
    if (disk.failed && disk.lasting) {
        return true;
    }
    if (disk.left == kNever || disk.left-- > 0) {
        return false;
    }
    disk.left = kNever;
    disk.failed = true;
    return true;
}

int closeFile(sqlite3_file *file)
{
    return callsOf(file)->xClose(realOf(file));
}

int readFile(sqlite3_file *file, void *into, int size, sqlite3_int64 at)
{
    return callsOf(file)->xRead(realOf(file), into, size, at);
}

/// Half of what does not fit is on the disk all the same.
int writeFile(sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
    if (fails()) {
        (void)callsOf(file)->xWrite(realOf(file), bytes, size / 2, at);
        return disk.code;
    }
    return callsOf(file)->xWrite(realOf(file), bytes, size, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    return fails() ? disk.code : callsOf(file)->xTruncate(realOf(file), size);
}

int syncFile(sqlite3_file *file, int flags)
{
    return fails() ? SQLITE_IOERR_FSYNC : callsOf(file)->xSync(realOf(file), flags);
}

int sizeOfFile(sqlite3_file *file, sqlite3_int64 *size)
{
    return callsOf(file)->xFileSize(realOf(file), size);
}

int lockFile(sqlite3_file *file, int level)
{
    return callsOf(file)->xLock(realOf(file), level);
}

int unlockFile(sqlite3_file *file, int level)
{
    return callsOf(file)->xUnlock(realOf(file), level);
}

int checkLock(sqlite3_file *file, int *result)
{
    return callsOf(file)->xCheckReservedLock(realOf(file), result);
}

int controlFile(sqlite3_file *file, int what, void *argument)
{
    return callsOf(file)->xFileControl(realOf(file), what, argument);
}

int sectorSize(sqlite3_file *file)
{
    return callsOf(file)->xSectorSize(realOf(file));
}

int traits(sqlite3_file *file)
{
    return callsOf(file)->xDeviceCharacteristics(realOf(file));
}

int mapShared(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    if (extend != 0 && fails()) {
        return disk.code == SQLITE_FULL ? SQLITE_IOERR_SHMSIZE : disk.code;
    }
    return callsOf(file)->xShmMap(realOf(file), page, size, extend, memory);
}

int lockShared(sqlite3_file *file, int offset, int count, int flags)
{
    return callsOf(file)->xShmLock(realOf(file), offset, count, flags);
}

void barrier(sqlite3_file *file)
{
    callsOf(file)->xShmBarrier(realOf(file));
}

int unmapShared(sqlite3_file *file, int remove)
{
    return callsOf(file)->xShmUnmap(realOf(file), remove);
}

constexpr sqlite3_io_methods kCalls{2,           closeFile,   readFile, writeFile,  truncateFile,
                                    syncFile,    sizeOfFile,  lockFile, unlockFile, checkLock,
                                    controlFile, sectorSize,  traits,   mapShared,  lockShared,
                                    barrier,     unmapShared, nullptr,  nullptr};

int openFile(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *flagsOut)
{
    file->pMethods = nullptr;
    int exists = 1;
    if (name != nullptr && (flags & SQLITE_OPEN_CREATE) != 0) {
        disk.real->xAccess(disk.real, name, SQLITE_ACCESS_EXISTS, &exists);
    }
    if (exists == 0 && fails()) {
        return SQLITE_CANTOPEN;
    }
    const int opened = disk.real->xOpen(disk.real, name, realOf(file), flags, flagsOut);
    if (realOf(file)->pMethods != nullptr) {
        file->pMethods = &kCalls;
    }
    return opened;
}

} // namespace

FaultyDisk::FaultyDisk()
{
    disk = {};
    disk.real = sqlite3_vfs_find(nullptr);
    disk.faulty = *disk.real;
    disk.faulty.zName = "faulty";
    disk.faulty.szOsFile += static_cast<int>(sizeof(File));
    disk.faulty.pNext = nullptr;
    disk.faulty.xOpen = openFile;
    sqlite3_vfs_register(&disk.faulty, 1);
}

FaultyDisk::~FaultyDisk()
{
    sqlite3_vfs_unregister(&disk.faulty);
    sqlite3_vfs_register(disk.real, 1);
}

void FaultyDisk::failAt(int write, int code, Span span)
{
    disk.left = write;
    disk.code = code;
    disk.lasting = span == Span::Lasting;
    disk.failed = false;
}

void FaultyDisk::heal()
{
    disk.left = kNever;
    disk.lasting = false;
}

bool FaultyDisk::hasFailed() const
{
    return disk.failed;
}

} // namespace carrel::test
