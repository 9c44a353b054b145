// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// WinAuth's own file of accounts (winauth/winauth, Authenticator/Authenticator.cs): XML in which
// the whole list or single accounts may be protected, by a passphrase (PBKDF2, Blowfish) or by keys
// of Windows and of a YubiKey, which nothing here can open.

#include "core/base/link.h"
#include "core/crypto/blowfish.h"
#include "core/crypto/hmac.h"
#include "core/crypto/pbkdf2.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/xml.h"

#include <algorithm>

namespace transfer::readers {

namespace winauth_xml {
namespace {

constexpr std::string_view RootName = "WinAuth";
constexpr std::string_view AccountName = "WinAuthAuthenticator";
constexpr std::string_view DataName = "authenticatordata";
constexpr std::string_view Magic = "WINAUTH3";
constexpr std::size_t SaltSize = 8;
constexpr std::size_t CheckSize = 32;
constexpr std::size_t SealedAt = Magic.size() + SaltSize + CheckSize + SaltSize;
constexpr std::uint32_t Iterations = 2000;

/// What protects a part of the file: a letter for each layer.
enum class Protection { None, Passphrase, Other };

Protection protectionOf(const XmlElement& element)
{
    const std::string layers = element.attribute("encrypted");
    if (layers.empty())
        return Protection::None;
    return layers == "y" ? Protection::Passphrase : Protection::Other;
}

/// The digest that stands in front of what is sealed, over a salt of its own and what comes out.
base::Result<bool> isProved(base::ByteView bytes, base::ByteView plain)
{
    crypto::WipedBytes message(SaltSize + plain.size());
    const auto end = std::ranges::copy(bytes.subspan(Magic.size(), SaltSize), message.begin()).out;
    std::ranges::copy(plain, end);
    const auto proof = crypto::digest(crypto::Hash::Sha256, message);
    if (!proof)
        return proof.error();
    return crypto::equalInConstantTime(
        proof->view(), bytes.subspan(Magic.size() + SaltSize, CheckSize));
}

/// Opens the hexadecimal text of a protected element.
Outcome<crypto::WipedBytes> opened(std::string_view hex, const crypto::SecretBytes& passphrase)
{
    const auto sealed = base::fromHex(hex);
    if (!sealed || sealed->size() < SealedAt + crypto::BlowfishBlockSize
        || !base::textOf(*sealed).starts_with(Magic)
        || (sealed->size() - SealedAt) % crypto::BlowfishBlockSize != 0)
        return damaged("encrypted");
    const base::ByteView bytes = *sealed;
    const auto key = crypto::pbkdf2(crypto::Hash::Sha1, passphrase.view(),
        bytes.subspan(SealedAt - SaltSize, SaltSize), Iterations, crypto::BlowfishKeySize);
    if (!key)
        return failed(key.error());
    crypto::WipedBytes plain(bytes.size() - SealedAt);
    const auto done = crypto::blowfishOpen(
        key->view().first<crypto::BlowfishKeySize>(), bytes.subspan(SealedAt), plain);
    if (!done)
        return failed(done.error());
    // Padded as ISO 10126 has it: only the last byte says something.
    const std::size_t padding = plain.back();
    if (padding == 0 || padding > crypto::BlowfishBlockSize)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    plain.resize(plain.size() - padding);
    const auto proved = isProved(bytes, plain);
    if (!proved)
        return failed(proved.error());
    if (!*proved)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return plain;
}

/// What stands between separators of a text, which is not copied: its first field is the secret.
std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> fields;
    for (;;) {
        const std::size_t end = text.find(separator);
        fields.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return fields;
        text.remove_prefix(end + 1);
    }
}

/// One of several fields, empty where there are fewer.
std::string_view fieldAt(const std::vector<std::string_view>& fields, std::size_t index)
{
    return index < fields.size() ? fields[index] : std::string_view();
}

/// A text that is written in hexadecimal digits.
QString hexText(std::string_view hex)
{
    const auto bytes = base::fromHex(hex);
    const std::string_view text = bytes ? base::textOf(*bytes) : std::string_view();
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

enum class Kind { Totp, Hotp, Steam, BattleNet };

Kind kindOf(std::string_view type)
{
    if (type.ends_with("HOTPAuthenticator"))
        return Kind::Hotp;
    if (type.ends_with("SteamAuthenticator"))
        return Kind::Steam;
    return type.ends_with("BattleNetAuthenticator") ? Kind::BattleNet : Kind::Totp;
}

/// Whose accounts some kinds are.
QString issuerOf(std::string_view type)
{
    constexpr std::pair<std::string_view, const char*> Issuers[] = {
        { "MicrosoftAuthenticator", "Microsoft" }, { "OktaVerifyAuthenticator", "Okta" },
        { "GuildWarsAuthenticator", "GuildWars" }, { "TrionAuthenticator", "Trion" },
        { "SteamAuthenticator", "Steam" }, { "BattleNetAuthenticator", "Battle.net" }
    };
    for (const auto& [ending, issuer] : Issuers) {
        if (type.ends_with(ending))
            return QString::fromLatin1(issuer);
    }
    return {};
}

/// "Issuer (account)", or else the name alone.
void readNames(const XmlElement& account, otp::Entry& entry)
{
    const std::string type = account.attribute("type");
    const QString written = QString::fromStdString(account.textOf("name"));
    const qsizetype open = written.indexOf(u" (");
    entry.name = written;
    entry.issuer = issuerOf(type);
    if (open > 0 && written.endsWith(u')')) {
        entry.issuer = written.first(open);
        entry.name = written.sliced(open + 2).chopped(1);
    }
}

base::Result<otp::Credential> credentialOf(
    Kind kind, const std::vector<std::string_view>& fields, std::string_view extra)
{
    if (kind == Kind::Steam)
        return otp::Credential(otp::Steam());
    CredentialFields parameters { .kind = kind == Kind::Hotp ? otp::LinkKind::Hotp
                                                             : otp::LinkKind::Totp,
        .algorithm = std::string(fieldAt(fields, 2)),
        .digits = std::string(fieldAt(fields, 1)),
        .period = std::string(fieldAt(fields, 3)),
        .counter = kind == Kind::Hotp ? std::string(extra) : std::string() };
    if (kind == Kind::BattleNet && parameters.digits.empty())
        parameters.digits = "8";
    return transfer::credentialOf(parameters);
}

/// The way out of Steam Guard, which is in the JSON that the file keeps of the account.
void readRevocation(std::string_view hex, ImportedAccount& account)
{
    auto bytes = base::fromHex(hex);
    if (!bytes)
        return;
    const Content inner(crypto::WipedBytes(bytes->begin(), bytes->end()));
    crypto::cleanse(*bytes);
    const QString code = inner.json() ? stringOf(*inner.json(), "revocation_code") : QString();
    if (!code.isEmpty())
        account.recoveryCodes.append(code);
}

/// Secret, tab, digits, tab, algorithm, tab, period, and after a bar what the kind has besides.
base::Result<void> readCode(const XmlElement& data, Kind kind, ImportedAccount& account)
{
    const XmlElement* const element = data.child("secretdata");
    crypto::WipedBytes text;
    if (!element || !appendXmlText(element->text, text))
        return base::Error { base::ErrorCode::MissingField, "WinAuth", { "secret" } };
    const std::vector<std::string_view> parts = split(base::textOf(text), '|');
    const std::vector<std::string_view> fields = split(parts.front(), '\t');
    const auto credential = credentialOf(kind, fields, fieldAt(parts, 1));
    if (!credential)
        return credential.error();
    auto secret = otp::readTypedSecret(fields.front(), otp::SecretEncoding::Hex, *credential);
    if (!secret)
        return secret.error();
    account.entry.credential = *credential;
    account.entry.secret = std::move(*secret);
    if (kind == Kind::Steam)
        readRevocation(fieldAt(parts, 3), account);
    if (const QString serial = hexText(fieldAt(parts, 1));
        kind == Kind::BattleNet && !serial.isEmpty())
        account.entry.name = serial;
    return {};
}

/// Reads the lists of accounts, and remembers what a passphrase did not open.
class Reader
{
public:
    explicit Reader(const Request& request) : m_request(request) { }

    Outcome<void> takeAll(const XmlElement& list)
    {
        for (const XmlElement& account : list.children) {
            if (account.name != AccountName)
                continue;
            if (m_request.stop.stop_requested())
                return Failure { .refusal = Refusal::Cancelled };
            if (const Outcome<void> taken = take(account); !taken)
                return taken;
        }
        return {};
    }

    Outcome<Imported> finish()
    {
        if (m_closed > 0 && m_opened == 0)
            return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
        return std::move(m_imported);
    }

private:
    Outcome<void> take(const XmlElement& account)
    {
        ImportedAccount taken;
        readNames(account, taken.entry);
        const Kind kind = kindOf(account.attribute("type"));
        const XmlElement* const data = account.child(DataName);
        if (!data)
            leave(taken, { base::ErrorCode::MissingField, "WinAuth", { "secret" } });
        else if (protectionOf(*data) == Protection::Other)
            leave(
                taken, { base::ErrorCode::Unsupported, "WinAuth", { std::string(BoundAccount) } });
        else if (protectionOf(*data) == Protection::Passphrase)
            return takeSealed(*data, kind, std::move(taken));
        else
            takeOpen(*data, kind, std::move(taken));
        return {};
    }

    Outcome<void> takeSealed(const XmlElement& data, Kind kind, ImportedAccount account)
    {
        if (!m_request.passphrase)
            return Failure { .refusal = Refusal::PassphraseNeeded };
        const Outcome<crypto::WipedBytes> plain = opened(data.text, *m_request.passphrase);
        if (!plain && plain.error().refusal == Refusal::Failed)
            return plain.error();
        const Content inner(plain ? *plain : crypto::WipedBytes());
        const std::optional<XmlElement> element = readXml(inner.text());
        if (element && element->name == DataName) {
            ++m_opened;
            takeOpen(*element, kind, std::move(account));
            return {};
        }
        ++m_closed;
        leave(account, { base::ErrorCode::Damaged, "WinAuth", { std::string(DataName) } });
        return {};
    }

    void takeOpen(const XmlElement& data, Kind kind, ImportedAccount account)
    {
        if (const base::Result<void> read = readCode(data, kind, account); !read)
            leave(account, read.error());
        else
            m_imported.take(std::move(account));
    }

    void leave(const ImportedAccount& account, const base::Error& reason)
    {
        m_imported.leave(account.entry.issuer, account.entry.name, reason);
    }

    const Request& m_request;
    Imported m_imported;
    std::size_t m_opened = 0; ///< how many accounts the passphrase has opened
    std::size_t m_closed = 0; ///< and how many it has not
};

/// The list where it is protected as a whole.
Outcome<Imported> readSealed(const XmlElement& data, const Request& request)
{
    if (protectionOf(data) == Protection::Other)
        return Failure { .refusal = Refusal::Unsupported, .obstacle = Obstacle::BoundToMachine };
    if (!request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    if (request.stop.stop_requested())
        return Failure { .refusal = Refusal::Cancelled };
    Outcome<crypto::WipedBytes> plain = opened(data.text, *request.passphrase);
    if (!plain)
        return plain.error();
    const Content inner(std::move(*plain));
    const std::optional<XmlElement> list = readXml(inner.text());
    if (!list)
        return damaged("config");
    Reader reader(request);
    if (const Outcome<void> taken = reader.takeAll(*list); !taken)
        return taken.error();
    return reader.finish();
}

Match match(const Content& content)
{
    return rootNameOf(content.text()) == RootName ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const std::optional<XmlElement> root = readXml(content.text());
    if (!root)
        return damaged("XML");
    const XmlElement* const data = root->child("data");
    if (data && protectionOf(*data) != Protection::None)
        return readSealed(*data, request);
    Reader reader(request);
    if (const Outcome<void> taken = reader.takeAll(*root); !taken)
        return taken.error();
    return reader.finish();
}

constexpr std::string_view Marks[] = { "<WinAuthAuthenticator", "<authenticatordata",
    "<secretdata>" };

} // namespace
} // namespace winauth_xml

const Format WinauthXml {
    .id = "winauth-xml",
    .program = "WinAuth",
    .form = Form::Xml,
    .isEncrypted = false,
    .match = winauth_xml::match,
    .read = winauth_xml::read,
    .marks = winauth_xml::Marks,
};

} // namespace transfer::readers
