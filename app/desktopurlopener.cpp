// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktopurlopener.h"

#include <QDesktopServices>
#include <QUrl>

namespace carrel {

Result<void> DesktopUrlOpener::open(const QUrl &url)
{
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!web || url.host().isEmpty()) {
        return Error{ErrorCode::LinkNotOpenable, url.scheme()};
    }
    if (!QDesktopServices::openUrl(url)) {
        return Error{ErrorCode::OpenerFailed, url.host()};
    }
    return {};
}

} // namespace carrel
