// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/base/json_writer.h"

namespace base::json {

template class BasicWriter<std::string>;

} // namespace base::json
