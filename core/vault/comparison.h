// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/body.h"
#include "core/vault/vault_content.h"

namespace vault {

/// One side of a comparison. What is sealed in it is under this key.
struct ComparedSide
{
    const Body& body;
    base::ByteView sealKey;
};

/// Compares every entry, in use and in the trash, and opens every sealed secret of both sides,
/// those of older versions among them: one that does not open is a difference. An account that only
/// `other` has is a difference of the field `onlyThere`.
Comparison compare(
    const ComparedSide& present, const ComparedSide& other, const std::string& onlyThere);

} // namespace vault
