// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/bibtextext.h"

#include "base/text.h"
#include "export/outputtext.h"

#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>

namespace carrel {

namespace {

struct Escape
{
    char character;
    std::string_view written;
};

// Braces count even behind a backslash: those without a partner need their names, which fewer readers know.
constexpr std::array kEscapes{Escape{'\\', "{\\textbackslash}"},
                              Escape{'{', "{\\textbraceleft}"},
                              Escape{'}', "{\\textbraceright}"},
                              Escape{'~', "{\\textasciitilde}"},
                              Escape{'^', "{\\textasciicircum}"},
                              Escape{'<', "{\\textless}"},
                              Escape{'>', "{\\textgreater}"},
                              Escape{'|', "$|$"},
                              Escape{'&', "\\&"},
                              Escape{'%', "\\%"},
                              Escape{'$', "\\$"},
                              Escape{'#', "\\#"},
                              Escape{'_', "\\_"}};

/// Pairs that LaTeX draws as one other character: dashes, curly quotes, Spanish marks.
constexpr std::array<std::string_view, 6> kLigatures{"--", "``", "''", ",,", "?`", "!`"};

bool hasBalancedBraces(std::string_view text)
{
    int open = 0;
    for (const char c : text) {
        open += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (open < 0) {
            return false;
        }
    }
    return open == 0;
}

/// Part of a text whose braces are balanced, or not.
void appendEscaped(std::string &out, std::string_view text, bool balanced)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (balanced && (text[i] == '{' || text[i] == '}')) {
            out += '\\';
            out += text[i];
            continue;
        }
        const auto *const escape = std::find_if(
            kEscapes.begin(), kEscapes.end(), [&](const Escape &each) { return each.character == text[i]; });
        if (escape == kEscapes.end()) {
            out += text[i];
        } else {
            out += escape->written;
        }
        if (std::find(kLigatures.begin(), kLigatures.end(), text.substr(i, 2)) != kLigatures.end()) {
            out += "{}";
        }
    }
}

std::string plain(std::string_view text)
{
    std::string out;
    appendPlain(out, text);
    return out;
}

constexpr std::array kNames{
    u"Alibaba",  u"Amazon",     u"Android",  u"Arabic",   u"Ascend",   u"Azure",      u"Bayes",
    u"Bayesian", u"Byzantine",  u"Chinese",  u"English",  u"Ethernet", u"Facebook",   u"Fortran",
    u"Fourier",  u"French",     u"Gaussian", u"German",   u"Google",   u"Hadoop",     u"Hessian",
    u"Hopfield", u"Huawei",     u"Intel",    u"Japanese", u"Java",     u"Kafka",      u"Kubernetes",
    u"Lagrange", u"Lagrangian", u"Linux",    u"Lustre",   u"Markov",   u"Microsoft",  u"Monte",
    u"Carlo",    u"Nash",       u"Nvidia",   u"Pareto",   u"Python",   u"Riemannian", u"Spark",
    u"Tencent",  u"Turing",     u"Twitter",  u"Verilog",  u"Windows",  u"Wikipedia"};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c.isMark() || c.isSurrogate();
}

/// One word and what its letters are like.
struct Word
{
    QStringView text;
    bool opensSentence = false; ///< styles leave its first letter alone
    bool inName = false;        ///< before the colon: "Orca: A Distributed ..."

    bool startsUpper() const { return text.front().isUpper(); }
    bool isMixed() const
    {
        const auto isUpper = [](QChar c) { return c.isUpper(); };
        const bool digits = std::any_of(text.begin(), text.end(), [](QChar c) { return c.isDigit(); });
        return std::any_of(text.begin() + 1, text.end(), isUpper) || (startsUpper() && digits);
    }
};

/// Works through a title word by word.
class Title final
{
public:
    explicit Title(const QString &text)
        : m_text(text)
        , m_nameEnd(nameEnd())
        , m_lowered(isLowered())
        , m_balanced(hasBalancedBraces(text.toStdString()))
    {
    }

