// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/session.h"

namespace cli {

/// Where a new recovery key goes: to standard output, or with --recovery-out to a new file. The
/// file is made before the key is, because afterwards a full disk would cost the key.
class RecoveryOutput
{
public:
    /// FileExists and kin if the file cannot be made.
    static Outcome<RecoveryOutput> prepare(const Arguments& arguments);

    /// Removes the empty file; there is no key.
    void discard() const;

    /// Writes the key to the file, or to the document or text of the session.
    Outcome<void> finish(Session& session, const vault::RecoveryKey& key) const;

private:
    std::string m_path; ///< empty: standard output
};

} // namespace cli
