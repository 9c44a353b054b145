// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"
#include "core/transfer/failure.h"

#include <memory>

class QImage;

namespace transfer {

/// The texts of the codes in a picture, from top to bottom. Each may be as good as a secret.
using PictureTexts = std::vector<crypto::WipedBytes>;

/// What came of looking at a picture. Shared, because pages hand it on to each other and to jobs in
/// the thread pool, which may outlive them.
using GivenCodes = std::shared_ptr<const base::Result<PictureTexts>>;

/// Begins as one of the pictures that core/qr reads do.
bool beginsAsPicture(base::ByteView bytes);

/// Reads all QR codes of a picture and wipes its pixels. Empty where there is none; the errors of
/// qr::loadPicture().
base::Result<PictureTexts> readPictureTexts(base::ByteView bytes);
base::Result<PictureTexts> readPictureTexts(QImage& picture);

/// Why a picture cannot be read, as of any file: Damaged where it does not decode or is cut short,
/// TooLarge above the megapixels of core/qr.
Failure pictureFailure(const base::Error& error);

} // namespace transfer
