// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"

#include <optional>

namespace sandbox {

/// The first rules of every request: any web page of any site can send one to 127.0.0.1, so
/// loopback alone keeps nobody out. Ports are those the service listens on.
///
/// The Host must be one of ours, else 421: a site whose name was made to point here is not let in.
/// An Origin is one of ours or absent, else 403; a body is of a type that other sites' pages cannot
/// send unasked, else 415.
std::optional<Reply> refusedAtTheDoor(const Request& request, const QList<quint16>& ports);

/// What every answer carries: no script but our files, no frame around us, nothing kept.
/// `formTarget` is one more place forms may lead to (the redirect of OAuth).
void addSafetyHeaders(Reply& reply, const QString& formTarget = {});

/// A text as it may stand in HTML, inside an element or a quoted attribute.
QString escaped(const QString& text);

} // namespace sandbox
