// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/light_strip.h"

namespace ui::push {

/// One line at the bottom of the window while sign-in requests wait, or while nobody has seen that
/// one was refused; a press leads there. It has no name in it, so that it can stay while the vault
/// is locked.
class WaitingStrip : public widgets::LightStrip
{
    Q_OBJECT

public:
    explicit WaitingStrip(QWidget* parent = nullptr);

    struct Standing
    {
        std::size_t count = 0; ///< that wait
        bool isBurst = false; ///< there are more than somebody makes who signs in
        bool hasRefused = false; ///< and that was not seen yet
    };
    /// Hides itself where there is nothing to say.
    void setStanding(const Standing& standing);
};

} // namespace ui::push
