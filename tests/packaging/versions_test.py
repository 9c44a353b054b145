#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""The version stands in several files; run with the root of the tree and CMake's version."""
import glob
import re
import sys

root, version = sys.argv[1:]
places = {
    "CHANGELOG.md": r"^## (\S+)",
    "packaging/debian/changelog": r"^countersign \((\S+)\)",
    "packaging/linux/*.metainfo.xml": r'<release version="([^"]+)"',
}
wrong = []
for pattern, expression in places.items():
    path, = glob.glob(f"{root}/{pattern}")
    with open(path, encoding="utf-8") as file:
        newest = re.search(expression, file.read(), re.M)
    if not newest or newest.group(1) != version:
        wrong.append(f"{path}: {newest and newest.group(1)} instead of {version}")
if wrong:
    sys.exit("\n".join(wrong))
print("all say", version)
