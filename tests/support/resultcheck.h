// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

/// Fails the test with the detail of the error where the Result holds one.
#define CARREL_VERIFY_RESULT(result)                                                                         \
    do {                                                                                                     \
        const auto &checkedResult = (result);                                                                \
        QVERIFY2(checkedResult.hasValue(), checkedResult ? "" : qPrintable(checkedResult.error().detail));   \
    } while (false)
