// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/entry_list.h"

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

/// Whether a tombstone, its own or that of its account, is as late as its last change.
bool isBuried(const PushRegistration& registration, const std::map<Id, Stamp>& tombs);

constexpr EntryList<PushRegistration> RegistrationList {
    .member = "registrations",
    .unreadMember = "unreadRegistrations",
    .entries = &Body::registrations,
    .unread = &Body::unreadRegistrations,
    .most = MaxRegistrations,
    .read = readRegistration,
    .write = writeRegistration,
    .isBuried = isBuried,
};

} // namespace vault
