// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/desk/okta/activation.h"

#include <QString>

#include <vector>

namespace desk::okta {

/// What a factor is, in the vendor's words: "push" and "OKTA", "token:software:totp" and "GOOGLE".
struct FactorKind
{
    std::string type;
    std::string provider;

    bool operator==(const FactorKind&) const = default;
};

enum class FactorStatus {
    Untold, ///< or a word that is none of these
    NotSetUp,
    Pending, ///< enrolled, not proven
    Enrolled,
    Active,
    Inactive,
    Expired,
    Disabled,
};

/// One way of a user to prove who they are.
struct Factor
{
    std::string id = {}; ///< empty: offered, not enrolled
    FactorKind kind = {};
    QString vendor = {}; ///< made visible; the provider where nothing else is told
    FactorStatus status = FactorStatus::Untold;
    QString account = {}; ///< made visible; empty: not told
    QString device = {}; ///< its name, made visible; empty: not told
    std::optional<Activation> activation = {}; ///< of one that waits to be proven
    // Addresses as written; empty: not offered
    std::string self = {};
    std::string verify = {};
};

/// From an object that is one. NotUnderstood where it does not say what it is.
base::Result<Factor> readFactor(const base::json::Value& object);

/// The reply to an enrolment, or to asking for one factor.
base::Result<Factor> readFactor(std::string_view body);

/// A list, or a catalogue. What in it is no factor is left out, one by one.
base::Result<std::vector<Factor>> readFactors(std::string_view body);

/// The ids of those that go when one of them is deleted, itself among them: with push or FastPass
/// go all of the vendor's app, its codes too, and the server says so to nobody.
std::vector<std::string> removedWith(const std::vector<Factor>& factors, const Factor& deleted);

} // namespace desk::okta
