# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""countersign-cli while the system fails: it says so in one sentence and ends with the status of a
failure, never with that of a wrong passphrase; nothing secret is said, and the vault opens."""

import ctypes
import fcntl
import os
import resource
import shutil
import sys

from injection import DISK_ERRORS, Faults, check

FAILED = 1
SECRETS = ("12345678901234567890", "GEZDGNBVGY3TQOJQ", "\u00dcbung 42", "94287082")
PR_CAPBSET_DROP, CAP_IPC_LOCK = 24, 14


class CommandLine:
    def __init__(self, faults, golden):
        self.faults = faults
        faults.variables = {"HOME": faults.folder, "XDG_DATA_HOME": faults.path("data"),
                            "XDG_STATE_HOME": faults.path("state")}
        os.makedirs(faults.path("data/countersign"))
        self.vault = faults.path("data/countersign/vault.countersign")
        shutil.copy(golden, self.vault)
        self.passphrase = os.path.join(faults.scratch, "passphrase")
        with open(self.passphrase, "w", encoding="utf-8") as file:
            file.write("\u00dcbung 42\n")
        os.chmod(self.passphrase, 0o600)
        self.start = faults.keep("start")

    def rename(self, **plan):
        return self.faults.run("--passphrase-file", self.passphrase, "rename", "acme", "--issuer",
                               "Zenith", **plan)

    def issuer(self):
        listed = self.faults.run("--passphrase-file", self.passphrase, "list")
        check(listed.status == 0, "the vault does not open:", listed)
        return "Zenith" if "Zenith" in listed.output else "ACME"

    def check_told(self, run, what):
        """One sentence about what went wrong, and at most one about what to do."""
        lines = run.errors.splitlines()
        check(run.status == FAILED, what, run)
        check(len(lines) in (1, 2) and lines[0].startswith("countersign-cli: "), what, run.errors)
        check(all(line.endswith(".") for line in lines), what, "no sentence:", run.errors)
        check(not run.output, what, "says something all the same:", run.output)

    def check_run(self, what, must_fail=False, **plan):
        self.faults.restore(self.start)
        run = self.rename(**plan)
        said = run.output + run.errors
        check(not any(secret in said for secret in SECRETS), what, "tells a secret")
        leaked = self.faults.words_found(SECRETS)
        check(not leaked, what, "in the clear:", leaked)
        check(run.status != 0 or not must_fail, what, "succeeded")
        if run.status != 0:
            self.check_told(run, what)
        expected = "Zenith" if run.status == 0 else "ACME"
        check(self.issuer() == expected, what, "ended with", run.status, "but left", self.issuer())
        return run


def fail_everywhere(cli):
    cli.faults.restore(cli.start)
    whole = cli.rename()
    check(whole.status == 0, whole)
    told = 0
    for number, call in enumerate(whole.calls, 1):
        for name, error in DISK_ERRORS.items():
            what = f"{name} at {number} ({call.name} {call.path}):"
            told += cli.check_run(what, at=number, action=error).status != 0
    return told


def without_locked_pages():
    """The system lets the program lock no memory."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        cli = CommandLine(faults, sys.argv[3])
        told = fail_everywhere(cli)
        check(told > 0, "nothing failed")
        for missing in ("arena", "memory", "random"):
            cli.check_run(f"without {missing}:", must_fail=True, refuse=missing)
        cli.check_run("without locks:", refuse="locks")
        run = cli.check_run("without locked pages:", before=without_locked_pages)
        check(run.status == 0, "memory that cannot be locked is needed:", run)

        faults.restore(cli.start)
        with open(f"{cli.vault}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            run = cli.rename()
            cli.check_told(run, "a lock that is held:")
            check("another program" in run.errors.lower(), "a lock that is held:", run.errors)
        check(cli.issuer() == "ACME" and cli.rename().status == 0, "after the lock")
        print(f"{told} failures told in a sentence")


if __name__ == "__main__":
    main()
