// SPDX-License-Identifier: GPL-3.0-or-later
#include "detail/formsmenu.h"

#include "detail/workdetails.h"
#include "widgets/tooltiptext.h"

#include <QMenu>

#include <algorithm>

namespace carrel {

namespace {

void addForm(QMenu &menu, const QString &name, const QUrl &url,
             const std::function<void(const QUrl &)> &choose)
{
    const QString host = url.host(QUrl::FullyEncoded).left(80);
    QAction *action = menu.addAction(withoutMnemonics(name + QStringLiteral("  \u00b7  ") + host));
    action->setToolTip(addressTip(url));
    QObject::connect(action, &QAction::triggered, &menu, [choose, url] { choose(url); });
}

} // namespace

void fillFormsMenu(QMenu &menu, const std::vector<LinkForm> &forms, const QString &title,
                   const std::function<void(const QUrl &)> &choose)
{
    constexpr std::size_t kMostForms = 30;
    menu.setToolTipsVisible(true);
    for (std::size_t i = 0; i < std::min(forms.size(), kMostForms); ++i) {
        addForm(menu, formName(forms[i]), forms[i].url, choose);
    }
    if (!forms.empty()) {
        return;
    }
    for (const SearchSite site : kSearchSites) {
        addForm(menu, searchSiteName(site), titleSearchUrl(title, site), choose);
    }
}

QString withoutMnemonics(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString addressTip(const QUrl &url)
{
    return plainToolTip(QString::fromLatin1(url.toEncoded()));
}

} // namespace carrel
