// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>

#include <string_view>
#include <variant>

namespace push::tiqr {

/// An enrolment code.
struct Activation
{
    QString server; ///< origin of the address its metadata is fetched from
};

/// A sign-in to answer.
struct SignIn
{
    QString service; ///< identifier, compared with what enrolment stored; not always a host
    QString account; ///< user id; empty: the site leaves the choice to us
};

/// What a text is to tiqr; monostate: nothing.
using Link = std::variant<std::monostate, Activation, SignIn>;

/// Recognises tiqrenroll:// and tiqrauth:// (also eduID's eduidenroll:// and eduidauth://) and the
/// web addresses that stand for them (…/tiqrenroll?metadata=…, …/tiqrauth?s=…&q=…&i=…). Custom
/// links are cut as text: what they hold is not a well-formed URI. MissingField and
/// ConflictingField name the part; InvalidField ("metadata", address without its query, allowed)
/// where that is not https.
base::Result<Link> readLink(std::string_view text);

} // namespace push::tiqr
