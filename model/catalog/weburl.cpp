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

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isUsualLabel(std::string_view label)
{
    constexpr std::size_t kLongestLabel = 63; // RFC 1035, section 2.3.4
    return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
           !startsWithIgnoringCase(label, "xn--") && std::all_of(label.begin(), label.end(), [](char c) {
               return isLetter(c) || (c >= '0' && c <= '9') || c == '-';
           });
}

/// A host name of ASCII labels, the last beginning with a letter: all others may be numbers in disguise.
bool isUsualHost(std::string_view authority)
{
    const std::size_t lastDot = authority.rfind('.');
    const std::string_view last = authority.substr(lastDot == std::string_view::npos ? 0 : lastDot + 1);
    if (last.empty() || !isLetter(last.front())) {
        return false;
    }
    std::size_t begin = 0;
    while (begin <= authority.size()) {
        const std::size_t end = std::min(authority.find('.', begin), authority.size());
        if (!isUsualLabel(authority.substr(begin, end - begin))) {
            return false;
        }
        begin = end + 1;
    }
    return true;
}

/// What stands before path, query and fragment.
std::string_view authorityOf(std::string_view url)
{
    const auto end =
        std::find_if(url.begin(), url.end(), [](char c) { return c == '/' || c == '?' || c == '#'; });
    return url.substr(0, static_cast<std::size_t>(end - url.begin()));
}

/// Host of an authority with user, port, brackets, escapes, numbers or other scripts: Qt knows the rules.
std::string hostByQt(std::string_view scheme, std::string_view authority)
{
    const QByteArray encoded = QByteArray(scheme.data(), static_cast<qsizetype>(scheme.size())) + "://" +
                               QByteArray(authority.data(), static_cast<qsizetype>(authority.size())) + '/';
    const QUrl url(QString::fromUtf8(encoded), QUrl::StrictMode);
    return url.isValid() ? url.host(QUrl::FullyEncoded).toLower().toStdString() : std::string();
}

} // namespace

bool hasControlCharacter(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

std::optional<WebUrl> parseWebUrl(std::string_view url)
{
    if (hasControlCharacter(url)) {
        return std::nullopt;
    }
    const bool secure = startsWithIgnoringCase(url, "https://");
    if (!secure && !startsWithIgnoringCase(url, "http://")) {
        return std::nullopt;
    }
    const std::string_view scheme = url.substr(0, secure ? 5 : 4);
    url.remove_prefix(scheme.size() + 3);
    const std::string_view authority = authorityOf(url);
    if (authority.find('\\') != std::string_view::npos) {
        return std::nullopt;
    }
    WebUrl parts;
    if (isUsualHost(authority)) {
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
