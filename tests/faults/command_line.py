# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""countersign-cli while the system fails: it says so in one sentence and ends with the status of a
failure, never with that of a wrong passphrase; nothing secret is said, and the vault opens.

    command_line.py FAULTS COUNTERSIGN-CLI GOLDEN_VAULT save
    command_line.py FAULTS COUNTERSIGN-CLI GOLDEN_VAULT slots ENOSPC|EROFS|EIO

`save` is every call of a verb that changes the vault and of the backup after it, by recovery key, which
derives nothing. `slots` is every call of what only a passphrase brings: a costlier slot, saved after
the verb, for one error, since each time derives keys of full costs."""

import ctypes
import fcntl
import os
import resource
import shutil
import sys

from injection import DISK_ERRORS, Faults, check

FAILED = 1
SECRETS = ("12345678901234567890", "GEZDGNBVGY3TQOJQ", "\u00dcbung 42", "94287082")
RECOVERY_KEY = "CSR1-QQQS-YQCY-Q5RQ-WZQF-PG9S-CRGW-PUNY-VJGA"
PR_CAPBSET_DROP, CAP_IPC_LOCK = 24, 14


class CommandLine:
    def __init__(self, faults, golden):
        self.faults = faults
        faults.variables = {"HOME": faults.folder, "XDG_DATA_HOME": faults.path("data"),
                            "XDG_STATE_HOME": faults.path("state")}
        os.makedirs(faults.path("data/countersign"))
        self.vault = faults.path("data/countersign/vault.countersign")
        shutil.copy(golden, self.vault)
        self.by_passphrase = ("--passphrase-file", self.secret("passphrase", "\u00dcbung 42\n"))
        self.by_key = ("--recovery-key-file", self.secret("key", RECOVERY_KEY))
        self.start = faults.keep("start")

    def secret(self, name, text):
        path = os.path.join(self.faults.scratch, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o600)
        return path

    def rename(self, opener, **plan):
        return self.faults.run(*opener, "rename", "acme", "--issuer", "Zenith", **plan)

    def issuer(self):
        listed = self.faults.run(*self.by_key, "list")
        check(listed.status == 0, "the vault does not open:", listed)
        return "Zenith" if "Zenith" in listed.output else "ACME"

    def check_told(self, run, what):
        """One sentence about what went wrong, and at most one about what to do."""
        lines = run.errors.splitlines()
        check(run.status == FAILED, what, run)
        check(len(lines) in (1, 2) and lines[0].startswith("countersign-cli: "), what, run.errors)
        check(all(line.endswith(".") for line in lines), what, "no sentence:", run.errors)
        check(not run.output, what, "says something all the same:", run.output)

    def check_run(self, what, opener, must_fail=False, **plan):
        self.faults.restore(self.start)
        run = self.rename(opener, **plan)
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


def calls_of(cli, opener):
    cli.faults.restore(cli.start)
    whole = cli.rename(opener)
    check(whole.status == 0, whole)
    return list(enumerate(whole.calls, 1))


def calls_of_slots(cli):
    """Those while the vault's lock is held for the second time: a passphrase has its slot renewed."""
    calls = calls_of(cli, cli.by_passphrase)
    locks = [number for number, call in calls if call.path == f"{cli.vault}.lock"]
    check(len(locks) == 6, "opened, locked and closed twice:", locks)  # else it was not renewed
    return calls[locks[3] - 1:locks[5]]


def fail_at(cli, calls, opener, names):
    """How many failures there were, and how many of them the verb did not survive."""
    tried = told = 0
    for number, call in calls:
        for name in names:
            what = f"{name} at {number} ({call.name} {call.path}):"
            run = cli.check_run(what, opener, at=number, action=DISK_ERRORS[name])
            told += run.status != 0
            tried += 1
    return tried, told


def without_locked_pages():
    """The system lets the program lock no memory."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_CAPBSET_DROP, CAP_IPC_LOCK, 0, 0, 0)
    resource.setrlimit(resource.RLIMIT_MEMLOCK, (0, 0))


def refuse(cli):
    for missing in ("arena", "memory", "random"):
        cli.check_run(f"without {missing}:", cli.by_passphrase, must_fail=True, refuse=missing)
    cli.check_run("without locks:", cli.by_key, refuse="locks")
    run = cli.check_run("without locked pages:", cli.by_passphrase, before=without_locked_pages)
    check(run.status == 0, "memory that cannot be locked is needed:", run)


def hold_the_lock(cli):
    cli.faults.restore(cli.start)
    with open(f"{cli.vault}.lock", "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run = cli.rename(cli.by_key)
        cli.check_told(run, "a lock that is held:")
        check("another program" in run.errors.lower(), "a lock that is held:", run.errors)
    check(cli.issuer() == "ACME" and cli.rename(cli.by_key).status == 0, "after the lock")


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        cli = CommandLine(faults, sys.argv[3])
        part, *names = sys.argv[4:]
        if part == "save":
            calls = calls_of(cli, cli.by_key)
            tried, told = fail_at(cli, calls, cli.by_key, DISK_ERRORS)
            check(told > 0, "nothing failed")
            refuse(cli)
            hold_the_lock(cli)
        else:
            calls = calls_of_slots(cli)
            # The verb is done and its answer printed: none of these changes that.
            tried, told = fail_at(cli, calls, cli.by_passphrase, names)
            check(told == 0, "a failure after the verb is one of the verb")
        print(f"{tried} failures at {len(calls)} calls, {told} told in a sentence")


if __name__ == "__main__":
    main()
