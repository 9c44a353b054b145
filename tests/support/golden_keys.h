// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "tests/support/memory_scan.h"

#include <QtGlobal>

/// What a search of the own memory looks for.
namespace support {

/// The text in locked memory, made character by character so that no other copy comes about.
inline crypto::SecretBytes plain(const ScrambledText& text)
{
    auto bytes = crypto::SecretBytes::ofSize(text.size());
    if (!bytes)
        qFatal("the secure heap is full");
    for (std::size_t i = 0; i < text.size(); ++i)
        bytes->bytes()[i] = static_cast<std::uint8_t>(text.at(i));
    return std::move(*bytes);
}

/// Bytes to look for, given in hex; what was needed to read it is wiped.
inline ScrambledText keyOf(std::string_view hex)
{
    auto bytes = base::fromHex(hex);
    if (!bytes)
        qFatal("not hex");
    ScrambledText key(*bytes);
    crypto::cleanse(*bytes);
    return key;
}

/// Keys of tests/vectors/vault-v1.countersign.
namespace golden {
constexpr std::string_view MasterKey =
    "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
constexpr std::string_view VerificationKey =
    "a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf";
constexpr std::string_view SlotSecret =
    "19fa8e6b03e7552adb697d997973af1b0663b897c55ecd3ad9a97644e951e961";
constexpr std::string_view SlotWrapKey =
    "dfad053335581cadca3b0f694ecd51ea0bb1664aaa16b1b58edfd658588e4a25";
constexpr std::string_view BodyKey =
    "3d9e50fc823f3c68e47dc2385558f91b2a49f822be4944f9a5eac3ae2b2ec2bd";
constexpr std::string_view SealKey =
    "7834d4019142c7f9776d7c935e502020ceee6cd20bde39ca3b0840906ceb05bf";
constexpr std::string_view VerificationSealKey =
    "e155a346b0eaa785f602e3c934e30b5dba03f991692a4a84ad449e7568427cb0";
constexpr std::string_view StateKey =
    "45624384cf02d7e14990af5d87f47c5bb191d4cc0d049a16fdee7e3fcac57c14";
constexpr std::string_view HedgeKey =
    "2c6c1d6c41e049c43e0e8e7067247e8a85b63d23dc303efd1d408d29a4ffc45d";
} // namespace golden

} // namespace support
