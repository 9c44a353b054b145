// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/reader.h"

namespace transfer {

/// A login of a password manager's table.
struct LoginRow
{
    QString title;
    QString user;
    QString note;
    QString group;
    bool isFavourite = false;
    crypto::SecretBytes code; ///< what readLoginCode() takes
};

/// How a password manager writes its table: the names of the columns, empty where it has none, and
/// what is to be done with each login that makes codes.
struct LoginTable
{
    std::string_view code;
    std::string_view title;
    std::string_view user = {};
    std::string_view note = {};
    std::string_view group = {};
    std::string_view favourite = {};
    void (*before)(LoginRow& row) = nullptr; ///< before its code is read
    void (*after)(const LoginRow& row, otp::Entry& entry) = nullptr;
};

/// Reads the logins that make codes; of the others nothing is kept. A record that ends before the
/// code does is left. Damaged where the text is no table.
Outcome<Imported> readLoginTable(std::string_view text, const LoginTable& table);

} // namespace transfer
