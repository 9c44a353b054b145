// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/vault_codec.h"

#include <cstdlib>

/// The input as CBOR of a body whose tag was right. What is read comes out to the byte.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const base::ByteView input(data, size);
    const base::Result<vault::Body> body = vault::readBody(input);
    if (!body)
        return 0;
    const base::Result<crypto::WipedBytes> written = vault::writeBody(*body);
    if (!written)
        std::abort(); // read, but not to be saved again
    const base::Result<vault::Body> again = vault::readBody(*written);
    if (!again || !(*again == *body))
        std::abort();
    return 0;
}
