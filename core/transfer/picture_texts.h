// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

namespace transfer {

/// The texts of the codes in a picture, from top to bottom. Each may be as good as a secret.
using PictureTexts = std::vector<crypto::WipedBytes>;

/// Begins as one of the pictures that core/qr reads do.
bool beginsAsPicture(base::ByteView bytes);

/// Reads all QR codes of a picture and wipes its pixels. Empty where there is none; Damaged where
/// it does not decode or is cut short, TooLarge above the megapixels of core/qr, before memory is
/// claimed.
Outcome<PictureTexts> readPictureTexts(base::ByteView bytes);

} // namespace transfer
