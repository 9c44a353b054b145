# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Saves of a vault that are killed or fail at any call: afterwards it opens, in the old or the new
state, and no HOTP code was ever shown whose counter is not on the disk."""

import os
import re
import sys

from injection import DISK_ERRORS, KILLED, Faults, check, kill_points

LEAST_KILL_POINTS = 100
COUNTER = 2  # of the account, when a code is asked for


class Save:
    """One change of a vault, from a kept state."""

    def __init__(self, faults, name, state, verb, account=None):
        self.faults = faults
        self.name = name
        self.state = state
        self.arguments = [verb, faults.path("home/vault.countersign")]
        if account:
            self.arguments.append(account)
        self.faults.restore(state)
        self.former_key = self.key()
        self.old = self.entries()
        whole = self.run()
        check(whole.status == 0, name, whole)
        self.calls = whole.calls
        self.new = self.entries()
        check(self.old != self.new, name, "changes nothing")

    def run(self, **plan):
        self.faults.restore(self.state)
        return self.faults.run(*self.arguments, **plan)

    def key(self):
        """The key id in the header; None if there is no vault."""
        path = self.arguments[1]
        if not os.path.exists(path):
            return None
        with open(path, "rb") as file:
            return re.search(rb'"key":"([0-9a-f]{32})"', file.read()).group(1)

    def entries(self):
        """Accounts with their counters, and whether the keys are new; None if there is no vault;
        ends if it does not open."""
        path = self.arguments[1]
        if not os.path.exists(path):
            return None
        listed = self.faults.run("list", path)
        check(listed.status == 0, self.name, "the vault does not open:", listed.errors)
        accounts = dict(line.split() for line in listed.output.splitlines())
        return accounts | {"new keys": self.key() != self.former_key}

    def check_shown(self, run, what):
        """A code that was shown has its counter behind it; the next one is another."""
        if self.arguments[0] != "advance" or not run.output:
            return
        shown = int(run.output.split()[1])
        kept = int(self.entries()["alice"])
        check(kept > shown, what, f"showed the code of {shown}, but {kept} is next on the disk")


def kill_everywhere(save):
    count = 0
    for plan in kill_points(save.calls):
        what = f"{save.name}, {plan}:"
        run = save.run(**plan)
        check(run.status == KILLED, what, "was not killed")
        found = save.entries()
        check(found in (save.old, save.new), what, "neither state:", found)
        save.check_shown(run, what)
        if found == save.old:
            check(save.faults.run(*save.arguments).status == 0, what, "cannot be done again")
            check(save.entries() == save.new, what, "done again, something else")
        count += 1
    return count


def fail_everywhere(save):
    for number, call in enumerate(save.calls, 1):
        for name, error in DISK_ERRORS.items():
            for sticky in ({}, {"sticky": "yes"}):
                what = f"{save.name}, {name} at {number} ({call.name}) {sticky}:"
                run = save.run(at=number, action=error, **sticky)
                found = save.entries()
                check(found in (save.old, save.new), what, "neither state:", found)
                save.check_shown(run, what)
                if run.status == 0:
                    check(found == save.new, what, "success, but the old state")
                    continue
                check(run.status == 1 and run.errors, what, "no error:", run)
                check(not run.output, what, "an error, but a code")
                check(sticky or found == save.old, what, "an error, but the new state")


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        path = faults.path("home/vault.countersign")
        states = [faults.keep("nothing")]
        for arguments in (["create", path], ["add", path, "alice"]):
            check(faults.run(*arguments).status == 0, arguments)
            states.append(faults.keep(arguments[0]))
        for _ in range(COUNTER):
            check(faults.run("advance", path, "alice").status == 0, "advance")
        states.append(faults.keep("advanced"))

        saves = [
            Save(faults, "first save", states[0], "create"),
            Save(faults, "first account", states[1], "add", "alice"),
            Save(faults, "later save", states[2], "add", "bob"),
            Save(faults, "HOTP", states[3], "advance", "alice"),
            Save(faults, "new keys", states[3], "rekey"),
        ]
        kills = 0
        for save in saves:
            kills += kill_everywhere(save)
            fail_everywhere(save)
        check(kills >= LEAST_KILL_POINTS, "only", kills, "kill points")
        print(f"{kills} kill points in {len(saves)} saves")


if __name__ == "__main__":
    main()
