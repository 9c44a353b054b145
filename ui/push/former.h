// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"

#include <string>

namespace ui::push {

/// A registration of no use any more that is to be set up once more: what is known of it.
struct Former
{
    vault::Id account = {};
    std::string server = {};
    vault::PushTrust trust = {};
};

} // namespace ui::push
