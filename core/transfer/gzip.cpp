// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/gzip.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <zlib.h>

namespace transfer {

namespace {

constexpr std::size_t HeadSize = alignof(std::max_align_t); ///< of a block, which says its size

/// The window of the library holds what it has unpacked: its memory is wiped like ours.
voidpf allocate(voidpf, uInt items, uInt size)
{
    const std::size_t whole = HeadSize + std::size_t { items } * size;
    void* const block = std::malloc(whole);
    if (!block)
        return Z_NULL;
    *static_cast<std::size_t*>(block) = whole;
    return static_cast<std::uint8_t*>(block) + HeadSize;
}

void giveBack(voidpf, voidpf memory)
{
    std::uint8_t* const block = static_cast<std::uint8_t*>(memory) - HeadSize;
    crypto::cleanse({ block, *reinterpret_cast<const std::size_t*>(block) });
    std::free(block);
}

/// The library's state, which ends with this.
class Inflation
{
public:
    explicit Inflation(base::ByteView packed)
    {
        constexpr int GzipOnly = 16; // added to the largest window
        m_stream.zalloc = allocate;
        m_stream.zfree = giveBack;
        m_stream.next_in = const_cast<Bytef*>(packed.data()); // it is only read
        m_stream.avail_in = static_cast<uInt>(packed.size());
        m_isReady = inflateInit2(&m_stream, MAX_WBITS + GzipOnly) == Z_OK;
    }
    Inflation(const Inflation&) = delete;
    Inflation& operator=(const Inflation&) = delete;
    ~Inflation()
    {
        if (m_isReady)
            inflateEnd(&m_stream);
    }

    bool isReady() const { return m_isReady; }

    /// Fills the bytes behind `done` as far as there is something; the answer is the library's.
    int fill(crypto::WipedBytes& out, std::size_t& done)
    {
        m_stream.next_out = out.data() + done;
        m_stream.avail_out = static_cast<uInt>(out.size() - done);
        const int answer = inflate(&m_stream, Z_NO_FLUSH);
        done = out.size() - m_stream.avail_out;
        return answer;
    }

private:
    z_stream m_stream = {};
    bool m_isReady = false;
};

} // namespace

Outcome<crypto::WipedBytes> gunzip(base::ByteView packed)
{
    constexpr std::size_t Step = std::size_t { 64 } * 1024;
    Inflation inflation(packed);
    if (!inflation.isReady())
        return failed({ base::ErrorCode::OutOfMemory, "gzip" });
    crypto::WipedBytes out(Step);
    std::size_t done = 0;
    for (;;) {
        const int answer = inflation.fill(out, done);
        if (answer == Z_STREAM_END) {
            out.resize(done);
            return out;
        }
        if (answer != Z_OK || done < out.size()) // damaged, or more input was needed
            return damaged("gzip");
        if (out.size() == MostUnzipped)
            return Failure { .refusal = Refusal::TooLarge,
                .arguments = { "gzip", std::to_string(MostUnzipped) } };
        out.resize(std::min(2 * out.size(), MostUnzipped));
    }
}

} // namespace transfer
