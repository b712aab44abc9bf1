// SPDX-License-Identifier: GPL-3.0-or-later
#include "markdown/listtext.h"

#include "support/resultcheck.h"

#include <QtTest>

#include <algorithm>

using namespace carrel;

namespace {

QByteArray bytesOf(const Result<ListText> &text)
{
    return text ? text->utf8 : QByteArray("refused");
}

bool hasDiagnostic(const Result<ListText> &text, DiagnosticKind kind)
{
    return text && std::any_of(text->diagnostics.begin(), text->diagnostics.end(),
                               [&](const Diagnostic &each) { return each.kind == kind; });
}

} // namespace

class ListTextTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readListText_whatIsNoList_isRefusedByName_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const QByteArray &bytes, ErrorCode code) {
            QTest::newRow(name) << bytes << code;
        };
        QByteArray wide;
        for (const char c : QByteArrayLiteral("# List\n- [OSDI'24] [A](https://a.example/)\n")) {
            wide.append('\0').append(c);
        }
        QByteArray binary;
        for (int i = 0; i < 4096; ++i) {
            binary.append(static_cast<char>(i * 37 % 256));
        }
        row("gzip", QByteArrayLiteral("\x1F\x8B\x08\x00 and so on"), ErrorCode::Compressed);
        row("zip", QByteArrayLiteral("PK\x03\x04 and so on"), ErrorCode::Compressed);
        row("pdf", QByteArrayLiteral("%PDF-1.7\n%\xE2\xE3"), ErrorCode::Pdf);
        row("lfs", QByteArrayLiteral("version https://git-lfs.github.com/spec/v1\noid sha256:0\n"),
            ErrorCode::LfsPointer);
        row("web page", QByteArrayLiteral(" \n<!DOCTYPE HTML><title>Log in</title>"), ErrorCode::WebPage);
        row("web page without doctype", QByteArrayLiteral("<HTML><body>"), ErrorCode::WebPage);
        row("json", QByteArrayLiteral(" {\"message\": \"Not Found\"}\n"), ErrorCode::Json);
        row("json array", QByteArrayLiteral("[{\"a\": 1}]"), ErrorCode::Json);
        row("utf-16 without mark", wide, ErrorCode::NotUtf8);
        row("binary", binary, ErrorCode::NotText);
        row("mostly no utf-8", QByteArrayLiteral("\xC2\xDB\xCE\xC4\xCD\xC6\xC0\xED list"),
            ErrorCode::NotUtf8);
    }

    void readListText_whatIsNoList_isRefusedByName()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(ErrorCode, code);
        const Result<ListText> text = readListText(bytes);
        QVERIFY(!text);
        QCOMPARE(text.error().code, code);
    }

    void readListText_badgeAtTheStart_isNoJson()
    {
        CARREL_VERIFY_RESULT(readListText(QByteArrayLiteral("[![badge](b.svg)](x) list\n")));
    }

    void readListText_cleanText_isSharedNotCopied()
    {
        const QByteArray clean = QByteArrayLiteral("# List\n\n- [OSDI'24] [A](https://a.example/)\n");
        const Result<ListText> text = readListText(clean);
        QCOMPARE(static_cast<const void *>(bytesOf(text).constData()),
                 static_cast<const void *>(clean.constData()));
        QVERIFY(text->diagnostics.empty());
    }

    void readListText_marks_areTakenOff()
    {
        QCOMPARE(bytesOf(readListText(QByteArrayLiteral("\xEF\xBB\xBF# L"))), QByteArrayLiteral("# L"));
        const QByteArray little = QByteArray("\xFF\xFE#\0 \0\xE9\0", 8);
        QCOMPARE(bytesOf(readListText(little)), QByteArrayLiteral("# \xC3\xA9"));
        const QByteArray big = QByteArray("\xFE\xFF\0#\0 \0L", 8);
        QCOMPARE(bytesOf(readListText(big)), QByteArrayLiteral("# L"));
    }

    void readListText_lineEndings_becomeLineFeeds()
    {
        QCOMPARE(bytesOf(readListText(QByteArrayLiteral("a\r\nb\rc\nd\r"))),
                 QByteArrayLiteral("a\nb\nc\nd\n"));
    }

    void readListText_damagedBytes_standAsReplacementCharacter()
    {
        const Result<ListText> text =
            readListText(QByteArrayLiteral("a long enough text \xFF with one bad byte"));
        QCOMPARE(bytesOf(text), QByteArrayLiteral("a long enough text \xEF\xBF\xBD with one bad byte"));
        QVERIFY(hasDiagnostic(text, DiagnosticKind::DamagedText));
    }

    void readListText_controlCharacters_vanishAndNulIsMarked()
    {
        const QByteArray filler(200, 'x');
        const Result<ListText> text = readListText(filler + QByteArray("A\x1B[31mB\x07"
                                                                       "C\0D\x7F",
                                                                       11));
        QCOMPARE(bytesOf(text), filler + QByteArrayLiteral("ABC\xEF\xBF\xBD"
                                                           "D"));
        QVERIFY(hasDiagnostic(text, DiagnosticKind::DamagedText));
    }

    void readListText_flawsDeepInALongText_areSeen()
    {
        const QByteArray clean =
            QByteArrayLiteral("- [OSDI'24] [\xC3\xA9](https://a.example/)\n").repeated(70'000);
        QCOMPARE(bytesOf(readListText(clean)), clean);
        QCOMPARE(bytesOf(readListText(clean + "a\r\nb" + clean)), clean + "a\nb" + clean);
        QCOMPARE(bytesOf(readListText(clean + "a\x07" + clean)), clean + "a" + clean);
        QCOMPARE(bytesOf(readListText(clean + "a\xFF" + clean)), clean + "a\xEF\xBF\xBD" + clean);
    }

    void readListText_terminalSequenceAtTheEnd_isCutOff()
    {
        const QByteArray filler(200, 'x');
        QCOMPARE(bytesOf(readListText(filler + "\x1B[31")), filler);
    }

    void readListText_empty_isAnEmptyText() { QCOMPARE(bytesOf(readListText(QByteArray())), QByteArray()); }
};

QTEST_APPLESS_MAIN(ListTextTest)
#include "tst_listtext.moc"
