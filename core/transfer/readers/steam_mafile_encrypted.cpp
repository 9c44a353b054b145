// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The manifest that Steam Desktop Authenticator and steamguard-cli (dyc3/steamguard-cli,
// src/encryption) keep beside their files of accounts: how each of them is encrypted. The files
// themselves are Base64 of AES-256-CBC without a MAC, and nothing in them says so; they are read
// from the manifest's folder.

#include "core/crypto/aes_cbc.h"
#include "core/crypto/kdf.h"
#include "core/crypto/pbkdf2.h"
#include "core/transfer/json_fields.h"
#include "core/transfer/open_sealed.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/readers/steam_content.h"

#include <algorithm>
#include <optional>

namespace transfer::readers {

namespace steam_mafile_encrypted {
namespace {

using base::json::Value;

constexpr std::uint32_t Iterations = 50'000;
constexpr crypto::Argon2Costs Costs { .memoryKiB = 12 * 1024, .passes = 3, .lanes = 12 };
constexpr std::size_t LeastSalt = 8; ///< of Argon2
constexpr std::size_t MostFiles = 1000; ///< a key is derived for each

enum class Scheme { Plain, Pbkdf2, Argon2id };

/// One file of the manifest.
struct File
{
    QString account; ///< whose it is, as far as the manifest tells
    std::string name;
    Scheme scheme = Scheme::Plain;
    base::Bytes salt;
    base::Bytes iv;
};

base::Error damage(const char* part)
{
    return { base::ErrorCode::Damaged, "Steam", { part } };
}

/// A name only: no file beside the manifest's own folder is ever read.
bool isPlainName(const std::string& name)
{
    return !name.empty() && name != "." && name != ".."
        && name.find_first_of(std::string_view("/\0", 2)) == std::string::npos;
}

base::Result<void> readSeal(const Value& seal, const char* ivName, const char* saltName, File& file)
{
    Outcome<base::Bytes> iv = base64Of(base::json::textOf(seal, ivName), "iv");
    Outcome<base::Bytes> salt = base64Of(base::json::textOf(seal, saltName), "salt");
    if (!iv || iv->size() != crypto::CbcBlockSize || !salt || salt->size() < LeastSalt)
        return damage("manifest");
    file.iv = std::move(*iv);
    file.salt = std::move(*salt);
    return {};
}

/// How a file is sealed: by members of its own in Steam Desktop Authenticator, by an object in
/// steamguard-cli.
base::Result<void> readScheme(const Value& entry, File& file)
{
    const Value* const seal = entry.member("encryption");
    if (!seal || !seal->isObject()) {
        const Value* const salt = entry.member("encryption_salt");
        if (!salt || !salt->isText())
            return {};
        file.scheme = Scheme::Pbkdf2;
        return readSeal(entry, "encryption_iv", "encryption_salt", file);
    }
    const std::string scheme = base::json::textOf(*seal, "scheme");
    if (scheme != "LegacySdaCompatible" && scheme != "Argon2idAes256")
        return base::Error { base::ErrorCode::Unsupported, "Steam: scheme",
            { scheme.substr(0, 64) } };
    file.scheme = scheme == "Argon2idAes256" ? Scheme::Argon2id : Scheme::Pbkdf2;
    return readSeal(*seal, "iv", "salt", file);
}

base::Result<crypto::SecretBytes> keyOf(const File& file, base::ByteView passphrase)
{
    return file.scheme == Scheme::Argon2id
        ? crypto::argon2id(passphrase, file.salt, Costs, crypto::CbcKeySize)
        : crypto::pbkdf2(crypto::Hash::Sha1, passphrase, file.salt, Iterations, crypto::CbcKeySize);
}

/// Damaged where it does not open.
base::Result<crypto::WipedBytes> unsealed(
    const Content& sealedText, const File& file, base::ByteView passphrase)
{
    const Outcome<base::Bytes> sealed = base64Of(sealedText.text(), "maFile");
    if (!sealed || sealed->empty())
        return damage("maFile");
    const auto key = keyOf(file, passphrase);
    if (!key)
        return key.error();
    crypto::WipedBytes plain(sealed->size());
    const auto size = crypto::aesCbcOpen(key->view().first<crypto::CbcKeySize>(),
        base::ByteView(file.iv).first<crypto::CbcBlockSize>(), *sealed, plain);
    if (!size)
        return size.error();
    plain.resize(*size);
    return plain;
}

/// Reads the file of one entry, which stands beside the manifest; the answer is why it could not
/// be. Nothing stands beside a manifest that was not read from a file.
base::Result<void> takeFile(Imported& imported, const File& file, const std::string& manifest,
    const crypto::SecretBytes* passphrase)
{
    if (manifest.empty())
        return damage("maFile");
    Outcome<Content> found =
        readContent(manifest.substr(0, manifest.find_last_of('/') + 1) + file.name);
    if (!found)
        return found.error().refusal == Refusal::Failed ? found.error().cause : damage("maFile");
    if (file.scheme != Scheme::Plain) {
        base::Result<crypto::WipedBytes> plain = unsealed(*found, file, passphrase->view());
        if (!plain)
            return plain.error();
        *found = Content(std::move(*plain));
    }
    // Nothing but this tells what was opened with a wrong passphrase.
    if (!found->json() || !found->json()->member("shared_secret"))
        return damage("maFile");
    takeSteamAccount(imported, *found->json());
    return {};
}

bool isManifest(const Content& content)
{
    const Value* const manifest = content.json();
    const Value* const entries = manifest ? manifest->member("entries") : nullptr;
    // One that is broken is told, and does not hide the others.
    const bool isOurs = entries && entries->isArray()
        && std::ranges::any_of(entries->items, [](const Value& entry) {
               return entry.member("filename")
                   && (entry.member("steamid") || entry.member("steam_id"));
           });
    return isOurs;
}

/// The name of a file in its folder.
std::string_view nameIn(std::string_view path)
{
    return path.substr(path.find_last_of('/') + 1);
}

/// The entries of a manifest that are of one file; of all where `name` is empty.
std::vector<const Value*> entriesOf(const Content& manifest, std::string_view name)
{
    std::vector<const Value*> entries;
    for (const Value& entry : manifest.json()->member("entries")->items) {
        if (name.empty() || base::json::textOf(entry, "filename") == name)
            entries.push_back(&entry);
    }
    return entries;
}

/// The manifest beside a file that looks as if it were encrypted and of which it tells.
std::optional<Content> manifestBeside(const Content& content)
{
    constexpr std::size_t MostRead = std::size_t { 1 } << 20; // of an account
    const bool mayBe = !content.path().empty() && !content.beginsAsJson()
        && content.bytes().size() <= MostRead && !content.text().empty()
        && base64Of(content.text(), "maFile").has_value();
    if (!mayBe)
        return std::nullopt;
    const std::string& path = content.path();
    Outcome<Content> manifest =
        readContent(path.substr(0, path.size() - nameIn(path).size()) + "manifest.json");
    if (!manifest || !isManifest(*manifest) || entriesOf(*manifest, nameIn(path)).empty())
        return std::nullopt;
    return std::move(*manifest);
}

Match match(const Content& content)
{
    return isManifest(content) || manifestBeside(content) ? Match::Certain : Match::No;
}

/// What the manifest says of one file, and why it cannot be used where it cannot.
struct Entry
{
    File file;
    base::Result<void> readable;
};

Entry entryOf(const Value& value)
{
    Entry entry;
    entry.file.account = stringOf(value, "account_name");
    entry.file.name = base::json::textOf(value, "filename");
    entry.readable = isPlainName(entry.file.name) ? readScheme(value, entry.file)
                                                  : base::Result<void>(damage("filename"));
    return entry;
}

Outcome<Imported> read(const Content& content, const Request& request)
{
    const std::optional<Content> beside =
        isManifest(content) ? std::optional<Content>() : manifestBeside(content);
    if (!beside && !isManifest(content))
        return damaged("manifest.json"); // it went away meanwhile
    const std::vector<const Value*> values =
        beside ? entriesOf(*beside, nameIn(content.path())) : entriesOf(content, {});
    if (values.size() > MostFiles)
        return Failure { .refusal = Refusal::TooLarge,
            .arguments = { "entries", std::to_string(MostFiles) } };
    std::vector<Entry> entries;
    entries.reserve(values.size());
    for (const Value* const value : values)
        entries.push_back(entryOf(*value));
    const bool isSealed = std::ranges::any_of(
        entries, [](const Entry& entry) { return entry.file.scheme != Scheme::Plain; });
    if (isSealed && !request.passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    Imported imported;
    std::size_t opened = 0; // by the passphrase
    std::size_t closed = 0;
    for (Entry& entry : entries) {
        if (request.stop.stop_requested())
            return Failure { .refusal = Refusal::Cancelled };
        const bool isTried = entry.readable && entry.file.scheme != Scheme::Plain;
        if (entry.readable)
            entry.readable = takeFile(imported, entry.file, content.path(), request.passphrase);
        if (entry.readable) {
            opened += isTried ? 1 : 0;
            continue;
        }
        closed += isTried && entry.readable.error().code == base::ErrorCode::Damaged ? 1 : 0;
        imported.leave(QStringLiteral("Steam"), entry.file.account, entry.readable.error());
    }
    if (closed > 0 && opened == 0)
        return Failure { .refusal = Refusal::WrongPassphraseOrDamaged };
    return imported;
}

constexpr std::string_view Marks[] = { "\"entries\"", "\"filename\"", "\"encryption_salt\"",
    "\"steamid\"" };

} // namespace
} // namespace steam_mafile_encrypted

const Format SteamMafileEncrypted {
    .id = "steam-mafile-encrypted",
    .program = "Steam Desktop Authenticator",
    .form = Form::Json,
    .isEncrypted = true,
    .match = steam_mafile_encrypted::match,
    .read = steam_mafile_encrypted::read,
    .marks = steam_mafile_encrypted::Marks,
};

} // namespace transfer::readers
