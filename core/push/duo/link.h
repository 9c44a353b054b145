// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QString>

#include <string_view>
#include <variant>
#include <vector>

namespace push::duo {

/// An activation code of Duo Mobile. It is used up by the first call, so nothing is sent before the
/// user agreed.
struct Activation
{
    QString server; ///< "https://api-1a2b3c4d.duosecurity.com"
};

/// What a text is to Duo; monostate: nothing.
using Link = std::variant<std::monostate, Activation>;

/// Recognises the forms an activation takes (found by observation, Duo does not document them):
/// CODE-BASE64(host), also as duo://… or in angle brackets; https://m-HOST/activate/CODE and its
/// relatives; the address of the QR picture (/frame/qr?value=…); the activation endpoint itself.
///
/// Hosts below duosecurity.com and duofederal.com are accepted, and `moreHosts`, which come from
/// settings, never from the link: "host", "host:port" or ".suffix". InvalidField ("host", host,
/// allowed) for another one where the text means to be Duo's, InvalidField ("code", …) where no
/// host comes out of it.
base::Result<Link> readLink(std::string_view text, const std::vector<std::string>& moreHosts = {});

} // namespace push::duo
