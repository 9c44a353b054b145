// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// A picture of codes that no one program has made: otpauth links, as services show them.

#include "core/transfer/readers/picture_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace picture {
namespace {

Match match(const Content& content)
{
    return content.picture() ? Match::Certain : Match::No;
}

constexpr std::span<const std::string_view> Marks = {};

} // namespace
} // namespace picture

const Format Picture {
    .id = "picture",
    .program = {},
    .form = Form::Picture,
    .isEncrypted = false,
    .match = picture::match,
    .read = readPictureCodes,
    .marks = picture::Marks,
};

} // namespace transfer::readers
