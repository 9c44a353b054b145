// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/cbor.h"
#include "core/vault/record.h"

namespace vault {

/// What the format can hold of a registration: one beyond it could not be read again. TooLarge,
/// MissingField, InvalidField, each with the member.
base::Result<void> checkRegistration(const PushRegistration& registration);
/// Whether a secret may have this name in a registration. What accounts call theirs is refused, so
/// that nothing that looks for seeds takes a key for one.
bool isRole(std::string_view role);

/// One entry of `registrations` from its encoded, checked value. Damaged; the argument is the
/// member that is missing, wrong or too large.
base::Result<PushRegistration> readRegistration(const Id& id, base::ByteView value);
void writeRegistration(cbor::Writer& out, const PushRegistration& registration);

/// The members `registrations` and `unreadRegistrations` of a body. What cannot be understood is
/// kept as it is; a program that can (this one may be newer) takes it in again.
void readRegistrations(Record& record, Body& body);
/// The id of one that could not be read; zeros if that is what is wrong.
Id idOfUnread(base::ByteView entry);
/// Nothing where there are none.
void writeRegistrations(cbor::MapWriter& map, const Body& body);

/// The one with the later change; of one moment always the same one.
const PushRegistration& laterRegistration(const PushRegistration& a, const PushRegistration& b);
/// Whether a tombstone, its own or that of its account, is as late as its last change.
bool isBuried(const PushRegistration& registration, const std::map<Id, Stamp>& tombs);

} // namespace vault
