// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/imported.h"

namespace transfer {

namespace {

/// One that waits elsewhere moves: each room has a key in locked memory, as long as one secret is
/// left that it seals.
base::Result<void> putAway(
    crypto::WaitingRoom& room, crypto::SecretBytes& open, crypto::WaitingSecret& waiting)
{
    if (open.isEmpty() && !waiting.isEmpty()) {
        base::Result<crypto::SecretBytes> moved = waiting.open();
        if (!moved)
            return moved.error();
        open = std::move(*moved);
    }
    if (open.isEmpty())
        return {};
    base::Result<crypto::WaitingSecret> put = room.put(open.view());
    if (!put)
        return put.error();
    waiting = std::move(*put);
    open = {};
    return {};
}

} // namespace

void Imported::take(ImportedAccount account)
{
    base::Result<void> put = putAway(room, account.entry.secret, account.secret);
    if (put)
        put = putAway(room, account.entry.pin, account.pin);
    if (put)
        accounts.push_back(std::move(account));
    else
        leave(account.entry.issuer, account.entry.name, put.error());
}

base::Result<otp::Entry> openedEntry(const ImportedAccount& account)
{
    base::Result<crypto::SecretBytes> secret = account.secret.open();
    if (!secret)
        return secret.error();
    base::Result<crypto::SecretBytes> pin = account.pin.open();
    if (!pin)
        return pin.error();
    const otp::Entry& entry = account.entry;
    return otp::Entry { .issuer = entry.issuer,
        .name = entry.name,
        .labelIssuer = entry.labelIssuer,
        .credential = entry.credential,
        .secret = std::move(*secret),
        .pin = std::move(*pin),
        .otherParameters = entry.otherParameters,
        .notes = entry.notes };
}

QString keptNote(const ImportedAccount& account)
{
    QStringList note = account.recoveryCodes;
    if (!account.note.isEmpty())
        note.prepend(account.note);
    return note.join(u'\n');
}

} // namespace transfer
