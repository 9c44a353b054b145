// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// The pictures of accounts in the plaintext of a damaged body.

#include "core/vault/pictures.h"
#include "core/vault/salvage.h"
#include "core/vault/salvage_scan.h"

#include <algorithm>

namespace vault {

namespace {

/// How an id begins: the head of a byte string of its length.
constexpr std::array<std::uint8_t, 2> PictureIdHead = { 0x58, std::tuple_size_v<PictureId> };

/// The picture whose id stands at the beginning, and is its hash.
std::optional<std::pair<PictureId, QByteArray>> pictureAt(base::ByteView bytes, std::size_t& left)
{
    PictureId id;
    const base::ByteView rest =
        bytes.subspan(std::min(bytes.size(), PictureIdHead.size() + id.size()));
    const Head head = headAt(rest);
    const bool canBe = head.size > 0 && head.type == 2 && head.value <= LargestPicture
        && head.value <= rest.size() - head.size;
    if (!canBe)
        return {};
    left -= std::min(left, static_cast<std::size_t>(head.value));
    std::ranges::copy(bytes.subspan(PictureIdHead.size(), id.size()), id.begin());
    const base::ByteView picture = rest.subspan(head.size, head.value);
    const base::Result<PictureId> own = pictureIdOf(picture);
    if (!own || *own != id)
        return {};
    return std::pair(id,
        QByteArray(
            reinterpret_cast<const char*>(picture.data()), static_cast<qsizetype>(picture.size())));
}

} // namespace

std::map<PictureId, QByteArray> salvagePictures(base::ByteView plaintext)
{
    std::map<PictureId, QByteArray> pictures;
    // Hashing what only looks like one must not take longer than the size of the file allows.
    std::size_t left = StepsPerByte * plaintext.size();
    for (std::size_t at = 0; at < plaintext.size() && left > 0;) {
        const base::ByteView rest = plaintext.subspan(at);
        const auto found =
            std::search(rest.begin(), rest.end(), PictureIdHead.begin(), PictureIdHead.end());
        at += static_cast<std::size_t>(found - rest.begin());
        if (at == plaintext.size())
            break;
        auto picture = pictureAt(plaintext.subspan(at), left);
        at += picture
            ? PictureIdHead.size() + picture->first.size() + base::bytesOf(picture->second).size()
            : 1;
        if (picture)
            pictures.insert(std::move(*picture));
    }
    return pictures;
}

} // namespace vault
