// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Links of the otpauth family, one a line: what nearly every program reads.

#include "core/transfer/links_out.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace otpauth_uri_list {
namespace {

constexpr Loss Losses[] = { Loss::Note, Loss::Tags, Loss::Favourite, Loss::Picture, Loss::MotpPin,
    Loss::IssuerColon };

/// Links say all there is to say of a code, in words of their own where they must.
std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    if (!otp::makesCodes(account.entry.credential))
        return Misfit { Misfit::Kind::NoCodes };
    return linkMisfit(account.entry);
}

base::Result<crypto::WipedBytes> write(const Outgoing& accounts, const Sealing&)
{
    return linesOf(accounts, [](const OutgoingAccount& account, std::size_t) {
        return linkOf(account.entry, writtenParameters(account.entry));
    });
}

} // namespace
} // namespace otpauth_uri_list

const ExportFormat OtpauthUriList {
    .format = &readers::OtpauthUriList,
    .losses = otpauth_uri_list::Losses,
    .misfit = otpauth_uri_list::misfit,
    .write = otpauth_uri_list::write,
};

} // namespace transfer::writers
