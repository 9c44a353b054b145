// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// What both families send to enrol, in one form.
struct EnrolmentWish
{
    QString userId = {};
    QString authenticatorId = {};
    QString origin = {}; ///< the address it came to
    QJsonObject device = {};
    QJsonObject keys = {}; ///< of the push method; empty: without push
    QStringList transactionTypes = {};
    QString pushToken = {};
    bool isFamilyB = false;
};

/// Checks keys and device, makes or finds the device record, and
/// the enrolment. Where one device per user is the rule, the user's earlier ones end with it.
base::Result<Enrolment*, Refusal> enrol(World& world, const EnrolmentWish& wish);

/// The keys of a method, each a JWK or null (a role that is not wanted); E0000001 for anything
/// else, and for two roles with one key id.
base::Result<QJsonObject, Refusal> readKeys(const QJsonObject& keys);

/// A push factor of this enrolment at the relying party.
Factor& addPushFactor(World& world, const Enrolment& enrolment, const QString& id);

/// The reply of family A.
QJsonObject familyAJson(World& world, const Enrolment& enrolment);

} // namespace sandbox
