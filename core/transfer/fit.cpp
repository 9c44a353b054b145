// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/fit.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace transfer {

namespace {

// Of Stratum, which cuts off the rest.
constexpr qsizetype LongestIssuer = 32;
constexpr qsizetype LongestName = 40;

bool has(const OutgoingAccount& account, Loss loss)
{
    switch (loss) {
    case Loss::Note:
        return !account.note.isEmpty();
    case Loss::Tags:
        return !account.tags.isEmpty();
    case Loss::OtherTags:
        return account.tags.size() > 1;
    case Loss::Favourite:
        return account.isFavourite;
    case Loss::Picture:
        return !account.picture.isEmpty();
    case Loss::MotpPin:
        return std::holds_alternative<otp::Motp>(account.entry.credential)
            && !account.entry.pin.isEmpty();
    case Loss::LinkParameters:
        return !account.entry.otherParameters.empty();
    case Loss::LongNames:
        return account.entry.issuer.size() > LongestIssuer
            || account.entry.name.size() > LongestName;
    case Loss::NameColon:
        return account.entry.name.contains(u':');
    case Loss::IssuerColon:
        break;
    }
    return account.entry.issuer.contains(u':');
}

/// The first thing of a credential that lies outside the limits.
struct Outside
{
    const CodeLimits& limits;

    std::optional<Misfit> operator()(const otp::Totp& totp) const
    {
        if (!limits.takesPeriod(totp.period))
            return Misfit { Misfit::Kind::Period, std::to_string(totp.period) };
        return shared(totp.algorithm, totp.digits);
    }
    std::optional<Misfit> operator()(const otp::Hotp& hotp) const
    {
        if (hotp.counter > limits.largestCounter)
            return Misfit { Misfit::Kind::Counter, std::to_string(hotp.counter) };
        return shared(hotp.algorithm, hotp.digits);
    }
    std::optional<Misfit> operator()(const otp::NoCode&) const
    {
        return Misfit { Misfit::Kind::NoCodes };
    }
    template <typename FixedForm> std::optional<Misfit> operator()(const FixedForm& fixed) const
    {
        const FixedForm usual;
        if (fixed.digits != usual.digits)
            return Misfit { Misfit::Kind::Digits, std::to_string(fixed.digits) };
        if (fixed.period != usual.period)
            return Misfit { Misfit::Kind::Period, std::to_string(fixed.period) };
        return std::nullopt;
    }

private:
    std::optional<Misfit> shared(crypto::Hash algorithm, int digits) const
    {
        if (std::ranges::find(limits.algorithms, algorithm) == limits.algorithms.end())
            return Misfit { Misfit::Kind::Algorithm, std::string(otp::algorithmName(algorithm)) };
        if (!limits.takesDigits(digits))
            return Misfit { Misfit::Kind::Digits, std::to_string(digits) };
        return std::nullopt;
    }
};

} // namespace

std::string_view lossName(Loss loss)
{
    constexpr std::array<std::string_view, 10> Names = { "notes", "tags", "other-tags",
        "favourites", "icons", "motp-pins", "link-parameters", "long-names", "name-colon",
        "issuer-colon" };
    return Names[static_cast<std::size_t>(loss)];
}

std::vector<Loss> lossesOf(const OutgoingAccount& account, std::span<const Loss> losses)
{
    std::vector<Loss> own;
    std::ranges::copy_if(
        losses, std::back_inserter(own), [&account](Loss loss) { return has(account, loss); });
    return own;
}

std::optional<Misfit> misfitOf(const otp::Credential& credential, const CodeLimits& limits)
{
    const std::string_view type = otp::typeName(credential);
    const bool isTaken = std::ranges::find(limits.types, type) != limits.types.end();
    if (otp::makesCodes(credential) && !isTaken)
        return Misfit { Misfit::Kind::Type, std::string(type) };
    return std::visit(Outside { limits }, credential);
}

} // namespace transfer
