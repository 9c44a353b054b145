// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/merge.h"
#include "tests/support/generated_body.h"

#include <cstdlib>

/// Three bodies made from the input keep to the laws of merging, and so does a later state of one.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    support::Choices choices(base::ByteView(data, size));
    const vault::Body a = support::generatedBody(choices);
    const vault::Body b = support::generatedBody(choices);
    const vault::Body c = support::generatedBody(choices);
    if (!support::brokenLaw(a, b, c).empty())
        std::abort();
    const vault::Body later = support::evolved(a, choices);
    if (!(vault::merge(later, a) == later))
        std::abort();
    return 0;
}
