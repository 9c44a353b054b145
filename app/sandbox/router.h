// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace sandbox {

/// Which part of the service answers which address.
class Router
{
public:
    /// The arguments are what stands in the place of each '*', decoded.
    using Handler = std::function<Reply(const Request&, const QStringList& arguments)>;

    /// "/api/v1/users/*/factors": a '*' is one step of the path.
    void on(const char* method, const char* pattern, Handler handler);

    /// 404 E0000008 for an address nobody answers, 405 E0000022 for a wrong method.
    Reply answer(const Request& request) const;

private:
    struct Route
    {
        QByteArray method;
        QStringList steps;
        Handler handler;
    };
    std::vector<Route> m_routes;
};

} // namespace sandbox
