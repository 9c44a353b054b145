// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// andOTP's backup in the clear.

#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

#include <algorithm>

namespace transfer::readers {

namespace and_otp_json {
namespace {

using base::json::Value;

bool isText(const Value& item, std::string_view name)
{
    const Value* const member = item.member(name);
    return member && member->isText();
}

bool isAccount(const Value& item)
{
    return isText(item, "secret") && isText(item, "label") && isText(item, "type");
}

Match match(const Content& content)
{
    const Value* const list = content.json();
    // One that is broken is told, and does not hide the others.
    const bool isOurs = list && list->isArray() && std::ranges::any_of(list->items, isAccount);
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    return readAndOtpContent(*content.json());
}

constexpr std::string_view Marks[] = { "\"label\"", "\"thumbnail\"", "\"last_used\"", "\"tags\"" };

} // namespace
} // namespace and_otp_json

const Format AndOtpJson {
    .id = "andotp-json",
    .program = "andOTP",
    .form = Form::Json,
    .isEncrypted = false,
    .match = and_otp_json::match,
    .read = and_otp_json::read,
    .marks = and_otp_json::Marks,
};

} // namespace transfer::readers
