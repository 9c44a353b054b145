// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/cbor.h"
#include "core/vault/record.h"

#include <set>

namespace vault {

/// Pictures of accounts are small PNG files, each kept once however many accounts and older
/// versions show it. What is in them is not looked at here.
constexpr std::size_t LargestPicture = std::size_t { 32 } * 1024; ///< bytes
constexpr std::size_t LargestPictures = std::size_t { 8 } * 1024 * 1024; ///< all together

base::Result<PictureId> pictureIdOf(base::ByteView picture);

/// Counts which pictures may still come into a vault. Knows those that were there when it was made.
class PictureRoom
{
public:
    explicit PictureRoom(const Body& body);

    /// Whether there is room for it, which it takes if it is not there already.
    bool take(base::ByteView picture);

private:
    friend base::Result<PictureId> keepPicture(
        Body& body, PictureRoom& room, base::ByteView picture);
    bool take(const PictureId& id, std::size_t size);

    std::set<PictureId> m_known;
    std::size_t m_size = 0;
};

/// Puts a picture into the body, to be referred to by its id. TooLarge ("picture", bytes) for one,
/// TooLarge ("pictures", bytes) for all together. `room` is of this body.
base::Result<PictureId> keepPicture(Body& body, PictureRoom& room, base::ByteView picture);

/// Lets go of the pictures that no account, no older version and no change refers to, entries that
/// could not be understood included.
void sweepPictures(Body& body);

/// The body's member, where it is there. A picture that is not what its id says is dropped.
void readPictures(Record& record, Body& body);
/// Nothing where there are none.
void writePictures(cbor::MapWriter& map, const Body& body);

} // namespace vault
