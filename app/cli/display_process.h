// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/display.h"

namespace cli {

/// First byte of each answer of the display process.
constexpr char DisplayReady = 'r';
constexpr char DisplayDone = 'd';

/// What stands before the pixels of one picture (32 bits each) on the connection.
struct PictureHeader
{
    std::int32_t width = 0;
    std::int32_t height = 0;
};

/// What stands before everything that was captured.
struct CaptureHeader
{
    std::uint32_t pictures = 0;
    std::uint32_t textSize = 0;
};

bool sendAll(int connection, const void* bytes, std::size_t size);
bool receiveAll(int connection, void* bytes, std::size_t size);

/// The display process from its first to its last instruction.
[[noreturn]] void runDisplayProcess(Display::Task task, int connection);

} // namespace cli
