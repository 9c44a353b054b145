// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/cbor.h"
#include "core/vault/record.h"

namespace vault {

/// The body from its CBOR, which is checked as a whole first. Damaged ("body") if that or anything
/// but an account, a journal or a registration is wrong; what cannot be understood of these is kept
/// as it is.
base::Result<Body> readBody(base::ByteView cbor);

/// The reverse; members that were not understood come out as they went in. VaultFull, and TooLarge
/// if another limit of the format is exceeded: what could not be read again is not written.
base::Result<crypto::WipedBytes> writeBody(const Body& body);

/// That there is no room for one more account.
base::Error vaultFull();

/// The member "devices" as body and state file have it: device id → [saves, id of the last one].
void writeDevices(cbor::Writer& out, const std::map<Id, DeviceMark>& devices);
void readDevices(Record& record, std::map<Id, DeviceMark>& devices);

} // namespace vault
