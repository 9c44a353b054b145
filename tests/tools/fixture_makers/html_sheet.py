# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""html-sheet, our own sheet for paper, by the description in core/transfer/readers/html_sheet.cpp."""
from html import escape

from . import kit, links


def article(link, entry):
    rows = [("secret", entry["secret"]), ("kind", entry["type"].upper())]
    if entry.get("pin"):
        rows.append(("pin", entry["pin"]))
    if entry.get("note"):
        rows.append(("note", entry["note"]))
    text = (f'<article class="account">\n<div class="code"><svg></svg></div>\n'
            f'<h2><bdi class="issuer">{escape(entry["issuer"])}</bdi>'
            f'<bdi class="name">{escape(entry["name"])}</bdi></h2>\n')
    if entry.get("favorite"):
        text += '<p class="pinned">Angeheftet</p>'
    text += "<dl>\n" + "".join(f'<dt>{name}</dt><dd class="{name}">{escape(value)}</dd>\n'
                               for name, value in rows)
    tags = ", ".join(f'<span class="tag">{escape(tag)}</span>' for tag in entry.get("groups", []))
    return text + f'<dt>x</dt><dd>{tags}</dd>\n</dl>\n<code class="link">{escape(link)}</code>\n</article>\n'


def page(articles):
    return ('<!DOCTYPE html>\n<html lang="de">\n<head><title>x</title></head>\n'
            '<body class="countersign-sheet">\n<header><h1>x</h1></header>\n'
            + "".join(articles) + "</body>\n</html>\n").encode()


def samples():
    entries = kit.accounts()
    entries[0]["note"] = '</dd><dd class="pin">99</dd> & "so" on'
    motp = kit.entry("motp", "Tunnel", "ada", "g", 8, pin="4711")
    yandex = kit.entry("yandex", "Yandex", "ada.y", "h", 16, pin="5239")
    articles = [article(links.link(entry), entry) for entry in entries]
    articles.append(article(f"motp://Tunnel:ada?secret={kit.raw_of(motp).hex()}", motp))
    yaotp = f"otpauth://yaotp/Yandex:ada.y?secret={yandex['secret']}&issuer=Yandex"
    articles.append(article(yaotp, yandex))
    articles.insert(2, article("otpauth://totp/Bad:none?issuer=Bad", entries[2]))
    yield kit.sample("html-sheet", "every-kind.html", page(articles), entries + [motp, yandex],
                     failures=1)
