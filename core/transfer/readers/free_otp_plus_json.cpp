// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// FreeOTP+'s export, in the clear.

#include "core/transfer/readers/free_otp_token.h"
#include "core/transfer/readers/readers.h"

namespace transfer::readers {

namespace free_otp_plus_json {
namespace {

using base::json::Value;

Match match(const Content& content)
{
    const Value* const file = content.json();
    const Value* const tokens = file ? file->member("tokens") : nullptr;
    const bool isOurs = tokens && tokens->isArray() && file->member("tokenOrder");
    return isOurs ? Match::Certain : Match::No;
}

Outcome<Imported> read(const Content& content, const Request&)
{
    const Value& file = *content.json();
    std::vector<const Value*> tokens;
    for (const Value& token : file.member("tokens")->items)
        tokens.push_back(&token);
    Imported imported;
    takeFreeOtpTokens(imported, tokens, base::json::textsOf(file, "tokenOrder"));
    return imported;
}

constexpr std::string_view Marks[] = { "\"tokenOrder\"", "\"tokens\"", "\"issuerExt\"",
    "\"algo\"" };

} // namespace
} // namespace free_otp_plus_json

const Format FreeOtpPlusJson {
    .id = "freeotp-plus-json",
    .program = "FreeOTP+",
    .form = Form::Json,
    .isEncrypted = false,
    .match = free_otp_plus_json::match,
    .read = free_otp_plus_json::read,
    .marks = free_otp_plus_json::Marks,
};

} // namespace transfer::readers
