// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/imported.h"

#include <stop_token>

namespace transfer {

// The pictures that a user has given accounts in another program.

constexpr std::size_t LargestPictureFile = std::size_t { 4 } * 1024 * 1024; ///< bytes

/// A picture that a file has in Base64; empty where it is none, or too large.
QByteArray pictureOf(std::string_view base64);

/// Gives an account the picture that a file holds for it, in any format, which accounts may share;
/// PictureLeft where it is empty, since the file says that there is one.
void takePicture(ImportedAccount& account, const QByteArray& picture);

/// Makes the small pictures of them that the vault keeps; PictureLeft where one cannot be read or
/// is too large. Each is looked at once, however many accounts have it, and no more of all than
/// stays bearable.
void shrinkPictures(std::vector<ImportedAccount>& accounts, const std::stop_token& stop);

} // namespace transfer
