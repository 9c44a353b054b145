// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QString>

namespace ui::text {

/// What happened, in one sentence that names the step, and the next thing to do. Untrusted parts
/// in it are made visible and short; it is plain text, never markup.
struct Explanation
{
    QString message;
    QString next; ///< may be empty where nothing can be done

    bool operator==(const Explanation&) const = default;
};

} // namespace ui::text
