// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"
#include "ui/text/explanation.h"

#include <functional>

namespace cli {

class JsonWriter;

/// What the program returns to the shell; a contract.
enum class ExitStatus {
    Done = 0,
    Failed = 1,
    Usage = 2,
    WrongPassphrase = 3, ///< passphrase, key, PIN or verification wrong or missing
    Damaged = 4,
    NotFound = 5, ///< nothing, or no single thing, matches
    Network = 6, ///< the way to a server, or the server
    Refused = 7,
    Unsupported = 8,
};

/// Why a call ends without what was asked: what the shell, a script and a person get to know.
struct Failure
{
    ExitStatus status = ExitStatus::Failed;
    QString message;
    QString next;
    /// Members of the error document beside code, message and next: the matches of an ambiguous
    /// query, the kind of a code that is not supported.
    std::function<void(JsonWriter&)> moreMembers = {};
    /// Members of the document beside `error`: what became of an answer.
    std::function<void(JsonWriter&)> besideError = {};
    bool isAmbiguous = false;
    bool isOfServer = false; ///< with Network: the server was reached and failed
};

template <typename T> using Outcome = base::Result<T, Failure>;

/// The failure of a step ("Opening the vault"); without a step the sentence stands alone.
Failure failed(const base::Error& error, const QString& step = {});
Failure usageError(const QString& message, const QString& next = {});

/// What to do about a vault whose file is damaged.
QString nextAfterDamage();

/// The error document's `code`: "failed", "usage", "wrong-passphrase", …
std::string_view codeName(const Failure& failure);

} // namespace cli
