// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/failure.h"
#include "core/crypto/secret.h"

#include <QImage>

#include <optional>
#include <vector>

namespace cli {

/// What the screen or the clipboard held: pictures (one a screen), or text.
struct Captured
{
    std::vector<QImage> pictures;
    crypto::SecretBytes text; ///< may be a link with a secret
};

/// The part of the program that talks to the window system, in a process of its own: the rest stays
/// without a graphical connection, a window system that cannot be reached ends only that process,
/// and the clipboard's owner can outlive the call. Started before any application object exists.
class Display
{
public:
    enum class Task {
        Screen, ///< pictures of all screens
        Clipboard, ///< what it holds
        HoldCode, ///< owns the clipboard for a while
    };

    /// Unsupported without an X11 or Wayland display.
    static Outcome<Display> start(Task task);

    Display(Display&& other) noexcept;
    Display& operator=(Display&&) = delete;
    ~Display();

    /// Once, for Screen and Clipboard.
    Outcome<Captured> capture();

    /// Once, for HoldCode: puts the code, marked as secret, into the clipboard and returns. It goes
    /// when somebody else takes the clipboard, or after 30 seconds.
    Outcome<void> hold(std::string_view code);

private:
    Display(int connection, int process) : m_connection(connection), m_process(process) { }

    int m_connection = -1;
    int m_process = -1; ///< to be waited for; -1: nobody
};

} // namespace cli
