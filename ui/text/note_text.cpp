// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/note_text.h"

#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

namespace ui::text {

QString noteText(otp::EntryNote note, const otp::Entry& entry)
{
    using enum otp::EntryNote;
    switch (note) {
    case CounterMissing:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "The link names no counter; it starts at 0. If the site refuses the first code, try "
            "the next ones."));
    case SecretNotCanonical:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "The secret is written in an unusual way. Try a code at the site before you rely on "
            "it."));
    case IssuersDiffer:
        return translated(
            QT_TRANSLATE_NOOP("ui::text", "The link names two issuers, “%1” and “%2”; %1 is used."))
            .arg(visibleText(entry.issuer, LongestShown),
                visibleText(entry.labelIssuer, LongestShown));
    case NameMissing:
        return translated(QT_TRANSLATE_NOOP(
            "ui::text", "The link names neither a service nor an account. Give it a name."));
    case PushTicketIgnored:
        return translated(QT_TRANSLATE_NOOP("ui::text",
            "Taken over as time-based codes. The site may still wait for its own app: choose "
            "“one-time password” there instead of “push notification”."));
    }
    return {};
}

} // namespace ui::text
