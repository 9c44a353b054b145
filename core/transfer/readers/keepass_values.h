// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/key_stream.h"
#include "core/crypto/wiped_bytes.h"
#include "core/transfer/xml.h"

#include <unordered_map>

namespace transfer::readers {

/// The values of a KeePass document. What is protected in it is hidden by one stream, which runs
/// through the whole document in its order; a value is decrypted where it is asked for, so that
/// passwords never are. Document and stream must outlive it.
class KeePassValues
{
public:
    /// Nothing where a protected value is no Base64, since the place of all that follow is unknown
    /// then; or where one is protected and there is no stream.
    static std::optional<KeePassValues> of(
        const XmlElement& document, const crypto::KeyStream* stream);

    /// The text of a value in the clear. Damaged, CryptoFailed.
    base::Result<crypto::WipedBytes> read(const XmlElement& value) const;

private:
    explicit KeePassValues(const crypto::KeyStream* stream) : m_stream(stream) { }
    bool findPlaces(const XmlElement& element);

    const crypto::KeyStream* m_stream;
    std::unordered_map<const XmlElement*, std::uint64_t> m_places; ///< of the protected ones
    std::uint64_t m_end = 0; ///< of the stream, as far as it is used
};

} // namespace transfer::readers
