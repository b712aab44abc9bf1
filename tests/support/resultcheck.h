// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

/// Fails the test with the detail of the error where the Result holds one.
#define CARREL_VERIFY_RESULT(result)                                                                         \
    QVERIFY2((result).hasValue(), (result).hasValue() ? "" : qPrintable((result).error().detail))
