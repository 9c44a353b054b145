#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The rules of the house that a program can see, checked over the whole tree.

    layers.py ROOT TARGETS

TARGETS is what CMake wrote: target|folder|what it links|what its users see of that. Prints one
line per broken rule and ends with 1 when there is any.
"""
import os
import re
import sys

LAYERS = ("core", "ui", "app")  # each may include itself and what stands before it

# The diagram: what each folder of core may link, of ours and of Qt. A new folder is a new row.
CORE = {
    "core/base": {"Qt6::Core"},
    "core/settings": {"core/base"},
    "core/crypto": {"core/base"},
    "core/net": {"core/crypto", "Qt6::Network"},
    "core/otp": {"core/crypto"},
    "core/vault": {"core/otp"},
    "core/backup": {"core/vault"},
    "core/qr": {"core/base", "Qt6::Gui", "Qt6::Svg"},
    "core/push": {"core/vault", "core/net"},
    "core/push/okta": {"core/base", "core/crypto", "core/push"},
    "core/push/duo": {"core/base"},
    "core/push/privacyidea": {"core/base"},
    "core/push/tiqr": {"core/base"},
    "core/inbox": {"core/push"},
    "core/desk/okta": {"core/net", "core/qr"},
    "core/enroll": {
        "core/otp", "core/push/okta", "core/push/duo", "core/push/privacyidea", "core/push/tiqr",
    },
    "core/transfer": {"core/vault", "core/backup", "core/qr", "core/enroll", "Qt6::Sql"},
}

# The programs that link less than the others. The sandbox writes the protocols a second time: if it
# shared core/push with the window, one misreading would pass on both sides.
APART = {
    "app/sandbox": {"core/base", "core/crypto", "core/otp", "core/qr", "Qt6::Core", "Qt6::HttpServer",
        "Qt6::Platform"},
}

# Where a library of others may be included, and never in a header.
THIRD_PARTY = {
    "openssl/": {"core/crypto", "app/sandbox"},
    "argon2.h": {"core/crypto"},
    "sodium.h": {"core/crypto"},
    "zip.h": {"core/transfer"},
    "zlib.h": {"core/transfer"},
    "zxcvbn.h": {"core/vault"},
    "ZXing/": {"core/qr"},
    "qrencode.h": {"core/qr"},
    "xcb/": {"ui/desktop"},
}

# pattern, the layers it is forbidden in, files that may, why
FORBIDDEN = [
    (r"\bQEventLoop\b|\bprocessEvents\b|(\.|->)exec\(\)|\bwaitFor(ReadyRead|Finished|Connected)\b",
     ("core", "ui"), r"$^", "waits by pumping events; use a callback or a QFuture"),
    (r"\bcurrentDateTime(Utc)?\b|\bcurrent(M?)SecsSinceEpoch\b|\bQ(Time::currentTime|Date::currentDate)\b"
     r"|\b(system_clock::now|gettimeofday|clock_gettime)\b|\btime\((nullptr|NULL|0)\)",
     LAYERS, r"^core/base/clock\.", "reads the wall clock; take the time, or a base::Clock"),
    (r"\bqSleep\b|\bsleep_(for|until)\b|\bu?sleep\(", (*LAYERS, "tests"), r"$^",
     "sleeps; wait for what happens instead"),
    # the sandbox is the server itself: it asks no browser for a certificate
    (r"\bignoreSslErrors\b|\bsetDefaultConfiguration\b|\bVerifyNone\b|\bQueryPeer\b", LAYERS,
     r"^app/sandbox/service\.cpp$",
     "would let a server pass that nobody vouches for; trust is a value of the request"),
    (r"\bSIGNAL\(|\bSLOT\(", (*LAYERS, "tests"), r"$^", "connects by text; use function pointers"),
]

LONGEST_FILE = 600
SPDX = ("SPDX-License-Identifier: GPL-3.0-or-later", "SPDX-FileCopyrightText: ")


class Source:
    """One C++ file: its path from the root, text, text without comments and strings, includes."""

    def __init__(self, root, path):
        self.path = path
        self.folder = os.path.dirname(path)
        self.layer = path.split("/")[0]
        self.is_header = path.endswith(".h")
        with open(os.path.join(root, path), encoding="utf-8") as file:
            self.text = file.read()
        self.code = re.sub(
            r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"',
            lambda found: "\n" * found.group().count("\n"), self.text, flags=re.S)
        self.includes = re.findall(r'^[ \t]*#[ \t]*include[ \t]*([<"][^>"]+)[>"]', self.text, re.M)
        self.own = [name[1:] for name in self.includes if name[0] == '"']
        self.others = [name[1:] for name in self.includes if name[0] == "<"]


def walk(root, tops, endings):
    for top in tops:
        for base, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(base, name), root)


def read_targets(path):
    """target → (folder, what it links, what its users see of that)"""
    targets = {}
    with open(path, encoding="utf-8") as file:
        for line in filter(None, map(str.strip, file)):
            target, folder, links, shown = line.split("|")
            targets[target] = (folder, linked(links), linked(shown))
    return targets


def linked(names):
    """Without what CMake adds: marks of the folder a link was made in, and the private links of a
    static library, which are for the linker alone."""
    return {name for name in names.split()
            if not name.startswith(("::@", "$<LINK_ONLY:")) and not name.endswith("-NOTFOUND")}


def home(folder, targets):
    """The folder whose CMakeLists.txt builds the files of this one; a layer as a whole is none."""
    homes = {known for known, _, _ in targets.values()}
    while folder and folder not in homes:
        folder = os.path.dirname(folder)
    return "" if folder in LAYERS else folder


def reached(folder, targets):
    """The folders whose headers may be included from this one: what its targets link, and what
    these show in turn."""
    seen = set()
    todo = [name for place, links, shown in targets.values() if place == folder
            for name in links | shown]
    while todo:
        name = todo.pop()
        if name in targets and name not in seen:
            seen.add(name)
            todo.extend(targets[name][2])
    return {folder} | {targets[name][0] for name in seen}


def check_layers(sources, root):
    for source in sources:
        if source.layer not in LAYERS:
            continue
        allowed = LAYERS[:LAYERS.index(source.layer) + 1]
        for name in source.own:
            if name.split("/")[0] not in allowed:
                yield f"{source.path}: includes {name}, which is not to its right"
            elif not os.path.exists(os.path.join(root, name)):
                yield f"{source.path}: includes {name}, which is not a path from the root"


def check_reach(sources, targets):
    known = {}
    for source in sources:
        if source.layer not in LAYERS:
            continue
        place = home(source.folder, targets)
        if not place:
            yield f"{source.path}: no target of CMake builds its folder"
            continue
        if place not in known:
            known[place] = reached(place, targets)
        for name in source.own:
            if home(os.path.dirname(name), targets) not in known[place]:
                yield f"{source.path}: includes {name}, which {place} does not link"


def check_diagram(targets):
    for target, (folder, links, shown) in sorted(targets.items()):
        if not folder.startswith("core/") and folder not in APART:
            continue
        rows = {**CORE, **APART}
        if folder not in rows:
            yield f"{folder}: has no row in the diagram of tests/architecture/layers.py"
            continue
        for name in sorted(links | shown):
            place = targets[name][0] if name in targets else name
            ours = name in targets or name.startswith("Qt6::")
            if ours and place != folder and place not in rows[folder]:
                yield f"{folder}: {target} links {name}, which its row does not have"


def check_third_party(sources):
    for source in sources:
        if source.layer not in LAYERS:
            continue
        for name in source.others:
            if re.match(r"Qt\w+/", name):
                yield f"{source.path}: includes <{name}>; write it without the module"
            if source.is_header and not re.fullmatch(r"Q\w+|[a-z_0-9]+", name):
                yield f"{source.path}: <{name}> does not belong in a header"
            for prefix, homes in THIRD_PARTY.items():
                if name.startswith(prefix) and source.folder not in homes:
                    yield f"{source.path}: <{name}> belongs to {', '.join(sorted(homes))} alone"


def check_forbidden(sources):
    for source in sources:
        for pattern, layers, may, why in FORBIDDEN:
            if source.layer not in layers or re.search(may, source.path):
                continue
            for found in re.finditer(pattern, source.code):
                line = source.code.count("\n", 0, found.start()) + 1
                yield f"{source.path}:{line}: {found.group()} {why}"


def check_files(sources):
    paths = {source.path for source in sources}
    for source in sources:
        lines = source.text.count("\n")
        if lines > LONGEST_FILE:
            yield f"{source.path}: {lines} lines; split it by what it knows"
        if source.layer not in LAYERS:
            continue
        if source.is_header:
            if not re.search(r"^\s*///", source.text, re.M):
                yield f"{source.path}: says nowhere what it is for"
            if "#pragma once" not in source.text:
                yield f"{source.path}: lacks #pragma once"
        else:
            # this is also what shows that the header compiles alone
            header = source.path[:-len(".cpp")] + ".h"
            if header in paths and source.includes[:1] != ['"' + header]:
                yield f"{source.path}: does not include its own header first"


def check_rings(sources):
    edges = {}
    for source in sources:
        if source.layer in LAYERS:
            edges.setdefault(source.folder, set()).update(
                os.path.dirname(name) for name in source.own)
    for folder in edges:
        edges[folder].discard(folder)

    def after(start):
        seen, todo = set(), [start]
        while todo:
            for name in edges.get(todo.pop(), ()):
                if name not in seen:
                    seen.add(name)
                    todo.append(name)
        return seen

    reach = {folder: after(folder) for folder in edges}
    rings = {tuple(sorted(other for other in reach[folder] if folder in reach.get(other, ())))
             for folder in edges if folder in reach[folder]}
    for ring in sorted(rings):
        yield f"{' '.join(ring)}: include one another in a ring"


def check_heads(root):
    written = walk(root, (*LAYERS, "tests", "packaging", ".ci"), ("",))
    for path in ["CMakeLists.txt", *written]:
        name = os.path.basename(path)
        try:
            with open(os.path.join(root, path), encoding="utf-8") as file:
                head = [file.readline() for _ in range(4)]
        except (OSError, UnicodeDecodeError):
            continue
        ours = name.endswith((".h", ".cpp", ".py", ".cmake")) or name == "CMakeLists.txt"
        if (ours or head[0].startswith("#!")) and not all(
                any(part in line for line in head) for part in SPDX):
            yield f"{path}: lacks the two SPDX lines"


def broken_rules(root, targets):
    sources = [Source(root, path) for path in walk(root, (*LAYERS, "tests"), (".h", ".cpp"))]
    if not any(source.layer == "core" for source in sources):
        yield f"{root}: no sources found"
    yield from check_layers(sources, root)
    yield from check_reach(sources, targets)
    yield from check_diagram(targets)
    yield from check_third_party(sources)
    yield from check_forbidden(sources)
    yield from check_files(sources)
    yield from check_rings(sources)
    yield from check_heads(root)


def main():
    root, targets = sys.argv[1], read_targets(sys.argv[2])
    broken = list(broken_rules(root, targets))
    print("\n".join(broken) if broken else f"{len(targets)} targets keep the rules")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
