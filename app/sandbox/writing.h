// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"

class QTcpSocket;

namespace sandbox {

/// The status line and the headers of a reply.
QByteArray headOf(const Reply& reply, bool closes);

/// Writes a reply as it is meant to leave; an endless one goes on in the socket's event loop.
void send(const Reply& reply, const Request& request, QTcpSocket* socket);

} // namespace sandbox
