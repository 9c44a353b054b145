// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/argon2.h"

#include <argon2.h>

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

/// The library takes non-const pointers; without ARGON2_FLAG_CLEAR_* it only reads them.
std::uint8_t* readOnly(base::ByteView bytes)
{
    return const_cast<std::uint8_t*>(bytes.data());
}

} // namespace

base::Result<SecretBytes> argon2(const Argon2Choice& choice, base::ByteView passphrase,
    base::ByteView salt, const Argon2Costs& costs, std::size_t size)
{
    base::Result<SecretBytes> derived = SecretBytes::ofSize(size);
    if (!derived)
        return derived;
    argon2_context context = {};
    context.out = derived->bytes().data();
    context.outlen = static_cast<std::uint32_t>(size);
    context.pwd = readOnly(passphrase);
    context.pwdlen = static_cast<std::uint32_t>(passphrase.size());
    context.salt = readOnly(salt);
    context.saltlen = static_cast<std::uint32_t>(salt.size());
    context.secret = readOnly(choice.secret);
    context.secretlen = static_cast<std::uint32_t>(choice.secret.size());
    context.ad = readOnly(choice.associatedData);
    context.adlen = static_cast<std::uint32_t>(choice.associatedData.size());
    context.t_cost = costs.passes;
    context.m_cost = costs.memoryKiB;
    context.lanes = costs.lanes;
    context.threads = costs.lanes;
    context.version = choice.version;
    context.allocate_cbk = allocateBlocks;
    context.free_cbk = freeBlocks;
    const int answer =
        choice.type == Argon2Type::D ? argon2d_ctx(&context) : argon2id_ctx(&context);
    if (answer == ARGON2_MEMORY_ALLOCATION_ERROR)
        return base::Error { base::ErrorCode::OutOfMemory, "Argon2" };
    if (answer != ARGON2_OK)
        return base::Error { base::ErrorCode::CryptoFailed,
            std::string("Argon2: ") + argon2_error_message(answer) };
    return derived;
}

} // namespace crypto
