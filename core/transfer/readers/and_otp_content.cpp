// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/readers/and_otp_content.h"

#include "core/otp/label.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"

#include <algorithm>

namespace transfer::readers {

namespace and_otp_content {
namespace {

using base::json::Value;

constexpr std::uint32_t MostIterations = 10'000'000;
constexpr std::size_t LookedAt = 64; ///< bytes, of which some quarter of one is zero by chance
constexpr std::ptrdiff_t MostZeros = 7;

/// Old versions have no issuer and write "Issuer - account" for a label, GNOME Authenticator also
/// "Issuer:account"; a version in between writes that beside the issuer.
void readNames(const Value& item, otp::Entry& entry)
{
    const QString label = stringOf(item, "label");
    const qsizetype end = label.indexOf(QStringLiteral(" - "));
    otp::Names names;
    if (item.member("issuer"))
        names = { .issuer = stringOf(item, "issuer"), .name = label, .labelIssuer = {} };
    else if (end >= 0)
        names = { .issuer = label.left(end), .name = label.mid(end + 3), .labelIssuer = {} };
    else
        names = otp::namesOfText(label, {});
    const QString repeated = names.issuer + QLatin1Char(':');
    if (!names.issuer.isEmpty() && names.name.startsWith(repeated))
        names.name.remove(0, repeated.size());
    entry.issuer = names.issuer;
    entry.name = names.name;
}

base::Result<otp::Credential> credentialOf(const Value& item)
{
    const std::string type = typeOf(item, {});
    // Codes of Steam and mOTP are of one form, whatever the file says of them.
    if (type == "motp")
        return transfer::credentialOf({ .kind = otp::LinkKind::Motp });
    if (type == "steam")
        return transfer::credentialOf(
            { .kind = otp::LinkKind::Steam, .period = digitsOf(item, "period") });
    return transfer::credentialOf(item, CodeMembers {}, "andOTP");
}

base::Result<void> readCodeOf(const Value& item, otp::Entry& entry)
{
    const auto credential = credentialOf(item);
    if (!credential)
        return credential.error();
    entry.credential = *credential;
    auto secret = secretOf(item, "secret", otp::SecretEncoding::Base32, *credential);
    // Of mOTP the text is written in Base32; the PIN is in no backup.
    if (secret && std::holds_alternative<otp::Motp>(*credential))
        secret = motpSecret(secret->text());
    if (!secret)
        return secret.error();
    entry.secret = std::move(*secret);
    return {};
}

void take(Imported& imported, const Value& item)
{
    ImportedAccount account;
    readNames(item, account.entry);
    if (const auto read = readCodeOf(item, account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    for (const std::string& tag : base::json::textsOf(item, "tags"))
        account.tags.append(QString::fromStdString(tag));
    const QString icon = stringOf(item, "thumbnail");
    if (icon != QStringLiteral("Default"))
        account.icon = icon;
    imported.take(std::move(account));
}

} // namespace
} // namespace and_otp_content

Outcome<Imported> readAndOtpContent(const base::json::Value& content)
{
    if (!content.isArray())
        return damaged("JSON");
    Imported imported;
    for (const base::json::Value& item : content.items)
        and_otp_content::take(imported, item);
    return imported;
}

bool looksEncrypted(const Content& content)
{
    const base::ByteView bytes = content.bytes();
    const base::ByteView first = bytes.first(std::min(bytes.size(), and_otp_content::LookedAt));
    return content.text().empty() && std::ranges::count(first, 0) <= and_otp_content::MostZeros;
}

bool beginsWithIterations(const Content& content)
{
    if (content.bytes().size() < 4)
        return false;
    const std::uint32_t iterations = base::readU32(content.bytes());
    return iterations >= 1 && iterations <= and_otp_content::MostIterations;
}

Outcome<Imported> readAndOtpSealed(
    const crypto::SecretBytes& key, base::ByteView nonce, base::ByteView sealed)
{
    Outcome<crypto::WipedBytes> opened = openSealed(key, nonce, sealed, "JSON");
    if (!opened && opened.error().refusal == Refusal::Damaged)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    if (!opened)
        return opened.error();
    const Content inner(std::move(*opened));
    return inner.json() ? readAndOtpContent(*inner.json()) : damaged("JSON");
}

} // namespace transfer::readers
