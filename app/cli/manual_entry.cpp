// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/manual_entry.h"

#include "app/cli/translated.h"
#include "core/otp/typed_secret.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using crypto::SecretBytes;

constexpr std::array ManualOptions = { "type"_L1, "issuer"_L1, "name"_L1, "secret-file"_L1,
    "encoding"_L1, "algorithm"_L1, "digits"_L1, "period"_L1, "counter"_L1, "pin-file"_L1 };

/// The options that mean something for one type, beside issuer, name and secret.
struct TypeSpec
{
    QLatin1String name;
    otp::Credential credential; ///< with its defaults
    std::initializer_list<QLatin1String> options;
};

std::span<const TypeSpec> types()
{
    static const std::array Types = {
        TypeSpec {
            "totp"_L1, otp::Totp {}, { "encoding"_L1, "algorithm"_L1, "digits"_L1, "period"_L1 } },
        TypeSpec {
            "hotp"_L1, otp::Hotp {}, { "encoding"_L1, "algorithm"_L1, "digits"_L1, "counter"_L1 } },
        TypeSpec { "steam"_L1, otp::Steam {}, { "encoding"_L1 } },
        TypeSpec { "motp"_L1, otp::Motp {}, { "pin-file"_L1 } },
        TypeSpec { "yandex"_L1, otp::Yandex {}, { "encoding"_L1, "pin-file"_L1 } },
    };
    return Types;
}

Failure badChoice(QLatin1String option, const QString& value, const QString& choices)
{
    return usageError(translated(QT_TRANSLATE_NOOP("cli", "The option --%1 cannot be “%2”."))
                          .arg(option, ui::text::visibleText(value, 60)),
        translated(QT_TRANSLATE_NOOP("cli", "Choose one of: %1.")).arg(choices));
}

Failure missing(QLatin1String option)
{
    return usageError(translated(QT_TRANSLATE_NOOP("cli", "With --manual goes --%1.")).arg(option),
        translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli add --help")));
}

Outcome<const TypeSpec*> typeOf(const Arguments& arguments)
{
    const std::optional<QString> name = arguments.value("type"_L1);
    if (!name)
        return missing("type"_L1);
    const auto type = std::ranges::find(types(), name->toLower(), &TypeSpec::name);
    if (type == types().end())
        return badChoice("type"_L1, *name, u"totp, hotp, steam, motp, yandex"_s);
    for (const QLatin1String option :
        { "encoding"_L1, "algorithm"_L1, "digits"_L1, "period"_L1, "counter"_L1, "pin-file"_L1 }) {
        if (arguments.has(option)
            && std::ranges::find(type->options, option) == type->options.end())
            return usageError(
                translated(QT_TRANSLATE_NOOP("cli", "--%1 means nothing for the type %2."))
                    .arg(option, type->name),
                translated(QT_TRANSLATE_NOOP("cli", "Leave it out.")));
    }
    return &*type;
}

Outcome<crypto::Hash> algorithmOf(const Arguments& arguments)
{
    using enum crypto::Hash;
    const QString text = arguments.value("algorithm"_L1).value_or(u"SHA1"_s);
    const QString name = text.toUpper().remove(u'-');
    for (const crypto::Hash hash : { Sha1, Sha224, Sha256, Sha384, Sha512 }) {
        if (name == QString::fromUtf8(otp::algorithmName(hash).data()))
            return hash;
    }
    return badChoice("algorithm"_L1, text, u"SHA1, SHA224, SHA256, SHA384, SHA512"_s);
}

/// Puts the numbers of the options in the places of the defaults.
Outcome<otp::Credential> credentialOf(const Arguments& arguments, const TypeSpec& type)
{
    constexpr qint64 Any = std::numeric_limits<int>::max();
    const auto digits = numberValue(arguments, "digits"_L1, -Any, Any);
    const auto period = numberValue(arguments, "period"_L1, -Any, Any);
    const auto counter =
        numberValue(arguments, "counter"_L1, 0, std::numeric_limits<qint64>::max());
    const Outcome<crypto::Hash> algorithm = algorithmOf(arguments);
    for (const auto* number : { &digits, &period, &counter }) {
        if (!*number)
            return number->error();
    }
    if (!algorithm)
        return algorithm.error();
    otp::Credential credential = type.credential;
    std::visit(
        [&](auto& kind) {
            if constexpr (requires { kind.digits; })
                kind.digits = static_cast<int>(digits->value_or(kind.digits));
            if constexpr (requires { kind.period; })
                kind.period = static_cast<int>(period->value_or(kind.period));
            if constexpr (requires { kind.counter; })
                kind.counter = static_cast<std::uint64_t>(counter->value_or(0));
            if constexpr (requires { kind.algorithm; })
                kind.algorithm = *algorithm;
        },
        credential);
    if (const base::Result<void> checked = otp::checkCredential(credential); !checked)
        return failed(checked.error());
    return credential;
}

Outcome<otp::SecretEncoding> encodingOf(const Arguments& arguments)
{
    using enum otp::SecretEncoding;
    const QString text = arguments.value("encoding"_L1).value_or(u"base32"_s);
    for (const auto& [name, encoding] : { std::pair { "base32"_L1, Base32 }, { "hex"_L1, Hex },
             { "base64"_L1, Base64 }, { "text"_L1, Text } }) {
        if (text.compare(name, Qt::CaseInsensitive) == 0)
            return encoding;
    }
    return badChoice("encoding"_L1, text, u"base32, hex, base64, text"_s);
}

} // namespace

bool hasManualOptions(const Arguments& arguments)
{
    return std::ranges::any_of(
        ManualOptions, [&](QLatin1String option) { return arguments.has(option); });
}

Outcome<otp::Entry> manualEntry(const Session& session, const Arguments& arguments)
{
    const Outcome<const TypeSpec*> type = typeOf(arguments);
    if (!type)
        return type.error();
    const Outcome<otp::Credential> credential = credentialOf(arguments, **type);
    if (!credential)
        return credential.error();
    const Outcome<otp::SecretEncoding> encoding = encodingOf(arguments);
    if (!encoding)
        return encoding.error();
    if (!arguments.hasAny({ "issuer"_L1, "name"_L1 }))
        return missing("name"_L1);
    const std::optional<QString> file = arguments.value("secret-file"_L1);
    if (!file)
        return missing("secret-file"_L1);

    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the secret"));
    const Outcome<SecretBytes> text = session.readSecret(*file, step);
    if (!text)
        return text.error();
    base::Result<SecretBytes> secret = otp::readTypedSecret(text->text(), *encoding, *credential);
    if (!secret)
        return failed(secret.error(), step);
    otp::Entry entry;
    entry.issuer = arguments.value("issuer"_L1).value_or(QString());
    entry.name = arguments.value("name"_L1).value_or(QString());
    entry.credential = *credential;
    entry.secret = std::move(*secret);
    if (const auto pinFile = arguments.value("pin-file"_L1)) {
        Outcome<SecretBytes> pin =
            session.readSecret(*pinFile, translated(QT_TRANSLATE_NOOP("cli", "Reading the PIN")));
        if (!pin)
            return pin.error();
        entry.pin = std::move(*pin);
    }
    return entry;
}

} // namespace cli
