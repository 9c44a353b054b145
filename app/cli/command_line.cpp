// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/command_line.h"

#include "app/cli/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr std::array GlobalOptions = {
    OptionSpec { "vault"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "the vault to use instead of the one in the data folder") },
    OptionSpec {
        "passphrase-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read the passphrase from FILE") },
    OptionSpec { "passphrase-stdin"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "read the passphrase from the first line of standard input") },
    OptionSpec { "recovery-key-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "open the vault with the recovery key in FILE") },
    OptionSpec { "json"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "print one JSON document on standard output") },
    OptionSpec {
        "help"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "print help, for a verb where one is given") },
    OptionSpec { "version"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "print the version") },
};

/// Options that other programs have and that would put a secret where every user of the computer
/// can read it.
constexpr std::array SecretOptions = { "passphrase"_L1, "password"_L1, "recovery-key"_L1,
    "secret"_L1, "seed"_L1, "key"_L1, "pin"_L1, "uri"_L1, "new-passphrase"_L1, "token"_L1 };
constexpr std::array SecretPrefixes = { "otpauth://"_L1, "otpauth-migration://"_L1,
    "apple-otpauth://"_L1, "steam://"_L1, "motp://"_L1, "tiqrenroll://"_L1, "csr1-"_L1 };

Failure secretAsArgument()
{
    return usageError(translated(QT_TRANSLATE_NOOP("cli",
                          "A secret is never given as an argument, because every user of this "
                          "computer can read those.")),
        translated(QT_TRANSLATE_NOOP("cli",
            "Put it into a file that only you can read and use the option that ends in -file or "
            "-stdin. If it was a real secret, treat it as known to others.")));
}

bool looksSecret(const QString& word)
{
    return std::ranges::any_of(SecretPrefixes,
        [&word](QLatin1String prefix) { return word.startsWith(prefix, Qt::CaseInsensitive); });
}

QString shownWord(const QString& word)
{
    return ui::text::visibleText(word, 60);
}

/// One pass over the words; the verb decides which options follow it.
class Parser
{
public:
    Parser(const QStringList& words, std::span<const VerbSpec> verbs)
        : m_words(words),
          m_verbs(verbs)
    { }

    Outcome<Arguments> parse();

private:
    Outcome<void> takeWord(const QString& word);
    Outcome<void> takeVerbWord(const QString& word);
    Outcome<void> takeOption(const QString& word);
    Outcome<void> checkComplete() const;
    const OptionSpec* findOption(const QString& name) const;
    Failure usage(const QString& message) const;

    const QStringList& m_words;
    std::span<const VerbSpec> m_verbs;
    qsizetype m_next = 0;
    bool m_optionsEnded = false;
    Arguments m_result;
};

