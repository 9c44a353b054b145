// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/test_files.h"

namespace support {

std::string vectorFile(const std::string& name)
{
    return TEST_FOLDER "/vectors/" + name;
}

std::string fixtureFile(const std::string& name)
{
    return TEST_FOLDER "/fixtures/" + name;
}

} // namespace support
