// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/key_file.h"

#include "core/base/base64.h"
#include "core/base/descriptor.h"
#include "core/base/hex_digit.h"
#include "core/crypto/hmac.h"
#include "core/transfer/xml.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace transfer {

namespace {

using base::ErrorCode;
using crypto::SecretBytes;

constexpr std::size_t FileKeySize = crypto::hashSize(crypto::Hash::Sha256);

base::Error notAKey(const char* part)
{
    return { ErrorCode::Damaged, "key file", { part } };
}

/// Both digits of each byte, with white space between any of them; false for anything else, and for
/// more or less than a key.
bool takeHex(std::string_view text, base::MutableByteView key)
{
    std::size_t digits = 0;
    for (const char c : text) {
        if (std::string_view(" \t\r\n").find(c) != std::string_view::npos)
            continue;
        const int value = base::hexValue(c);
        if (value < 0 || digits == 2 * key.size())
            return false;
        std::uint8_t& byte = key[digits / 2];
        byte = static_cast<std::uint8_t>(byte << 4 | value);
        ++digits;
    }
    return digits == 2 * key.size();
}

bool takeBase64(std::string_view text, base::MutableByteView key)
{
    crypto::WipedBytes bytes(text.size() * 3 / 4);
    const auto size = base::decodeBase64(text, bytes);
    if (!size || *size != key.size())
        return false;
    std::copy_n(bytes.begin(), *size, key.begin());
    return true;
}

/// Whether a key is the one that its file has the beginning of the hash of.
base::Result<bool> isHashRight(const SecretBytes& key, std::string_view told)
{
    constexpr std::size_t ToldSize = 4;
    base::Bytes bytes(ToldSize);
    const auto hash = crypto::digest(crypto::Hash::Sha256, key.view());
    if (!hash)
        return hash.error();
    return takeHex(told, bytes) && std::ranges::equal(bytes, hash->view().first(ToldSize));
}

base::Result<SecretBytes> keyOfXml(const XmlElement& file, const XmlElement& data)
{
    const XmlElement* const meta = file.child("Meta");
    const std::string version = meta ? meta->textOf("Version") : std::string();
    const bool isNew = version.starts_with("2.");
    if (!isNew && !version.starts_with("1."))
        return notAKey("version of the key file");
    auto key = SecretBytes::ofSize(FileKeySize);
    if (!key)
        return key;
    if (!(isNew ? takeHex : takeBase64)(data.text, key->bytes()))
        return notAKey("key in the key file");
    const std::string told = data.attribute("Hash");
    if (told.empty())
        return key;
    const auto isRight = isHashRight(*key, told);
    if (!isRight)
        return isRight.error();
    if (!*isRight)
        return notAKey("hash in the key file");
    return key;
}

base::Error cannotReadKeyFile(const std::string& path)
{
    const std::string reason = std::strerror(errno);
    return { ErrorCode::CannotRead, "key file: " + reason, { path, reason } };
}

} // namespace

base::Result<SecretBytes> keyOfKeyFile(base::ByteView file)
{
    if (file.empty())
        return notAKey("key file");
    std::string_view text = base::textOf(file);
    constexpr std::string_view ByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(ByteOrderMark))
        text.remove_prefix(ByteOrderMark.size());
    // What is no such document is a file like any other, as KeePass sees it.
    const std::optional<XmlElement> xml =
        rootNameOf(text) == "KeyFile" ? readXml(text) : std::nullopt;
    const XmlElement* const element = xml ? xml->child("Key") : nullptr;
    if (const XmlElement* const data = element ? element->child("Data") : nullptr)
        return keyOfXml(*xml, *data);
    if (file.size() == FileKeySize)
        return SecretBytes::copyOf(file);
    if (file.size() == 2 * FileKeySize) {
        auto key = SecretBytes::ofSize(FileKeySize);
        if (!key || takeHex(base::textOf(file), key->bytes()))
            return key;
    }
    const auto hash = crypto::digest(crypto::Hash::Sha256, file);
    if (!hash)
        return hash.error();
    return SecretBytes::copyOf(hash->view());
}

base::Result<SecretBytes> readKeyFile(const std::string& path)
{
    const base::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return cannotReadKeyFile(path);
    if (!S_ISREG(status.st_mode)) {
        errno = EINVAL;
        return cannotReadKeyFile(path);
    }
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > LargestKeyFile)
        return base::Error { ErrorCode::TooLarge, "key file", { path, "1 MiB" } };
    crypto::WipedBytes bytes(size);
    std::size_t done = 0;
    while (done < size) {
        const ssize_t count = base::uninterrupted(
            [&] { return ::read(file.get(), bytes.data() + done, size - done); });
        if (count < 0)
            return cannotReadKeyFile(path);
        if (count == 0)
            break;
        done += static_cast<std::size_t>(count);
    }
    bytes.resize(done);
    return keyOfKeyFile(bytes);
}

} // namespace transfer
