# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""picture and google-migration-qr: codes as they are shown, of which somebody kept the picture."""
from . import kit, kit_picture, links


def samples():
    entries = [links.bare(entry) for entry in kit.accounts() if entry["name"] != "a:b"]
    shown = [entries[0], entries[2], entries[3]]  # TOTP, HOTP, Steam
    yield kit.sample("picture", "three-codes.png",
                     kit_picture.picture(*[links.link(entry) for entry in shown]), shown)
    broken = "otpauth://totp/Bad:none?issuer=Bad"
    yield kit.sample("picture", "one-left.png",
                     kit_picture.picture(broken, links.link(entries[1])), entries[1:2], failures=1)
    whole = kit_picture.picture(links.link(entries[0]))
    for name, error, content in (
            ("no-code", "no-otp", kit_picture.png([[False] * 40] * 40)),
            ("other-code", "no-otp", kit_picture.picture("https://example.org/page")),
            ("cut", "corrupt", whole[:len(whole) // 2]),
            ("huge", "too-large", kit_picture.png([[False] * 40] * 40, (10_001, 10_000)))):
        yield kit.sample("picture", name + ".png", content, [], expect="error", error=error)

    moved = [kit.entry("totp", "Fabrikam", "ada", "a"),
             kit.entry("hotp", "Tokens", "7", "d", counter=9),
             kit.entry("totp", "Wide", "w", "b", 32, algorithm="SHA256", digits=8)]
    parts = [links.migration(moved[:2], 3, 0, 4711), links.migration(moved[2:], 3, 2, 4711)]
    yield kit.sample("google-migration-qr", "one-part.png", kit_picture.picture(parts[0]), moved[:2])
    yield kit.sample("google-migration-qr", "two-parts.png",
                     kit_picture.picture(parts[1], parts[0], parts[1]), moved[2:] + moved[:2])
