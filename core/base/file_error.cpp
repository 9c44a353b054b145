// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/file_error.h"

#include <cerrno>
#include <cstring>

namespace base {

Error writeError(const std::string& path, const char* step)
{
    const int reason = errno;
    const std::string text = std::strerror(reason);
    const std::string context = std::string(step) + ": " + text;
    if (reason == ENOSPC || reason == EDQUOT)
        return { ErrorCode::DiskFull, context, { path } };
    if (reason == EROFS || reason == EACCES || reason == EPERM)
        return { ErrorCode::ReadOnly, context, { path } };
    if (reason == EEXIST)
        return { ErrorCode::FileExists, context, { path } };
    return { ErrorCode::CannotWrite, context, { path, text } };
}

bool isUnsupported(int reason)
{
    return reason == EINVAL || reason == ENOSYS || reason == EOPNOTSUPP || reason == ENOLCK;
}

} // namespace base
