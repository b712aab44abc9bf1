// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/listsource.h"

#include "sync/fetchrules.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace carrel {

namespace {

constexpr const char *kReadmes[] = {"README.md", "readme.md", "Readme.md", "README.markdown", "README"};

struct Repository
{
    QString owner;
    QString name;
    QString branch = QStringLiteral("HEAD"); ///< the default one, by any name
    QString path;                            ///< of a file, or of a folder that has a README
    bool isFile = false;
};

QUrl rawAddress(const Repository &repository, const QString &file)
{
    QUrl url(QStringLiteral("https://raw.githubusercontent.com"));
    url.setPath(QLatin1Char('/') + repository.owner + QLatin1Char('/') + repository.name + QLatin1Char('/') +
                repository.branch + QLatin1Char('/') + file);
    return url;
}

ListSource sourceOf(const Repository &repository)
{
    ListSource source{repository.name, {}, {}};
    if (repository.isFile) {
        source.addresses.append(rawAddress(repository, repository.path));
        return source;
    }
    const QString folder = repository.path.isEmpty() ? QString() : repository.path + QLatin1Char('/');
    for (const char *readme : kReadmes) {
        source.addresses.append(rawAddress(repository, folder + QLatin1String(readme)));
    }
    return source;
}

bool isName(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$"));
    return pattern.match(text).hasMatch();
}

/// What stands behind github.com/.
std::optional<ListSource> gitHubSource(const QStringList &parts)
{
    constexpr qsizetype kBranch = 3;
    if (parts.size() < 2 || !isName(parts[0]) || !isName(parts[1])) {
        return std::nullopt;
    }
    Repository repository;
    repository.owner = parts[0];
    repository.name = parts[1];
    if (repository.name.endsWith(QLatin1String(".git"))) {
        repository.name.chop(4);
    }
    if (parts.size() == 2) {
        return sourceOf(repository);
    }
    const QString &view = parts[2];
    const bool isFile = view == QLatin1String("blob") || view == QLatin1String("raw");
    if ((!isFile && view != QLatin1String("tree")) || parts.size() <= kBranch) {
        return std::nullopt;
    }
    repository.branch = parts[kBranch];
    repository.path = parts.mid(kBranch + 1).join(QLatin1Char('/'));
    repository.isFile = isFile;
    return isFile && repository.path.isEmpty() ? std::nullopt : std::optional(sourceOf(repository));
}

QStringList partsOf(const QUrl &url)
{
    return url.path().split(QLatin1Char('/'), Qt::SkipEmptyParts);
}

/// The last part of an address that says something.
QString nameOf(const QUrl &url)
{
    static const QRegularExpression plain(
        QStringLiteral("^(readme(\\.(md|markdown))?|raw|blob|head|main|master|-)$"),
        QRegularExpression::CaseInsensitiveOption);
    const QStringList parts = partsOf(url);
    const auto found = std::find_if(parts.rbegin(), parts.rend(),
                                    [](const QString &part) { return !plain.match(part).hasMatch(); });
    return found == parts.rend() ? url.host() : *found;
}

std::optional<ListSource> addressSource(QUrl url)
{
    if (!isFetchable(url)) {
        return std::nullopt;
    }
    const QString host = url.host();
    if (host == QLatin1String("github.com") || host == QLatin1String("www.github.com")) {
        return gitHubSource(partsOf(url));
    }
    url.setFragment(QString());
    QString path = url.path();
    if (host == QLatin1String("gitlab.com") && path.contains(QLatin1String("/-/blob/"))) {
        url.setPath(path.replace(QLatin1String("/-/blob/"), QLatin1String("/-/raw/")));
    }
    return ListSource{nameOf(url), {}, {url}};
}

/// What stands behind raw.githubusercontent.com/: owner, name, branch and path.
QUrl gitHubPage(const QStringList &parts)
{
    constexpr qsizetype kBranch = 2;
    QStringList page = parts.mid(0, kBranch);
    const bool isFront = parts.size() == kBranch + 2 && parts[kBranch] == QLatin1String("HEAD") &&
                         std::any_of(std::begin(kReadmes), std::end(kReadmes), [&](const char *readme) {
                             return parts.last() == QLatin1String(readme);
                         });
    if (!isFront) {
        page << QStringLiteral("blob") << parts.mid(kBranch);
    }
    QUrl url(QStringLiteral("https://github.com"));
    url.setPath(QLatin1Char('/') + page.join(QLatin1Char('/')));
    return url;
}

} // namespace

ListRecord recordOf(const ListSource &source, const QString &named)
{
    ListRecord record;
    record.name = source.name;
    record.source = source.path.isEmpty() ? named.trimmed() : source.path;
    record.path = source.path;
    record.addresses = source.addresses;
    return record;
}

QUrl pageOf(const ListRecord &record)
{
    QUrl address = record.addresses.value(0);
    const QString path = address.path();
    if (address.host() == QLatin1String("raw.githubusercontent.com")) {
        return gitHubPage(partsOf(address));
    }
    if (address.host() == QLatin1String("gitlab.com")) {
        address.setPath(QString(path).replace(QLatin1String("/-/raw/"), QLatin1String("/-/blob/")));
    }
    return address;
}

std::optional<ListSource> parseListSource(const QString &text)
{
    const QString named = text.trimmed();
    const QUrl url(named);
    if (url.isLocalFile() || QFileInfo(named).isFile()) {
        const QFileInfo file(url.isLocalFile() ? url.toLocalFile() : named);
        return file.isFile() ? std::optional(ListSource{file.completeBaseName(), file.absoluteFilePath(), {}})
                             : std::nullopt;
    }
    if (named.contains(QLatin1String("://"))) {
        return addressSource(url);
    }
    static const QRegularExpression host(QStringLiteral("^(www\\.)?github\\.com/"));
    QString repository = named;
    repository.remove(host);
    if (repository.startsWith(QLatin1String("git@github.com:"))) {
        repository.remove(0, int(qstrlen("git@github.com:")));
    }
    const QStringList parts = repository.split(QLatin1Char('/'), Qt::SkipEmptyParts);
    return repository == named && parts.size() != 2 ? std::nullopt : gitHubSource(parts);
}

} // namespace carrel
