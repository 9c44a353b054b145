// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/light_strip.h"

namespace ui::push {

class GuardKeeper;

/// One line while something is quiet, in which nobody should be without knowing; a press leads to
/// what can end it. It names no account, so that it can stay while the vault is locked.
class QuietStrip : public widgets::LightStrip
{
    Q_OBJECT

public:
    /// The keeper outlives it.
    explicit QuietStrip(GuardKeeper& keeper, QWidget* parent = nullptr);

private:
    void showState();

    GuardKeeper& m_keeper;
};

} // namespace ui::push
