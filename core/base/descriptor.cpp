// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/descriptor.h"

#include <unistd.h>

namespace base {

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

bool Descriptor::close()
{
    return ::close(std::exchange(m_fd, -1)) == 0 || errno == EINTR;
}

} // namespace base
