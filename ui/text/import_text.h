// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/import_plan.h"
#include "core/transfer/reader.h"
#include "ui/text/explanation.h"

namespace ui::text {

/// Why a file gives no accounts, and what to do then, for the window and the command line alike.
Explanation importFailureText(const ::transfer::Failure& failure);

/// Why an entry of a file cannot be used, and what to do then.
Explanation leftText(const base::Error& reason);

/// A format as a person knows it: "Aegis (JSON, encrypted)".
QString formatTitle(const ::transfer::Format& format);

/// How an entry stands to the vault: "new", "there already", …
QString statusText(::transfer::Status status);

/// What is to be told about an account that is imported all the same.
QString remarkText(::transfer::Remark remark);

/// How its codes are made: "by time (TOTP)".
QString codeKindText(const otp::Credential& credential);

/// All that is to be told about it, from its link and its file.
QStringList remarksOn(const ::transfer::ImportedAccount& account);

/// That whoever can read this file has every secret in it.
QString notEncryptedText(const QString& file);

/// How many items of a password manager were looked at, within a line about its file.
QString lookedAtText(const ::transfer::LookedAt& lookedAt);

/// That opening a file takes more memory than one expects; empty where it does not.
QString memoryText(const ::transfer::Failure& failure);

/// How much of an export in several codes is there, and what is missing.
QString missingPartsText(const ::transfer::MissingParts& missing);

} // namespace ui::text
