// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/message.h"

#include <QHash>

namespace sandbox {

using Texts = QHash<QString, QString>;

/// A page of ours, from the files in pages/: each {{name}} is replaced by the text of that name,
/// escaped, or by markup that is ours. A place without either stays empty.
Reply page(const char* file, const Texts& texts, const Texts& markup = {});

/// A file as it is: script and style.
Reply asset(const char* file, const char* type);

} // namespace sandbox
