// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace net {

/// Where a request may go.
struct Target
{
    QUrl url;
    std::string host;
    std::string origin;
    bool isEncrypted = true; ///< else of this computer
};

/// NotEncrypted for http to anything but a literal loopback address; InvalidField ("address") for
/// what is no address of a server, or has a user's name in it.
base::Result<Target> targetOf(const std::string& url);

/// 127.0.0.0/8 and ::1 as numbers. Names are not asked: who answers for "localhost" is up to
/// others.
bool isLoopbackLiteral(const QString& host);

} // namespace net
