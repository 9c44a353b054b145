#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Makes the files of other programs that the tests of core/transfer read, and what must come out.

    make_fixtures.py FOLDER          writes FOLDER/<format>/…, as it stands in tests/fixtures, where
                                     the fuzz target begins with it, too
    make_fixtures.py --check FOLDER  compares instead, and ends with 1 where something differs

Each format has a maker in fixture_makers/. Secrets are invented here, and the codes are calculated
by kit.py, which shares nothing with core/otp. The same input makes the same bytes.
"""
import importlib
import json
import os
import pkgutil
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import fixture_makers  # noqa: E402


def made():
    """{path below the folder: bytes} of all formats."""
    files = {}
    for module in sorted(name for _, name, _ in pkgutil.iter_modules(fixture_makers.__path__)):
        if module.startswith("kit"):
            continue
        maker = importlib.import_module("fixture_makers." + module)
        by_format = {}
        for sample in maker.samples():
            content = sample.pop("bytes")
            files[sample.pop("path")] = content
            files.update(sample.pop("beside", {}))
            by_format.setdefault(sample["folder"], []).append(sample)
        for folder, samples in by_format.items():
            for sample in samples:
                del sample["folder"]
            document = json.dumps({"samples": samples}, ensure_ascii=False, indent=1)
            files[folder + "/samples.json"] = document.encode() + b"\n"
    return files


def main():
    check = sys.argv[1] == "--check"
    folder = sys.argv[-1]
    differing = []
    for path, content in made().items():
        target = os.path.join(folder, path)
        if check:
            try:
                with open(target, "rb") as file:
                    same = file.read() == content
            except OSError:
                same = False
            if not same:
                differing.append(path)
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "wb") as file:
            file.write(content)
    for path in differing:
        print(f"{path}: not what make_fixtures.py makes")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
