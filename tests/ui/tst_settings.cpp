// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowfixture.h"

#include "commands/exporter.h"
#include "dialogs/settingsdialog.h"
#include "export/exportformats.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QSpinBox>
#include <QTemporaryDir>

using namespace carrel;
using carrel::test::WindowFixture;

class TestSettings final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markReadOnOpen_isASetting();
    void searchSite_isWhereTitlesAreSearched();
    void notes_goAlongInExportsWhereTheReaderSaysSo();
    void settings_comeBackWithTheNextWindow();
    void dialog_andMenu_showTheSame();
    void dialog_opensOnce();
    void settings_thatCannotBeKept_areTold();
    void preferences_areKept();
    void preferences_thatMakeNoSense_areAsAtFirst();
};

namespace {

void selectWork(WindowFixture &fixture, quint32 work)
{
    fixture.window.findChild<PaperPane *>()->selectWork(work);
}

SettingsDialog &openDialog(WindowFixture &fixture)
{
    fixture.action("Settings...")->trigger();
    return *fixture.window.findChild<SettingsDialog *>();
}

void choose(SettingsDialog &dialog, const char *site)
{
    auto &box = *dialog.findChild<QComboBox *>();
    box.setCurrentIndex(box.findText(QLatin1String(site)));
}

QString hostOfSearch(WindowFixture &fixture)
{
    constexpr quint32 kWorkWithoutLink = 81;
    selectWork(fixture, kWorkWithoutLink);
    fixture.action("Open")->trigger();
    return fixture.opener.opened.empty() ? QString() : fixture.opener.opened.back().host();
}

} // namespace

void TestSettings::markReadOnOpen_isASetting()
{
    WindowFixture fixture;
    selectWork(fixture, 0);
    fixture.action("Mark as Read When Opened")->trigger();
    fixture.action("Open")->trigger();
    QVERIFY(!(*fixture.library->states())[0].read);
    fixture.action("Mark as Read When Opened")->trigger();
    fixture.action("Open")->trigger();
    QVERIFY((*fixture.library->states())[0].read);
}

void TestSettings::searchSite_isWhereTitlesAreSearched()
{
    WindowFixture fixture;
    QCOMPARE(hostOfSearch(fixture), QStringLiteral("scholar.google.com"));
    choose(openDialog(fixture), "DBLP");
    QCOMPARE(hostOfSearch(fixture), QStringLiteral("dblp.org"));
}

void TestSettings::notes_goAlongInExportsWhereTheReaderSaysSo()
{
    const QTemporaryDir folder;
    WindowFixture fixture;
    selectWork(fixture, 0);
    fixture.commands.setNote({0}, QStringLiteral("Mine"));
    auto &exporter = *fixture.window.findChild<Exporter *>();
    QSignalSpy finished(&exporter, &Exporter::finished);
    const auto exported = [&](const char *name) {
        QFile file(folder.filePath(QLatin1String(name)));
        exporter.toFile({{0}, kNone, {}}, *exportFormat(u"csv"), file.fileName());
        return finished.wait() && file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QByteArray without = exported("without.csv");
    QVERIFY(without.contains("Training paper 0") && !without.contains("Mine"));
    openDialog(fixture).findChild<QCheckBox *>(QStringLiteral("exportNotes"))->click();
    QVERIFY(exported("with.csv").contains("Mine"));
}

void TestSettings::settings_comeBackWithTheNextWindow()
{
    const QTemporaryDir folder;
    {
        WindowFixture fixture(folder.path());
        choose(openDialog(fixture), "Semantic Scholar");
        fixture.action("Mark as Read When Opened")->trigger();
        openDialog(fixture).findChild<QCheckBox *>(QStringLiteral("updatesItself"))->click();
        openDialog(fixture).findChild<QSpinBox *>(QStringLiteral("mostMegabytes"))->setValue(7);
    }
    WindowFixture fixture(folder.path());
    QCOMPARE(hostOfSearch(fixture), QStringLiteral("www.semanticscholar.org"));
    QVERIFY(!(*fixture.library->states())[81].read);
    QVERIFY(openDialog(fixture).findChild<QCheckBox *>(QStringLiteral("updatesItself"))->isChecked());
    QCOMPARE(openDialog(fixture).findChild<QSpinBox *>(QStringLiteral("mostMegabytes"))->value(), 7);
}

void TestSettings::dialog_andMenu_showTheSame()
{
    WindowFixture fixture;
    auto &box = *openDialog(fixture).findChild<QCheckBox *>(QStringLiteral("readOnOpen"));
    QAction &inMenu = *fixture.action("Mark as Read When Opened");
    QVERIFY(box.isChecked() && inMenu.isChecked());
    inMenu.trigger();
    QVERIFY(!box.isChecked());
    box.click();
    QVERIFY(inMenu.isChecked());
}

void TestSettings::dialog_opensOnce()
{
    WindowFixture fixture;
    openDialog(fixture);
    openDialog(fixture);
    QCOMPARE(fixture.window.findChildren<SettingsDialog *>().size(), 1);
}

void TestSettings::settings_thatCannotBeKept_areTold()
{
    const QTemporaryDir folder;
    QFile inTheWay(folder.filePath(QStringLiteral("file")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    WindowFixture fixture(inTheWay.fileName());
    fixture.action("Mark as Read When Opened")->trigger();
    QVERIFY2(fixture.message().contains(QLatin1String("preferences.json")), qPrintable(fixture.message()));
    QVERIFY(!fixture.action("Mark as Read When Opened")->isChecked());
}

void TestSettings::preferences_areKept()
{
    const QTemporaryDir folder;
    QCOMPARE(readPreferences(folder.path()), Preferences());
    const Preferences wanted{false, SearchSite::Dblp, true};
    QVERIFY(writePreferences(folder.path(), wanted));
    QCOMPARE(readPreferences(folder.path()), wanted);
    QCOMPARE(readPreferences(QString()), Preferences());
}

void TestSettings::preferences_thatMakeNoSense_areAsAtFirst()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("preferences.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"markReadOnOpen": "perhaps", "searchSite": "elsewhere", "exportNotes": 1,
                   "updatesItself": "yes", "mostMegabytes": "many"})");
    file.close();
    QCOMPARE(readPreferences(folder.path()), Preferences());
}

QTEST_MAIN(TestSettings)
#include "tst_settings.moc"
