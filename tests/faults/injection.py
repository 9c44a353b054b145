# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Runs a program under the preloaded library of tests/tools/faults.cpp."""

import collections
import errno
import hashlib
import os
import shutil
import subprocess
import tempfile

Call = collections.namedtuple("Call", "name size path")
Run = collections.namedtuple("Run", "status output errors calls")

KILLED = -9
DISK_ERRORS = {"ENOSPC": errno.ENOSPC, "EROFS": errno.EROFS, "EIO": errno.EIO}
# What a file system answers that cannot do this.
NAME_ERRORS = {"EXDEV": errno.EXDEV, "EINVAL": errno.EINVAL}
POWER_CUTS = ("lost", "names", "torn")
MEMORY = "/dev/shm"


class Faults:
    """A scratch folder and the library that watches it."""

    def __init__(self, library, program):
        self.program = program
        self.variables = {}  # of its own, for every run
        # In memory where that can be: thousands of syncs of a disk would take minutes, and none
        # of these faults needs one.
        self.scratch = tempfile.mkdtemp(prefix="faults", dir=MEMORY if os.path.isdir(MEMORY) else None)
        # The loader splits its list at blanks, which the path of the build may hold.
        self.library = os.path.join(self.scratch, "faults.so")
        os.symlink(library, self.library)
        self.folder = os.path.join(self.scratch, "watched")
        self.report = os.path.join(self.scratch, "report")
        self.stash = os.path.join(self.scratch, "stash")
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

    def fingerprint(self):
        """Names and contents of all that is in the folder, in one value."""
        whole = hashlib.sha256()
        for folder, folders, names in sorted(os.walk(self.folder)):
            for name in sorted(names):
                with open(os.path.join(folder, name), "rb") as file:
                    contents = hashlib.sha256(file.read()).digest()
                whole.update(os.path.join(folder, name).encode() + b"\0" + contents)
            whole.update(repr(sorted(folders)).encode())
        return whole.digest()

    def environment(self, plan):
        """The variables of a run; `plan` as there."""
        environment = dict(os.environ, **self.variables, LD_PRELOAD=self.library, FAULTS_FOLDER=self.folder,
                           FAULTS_REPORT=self.report,
                           # Sanitizers want to be the first library.
                           ASAN_OPTIONS="verify_asan_link_order=0")
        environment.update({f"FAULTS_{key.upper()}": str(value) for key, value in plan.items()})
        return environment

    def words_found(self, words):
        """Those of the words that a file of the folder holds or is named by, as UTF-8 or as UTF-16,
        each with the file."""
        found = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                with open(path, "rb") as file:
                    contents = file.read()
                for word in words:
                    held = word.encode() in contents or word.encode("utf-16-le") in contents
                    if held or word in name:
                        found.append((word, name))
        return found

    def begin(self, *arguments, before=None, **plan):
        """Starts the program, as run(), which waits for its end; `before` is called in it first."""
        if os.path.exists(self.report):
            os.unlink(self.report)
        return subprocess.Popen([self.program, *arguments], env=self.environment(plan), text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=before)

    def run(self, *arguments, **plan):
        """Runs the program; `plan` gives the FAULTS_… variables in lower case."""
        if "power" in plan:
            shutil.rmtree(self.stash, ignore_errors=True)
            os.mkdir(self.stash)
            plan["stash"] = self.stash
        started = self.begin(*arguments, **plan)
        output, errors = started.communicate()
        calls = []
        with open(self.report, encoding="utf-8") as report:
            for line in report:
                name, size, path = line.rstrip("\n").split(" ", 2)
                calls.append(Call(name, int(size), path))
        return Run(started.returncode, output, errors, calls)


def kill_points(calls):
    """Plans that kill before and after each call, and inside each write at many places."""
    for number, call in enumerate(calls, 1):
        yield {"at": number, "action": "kill-before"}
        if call.name == "write":
            inside = {1, call.size // 2, call.size - 1, *range(4096, call.size, 4096)}
            for size in sorted(size for size in inside if 0 < size < call.size):
                yield {"at": number, "action": "kill-inside", "bytes": size}
        yield {"at": number, "action": "kill-after"}


def interruptions(calls):
    """Plans after which all is as if nothing had happened: a signal that comes meanwhile, and
    writes that write only a part."""
    for number, call in enumerate(calls, 1):
        if call.name in ("open", "flock", "write", "fsync", "close"):
            yield {"at": number, "action": errno.EINTR}
        if call.name == "write":
            for size in sorted({1, call.size - 1}):
                if 0 < size < call.size:
                    yield {"at": number, "action": "short", "bytes": size}


def check(condition, *what):
    """An assertion that is not switched off and says what it is about."""
    if not condition:
        raise SystemExit("FAILED: " + " ".join(str(part) for part in what))
