// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/markchange.h"

#include <algorithm>

namespace carrel {

QString tagName(const QString &typed)
{
    QString name = typed;
    std::replace_if(
        name.begin(), name.end(), [](QChar c) { return !c.isPrint() && !c.isSurrogate(); }, QLatin1Char(' '));
    return name.simplified().normalized(QString::NormalizationForm_C);
}

QString tagKey(const QString &name)
{
    return name.toCaseFolded().normalized(QString::NormalizationForm_C);
}

} // namespace carrel