Failure Parser::usage(const QString& message) const
{
    const QString verb = m_result.verb ? QString(m_result.verb->words) + u' ' : QString();
    return usageError(
        message, translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli %1--help")).arg(verb));
}

Outcome<Arguments> Parser::parse()
{
    while (m_next < m_words.size()) {
        if (Outcome<void> taken = takeWord(m_words[m_next++]); !taken)
            return taken.error();
    }
    if (m_result.has("help"_L1) || m_result.has("version"_L1))
        return std::move(m_result);
    if (Outcome<void> complete = checkComplete(); !complete)
        return complete.error();
    return std::move(m_result);
}

Outcome<void> Parser::takeWord(const QString& word)
{
    if (!m_optionsEnded && word == "--"_L1) {
        m_optionsEnded = true;
        return {};
    }
    if (!m_optionsEnded && word.startsWith(u'-') && word.size() > 1)
        return takeOption(word);
    if (looksSecret(word))
        return secretAsArgument();
    if (!m_result.verb)
        return takeVerbWord(word);
    m_result.operands.append(word);
    return {};
}

Outcome<void> Parser::takeVerbWord(const QString& word)
{
    QString& words = m_result.verbWords;
    words += (words.isEmpty() ? QString() : u" "_s) + word;
    const auto exact = std::ranges::find_if(
        m_verbs, [&words](const VerbSpec& verb) { return verb.words == words; });
    if (exact != m_verbs.end()) {
        m_result.verb = &*exact;
        return {};
    }
    const bool isBeginning = std::ranges::any_of(m_verbs,
        [&words](const VerbSpec& verb) { return QString(verb.words).startsWith(words + u' '); });
    if (isBeginning)
        return {};
    return usage(
        translated(QT_TRANSLATE_NOOP("cli", "There is no verb “%1”.")).arg(shownWord(words)));
}

const OptionSpec* Parser::findOption(const QString& name) const
{
    const auto isNamed = [&name](const OptionSpec& option) { return option.name == name; };
    const auto* global = std::ranges::find_if(GlobalOptions, isNamed);
    if (global != GlobalOptions.end())
        return global;
    if (!m_result.verb)
        return nullptr;
    const auto own = std::ranges::find_if(m_result.verb->options, isNamed);
    return own == m_result.verb->options.end() ? nullptr : &*own;
}

Outcome<void> Parser::takeOption(const QString& word)
{
    const qsizetype equals = word.indexOf(u'=');
    const QString name = word.startsWith("--"_L1) ? word.mid(2, equals < 0 ? -1 : equals - 2)
        : word == "-h"_L1                         ? u"help"_s
                                                  : QString();
    const OptionSpec* option = findOption(name);
    if (!option && std::ranges::find(SecretOptions, name) != SecretOptions.end())
        return secretAsArgument();
    if (!option) {
        return usage(translated(QT_TRANSLATE_NOOP("cli", "There is no option “%1” here."))
                         .arg(shownWord(equals < 0 ? word : word.left(equals))));
    }
    if (!option->repeats && m_result.has(option->name)) {
        return usage(
            translated(QT_TRANSLATE_NOOP("cli", "The option --%1 is given twice.")).arg(name));
    }
    if (!option->value && equals >= 0) {
        return usage(
            translated(QT_TRANSLATE_NOOP("cli", "The option --%1 takes no value.")).arg(name));
    }
    if (option->value && equals < 0 && m_next == m_words.size()) {
        return usage(translated(QT_TRANSLATE_NOOP("cli", "The option --%1 needs a value (%2)."))
                         .arg(name, QString::fromUtf8(option->value)));
    }
    QString value;
    if (option->value)
        value = equals < 0 ? m_words[m_next++] : word.mid(equals + 1);
    if (looksSecret(value))
        return secretAsArgument();
    m_result.insert(option->name, value);
    return {};
}

Outcome<void> Parser::checkComplete() const
{
    if (!m_result.verb && m_result.verbWords.isEmpty())
        return usage(translated(QT_TRANSLATE_NOOP("cli", "A verb is missing.")));
    if (!m_result.verb) {
        return usage(translated(QT_TRANSLATE_NOOP("cli", "“%1” needs another word."))
                         .arg(m_result.verbWords));
    }
    if (m_result.operands.size() < m_result.verb->minimumOperands) {
        return usage(translated(QT_TRANSLATE_NOOP("cli", "“%1” needs %2."))
                         .arg(m_result.verbWords, QString::fromUtf8(m_result.verb->operands)));
    }
    if (m_result.operands.size() > m_result.verb->maximumOperands) {
        return usage(translated(QT_TRANSLATE_NOOP("cli", "“%1” is one word too many."))
                         .arg(shownWord(m_result.operands[m_result.verb->maximumOperands])));
    }
    const int ways = int(m_result.has("passphrase-file"_L1))
        + int(m_result.has("passphrase-stdin"_L1)) + int(m_result.has("recovery-key-file"_L1));
    if (ways > 1) {
        return usage(translated(QT_TRANSLATE_NOOP("cli",
            "Only one of --passphrase-file, --passphrase-stdin and --recovery-key-file can be "
            "given.")));
    }
    return {};
}

} // namespace

std::span<const OptionSpec> globalOptions()
{
    return GlobalOptions;
}

std::optional<QString> Arguments::value(QLatin1String option) const
{
    const QStringList all = values(option);
    return all.isEmpty() ? std::nullopt : std::optional(all.last());
}

bool Arguments::hasAny(std::initializer_list<QLatin1String> options) const
{
    return std::ranges::any_of(options, [this](QLatin1String option) { return has(option); });
}

Outcome<Arguments> parseCommandLine(const QStringList& words, std::span<const VerbSpec> verbs)
{
    return Parser(words, verbs).parse();
}

Outcome<std::optional<qint64>> numberValue(
    const Arguments& arguments, QLatin1String option, qint64 minimum, qint64 maximum)
{
    const std::optional<QString> text = arguments.value(option);
    if (!text)
        return std::optional<qint64>();
    bool isNumber = false;
    const qint64 number = text->toLongLong(&isNumber);
    if (isNumber && number >= minimum && number <= maximum)
        return std::optional(number);
    return usageError(translated(QT_TRANSLATE_NOOP("cli", "The option --%1 cannot be “%2”."))
                          .arg(option, shownWord(*text)),
        translated(QT_TRANSLATE_NOOP("cli", "Give a whole number from %1 to %2."))
            .arg(minimum)
            .arg(maximum));
}

} // namespace cli
