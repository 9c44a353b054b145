// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/links_out.h"

#include "core/base/base32.h"
#include "core/base/link.h"
#include "core/crypto/characters.h"
#include "core/otp/link_credential.h"
#include "core/otp/otpauth_uri.h"

#include <algorithm>

namespace transfer {

Parameters writtenParameters(const otp::Entry& entry)
{
    const auto kind = static_cast<otp::LinkKind>(entry.credential.index());
    Parameters written;
    for (const auto& [name, value] : entry.otherParameters) {
        if (base::asciiLower(name) != "codedisplay" && !otp::isReserved(name, value, kind))
            written.emplace_back(name, value);
    }
    return written;
}

base::Result<crypto::SecretBytes> linkOf(const otp::Entry& entry, const Parameters& parameters)
{
    return otp::writeOtpauth({ entry.issuer, entry.name, entry.credential, entry.secret.view(),
        entry.pin.view(), parameters });
}

base::Result<crypto::SecretBytes> loginCodeOf(const otp::Entry& entry)
{
    if (!std::holds_alternative<otp::Steam>(entry.credential))
        return linkOf(entry, {});
    const auto secret = base32Of(entry.secret.view());
    if (!secret)
        return secret.error();
    return joined({ "steam://", secret->text() });
}

bool readsAs(const crypto::SecretBytes& link, const otp::Entry& entry)
{
    const auto read = otp::readOtpauth(link.text());
    if (!read)
        return false;
    const bool carriesPin = !std::holds_alternative<otp::Motp>(entry.credential);
    return read->issuer == entry.issuer && read->name == entry.name
        && read->credential == entry.credential
        && crypto::equalInConstantTime(read->secret.view(), entry.secret.view())
        && (!carriesPin || crypto::equalInConstantTime(read->pin.view(), entry.pin.view()));
}

base::Result<crypto::SecretBytes> base32Of(base::ByteView bytes)
{
    auto text = crypto::SecretBytes::ofSize(base::base32Length(bytes.size()));
    if (text)
        base::encodeBase32(bytes, crypto::charactersOf(*text));
    return text;
}

base::Result<crypto::SecretBytes> percentEncodedOf(base::ByteView bytes)
{
    auto text = crypto::SecretBytes::ofSize(bytes.size() * 3);
    if (text)
        text->truncate(base::percentEncode(base::textOf(bytes), crypto::charactersOf(*text)));
    return text;
}

base::Result<crypto::SecretBytes> joined(std::initializer_list<std::string_view> pieces)
{
    std::size_t size = 0;
    for (const std::string_view piece : pieces)
        size += piece.size();
    auto text = crypto::SecretBytes::ofSize(size);
    if (!text)
        return text;
    auto out = crypto::charactersOf(*text).begin();
    for (const std::string_view piece : pieces)
        out = std::ranges::copy(piece, out).out;
    return text;
}

base::Result<crypto::WipedBytes> linesOf(const Outgoing& accounts, const LinkOfAccount& linkOfOne)
{
    crypto::WipedBytes file;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const auto account = accounts.open(i);
        if (!account)
            return account.error();
        const auto link = linkOfOne(*account, i);
        if (!link)
            return link.error();
        file.insert(file.end(), link->view().begin(), link->view().end());
        file.push_back('\n');
    }
    return file;
}

std::optional<Misfit> linkMisfit(const otp::Entry& entry)
{
    const Parameters parameters = writtenParameters(entry);
    const auto link = linkOf(entry, parameters);
    if (!link || !readsAs(*link, entry))
        return Misfit { Misfit::Kind::Names };
    return std::nullopt;
}

} // namespace transfer
