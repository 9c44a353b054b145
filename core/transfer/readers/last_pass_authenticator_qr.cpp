// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// LastPass Authenticator's transfer to another phone (mfcarroll/extract-otp-web, src): a code, or
// its text, that holds gzip in Base64 in JSON in gzip in Base64.

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/crypto/hmac.h"
#include "core/transfer/gzip.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/link_list.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>
#include <map>

namespace transfer::readers {

namespace last_pass_authenticator_qr {
namespace {

using base::json::Value;
using Folders = std::map<std::int64_t, QString>; ///< name by id

constexpr std::string_view Scheme = "lpaauth-migration:";
constexpr std::string_view DataName = "data=";
constexpr std::int64_t NoFolder = 0;
constexpr std::int64_t MostParts = 1000;

bool isOurs(std::string_view line)
{
    return base::startsWithIgnoringCase(base::trimmedLink(line), Scheme);
}

/// The lines of a text, or the codes of a picture.
std::vector<std::string_view> linesOf(const Content& content)
{
    std::vector<std::string_view> lines;
    const base::Result<PictureTexts>* const texts = content.picture();
    if (texts && *texts) {
        for (const crypto::WipedBytes& text : **texts)
            lines.push_back(base::textOf(text));
    }
    if (texts)
        return lines;
    for (std::string_view rest = content.text(); !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        lines.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return lines;
}

/// What gzip and Base64 hide.
Outcome<crypto::WipedBytes> unpacked(std::string_view text)
{
    crypto::WipedBytes packed(text.size() * 3 / 4);
    const base::Result<std::size_t> size = base::decodeBase64(text, packed);
    if (!size)
        return damaged("base64");
    packed.resize(*size);
    return gunzip(packed);
}

/// The document around the accounts.
Outcome<Content> envelopeOf(std::string_view line)
{
    const std::string_view link = base::trimmedLink(line);
    const std::size_t at = link.find(DataName);
    if (at == std::string_view::npos)
        return damaged("data");
    const std::string_view encoded = link.substr(at + DataName.size());
    crypto::WipedBytes text(encoded.size());
    const std::span<char> characters(reinterpret_cast<char*>(text.data()), text.size());
    text.resize(base::percentDecode(encoded, base::Plus::IsPlus, characters));
    Outcome<crypto::WipedBytes> json = unpacked(base::textOf(text));
    if (!json)
        return json.error();
    Content envelope(std::move(*json));
    if (!envelope.json() || !envelope.json()->isObject())
        return damaged("JSON");
    return envelope;
}

Outcome<Content> contentOf(const Value& envelope)
{
    const Value* const member = envelope.member("content");
    if (!member || !member->isText())
        return damaged("content");
    crypto::WipedBytes text(member->source.size());
    text.resize(member->textInto({ reinterpret_cast<char*>(text.data()), text.size() }));
    Outcome<crypto::WipedBytes> json = unpacked(base::textOf(text));
    if (!json)
        return json.error();
    Content content(std::move(*json));
    const Value* const accounts = content.json() ? content.json()->member("a") : nullptr;
    if (!accounts || !accounts->isArray())
        return damaged("content");
    return content;
}

/// Which part of an export it is. Its id is a text, of which a number is made.
base::Result<Part> partOf(const Value& envelope)
{
    const auto hash = crypto::digest(crypto::Hash::Sha256,
        base::bytesOf(std::string_view(base::json::textOf(envelope, "batchId"))));
    if (!hash)
        return hash.error();
    const auto size =
        std::clamp<std::int64_t>(integerOf(envelope, "batchSize").value_or(1), 1, MostParts);
    const auto index =
        std::clamp<std::int64_t>(integerOf(envelope, "batchIndex").value_or(0), 0, size - 1);
    return Part { .batch = static_cast<std::int32_t>(base::readU32(hash->view())),
        .index = static_cast<int>(index),
        .size = static_cast<int>(size) };
}

Folders foldersOf(const Value& content)
{
    Folders folders;
    const Value* const list = content.member("f");
    for (const Value& folder : list ? list->items : std::vector<Value>())
        folders.emplace(integerOf(folder, "i").value_or(NoFolder), stringOf(folder, "n"));
    folders.erase(NoFolder);
    return folders;
}

/// The name that its user gave, else the one it came with.
QString nameOf(const Value& item, std::string_view own, std::string_view original)
{
    const QString name = stringOf(item, own);
    return name.isEmpty() ? stringOf(item, original) : name;
}

void take(Imported& imported, const Value& item, const Folders& folders)
{
    ImportedAccount account;
    account.entry.issuer = nameOf(item, "iN", "oIN");
    account.entry.name = nameOf(item, "uN", "oUN");
    const auto credential = transfer::credentialOf({ .kind = otp::LinkKind::Totp,
        .algorithm = base::json::textOf(item, "a"),
        .digits = digitsOf(item, "d"),
        .period = digitsOf(item, "tS") });
    if (const auto read = readCode(item, "s", credential, account.entry); !read)
        return imported.leave(account.entry.issuer, account.entry.name, read.error());
    account.isFavourite = isTrue(item, "iF");
    const Value* const place = item.member("fD");
    const auto folder =
        folders.find(place ? integerOf(*place, "folderId").value_or(NoFolder) : NoFolder);
    if (folder != folders.end())
        account.tags.append(folder->second);
    imported.take(std::move(account));
}

Outcome<void> takeLine(Imported& imported, std::string_view line)
{
    const Outcome<Content> envelope = envelopeOf(line);
    if (!envelope)
        return envelope.error();
    const base::Result<Part> part = partOf(*envelope->json());
    if (!part)
        return failed(part.error());
    if (std::ranges::find(imported.parts, *part) != imported.parts.end())
        return {}; // the same code twice
    const Outcome<Content> content = contentOf(*envelope->json());
    if (!content)
        return content.error();
    imported.parts.push_back(*part);
    const Folders folders = foldersOf(*content->json());
    for (const Value& item : content->json()->member("a")->items)
        take(imported, item, folders);
    return {};
}

/// What else stands beside them, as in any list of links.
void takeOther(Imported& imported, std::string_view line)
{
    Outcome<Imported> other = readLinks(line);
    if (!other)
        return;
    for (const Left& left : other->left)
        imported.leave(left.issuer, left.name, left.reason);
    for (ImportedAccount& account : other->accounts)
        imported.take(std::move(account));
}

Match match(const Content& content)
{
    return std::ranges::any_of(linesOf(content), isOurs) ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    Imported imported;
    for (const std::string_view line : linesOf(content)) {
        if (!isOurs(line)) {
            takeOther(imported, line);
        } else if (const Outcome<void> taken = takeLine(imported, line); !taken) {
            return taken.error();
        }
    }
    return imported;
}

constexpr std::string_view Marks[] = { "lpaauth-migration:" };

} // namespace
} // namespace last_pass_authenticator_qr

const Format LastPassAuthenticatorQr {
    .id = "lastpass-authenticator-qr",
    .program = "LastPass Authenticator",
    .form = Form::Picture,
    .isEncrypted = false,
    .match = last_pass_authenticator_qr::match,
    .read = last_pass_authenticator_qr::read,
    .marks = last_pass_authenticator_qr::Marks,
    .isReadWhole = true,
};

} // namespace transfer::readers
