# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Saves of a vault that are killed, fail or lose the power at any call: afterwards it opens, in the
old or the new state, nothing of it is on the disk in the clear, and no HOTP code was ever shown
whose counter is not on the disk."""

import os
import re
import sys

from injection import (DISK_ERRORS, KILLED, NAME_ERRORS, POWER_CUTS, Faults, check, interruptions,
                       kill_points)

LEAST_KILL_POINTS = 100
COUNTER = 2  # of the account, when a code is asked for
ALICE, BOB = "alice@example.com", "bob@example.com"
# Secret in raw and as people write it, passphrase, names.
PLANTED = ("12345678901234567890", "GEZDGNBVGY3TQOJQ", "kept only for tests", ALICE, BOB)


class Save:
    """One change of a vault, from a kept state."""

    def __init__(self, faults, name, state, verb, account=None):
        self.faults = faults
        self.name = name
        self.state = state
        self.arguments = [verb, faults.path("home/vault.countersign")]
        if account:
            self.arguments.append(account)
        self.seen = {}
        self.faults.restore(state)
        self.former_key, self.former_ways = self.key(), self.ways_in()
        self.old = self.entries()
        whole = self.run()
        check(whole.status == 0, name, whole)
        self.calls = whole.calls
        self.new = self.entries()
        check(self.old != self.new, name, "changes nothing")

    def run(self, **plan):
        self.faults.restore(self.state)
        return self.faults.run(*self.arguments, **plan)

    def in_header(self, member):
        """All ids under that name in the header; none if there is no vault."""
        path = self.arguments[1]
        if not os.path.exists(path):
            return []
        with open(path, "rb") as file:
            return re.findall(rb'"%s":"([0-9a-f]{32})"' % member, file.read())

    def key(self):
        return self.in_header(b"key")

    def ways_in(self):
        """The ids of passphrase and recovery key."""
        return set(self.in_header(b"id"))

    def entries(self):
        """Accounts with their counters, whether the keys are new, and how many ways in are left of
        those before; None if there is no vault; ends if it does not open."""
        path = self.arguments[1]
        if not os.path.exists(path):
            return None
        fingerprint = self.faults.fingerprint()
        if fingerprint not in self.seen:
            self.seen[fingerprint] = self.listed(path)
        return self.seen[fingerprint]

    def listed(self, path):
        listed = self.faults.run("list", path)
        check(listed.status == 0, self.name, "the vault does not open:", listed.errors)
        accounts = dict(line.split() for line in listed.output.splitlines())
        check(len(self.ways_in()) == 2, self.name, "ways in:", self.ways_in())
        return accounts | {"new keys": self.key() != self.former_key,
                           "former ways in": len(self.ways_in() & self.former_ways)}

    def check_shown(self, run, what):
        """A code that was shown has its counter behind it; the next one is another."""
        if self.arguments[0] != "advance" or not run.output:
            return
        shown = int(run.output.split()[1])
        kept = int(self.entries()[ALICE])
        check(kept > shown, what, f"showed the code of {shown}, but {kept} is next on the disk")


def check_after_kill(save, run, what):
    """Answers in which state the vault is."""
    check(run.status == KILLED, what, "was not killed")
    leaked = save.faults.words_found(PLANTED)
    check(not leaked, what, "in the clear:", leaked)
    found = save.entries()
    check(found in (save.old, save.new), what, "neither state:", found)
    save.check_shown(run, what)
    return found


def kill_everywhere(save):
    count = 0
    for plan in kill_points(save.calls):
        what = f"{save.name}, {plan}:"
        found = check_after_kill(save, save.run(**plan), what)
        if found == save.old:
            check(save.faults.run(*save.arguments).status == 0, what, "cannot be done again")
            check(save.entries() == save.new, what, "done again, something else")
        count += 1
    return count


def cut_power_everywhere(save):
    """As kills, but what was not synced is lost, or there in name only, or torn."""
    count = 0
    for number in range(1, len(save.calls) + 1):
        for power in POWER_CUTS:
            what = f"{save.name}, power cut ({power}) after {number} ({save.calls[number - 1]}):"
            found = check_after_kill(
                save, save.run(at=number, action="kill-after", power=power), what)
            check(number < len(save.calls) or found == save.new, what, "a finished save is lost")
            count += 1
    return count


def interrupt_everywhere(save):
    for plan in interruptions(save.calls):
        what = f"{save.name}, {plan}:"
        check(save.run(**plan).status == 0, what, "is an error")
        check(save.entries() == save.new, what, "another outcome")


def fail_with(save, number, name, error, sticky):
    what = f"{save.name}, {name} at {number} ({save.calls[number - 1].name}) {sticky}:"
    run = save.run(at=number, action=error, **sticky)
    found = save.entries()
    check(found in (save.old, save.new), what, "neither state:", found)
    save.check_shown(run, what)
    if run.status == 0:
        check(found == save.new, what, "success, but the old state")
        return
    check(run.status == 1 and run.errors, what, "no error:", run)
    check(not run.output, what, "an error, but a code")
    check(sticky or found == save.old, what, "an error, but the new state")


def fail_everywhere(save):
    for number, call in enumerate(save.calls, 1):
        for name, error in DISK_ERRORS.items():
            for sticky in ({}, {"sticky": "yes"}):
                fail_with(save, number, name, error, sticky)
        if call.name in ("rename", "renameat2", "link"):
            for name, error in NAME_ERRORS.items():
                fail_with(save, number, name, error, {})


def refuse(save):
    """A system that lacks something: what a save can do without it does without."""
    dispensable = ["exchange", "locks"]
    if save.old:  # a first file that replaces nothing takes one of both
        dispensable.append("exchange links")
    for missing in dispensable:
        check(save.run(refuse=missing).status == 0, save.name, "needs", missing)
        check(save.entries() == save.new, save.name, "another outcome without", missing)
    for missing in ("arena", "memory", "random"):
        what = f"{save.name}, without {missing}:"
        run = save.run(refuse=missing)
        check(run.status == 1 and run.errors and not run.output, what, run)
        check(save.entries() == save.old, what, "changed something")


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        path = faults.path("home/vault.countersign")
        states = [faults.keep("nothing")]
        for arguments in (["create", path], ["add", path, ALICE]):
            check(faults.run(*arguments).status == 0, arguments)
            states.append(faults.keep(arguments[0]))
        for _ in range(COUNTER):
            check(faults.run("advance", path, ALICE).status == 0, "advance")
        states.append(faults.keep("advanced"))

        saves = [
            Save(faults, "first save", states[0], "create"),
            Save(faults, "first account", states[1], "add", ALICE),
            Save(faults, "later save", states[2], "add", BOB),
            Save(faults, "HOTP", states[3], "advance", ALICE),
            Save(faults, "new passphrase", states[3], "passphrase"),
            Save(faults, "new keys", states[3], "rekey"),
        ]
        kills = cuts = 0
        for save in saves:
            kills += kill_everywhere(save)
            cuts += cut_power_everywhere(save)
            interrupt_everywhere(save)
            fail_everywhere(save)
            refuse(save)
        check(kills >= LEAST_KILL_POINTS, "only", kills, "kill points")
        print(f"{kills} kill points and {cuts} power cuts in {len(saves)} saves")


if __name__ == "__main__":
    main()
