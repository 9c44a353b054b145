// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QStringList>

namespace support {

/// What a person writes on paper while the recovery key is shown: its nine groups in order.
QStringList writeDownRecoveryKey();

/// Answers the two questions that follow, from that paper, by keyboard; false if nothing was asked.
bool typeGroupsBack(const QStringList& groups);

} // namespace support
