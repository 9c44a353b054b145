// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QTranslator>

namespace desktop {

/// The texts in the user's language for as long as it lives; where there are none, English, which
/// needs a translation for the plural forms of its own sentences.
class Translation
{
public:
    Translation();
    ~Translation();
    Translation(const Translation&) = delete;
    Translation& operator=(const Translation&) = delete;

private:
    QTranslator m_translator;
};

} // namespace desktop
