// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/code.h"

#include "core/otp/hotp.h"
#include "core/otp/motp.h"
#include "core/otp/steam.h"
#include "core/otp/totp.h"
#include "core/otp/yandex.h"

namespace otp {

namespace {

struct Inputs
{
    base::ByteView secret;
    base::ByteView pin;
    base::Time time;
};

base::Result<std::string> textAt(const Totp& totp, const Inputs& inputs, std::uint64_t step)
{
    const auto value = hotpValue(totp.algorithm, inputs.secret, step);
    if (!value)
        return value.error();
    return decimalCode(*value, totp.digits);
}

base::Result<std::string> textAt(const Steam& steam, const Inputs& inputs, std::uint64_t step)
{
    const auto value = hotpValue(crypto::Hash::Sha1, inputs.secret, step);
    if (!value)
        return value.error();
    return steamCode(*value, steam.digits);
}

base::Result<std::string> textAt(const Motp& motp, const Inputs& inputs, std::uint64_t step)
{
    return motpCode(inputs.secret, inputs.pin, step, motp.digits);
}

base::Result<std::string> textAt(const Yandex& yandex, const Inputs& inputs, std::uint64_t step)
{
    return yandexCode(inputs.secret, inputs.pin, step, yandex.digits);
}

template <typename TimeBased>
base::Result<Code> codeOf(const TimeBased& credential, const Inputs& inputs)
{
    const auto step = timeStep(inputs.time, credential.period);
    if (!step)
        return step.error();
    auto text = textAt(credential, inputs, step->number);
    if (!text)
        return text.error();
    return Code { .text = *std::move(text), .validFrom = step->begin, .validUntil = step->end };
}

base::Result<Code> codeOf(const Hotp& hotp, const Inputs& inputs)
{
    const auto value = hotpValue(hotp.algorithm, inputs.secret, hotp.counter);
    if (!value)
        return value.error();
    return Code { .text = decimalCode(*value, hotp.digits), .counter = hotp.counter };
}

base::Result<Code> codeOf(const NoCode&, const Inputs&)
{
    return noCodes();
}

} // namespace

base::Result<Code> codeAt(
    const Credential& credential, base::ByteView secret, base::ByteView pin, base::Time time)
{
    if (const auto checked = checkCredential(credential); !checked)
        return checked.error();
    if (!makesCodes(credential))
        return noCodes();
    // An empty key gives the same codes as a zero byte: plausible, and wrong.
    if (secret.empty())
        return base::Error { base::ErrorCode::MissingField, "no secret", { "secret" } };
    if (needsPin(credential) && pin.empty())
        return base::Error { base::ErrorCode::PinNeeded, "code with a PIN" };
    const Inputs inputs { secret, pin, time };
    return std::visit(
        [&inputs](const auto& kind) -> base::Result<Code> { return codeOf(kind, inputs); },
        credential);
}

} // namespace otp
