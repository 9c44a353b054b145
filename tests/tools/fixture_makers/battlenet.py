# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""battlenet-prefs-xml, after beemdevelopment/Aegis, BattleNetImporter.java."""
from . import kit

MASK = bytes.fromhex(
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479"
    "015c1d5b8b8f6b9a")
NAME = "com.blizzard.messenger.AUTHENTICATOR_"


def masked(text):
    return bytes(one ^ other for one, other in zip(text.encode(), MASK)).hex()


def preferences(**texts):
    lines = "".join(f'    <string name="{NAME}{name}">{text}</string>\n' for name, text in texts.items())
    return ("<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n"
            '    <boolean name="seen" value="true" />\n' + lines + "</map>\n").encode()


def samples():
    entry = kit.entry("totp", "Battle.net", "EU-1234-5678-9012", "battle", digits=8)
    secret = masked(kit.raw_of(entry).hex())
    yield kit.sample("battlenet-prefs-xml", "account.xml",
                     preferences(DEVICE_SECRET=secret, SERIAL=masked(entry["name"])), [entry])
    nameless = dict(entry, name="")
    yield kit.sample("battlenet-prefs-xml", "no-serial.xml",
                     preferences(DEVICE_SECRET=secret.upper()), [nameless])
    yield kit.sample("battlenet-prefs-xml", "no-secret.xml",
                     preferences(DEVICE_SECRET=masked("not hexadecimal"), SERIAL=masked("x")), [],
                     failures=1)
