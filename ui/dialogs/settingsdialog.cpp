// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/settingsdialog.h"

#include "detail/workdetails.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QSpinBox>
#include <QVBoxLayout>

namespace carrel {

namespace {

QLabel *keptIn(const QString &configFolder)
{
    auto *label = new QLabel(configFolder.isEmpty()
                                 ? SettingsDialog::tr("Settings are not kept: there is no folder for them.")
                                 : SettingsDialog::tr("Kept in %1").arg(configFolder));
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setWordWrap(true);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(const Preferences &preferences, const QString &configFolder, QWidget *parent)
    : QDialog(parent)
    , m_readOnOpen(new QCheckBox(tr("Mark a paper as &read when it is opened")))
    , m_site(new QComboBox)
    , m_exportNotes(new QCheckBox(tr("Take my &notes and tags along in exports")))
    , m_updatesItself(new QCheckBox(tr("Look for newer versions of my lists at &start and once a day")))
    , m_mostMegabytes(new QSpinBox)
{
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    for (const SearchSite site : kSearchSites) {
        m_site->addItem(searchSiteName(site), static_cast<int>(site));
    }
    m_site->setAccessibleName(tr("Where titles of papers without a link are searched"));
    m_readOnOpen->setObjectName(QStringLiteral("readOnOpen"));
    m_exportNotes->setObjectName(QStringLiteral("exportNotes"));
    m_updatesItself->setObjectName(QStringLiteral("updatesItself"));
    m_updatesItself->setToolTip(tr("Off, nothing goes over the network unless you ask for it."));
    m_mostMegabytes->setObjectName(QStringLiteral("mostMegabytes"));
    m_mostMegabytes->setAccessibleName(tr("Largest list that is fetched"));
    m_mostMegabytes->setRange(1, Preferences::kMostMegabytes);
    m_mostMegabytes->setSuffix(tr(" MB"));
    setPreferences(preferences);
    connect(m_readOnOpen, &QCheckBox::toggled, this, &SettingsDialog::tell);
    connect(m_exportNotes, &QCheckBox::toggled, this, &SettingsDialog::tell);
    connect(m_site, &QComboBox::currentIndexChanged, this, &SettingsDialog::tell);
    connect(m_updatesItself, &QCheckBox::toggled, this, &SettingsDialog::tell);
    connect(m_mostMegabytes, &QSpinBox::valueChanged, this, &SettingsDialog::tell);

    auto *form = new QFormLayout;
    form->addRow(m_readOnOpen);
    form->addRow(tr("Search for papers without a &link at:"), m_site);
    form->addRow(m_exportNotes);
    form->addRow(m_updatesItself);
    form->addRow(tr("Fetch lists of &at most:"), m_mostMegabytes);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(fontMetrics().height());
    column->addLayout(form);
    column->addWidget(keptIn(configFolder));
    column->addStretch(1);
    column->addWidget(buttons);
    resize(fontMetrics().height() * 30, sizeHint().height());
}

void SettingsDialog::setPreferences(const Preferences &preferences)
{
    m_preferences = preferences;
    const QSignalBlocker quietBox(m_readOnOpen);
    const QSignalBlocker quietSite(m_site);
    const QSignalBlocker quietNotes(m_exportNotes);
    const QSignalBlocker quietUpdates(m_updatesItself);
    const QSignalBlocker quietMost(m_mostMegabytes);
    m_updatesItself->setChecked(preferences.updatesItself);
    m_mostMegabytes->setValue(preferences.mostMegabytes);
    m_readOnOpen->setChecked(preferences.markReadOnOpen);
    m_exportNotes->setChecked(preferences.exportNotes);
    m_site->setCurrentIndex(m_site->findData(static_cast<int>(preferences.searchSite)));
}

void SettingsDialog::tell()
{
    m_preferences.markReadOnOpen = m_readOnOpen->isChecked();
    m_preferences.searchSite = static_cast<SearchSite>(m_site->currentData().toInt());
    m_preferences.exportNotes = m_exportNotes->isChecked();
    m_preferences.updatesItself = m_updatesItself->isChecked();
    m_preferences.mostMegabytes = m_mostMegabytes->value();
    Q_EMIT changed(m_preferences);
}

} // namespace carrel
