// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/light_strip.h"

namespace ui::push {

/// One line at the bottom of the window while sign-in requests wait; a press leads to them. It has
/// no name in it, so that it can stay while the vault is locked.
class WaitingStrip : public widgets::LightStrip
{
    Q_OBJECT

public:
    explicit WaitingStrip(QWidget* parent = nullptr);

    /// Hides itself where nothing waits. `isBurst`: there are more than somebody makes who signs
    /// in.
    void setWaiting(std::size_t count, bool isBurst);
};

} // namespace ui::push
