// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialogs/aboutdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace carrel {

namespace {

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(const QString &dataFolder, const QString &configFolder, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("About Carrel"));
    setAttribute(Qt::WA_DeleteOnClose);
    QLabel *name = plainLabel(tr("Carrel %1").arg(QStringLiteral(CARREL_VERSION)), this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    name->setFont(large);

    auto *form = new QFormLayout;
    form->addRow(tr("Licence"), plainLabel(QStringLiteral("GPL-3.0-or-later"), this));
    form->addRow(tr("Your marks"), plainLabel(dataFolder, this));
    form->addRow(tr("Window layout"), plainLabel(configFolder, this));
    form->addRow(tr("List that comes with it"),
                 plainLabel(tr("ml-systems-papers by byungsoo-oh, as of 2026-02-07\n"
                               "github.com/byungsoo-oh/ml-systems-papers"),
                            this));

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->addWidget(name);
    column->addWidget(plainLabel(tr("A desk for curated lists of papers."), this));
    column->addSpacing(fontMetrics().height() / 2);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    resize(fontMetrics().height() * 32, sizeHint().height());
}

} // namespace carrel
