// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QtGlobal>

#include <chrono>

namespace sandbox {

/// How much of this computer whoever can reach the ports may take up. Every program here can, and
/// with no token at all, so nothing that a stranger sends grows without bound.
struct Limits
{
    qsizetype head = qsizetype { 32 } * 1024; ///< bytes of the request line and its headers
    qsizetype body = qsizetype { 64 } * 1024; ///< bytes of a body
    int connections = 128; ///< open at a time, for each port
    std::chrono::milliseconds request { 30'000 }; ///< from its first byte to its last
    std::chrono::milliseconds idle { 300'000 }; ///< between two requests
    std::chrono::milliseconds parting { 5'000 }; ///< for reading the refusal, after it was sent
    std::size_t kept = 1'000; ///< of each kind: sign-ins, tokens, factors, users, …
};

} // namespace sandbox
