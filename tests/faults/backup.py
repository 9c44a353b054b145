# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Backups and rotations that are killed, fail or lose the power at any call: afterwards the vault is
as it was, every backup that is listed is whole and opens, and none is gone that was not replaced."""

import os
import shutil
import sys

from injection import (DISK_ERRORS, KILLED, POWER_CUTS, Faults, check, interruptions, kill_points)

LEAST_KILL_POINTS = 100
KEPT = 10
READING = ("open", "close", "flock")  # of these there are many, one for each file in the folder
PLANTED = ("12345678901234567890", "GEZDGNBVGY3TQOJQ", "kept only for tests")


class Backup:
    """One backup that is made from a kept state."""

    def __init__(self, faults, name, state, minute):
        self.faults = faults
        self.name = name
        self.seen = {}
        self.state = state
        self.arguments = ["make", faults.folder, str(minute)]
        self.again = ["make", faults.folder, str(minute + 1)]
        faults.restore(state)
        self.vault = self.vault_bytes()
        self.before = self.backups()
        whole = self.run()
        check(whole.status == 0, name, whole)
        self.calls = whole.calls
        self.made = os.path.basename(whole.output.strip())
        self.after = self.backups()
        check(self.after == set(sorted(self.before | {self.made})[-KEPT:]), name, self.after)

    def run(self, **plan):
        self.faults.restore(self.state)
        return self.faults.run(*self.arguments, **plan)

    def vault_bytes(self):
        with open(self.faults.path("vault.countersign"), "rb") as file:
            return file.read()

    def backups(self):
        """Names of those that are listed, each of which opens; ends if one does not."""
        fingerprint = self.faults.fingerprint()
        if fingerprint not in self.seen:
            self.seen[fingerprint] = self.listed()
        return self.seen[fingerprint]

    def listed(self):
        listed = self.faults.run("check", self.faults.folder)
        check(listed.status == 0, self.name, "does not open:", listed.errors)
        names = set()
        for line in listed.output.splitlines():
            path, quality, _ = line.rsplit(" ", 2)
            check(quality == "good", self.name, "a backup that is not whole:", line)
            names.add(os.path.basename(path))
        return names

    def check_nothing_lost(self, what):
        """Answers whether the new backup is there."""
        check(self.vault_bytes() == self.vault, what, "the vault is another")
        leaked = self.faults.words_found(PLANTED)
        check(not leaked, what, "in the clear:", leaked)
        found = self.backups()
        check(found <= self.before | {self.made}, what, "others than there should be:", found)
        if self.made in found:
            check(self.after <= found, what, "one is gone that should be kept:", found)
        else:
            check(found == self.before, what, "one is gone without a new one:", found)
        return self.made in found


def kill_everywhere(backup):
    count = 0
    for plan in kill_points(backup.calls):
        what = f"{backup.name}, {plan}:"
        check(backup.run(**plan).status == KILLED, what, "was not killed")
        backup.check_nothing_lost(what)
        again = backup.faults.run(*backup.again)
        check(again.status == 0, what, "cannot be done again:", again)
        check(os.path.basename(again.output.strip()) in backup.backups(), what, "done again")
        count += 1
    return count


def cut_power_everywhere(backup):
    count = 0
    for number, call in enumerate(backup.calls, 1):
        if call.name in READING:
            continue  # nothing on the disk is another than before
        for power in POWER_CUTS:
            what = f"{backup.name}, power cut ({power}) after {number} ({call}):"
            run = backup.run(at=number, action="kill-after", power=power)
            check(run.status == KILLED, what, "was not killed")
            backup.check_nothing_lost(what)
            count += 1
    return count


def interrupt_everywhere(backup):
    for plan in interruptions(backup.calls):
        what = f"{backup.name}, {plan}:"
        check(backup.run(**plan).status == 0, what, "is an error")
        check(backup.check_nothing_lost(what), what, "no backup")


def fail_everywhere(backup):
    for number, call in enumerate(backup.calls, 1):
        for name, error in DISK_ERRORS.items():
            if call.name in READING and name != "EIO":
                continue
            for sticky in ({}, {"sticky": "yes"}):
                what = f"{backup.name}, {name} at {number} ({call.name} {call.path}) {sticky}:"
                run = backup.run(at=number, action=error, **sticky)
                is_there = backup.check_nothing_lost(what)
                if run.status == 0:
                    check(is_there, what, "success, but no backup")
                    continue
                check(run.status == 1 and run.errors and not run.output, what, "no error:", run)
                check(sticky or not is_there, what, "an error, but a backup")


def flip_everywhere(backup):
    """A medium that does not keep what it was given: told, and nothing is removed for it."""
    flips = 0
    for number, call in enumerate(backup.calls, 1):
        if call.name != "write" or "/backups/" not in call.path:
            continue
        what = f"{backup.name}, a byte changed in {number}:"
        run = backup.run(at=number, action="flip")
        check(run.status == 1 and run.errors and not run.output, what, "not noticed:", run)
        check(not backup.check_nothing_lost(what), what, "taken for a backup")
        flips += 1
    check(flips > 0, backup.name, "writes nothing")


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        check(faults.run("create", faults.folder).status == 0, "create")
        states = [faults.keep("created")]
        for minute in range(KEPT):
            check(faults.run("make", faults.folder, str(minute)).status == 0, "make", minute)
            if minute == 0:
                states.append(faults.keep("one"))
        # Some more that a rotation removes.
        folder = faults.path("backups")
        newest = sorted(os.listdir(folder))[-1]
        for minute in range(3):
            shutil.copy(os.path.join(folder, newest),
                        os.path.join(folder, f"vault-20261121T00{minute:02}00Z.countersign"))
        states.append(faults.keep("full"))

        backups = [
            Backup(faults, "first backup", states[0], KEPT),
            Backup(faults, "second backup", states[1], KEPT),
            Backup(faults, "rotation", states[2], KEPT),
        ]
        kills = cuts = 0
        for backup in backups:
            kills += kill_everywhere(backup)
            cuts += cut_power_everywhere(backup)
            interrupt_everywhere(backup)
            fail_everywhere(backup)
            flip_everywhere(backup)
        check(kills >= LEAST_KILL_POINTS, "only", kills, "kill points")
        print(f"{kills} kill points and {cuts} power cuts in {len(backups)} backups")


if __name__ == "__main__":
    main()
