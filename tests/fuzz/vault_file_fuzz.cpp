// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/passphrase.h"
#include "core/vault/slots.h"
#include "core/vault/vault_file.h"

#include <cstdlib>

namespace {

constexpr std::size_t BodySize = 16'400;

/// The input as header of a file whose lengths and checksum fit; its first four bytes alter
/// version and reserved bits.
base::Bytes asFile(base::ByteView input)
{
    base::Bytes covered { 'C', 'S', 'V', 'A', 'U', 'L', 'T', 0x1a, 0, 1, 0, 0 };
    for (std::size_t i = 0; i < 4; ++i)
        covered[8 + i] ^= input[i];
    const base::ByteView header = input.subspan(4);
    base::appendU32(covered, static_cast<std::uint32_t>(header.size()));
    base::appendU64(covered, BodySize);
    base::append(covered, header);
    covered.resize(covered.size() + BodySize);
    const base::Result<crypto::Digest> checksum = crypto::digest(crypto::Hash::Sha256, covered);
    covered.insert(covered.begin() + 24, checksum->view().begin(), checksum->view().end());
    return covered;
}

void parse(base::ByteView file)
{
    const base::Result<vault::VaultFile> parsed = vault::parseVaultFile(file);
    if (!parsed)
        return;
    const base::ByteView header = parsed->associatedData().subspan(24);
    if (vault::writeHeader(parsed->header) != base::textOf(header))
        std::abort(); // two spellings of one header
    base::Result<crypto::SecretBytes> key = crypto::SecretBytes::ofSize(16);
    if (key && vault::openSlots(parsed->header, vault::RecoveryKey { std::move(*key) }))
        std::abort(); // nobody knows the zero key's wrap
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    parse(input);
    if (size > 4)
        parse(asFile(input));
    return 0;
}
