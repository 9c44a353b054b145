// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/waiting_secret.h"
#include "core/otp/entry.h"

#include <QByteArray>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace transfer {

/// What of an account that is imported stays behind, or is to be told about it.
enum class Remark {
    PictureLeft, ///< the file has a picture of it, which could not be taken over
    PinMissing, ///< its codes are made with a PIN that the file does not hold
    RegistrationLeft, ///< its push registration, whose keys go into backups alone
    DigitsAssumed, ///< the file does not say how many its codes have
    Archived, ///< it was put away in the other program; here it is among the others
};

/// One account of a file. Move-only: it holds the secret.
struct ImportedAccount
{
    otp::Entry entry; ///< without secret and PIN from when Imported has taken it
    QString note = {};
    QStringList tags = {}; ///< groups, folders, categories, tags
    bool isFavourite = false;
    bool isTrashed = false;
    QString icon = {}; ///< the name of an icon, where the program has a set of them
    /// Its own picture: as the file has it while it is read, then a small PNG file.
    QByteArray picture = {};
    QStringList recoveryCodes = {}; ///< for getting back in without a code
    std::vector<Remark> remarks = {};
    crypto::WaitingSecret secret = {}; ///< of one that Imported has taken
    crypto::WaitingSecret pin = {};
};

/// The entry with secret and PIN of an account that Imported has taken, for the moment of their
/// use: a file may have more of them than locked memory has room for. SecureHeapFull.
base::Result<otp::Entry> openedEntry(const ImportedAccount& account);

/// The note as the vault keeps it: with the codes for getting back in, of which it has no place.
QString keptNote(const ImportedAccount& account);

/// The argument of Unsupported for an account that only its computer, or something plugged into it,
/// opens.
constexpr std::string_view BoundAccount = "Windows, YubiKey";

/// An account, or a line, that could not be taken over. The reason has a sentence in ui/text.
struct Left
{
    QString issuer = {};
    QString name = {};
    base::Error reason;
    std::size_t position = 0; ///< how many accounts stand before it
};

/// How many items of a password manager were looked at, and how many of them had codes.
struct LookedAt
{
    std::size_t items = 0;
    std::size_t withCodes = 0;

    bool operator==(const LookedAt&) const = default;
};

/// A part of an export in several codes, and of which.
struct Part
{
    std::int32_t batch = 0;
    int index = 0; ///< from 0
    int size = 1;

    bool operator==(const Part&) const = default;
};

/// What a file holds, in its order. Every account of it is in one of the two lists.
struct Imported
{
    std::vector<ImportedAccount> accounts;
    std::vector<Left> left;
    std::vector<Part> parts; ///< of exports that come in several codes
    crypto::WaitingRoom room; ///< of their secrets
    std::optional<LookedAt> lookedAt = {}; ///< where a file holds more than codes

    /// One more item was looked at, after so many accounts were taken or left before it.
    void countItem(std::size_t before)
    {
        LookedAt& seen = lookedAt ? *lookedAt : lookedAt.emplace();
        ++seen.items;
        seen.withCodes += entryCount() > before ? 1 : 0;
    }
    std::size_t entryCount() const { return accounts.size() + left.size(); }

    /// The way in for every account: its secrets are put away. One for which that fails is left.
    void take(ImportedAccount account);
    void leave(const QString& issuer, const QString& name, const base::Error& reason)
    {
        left.push_back({ issuer, name, reason, accounts.size() });
    }
};

} // namespace transfer
