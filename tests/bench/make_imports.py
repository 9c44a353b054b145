#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Makes a file of many accounts in each plain format that is read and not written, for
bench_transfer.

    make_imports.py FOLDER COUNT     writes FOLDER/<format id>
"""
import base64
import hashlib
import json
import os
import sqlite3
import sys
import zipfile
from urllib.parse import quote
from xml.sax.saxutils import escape


class Account:
    """As bench_transfer fills a vault with."""

    def __init__(self, number):
        self.issuer, self.name = f"Service number {number // 2}", f"someone-{number}@example.org"
        self.raw = hashlib.sha1(b"secret of %d" % number).digest()
        self.secret = base64.b32encode(self.raw).decode()
        self.link = (f"otpauth://totp/{quote(self.issuer)}:{quote(self.name)}?secret={self.secret}"
                     f"&issuer={quote(self.issuer)}&algorithm=SHA1&digits=6&period=30")


def numbers(raw):
    return [byte - 256 if byte > 127 else byte for byte in raw]


def free_otp(one):
    return {"algo": "SHA1", "counter": 0, "digits": 6, "issuerExt": one.issuer, "label": one.name,
            "period": 30, "secret": numbers(one.raw), "type": "TOTP"}


def otp_fields(one):
    return {"secret": one.secret, "issuer": one.issuer, "label": one.name, "digits": 6, "type": "TOTP",
            "algorithm": "SHA1", "thumbnail": "Default", "last_used": 0, "used_frequency": 0,
            "period": 30, "tags": []}


def login(one):
    return {"id": one.name, "organizationId": None, "collectionIds": None, "folderId": None, "type": 1,
            "name": one.issuer, "notes": None, "favorite": False, "login": {"totp": one.link}}


JSON = {
    "2fauth-json": lambda all: {"app": "2fauth_v5.0.0", "schema": 1, "datetime": "2026-01-01", "data": [
        {"otp_type": "totp", "account": one.name, "service": one.issuer, "icon": None,
         "secret": one.secret, "digits": 6, "algorithm": "sha1", "period": 30, "counter": None}
        for one in all]},
    "andotp-json": lambda all: [otp_fields(one) for one in all],
    "authenticator-extension-json": lambda all: {
        f"{one.name}": {"account": one.name, "issuer": one.issuer, "hash": one.name, "index": number,
                        "type": "totp", "secret": one.secret, "encrypted": False}
        for number, one in enumerate(all)},
    "authy-desktop-json": lambda all: [
        {"name": one.name, "secret": one.secret, "uri": one.link} for one in all],
    "bitwarden-authenticator-json": lambda all: {
        "encrypted": False, "items": [login(one) for one in all]},
    "duo-json": lambda all: [{"name": one.name, "accountType": "ThirdParty", "pkey": "",
                              "otpGenerator": {"otpSecret": one.secret}} for one in all],
    "freeotp-plus-json": lambda all: {"tokenOrder": [f"{one.issuer}:{one.name}" for one in all],
                                      "tokens": [free_otp(one) for one in all]},
    "gnome-authenticator-json": lambda all: [
        {"secret": one.secret, "label": one.name, "period": 30, "digits": 6, "type": "TOTP",
         "algorithm": "SHA1", "thumbnail": "Default", "last_used": 0, "tags": [one.issuer]}
        for one in all],
    "lastpass-authenticator-json": lambda all: {"localDeviceId": "81b5", "version": 3, "accounts": [
        {"accountID": one.name, "issuerName": one.issuer, "userName": one.name, "secret": one.secret,
         "timeStep": 30, "digits": 6, "algorithm": "SHA1", "isFavorite": False} for one in all],
        "folders": []},
    "raivo-json": lambda all: [
        {"issuer": one.issuer, "account": one.name, "secret": one.secret, "digits": "6", "timer": "30",
         "counter": "0", "kind": "TOTP", "algorithm": "SHA1", "pinned": "false", "iconType": "",
         "iconValue": ""} for one in all],
    "steam-mobile-json": lambda all: {"accounts": {
        one.name: {"shared_secret": base64.b64encode(one.raw).decode(), "account_name": one.name}
        for one in all}},
}


def preferences(texts):
    lines = "".join(f'<string name="{escape(name)}">{escape(text, {chr(34): "&quot;"})}</string>\n'
                    for name, text in texts)
    return "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<map>\n" + lines + "</map>\n"


def keepass(all):
    entries = "".join(
        "<Entry>" + "".join(f"<String><Key>{key}</Key><Value>{escape(value)}</Value></String>"
                            for key, value in (("Title", one.issuer), ("UserName", one.name),
                                               ("otp", one.link))) + "</Entry>\n" for one in all)
    return ("<?xml version='1.0' encoding='utf-8'?>\n<KeePassFile><Meta></Meta><Root><Group><Name>All"
            f"</Name>{entries}</Group></Root></KeePassFile>\n")


def winauth_xml(all):
    def one_of(one):
        return (f'<WinAuthAuthenticator id="{one.name}" type="WinAuth.GoogleAuthenticator"><name>'
                f"{one.issuer} ({one.name})</name><authenticatordata><servertimediff>0</servertimediff>"
                f"<secretdata>{one.raw.hex().upper()}\t6\tSHA1\t30</secretdata></authenticatordata>"
                "</WinAuthAuthenticator>\n")
    return ('<?xml version="1.0" encoding="utf-8"?>\n<WinAuth version="3.5">\n'
            + "".join(map(one_of, all)) + "</WinAuth>\n")


def lines(header, row):
    return lambda all: "\n".join([header] + [row(one) for one in all]) + "\n"


TEXTS = {
    "apple-passwords-csv": lines(
        "Title,URL,Username,Password,Notes,OTPAuth",
        lambda one: f"{one.issuer} ({one.name}),https://example.org,{one.name},x,,{one.link}"),
    "bitwarden-authenticator-csv": lines(
        "folder,favorite,type,name,login_uri,login_totp",
        lambda one: f",,1,{one.issuer},,{one.link},{one.issuer},30,6"),
    "bitwarden-csv": lines(
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,"
        "login_totp", lambda one: f",,login,{one.issuer},,,0,,{one.name},x,{one.link}"),
    "freeotp-prefs-xml": lambda all: preferences(
        [(f"{one.issuer}:{one.name}", json.dumps(free_otp(one))) for one in all]
        + [("tokenOrder", json.dumps([f"{one.issuer}:{one.name}" for one in all]))]),
    "keepass-xml": keepass,
    "stratum-html": lambda all: "<html><body><table>\n" + "".join(
        f'<tr><td>{one.issuer}</td><td><code class="uri">{escape(one.link)}</code></td></tr>\n'
        for one in all) + "</table></body></html>\n",
    "totp-authenticator-prefs-xml": lambda all: preferences([("STATIC_TOTP_CODES_LIST", json.dumps(
        [{"base": 32, "digits": "6", "issuer": one.issuer, "key": one.secret, "name": one.name,
          "period": "30"} for one in all]))]),
    "winauth-text": lambda all: "".join(
        one.link + ("&deviceid=x&data=%7B%7D" if number == 0 else "") + "\n"
        for number, one in enumerate(all)),
    "winauth-xml": winauth_xml,
}
DATABASES = {
    "google-authenticator-sqlite": (
        "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, email TEXT, secret TEXT, counter INTEGER,"
        " type INTEGER, issuer TEXT)",
        "INSERT INTO accounts (email, secret, counter, type, issuer) VALUES (?, ?, 0, 0, ?)",
        lambda one: (one.name, one.secret, one.issuer)),
    "microsoft-authenticator-sqlite": (
        "CREATE TABLE accounts (_id INTEGER PRIMARY KEY, name TEXT, username TEXT,"
        " oath_secret_key TEXT, account_type INTEGER)",
        "INSERT INTO accounts (name, username, oath_secret_key, account_type) VALUES (?, ?, ?, 0)",
        lambda one: (one.issuer, one.name, one.secret)),
    "stratum-sqlite": (
        "CREATE TABLE authenticator (type INTEGER, icon TEXT, issuer TEXT, username TEXT, secret TEXT,"
        " pin TEXT, algorithm INTEGER, digits INTEGER, period INTEGER, counter INTEGER,"
        " ranking INTEGER); CREATE TABLE category (id TEXT, name TEXT, ranking INTEGER)",
        "INSERT INTO authenticator VALUES (2, NULL, ?, ?, ?, NULL, 0, 6, 30, 0, 0)",
        lambda one: (one.issuer, one.name, one.secret)),
}
ARCHIVES = {
    "1password-1pux": ("export.data", lambda all: {"accounts": [{"vaults": [{
        "attrs": {"name": "Private"}, "items": [
            {"overview": {"title": one.issuer}, "details": {"loginFields": [
                {"value": one.name, "designation": "username"}], "sections": [
                    {"fields": [{"value": {"totp": one.link}}]}]}} for one in all]}]}]}),
    "proton-pass-zip": ("Proton Pass/data.json", lambda all: {"vaults": {"v": {
        "name": "Private", "items": [
            {"state": 1, "data": {"metadata": {"name": one.issuer, "note": ""}, "extraFields": [],
                                  "type": "login", "content": {"itemEmail": one.name,
                                                               "totpUri": one.link}}}
            for one in all]}}}),
}


def main():
    folder, all_ = sys.argv[1], [Account(number) for number in range(int(sys.argv[2]))]
    texts = {name: make(all_) for name, make in TEXTS.items()}
    texts.update({name: json.dumps(make(all_)) for name, make in JSON.items()})
    for name, text in texts.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
    for name, (schema, insert, row) in DATABASES.items():
        connection = sqlite3.connect(os.path.join(folder, name))
        connection.executescript(schema)
        connection.executemany(insert, map(row, all_))
        connection.commit()
        connection.close()
    for name, (member, make) in ARCHIVES.items():
        with zipfile.ZipFile(os.path.join(folder, name), "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(member, json.dumps(make(all_)))


if __name__ == "__main__":
    main()
