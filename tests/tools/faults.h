// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

/// For a child of fork() in a program that is linked with faults.cpp: kills it before the call of
/// this number that concerns the folder, counted from now.
extern "C" void faultsKillAt(const char* folder, long call);

/// For a program that is linked with faults.cpp, until faultsEnd(): every call that concerns the
/// folder fails with this error.
extern "C" void faultsFail(const char* folder, int error);
/// The same; it does not return, like that of a medium that does not answer.
extern "C" void faultsHold(const char* folder);
/// All calls are made again, those that are held, too.
extern "C" void faultsEnd();
