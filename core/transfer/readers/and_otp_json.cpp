// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// andOTP's backup in the clear.

#include "core/transfer/readers/and_otp_content.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace and_otp_json {
namespace {

using base::json::Value;

bool isText(const Value& item, std::string_view name)
{
    const Value* const member = item.member(name);
    return member && member->isText();
}

Match match(const Content& content)
{
    const Value* const list = content.json();
    if (!list || !list->isArray() || list->items.empty())
        return Match::No;
    const Value& first = list->items.front();
    const bool isOurs = isText(first, "secret") && isText(first, "label") && isText(first, "type");
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
