// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/kdf.h"

#include "core/crypto/openssl_kdf.h"
#include "core/crypto/pbkdf2.h"

#include <argon2.h>
#include <openssl/core_names.h>

#include <sys/mman.h>

namespace crypto {

namespace {

int allocateBlocks(std::uint8_t** memory, std::size_t size)
{
    void* mapped =
        ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED)
        return ARGON2_MEMORY_ALLOCATION_ERROR;
    ::madvise(mapped, size, MADV_DONTDUMP);
    *memory = static_cast<std::uint8_t*>(mapped);
    return ARGON2_OK;
}

void freeBlocks(std::uint8_t* memory, std::size_t size)
{
    cleanse({ memory, size });
    ::munmap(memory, size);
}

} // namespace

base::Result<SecretBytes> hkdfSha256(
    base::ByteView key, base::ByteView salt, base::ByteView info, std::size_t size)
{
    const KdfParameter parameters[] = { { OSSL_KDF_PARAM_DIGEST, "SHA256" },
        { OSSL_KDF_PARAM_KEY, key }, { OSSL_KDF_PARAM_INFO, info }, { OSSL_KDF_PARAM_SALT, salt } };
    const std::size_t withoutSalt = std::size(parameters) - 1;
    return deriveByOpenssl("HKDF",
        std::span(parameters).first(salt.empty() ? withoutSalt : std::size(parameters)), size);
}

base::Result<SecretBytes> pbkdf2Sha256(
    base::ByteView password, base::ByteView salt, std::uint32_t iterations, std::size_t size)
{
    return pbkdf2(Hash::Sha256, password, salt, iterations, size);
}

base::Result<SecretBytes> argon2id(
    base::ByteView passphrase, base::ByteView salt, const Argon2Costs& costs, std::size_t size)
{
    base::Result<SecretBytes> derived = SecretBytes::ofSize(size);
    if (!derived)
        return derived;
    argon2_context context = {};
    context.out = derived->bytes().data();
    context.outlen = static_cast<std::uint32_t>(size);
    // The library takes non-const pointers; without ARGON2_FLAG_CLEAR_* it only reads them.
    context.pwd = const_cast<std::uint8_t*>(passphrase.data());
    context.pwdlen = static_cast<std::uint32_t>(passphrase.size());
    context.salt = const_cast<std::uint8_t*>(salt.data());
    context.saltlen = static_cast<std::uint32_t>(salt.size());
    context.t_cost = costs.passes;
    context.m_cost = costs.memoryKiB;
    context.lanes = costs.lanes;
    context.threads = costs.lanes;
    context.version = ARGON2_VERSION_13;
    context.allocate_cbk = allocateBlocks;
    context.free_cbk = freeBlocks;
    const int answer = argon2id_ctx(&context);
    if (answer == ARGON2_MEMORY_ALLOCATION_ERROR)
        return base::Error { base::ErrorCode::OutOfMemory, "Argon2" };
    if (answer != ARGON2_OK)
        return base::Error { base::ErrorCode::CryptoFailed,
            std::string("Argon2: ") + argon2_error_message(answer) };
    return derived;
}

} // namespace crypto
