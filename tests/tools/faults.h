// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

/// For a child of fork() in a program that is linked with faults.cpp: kills it before the call of
/// this number that concerns the folder, counted from now.
extern "C" void faultsKillAt(const char* folder, long call);