    void write(std::string &out) const
    {
        for (qsizetype at = 0; at < m_text.size();) {
            const Word word = wordAt(at);
            if (word.text.isEmpty()) {
                const qsizetype end = nextWord(at);
                appendEscaped(out, QStringView(m_text).mid(at, end - at).toUtf8().toStdString(), m_balanced);
                at = end;
                continue;
            }
            appendWord(out, word);
            at += word.text.size();
        }
    }

private:
    static constexpr int kMostNameWords = 3;

    qsizetype nextWord(qsizetype at) const
    {
        while (at < m_text.size() && !isWordCharacter(m_text.at(at))) {
            ++at;
        }
        return at;
    }

    Word wordAt(qsizetype at) const
    {
        qsizetype end = at;
        while (end < m_text.size() && isWordCharacter(m_text.at(end))) {
            ++end;
        }
        return {QStringView(m_text).mid(at, end - at), opensSentence(at), at < m_nameEnd};
    }

    bool opensSentence(qsizetype at) const
    {
        return at == 0 ||
               (at >= 2 && m_text.at(at - 1).isSpace() && QStringView(u":?!.").contains(m_text.at(at - 2)));
    }

    /// Where the name before the first colon ends; 0 for a title without one.
    qsizetype nameEnd() const
    {
        const qsizetype colon = m_text.indexOf(QLatin1Char(':'));
        return colon > 0 && m_text.left(colon).count(QLatin1Char(' ')) < kMostNameWords ? colon : 0;
    }

    /// True for "Fast training of models with Kubernetes": capitals within are those of names.
    bool isLowered() const
    {
        int lower = 0;
        int upper = 0;
        for (qsizetype at = nextWord(m_nameEnd); at < m_text.size();) {
            const Word word = wordAt(at);
            const bool counts = word.text.size() >= 4 && !word.opensSentence && !word.isMixed();
            lower += counts && word.text.front().isLower() ? 1 : 0;
            upper += counts && word.startsUpper() ? 1 : 0;
            at = nextWord(at + word.text.size());
        }
        return lower > upper;
    }

    bool isProtected(const Word &word) const
    {
        if (word.isMixed()) {
            return true;
        }
        if (!word.startsUpper()) {
            // "tf.data: A Framework" would begin with a capital.
            return word.inName && word.opensSentence;
        }
        const bool article = word.text == QLatin1String("A");
        const bool named = std::find(kNames.begin(), kNames.end(), word.text) != kNames.end();
        return word.inName || named || (word.text.size() == 1 && !article) ||
               (m_lowered && !word.opensSentence && !article);
    }

    void appendWord(std::string &out, const Word &word) const
    {
        const QByteArray utf8 = word.text.toUtf8();
        const std::string_view text(utf8.constData(), static_cast<std::size_t>(utf8.size()));
        if (!isProtected(word)) {
            out += text;
            return;
        }
        const bool plural = word.text.size() > 2 && word.text.back() == u's' &&
                            std::all_of(word.text.begin(), word.text.end() - 1,
                                        [](QChar c) { return c.isUpper() || c.isDigit(); });
        out += '{';
        out += text.substr(0, text.size() - (plural ? 1 : 0));
        out += plural ? "}s" : "}";
    }

    const QString m_text;
    const qsizetype m_nameEnd;
    const bool m_lowered;
    const bool m_balanced;
};

} // namespace

void appendBibtexText(std::string &out, std::string_view text)
{
    const std::string shown = plain(text);
    appendEscaped(out, shown, hasBalancedBraces(shown));
}

void appendBibtexTitle(std::string &out, std::string_view title)
{
    Title(toQString(plain(title))).write(out);
}

void appendBibtexAddress(std::string &out, std::string_view address)
{
    for (const char c : address) {
        switch (c) {
        case '{':
            out += "%7B";
            break;
        case '}':
            out += "%7D";
            break;
        case '\\':
            out += "%5C";
            break;
        default:
            out += c;
        }
    }
}

} // namespace carrel
