#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Every C++ file of the tree is as clang-format writes it; run with the root and clang-format."""
import os
import subprocess
import sys

root, clang_format = sys.argv[1], sys.argv[2]
sources = sorted(
    os.path.join(base, name)
    for top in ("app", "core", "ui", "tests")
    for base, _, names in os.walk(os.path.join(root, top))
    for name in names
    if name.endswith((".h", ".cpp"))
)
if not sources:
    sys.exit("no sources found under " + root)
step = 50
failed = [
    subprocess.run([clang_format, "--dry-run", "-Werror", *sources[at:at + step]]).returncode
    for at in range(0, len(sources), step)
]
if any(failed):
    sys.exit("format them with: clang-format -i FILE…")
print(len(sources), "files are formatted")
