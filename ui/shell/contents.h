// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

class QMimeData;

namespace ui::add {
class AddPage;
}

namespace ui::shell {

/// Whether something dropped or pasted may hold a code: a picture, a local file, or text.
bool canOffer(const QMimeData& contents);

/// Hands it to the add page; false if there is nothing in it that could be.
bool offerContents(const QMimeData& contents, add::AddPage& page);

} // namespace ui::shell
