# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""Two programs that change one vault in each pair of ways: one is stopped before it takes the lock,
while it holds it, or after its save, and meanwhile the other one runs. Each change that was reported
as done is there in the end, a change that was refused can be made again, and nothing is lost."""

import itertools
import os
import re
import signal
import sys

from injection import Faults, check

ALICE, BOB, CAROL = "alice@example.com", "bob@example.com", "carol@example.com"
CHANGES = ("add", "rename", "advance", "trash", "undo", "passphrase", "rekey")
OF_AN_ACCOUNT = ("add", "rename", "advance", "trash")
REFUSALS = ("lock is held", "another key id")


class State:
    """What is in the vault now."""

    def __init__(self, faults, path):
        listed = faults.run("list", path)
        check(listed.status == 0, "the vault does not open:", listed.errors)
        self.accounts = dict(line.split() for line in listed.output.splitlines())
        with open(path, "rb") as file:
            header = file.read()
        self.key = re.search(rb'"key":"([0-9a-f]{32})"', header).group(1)
        self.ways_in = set(re.findall(rb'"id":"([0-9a-f]{32})"', header))


class Change:
    def __init__(self, verb, account):
        self.verb = verb
        self.account = f"new-{account}" if verb == "add" else account

    def arguments(self, path):
        return [self.verb, path] + ([self.account] if self.verb in OF_AN_ACCOUNT else [])

    def is_in(self, state, before):
        if self.verb == "add":
            return self.account in state.accounts
        if self.verb == "rename":
            return state.accounts.keys() >= {f"{self.account}-renamed"}
        if self.verb == "advance":
            return int(state.accounts[self.account]) > int(before.accounts[self.account])
        if self.verb == "trash":
            return state.accounts[self.account] == "trashed"
        if self.verb == "passphrase":
            return not state.ways_in >= before.ways_in
        return state.key != before.key


def stops(calls):
    """Before the lock, before the save, after it."""
    locks = [number for number, call in enumerate(calls, 1) if call.path.endswith(".lock")]
    saves = [number for number, call in enumerate(calls, 1) if call.name == "renameat2"]
    return locks[0], saves[0], len(calls)


class Scene:
    def __init__(self, faults):
        self.faults = faults
        self.path = faults.path("home/vault.countersign")
        # The last one is there to be undone.
        for arguments in (["create"], ["add", ALICE], ["add", BOB], ["add", CAROL],
                          ["rename", CAROL]):
            run = faults.run(arguments[0], self.path, *arguments[1:])
            check(run.status == 0, arguments, run)
        self.start = faults.keep("start")
        self.before = State(faults, self.path)
        self.start = faults.keep("listed")

    def change(self, change):
        return self.faults.run(*change.arguments(self.path))

    def calls_of(self, change):
        self.faults.restore(self.start)
        run = self.change(change)
        check(run.status == 0, change.verb, run)
        return run.calls

    def play(self, first, at, second):
        """Stops the first before that call, does the second, lets the first go on."""
        self.faults.restore(self.start)
        stopped = self.faults.begin(*first.arguments(self.path), at=at, action="stop")
        check(os.WIFSTOPPED(os.waitpid(stopped.pid, os.WUNTRACED)[1]), "did not stop")
        done = self.change(second)
        os.kill(stopped.pid, signal.SIGCONT)
        output, errors = stopped.communicate()
        return (stopped.returncode, output, errors), (done.status, done.output, done.errors)

    def check_pair(self, first, at, second):
        what = f"{first.verb} stopped at {at}, {second.verb}:"
        for change, run in zip((first, second), self.play(first, at, second)):
            if run[0] == 0:
                continue
            check(run[0] == 1 and any(why in run[2] for why in REFUSALS), what, change.verb, run)
            again = self.change(change)
            check(again.status == 0, what, change.verb, "cannot be made again:", again)
        state = State(self.faults, self.path)
        adds = sum(change.verb == "add" for change in (first, second))
        check(len(state.accounts) == len(self.before.accounts) + adds, what, state.accounts)
        if "undo" not in (first.verb, second.verb):
            for change in (first, second):
                check(change.is_in(state, self.before), what, change.verb, "is lost")

    def check_one_counter(self, at):
        """No code is shown twice."""
        both = Change("advance", ALICE)
        shown = [output for status, output, _ in self.play(both, at, both) if status == 0]
        check(shown and len(set(shown)) == len(shown), "one code twice:", shown)


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        scene = Scene(faults)
        count = 0
        for verb, other in itertools.product(CHANGES, CHANGES):
            first, second = Change(verb, ALICE), Change(other, BOB)
            for at in stops(scene.calls_of(first)):
                scene.check_pair(first, at, second)
                count += 1
        for at in stops(scene.calls_of(Change("advance", ALICE))):
            scene.check_one_counter(at)
        print(f"{count} meetings of {len(CHANGES) ** 2} pairs")


if __name__ == "__main__":
    main()
