// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace sandbox {

/// A factor and its parts as Okta's Factors API writes them. The
/// links begin with `origin`, the address the request came to.
QJsonObject factorJson(World& world, const Factor& factor, const QString& origin);

/// The reply to a poll of an activation that still waits, or whose time is over.
QJsonObject activationJson(const World& world, const Factor& factor, const QString& origin);

/// A push transaction.
QJsonObject transactionJson(World& world, const Transaction& transaction, const QString& origin);

/// The text of a factor's QR code: an activation link, or an ordinary secret.
QString codeText(World& world, const Factor& factor);

/// A secret as RFC 4648 writes it, without padding.
QString base32Of(const QByteArray& secret);

/// "WAITING", …
QString word(Outcome outcome);

} // namespace sandbox
