// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/atomic_file.h"
#include "core/vault/vault.h"
#include "core/vault/vault_file.h"
#include "tests/support/fixed_clock.h"
#include "tests/support/test_files.h"

#include <QTemporaryDir>
#include <QTest>

#include <numeric>

/// What the tests of the vault share: a folder, a clock, and the vault of tests/vectors, whose keys
/// are known.
namespace support {

constexpr crypto::Argon2Costs SmallCosts { 64, 1, 1 };

inline vault::Passphrase passphrase(std::string_view utf8)
{
    return { std::move(*crypto::SecretBytes::copyOf(utf8)) };
}

/// Ascending bytes from `first`.
template <std::size_t Size> std::array<std::uint8_t, Size> ascending(std::uint8_t first)
{
    std::array<std::uint8_t, Size> bytes;
    std::iota(bytes.begin(), bytes.end(), first);
    return bytes;
}

inline vault::Id idFrom(std::uint8_t first)
{
    return { ascending<16>(first) };
}

inline vault::Id repeatedId(std::uint8_t byte)
{
    vault::Id id;
    id.bytes.fill(byte);
    return id;
}

/// The keys of tests/vectors/vault-v1.countersign.
inline const std::string GoldenPath = vectorFile("vault-v1.countersign");
inline vault::Passphrase goldenPassphrase()
{
    return passphrase("\xc3\x9c"
                      "bung 42");
}
inline vault::RecoveryKey goldenRecoveryKey()
{
    return { std::move(*crypto::SecretBytes::copyOf(base::ByteView(ascending<16>(0)))) };
}
constexpr std::int64_t GoldenTime = 1767225600; ///< seconds since 1970 of its save

inline base::Bytes contentsOf(const std::string& path)
{
    const base::Result<base::Bytes> bytes = base::readFile(path, vault::LargestFile + 1);
    return bytes ? *bytes : base::Bytes();
}

/// The file with a checksum that fits, as an attacker would make it.
inline base::Bytes mended(base::Bytes file)
{
    base::Bytes covered(file.begin(), file.begin() + 24);
    base::append(covered, base::ByteView(file).subspan(56));
    const base::Result<crypto::Digest> checksum = crypto::digest(crypto::Hash::Sha256, covered);
    std::ranges::copy(checksum->view(), file.begin() + 24);
    return file;
}

inline otp::Entry entryOf(const char* issuer, const char* name,
    std::string_view secret = "12345678901234567890", otp::Credential credential = otp::Totp {})
{
    otp::Entry entry;
    entry.issuer = QString::fromUtf8(issuer);
    entry.name = QString::fromUtf8(name);
    entry.credential = credential;
    entry.secret = std::move(*crypto::SecretBytes::copyOf(secret));
    return entry;
}

/// A private folder with room for one vault, and the services it is opened with.
class VaultHome
{
public:
    FixedClock clock { GoldenTime };
    crypto::SystemRandom random;

    std::string path() const
    {
        return m_folder.filePath(QStringLiteral("v.countersign")).toStdString();
    }
    std::string previousPath() const { return path() + ".previous"; }
    std::string folder() const { return m_folder.path().toStdString(); }
    vault::Services services() { return { clock, random, idFrom(0xe0) }; }

    void write(base::ByteView file) const { QVERIFY(base::replaceFile(path(), file)); }

    /// A vault with the passphrase "secret words" and costs that take no time.
    vault::Vault::Created create()
    {
        auto created =
            vault::Vault::create(path(), passphrase("secret words"), SmallCosts, services());
        if (!created)
            qFatal("cannot make a vault: %s", created.error().context.c_str());
        return std::move(*created);
    }
    base::Result<vault::Vault> open(std::string_view words = "secret words")
    {
        return vault::Vault::open(path(), passphrase(words), services());
    }
    base::Result<vault::Verification> verify(const vault::Vault& vault)
    {
        return vault.verify(passphrase("secret words"));
    }

private:
    QTemporaryDir m_folder;
};

} // namespace support
