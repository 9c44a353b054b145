// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/passcodes.h"

#include "core/otp/hotp.h"
#include "core/otp/totp.h"

namespace sandbox {

namespace {

constexpr int Adjacent = 1; ///< steps before and after that are accepted
constexpr int Recognised = 10; ///< steps in which a code is told from a wrong one
constexpr std::uint64_t LookAhead = 10;

bool isCode(
    const Factor& factor, const QString& code, crypto::Hash hash, int digits, std::uint64_t counter)
{
    const auto value = otp::hotpValue(hash, base::bytesOf(factor.secret), counter);
    return value && code == QString::fromStdString(otp::decimalCode(*value, digits));
}

CodeVerdict judgeTimed(Factor& factor, const QString& code, base::Time now, bool takesNext)
{
    const auto& codes = std::get<otp::Totp>(factor.codes);
    const auto step = otp::timeStep(now, codes.period);
    if (!step)
        return CodeVerdict::Wrong;
    std::uint64_t farStep = 0;
    for (int away = -Recognised; away <= Recognised; ++away) {
        const std::uint64_t number = step->number + static_cast<std::uint64_t>(away);
        if (!isCode(factor, code, codes.algorithm, codes.digits, number))
            continue;
        if (number <= factor.lastStep)
            return CodeVerdict::Used;
        const bool isNear = away >= -Adjacent && away <= Adjacent;
        if (isNear || (takesNext && number == factor.awaitedStep)) {
            factor.lastStep = number;
            return CodeVerdict::Accepted;
        }
        farStep = number;
    }
    if (farStep == 0)
        return CodeVerdict::Wrong;
    factor.awaitedStep = farStep + 1;
    return CodeVerdict::OutsideWindow;
}

CodeVerdict judgeCounted(Factor& factor, otp::Hotp& codes, const QString& code)
{
    const std::uint64_t first = codes.counter > LookAhead ? codes.counter - LookAhead : 0;
    for (std::uint64_t counter = first; counter <= codes.counter + LookAhead; ++counter) {
        if (!isCode(factor, code, codes.algorithm, codes.digits, counter))
            continue;
        if (counter < codes.counter)
            return CodeVerdict::Used;
        codes.counter = counter + 1;
        return CodeVerdict::Accepted;
    }
    return CodeVerdict::Wrong;
}

} // namespace

CodeVerdict judgeCode(Factor& factor, const QString& code, base::Time now, bool takesNext)
{
    if (auto* counted = std::get_if<otp::Hotp>(&factor.codes))
        return judgeCounted(factor, *counted, code);
    return judgeTimed(factor, code, now, takesNext);
}

} // namespace sandbox
