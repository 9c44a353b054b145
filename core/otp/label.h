// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

#include <string_view>

namespace otp {

/// Issuer and account name as a link gives them.
struct Names
{
    QString issuer;
    QString name;
    QString labelIssuer; ///< the label's prefix where it differs from the issuer parameter
};

/// Sorts a label out: `label` is the path of a link, still percent-encoded; `issuerParameter` is
/// decoded. A label that begins with that issuer and a colon loses both; otherwise a colon written
/// as such splits before one written %3A, the first of its kind; the parameter wins over the
/// label's prefix. The parameter "null", written by programs for "none", counts as absent where the
/// label has a prefix.
Names namesOf(std::string_view label, const QString& issuerParameter);

/// The same for a label that was never encoded, as in Google's migration codes.
Names namesOfText(const QString& label, const QString& issuer);

/// The label of a link for these names: encoded, a colon between them, `%3A` for those inside.
/// namesOf reads it back.
std::string labelOf(const QString& issuer, const QString& name);

} // namespace otp
