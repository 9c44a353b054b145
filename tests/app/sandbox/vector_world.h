// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/world.h"

namespace support {

const QString VectorOrg = QStringLiteral("https://acme.example.com");
const QString FirstTransaction = QStringLiteral("ftQ7mZ2nVw0TestTransaction01");
const QString SecondTransaction = QStringLiteral("ftQ7mZ2nVw0TestTransaction02");

/// The world the vectors of family A were made for: one user, whose device has been
/// asked twice.
void fillWithVectors(sandbox::World& world);

} // namespace support
