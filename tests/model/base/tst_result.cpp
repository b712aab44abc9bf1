// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"

#include <QtTest>

#include <memory>

using namespace carrel;

namespace {

Error someError()
{
    return {ErrorCode::NoPapers, QStringLiteral("/list.md")};
}

} // namespace

class ResultTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void value_isTheOneGiven()
    {
        Result<QString> result(QStringLiteral("text"));
        QVERIFY(result.hasValue());
        QVERIFY(static_cast<bool>(result));
        QCOMPARE(result.value(), QStringLiteral("text"));
        QCOMPARE(result->size(), 4);
        *result = QStringLiteral("other");
        QCOMPARE(std::as_const(result).value(), QStringLiteral("other"));
    }

    void error_keepsCodeAndDetail()
    {
        const Result<QString> result(someError());
        QVERIFY(!result);
        QVERIFY(result.error().code == ErrorCode::NoPapers);
        QCOMPARE(result.error().detail, QStringLiteral("/list.md"));
    }

    void value_canBeMovedOut()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 7);
    }

    void valueOfErrorType_isTheError()
    {
        const Result<bool> result(someError());
        QVERIFY(!result.hasValue());
    }

    void void_isSuccessByDefault()
    {
        const Result<void> success;
        QVERIFY(success.hasValue());
        const Result<void> failure(someError());
        QVERIFY(!failure);
        QVERIFY(failure.error().code == ErrorCode::NoPapers);
    }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "tst_result.moc"
