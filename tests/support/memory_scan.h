// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/bytes.h"

namespace support {

/// A text that the test's own memory holds only in disguise, so that finding it means finding a
/// copy which the program made. The constructor's literal is read-only data, which is not scanned.
class ScrambledText
{
public:
    explicit ScrambledText(const char* ascii);
    /// Any bytes, also the UTF-16 ones of other scripts; looked for as "UTF-8" is.
    explicit ScrambledText(base::ByteView bytes);

    std::size_t size() const { return m_disguised.size(); }
    char at(std::size_t index) const;

    /// How often the text lies in the writable memory of this process, as UTF-8 or as UTF-16.
    int occurrencesUtf8() const { return occurrences(1); }
    int occurrencesUtf16() const { return occurrences(2); }

private:
    int occurrences(std::size_t bytesPerCharacter) const;
    int occurrencesIn(std::uintptr_t begin, std::size_t size, std::size_t bytesPerCharacter) const;
    bool isAt(const char* place, std::size_t bytesPerCharacter) const;

    std::string m_disguised;
};

} // namespace support
