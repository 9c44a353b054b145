// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/archive.h"

#include "core/crypto/pbkdf2.h"

#include <zip.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace transfer {

namespace {

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;
using File = std::unique_ptr<zip_file_t, decltype(&zip_fclose)>;

Archive opened(base::ByteView bytes)
{
    zip_error_t error = {};
    // The bytes outlive the archive, which does not own them.
    zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = nullptr;
    if (source) {
        archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
        if (!archive)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    return { archive, zip_discard };
}

zip_uint64_t countOf(zip_t* archive)
{
    return static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
}

Failure tooLarge(const char* what, std::uint64_t limit)
{
    return { .refusal = Refusal::TooLarge, .arguments = { what, std::to_string(limit) } };
}

/// What the archive says of itself; readAll() holds it to that.
Outcome<void> checkLimits(zip_t* archive)
{
    const zip_uint64_t count = countOf(archive);
    if (count > MostMembers)
        return tooLarge("ZIP: files in it", MostMembers);
    std::uint64_t expanded = 0;
    for (zip_uint64_t i = 0; i < count; ++i) {
        zip_stat_t about = {};
        if (zip_stat_index(archive, i, 0, &about) != 0 || (about.valid & ZIP_STAT_SIZE) == 0
            || (about.valid & ZIP_STAT_COMP_SIZE) == 0)
            return damaged("ZIP");
        if (about.size > MostExpanded - expanded)
            return tooLarge("ZIP: bytes unpacked", MostExpanded);
        expanded += about.size;
        if (about.size / MostRatio > about.comp_size)
            return tooLarge("ZIP: unpacked to packed", MostRatio);
    }
    return {};
}

/// libzip wants a text that ends with a zero.
base::Result<crypto::SecretBytes> terminated(const crypto::SecretBytes& passphrase)
{
    auto text = crypto::SecretBytes::ofSize(passphrase.size() + 1);
    if (text)
        std::ranges::copy(passphrase.view(), text->bytes().begin());
    return text;
}

/// Exactly so many bytes, if they can be had.
std::optional<crypto::WipedBytes> readSome(zip_file_t* file, std::uint64_t size)
{
    crypto::WipedBytes bytes(static_cast<std::size_t>(size));
    std::size_t done = 0;
    while (file && done < bytes.size()) {
        const zip_int64_t count = zip_fread(file, bytes.data() + done, bytes.size() - done);
        if (count <= 0)
            return std::nullopt;
        done += static_cast<std::size_t>(count);
    }
    return file ? std::optional(std::move(bytes)) : std::nullopt;
}

/// Whether nothing follows; the checksum is compared there.
bool isAtEnd(zip_file_t* file)
{
    std::uint8_t more = 0;
    return zip_fread(file, &more, 1) == 0;
}

bool isAes256(const zip_stat_t& about)
{
    return (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0
        && about.encryption_method == ZIP_EM_AES_256;
}

/// Compares the MAC of a member under WinZip's AES-256: salt, two bytes of proof, what is sealed,
/// MAC. In its second form such a member has no checksum, but libzip 1.7 compares one all the same.
base::Result<bool> isMacRight(
    zip_t* archive, const zip_stat_t& about, const crypto::SecretBytes& passphrase)
{
    constexpr std::size_t SaltSize = 16;
    constexpr std::size_t ProofSize = 2;
    constexpr std::size_t KeySize = 32;
    constexpr std::size_t MacSize = 10;
    constexpr std::uint32_t Iterations = 1000;
    const File file(
        zip_fopen_index(archive, about.index, ZIP_FL_ENCRYPTED | ZIP_FL_COMPRESSED), zip_fclose);
    const auto sealed = readSome(file.get(), about.comp_size);
    if (!sealed || sealed->size() < SaltSize + ProofSize + MacSize)
        return false;
    const base::ByteView bytes = *sealed;
    const auto keys = crypto::pbkdf2(crypto::Hash::Sha1, passphrase.view(), bytes.first(SaltSize),
        Iterations, 2 * KeySize + ProofSize);
    if (!keys)
        return keys.error();
    const base::ByteView body =
        bytes.subspan(SaltSize + ProofSize).first(bytes.size() - SaltSize - ProofSize - MacSize);
    const auto mac = crypto::hmac(crypto::Hash::Sha1, keys->view().subspan(KeySize, KeySize), body);
    if (!mac)
        return mac.error();
    return crypto::equalInConstantTime(mac->view().first(MacSize), bytes.last(MacSize));
}

Outcome<crypto::WipedBytes> unpacked(
    zip_t* archive, const zip_stat_t& about, const crypto::SecretBytes* passphrase)
{
    const bool isEncrypted =
        (about.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && about.encryption_method != ZIP_EM_NONE;
    if (isEncrypted && !passphrase)
        return Failure { .refusal = Refusal::PassphraseNeeded };
    base::Result<crypto::SecretBytes> text =
        isEncrypted ? terminated(*passphrase) : crypto::SecretBytes();
    if (!text)
        return failed(text.error());
    const char* const typed =
        isEncrypted ? reinterpret_cast<const char*>(text->view().data()) : nullptr;
    const File file(zip_fopen_index_encrypted(archive, about.index, 0, typed), zip_fclose);
    std::optional<crypto::WipedBytes> bytes = readSome(file.get(), about.size);
    base::Result<bool> isRight = false;
    if (bytes && isAes256(about))
        isRight = isMacRight(archive, about, *passphrase);
    else if (bytes)
        isRight = isAtEnd(file.get());
    if (!isRight)
        return failed(isRight.error());
    if (*isRight)
        return std::move(*bytes);
    // Of ZIP's own encryption one wrong passphrase in 256 passes until the checksum is compared.
    return isEncrypted ? Failure { .refusal = Refusal::WrongPassphraseOrDamaged }
                       : damaged(about.name);
}

} // namespace

bool beginsAsArchive(base::ByteView bytes)
{
    return base::textOf(bytes).starts_with("PK\x03\x04");
}

std::vector<std::string> membersOf(base::ByteView bytes)
{
    const Archive archive = opened(bytes);
    std::vector<std::string> names;
    if (!archive)
        return names;
    const zip_uint64_t count = std::min<zip_uint64_t>(countOf(archive.get()), MostMembers);
    for (zip_uint64_t i = 0; i < count; ++i) {
        if (const char* const name = zip_get_name(archive.get(), i, ZIP_FL_ENC_GUESS))
            names.emplace_back(name);
    }
    return names;
}

Outcome<crypto::WipedBytes> readMember(
    base::ByteView bytes, const std::string& name, const crypto::SecretBytes* passphrase)
{
    const Archive archive = opened(bytes);
    if (!archive)
        return damaged("ZIP");
    if (const Outcome<void> checked = checkLimits(archive.get()); !checked)
        return checked.error();
    zip_stat_t about = {};
    if (zip_stat(archive.get(), name.c_str(), 0, &about) != 0)
        return damaged(name);
    return unpacked(archive.get(), about, passphrase);
}

} // namespace transfer
