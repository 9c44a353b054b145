// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/logging.h"

#include <QTemporaryFile>

#include <cstdio>
#include <functional>
#include <unistd.h>

namespace support {

/// What a function writes to standard error, with our handler installed.
inline QByteArray logged(const std::function<void()>& write)
{
    QTemporaryFile file;
    if (!file.open())
        return "no temporary file";
    std::fflush(stderr);
    const int saved = ::dup(STDERR_FILENO);
    ::dup2(file.handle(), STDERR_FILENO);
    const QtMessageHandler before = qInstallMessageHandler(nullptr);
    base::installLogging();
    write();
    qInstallMessageHandler(before);
    std::fflush(stderr);
    ::dup2(saved, STDERR_FILENO);
    ::close(saved);
    file.seek(0);
    return file.readAll();
}

} // namespace support
