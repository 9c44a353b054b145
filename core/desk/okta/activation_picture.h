// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/wiped_bytes.h"

namespace desk::okta {

/// Whether a picture's link is the picture itself.
bool isDataLink(std::string_view link);

/// The picture in a data: link, whose Base64 may have blanks and line breaks in it.
/// NotUnderstood for what is none.
base::Result<crypto::WipedBytes> pictureOf(std::string_view dataLink);

/// What the code in a picture says: of a push factor the link that activates it, of one of codes
/// the otpauth link. PictureUnreadable, PictureTooLarge, NoCodeFound. Takes a while: not on the
/// window's thread.
base::Result<crypto::SecretBytes> codeTextIn(base::ByteView picture);

} // namespace desk::okta
