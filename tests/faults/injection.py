# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Runs a program under the preloaded library of tests/tools/faults.cpp."""

import collections
import errno
import os
import shutil
import subprocess
import tempfile

Call = collections.namedtuple("Call", "name size path")
Run = collections.namedtuple("Run", "status output errors calls")

KILLED = -9
DISK_ERRORS = {"ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS, "EIO": errno.EIO}


class Faults:
    """A scratch folder and the library that watches it."""

    def __init__(self, library, program):
        self.program = program
        self.scratch = tempfile.mkdtemp(prefix="faults")
        # The loader splits its list at blanks, which the path of the build may hold.
        self.library = os.path.join(self.scratch, "faults.so")
        os.symlink(library, self.library)
        self.folder = os.path.join(self.scratch, "watched")
        self.report = os.path.join(self.scratch, "report")
        self.empty()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.scratch)

    def empty(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        os.mkdir(self.folder)

    def restore(self, state):
        """Makes the folder equal to a copy that keep() took."""
        shutil.rmtree(self.folder)
        shutil.copytree(state, self.folder, symlinks=True)

    def keep(self, name):
        state = os.path.join(self.scratch, name)
        shutil.copytree(self.folder, state, symlinks=True)
        return state

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, *arguments, **plan):
        """Runs the program; `plan` gives the FAULTS_… variables in lower case."""
        if os.path.exists(self.report):
            os.unlink(self.report)
        environment = dict(os.environ, LD_PRELOAD=self.library, FAULTS_FOLDER=self.folder,
                           FAULTS_REPORT=self.report,
                           # Sanitizers want to be the first library.
                           ASAN_OPTIONS="verify_asan_link_order=0")
        environment.update({f"FAULTS_{key.upper()}": str(value) for key, value in plan.items()})
        done = subprocess.run([self.program, *arguments], env=environment, capture_output=True,
                              text=True, check=False)
        calls = []
        with open(self.report, encoding="utf-8") as report:
            for line in report:
                name, size, path = line.rstrip("\n").split(" ", 2)
                calls.append(Call(name, int(size), path))
        return Run(done.returncode, done.stdout, done.stderr, calls)


def kill_points(calls):
    """Plans that kill before and after each call, and inside each write at many places."""
    for number, call in enumerate(calls, 1):
        yield {"at": number, "action": "kill-before"}
        if call.name == "write":
            inside = {1, call.size // 2, call.size - 1, *range(4096, call.size, 4096)}
            for size in sorted(size for size in inside if 0 < size < call.size):
                yield {"at": number, "action": "kill-inside", "bytes": size}
        yield {"at": number, "action": "kill-after"}


def check(condition, *what):
    """An assertion that is not switched off and says what it is about."""
    if not condition:
        raise SystemExit("FAILED: " + " ".join(str(part) for part in what))
