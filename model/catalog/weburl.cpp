// SPDX-License-Identifier: GPL-3.0-or-later
#include "catalog/weburl.h"

#include <QUrl>

#include <algorithm>

namespace carrel {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix)
{
    return text.size() >= prefix.size() && std::equal(prefix.begin(), prefix.end(), text.begin(),
                                                      [](char p, char t) { return p == lower(t); });
}

bool isPlainHost(std::string_view authority)
{
    return !authority.empty() && authority.find("..") == std::string_view::npos &&
           std::all_of(authority.begin(), authority.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '.';
           });
}

/// Host of an authority with user, port, brackets, escapes or other scripts: Qt knows the rules.
std::string hostByQt(std::string_view scheme, std::string_view authority)
{
    const QByteArray encoded = QByteArray(scheme.data(), static_cast<qsizetype>(scheme.size())) + "://" +
                               QByteArray(authority.data(), static_cast<qsizetype>(authority.size())) + '/';
    const QUrl url(QString::fromUtf8(encoded), QUrl::StrictMode);
    return url.isValid() ? url.host(QUrl::FullyEncoded).toLower().toStdString() : std::string();
}

} // namespace

std::optional<WebUrl> parseWebUrl(std::string_view url)
{
    const bool secure = startsWithIgnoringCase(url, "https://");
    if (!secure && !startsWithIgnoringCase(url, "http://")) {
        return std::nullopt;
    }
    const std::string_view scheme = url.substr(0, secure ? 5 : 4);
    url.remove_prefix(scheme.size() + 3);
    const std::string_view authority = url.substr(0, url.find_first_of("/?#"));
    if (authority.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    WebUrl parts;
    if (isPlainHost(authority)) {
        parts.host.resize(authority.size());
        std::transform(authority.begin(), authority.end(), parts.host.begin(), lower);
    } else {
        parts.host = hostByQt(scheme, authority);
    }
    if (parts.host.empty() || parts.host.front() == '.') {
        return std::nullopt;
    }
    url.remove_prefix(authority.size());
    url = url.substr(0, url.find('#'));
    const std::size_t question = url.find('?');
    parts.path = url.substr(0, question);
    parts.query = question == std::string_view::npos ? std::string_view() : url.substr(question + 1);
    return parts;
}

bool hostIs(std::string_view host, std::string_view domain)
{
    return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
}

} // namespace carrel
