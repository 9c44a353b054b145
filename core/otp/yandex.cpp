// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/yandex.h"

#include <algorithm>

namespace otp {

namespace {

/// SHA-256 of PIN and secret, without its first byte if that is zero, as Yandex's own program does.
base::Result<crypto::Digest> yandexKey(base::ByteView secret, base::ByteView pin)
{
    auto mixed = crypto::SecretBytes::ofSize(pin.size() + secret.size());
    if (!mixed)
        return mixed.error();
    const auto end = std::ranges::copy(pin, mixed->bytes().begin()).out;
    std::ranges::copy(secret, end);
    return crypto::digest(crypto::Hash::Sha256, mixed->view());
}

std::string letterCode(std::uint64_t value, int letters)
{
    std::string code(static_cast<std::size_t>(letters), 'a');
    for (std::size_t i = code.size(); i-- > 0;) {
        code[i] = static_cast<char>('a' + value % 26);
        value /= 26;
    }
    return code;
}

} // namespace

base::Result<std::string> yandexCode(
    base::ByteView secret, base::ByteView pin, std::uint64_t step, int letters)
{
    if (secret.size() < YandexSecretSize)
        return base::Error { base::ErrorCode::InvalidField, "Yandex secret too short",
            { "secret", std::to_string(secret.size()) + " bytes",
                std::to_string(YandexSecretSize) } };
    const auto key = yandexKey(secret.first(YandexSecretSize), pin);
    if (!key)
        return key.error();
    const base::ByteView keyBytes = key->view().subspan(key->view().front() == 0 ? 1 : 0);

    base::Bytes message;
    base::appendU64(message, step);
    const auto mac = crypto::hmac(crypto::Hash::Sha256, keyBytes, message);
    if (!mac)
        return mac.error();
    const std::size_t offset = mac->view().back() & 15U;
    const std::uint64_t value = base::readU64(mac->view().subspan(offset, 8));
    return letterCode(value & 0x7fffffffffffffffULL, letters);
}

bool isYandexChecksumValid(base::ByteView secret)
{
    constexpr std::uint32_t Polynomial = 0x18F3;
    constexpr std::size_t CheckedBits = YandexCheckedSecretSize * 8 - 12;
    if (secret.size() != YandexCheckedSecretSize)
        return false;
    std::uint32_t remainder = 0;
    for (std::size_t bit = 0; bit < CheckedBits; ++bit) {
        remainder = remainder << 1 | (secret[bit / 8] >> (7 - bit % 8) & 1U);
        if ((remainder & 0x1000U) != 0)
            remainder ^= Polynomial;
    }
    const std::uint32_t expected = (secret[24] & 15U) << 8 | secret[25];
    return remainder == expected;
}

} // namespace otp
