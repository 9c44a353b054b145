# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: Countersign contributors
"""base::replaceFile and base::createFile when the system fails or the process is killed at any call:
the old or the new contents are there, never neither, never a mixture, and errors are reported."""

import os
import re
import sys

from injection import DISK_ERRORS, KILLED, Faults, check, interruptions, kill_points

SIZE = 9000
OLDER, OLD, NEW = (letter * SIZE for letter in "oab")
CODES = {"ENOSPC": "DiskFull", "EROFS": "ReadOnly", "EIO": "CannotWrite"}
TEMPORARY = re.compile(r"^file\.[0-9a-f]{8}\.new(\.old)?$")


class Scenario:
    """One way to save: what is there before, which call, what the file system can do."""

    def __init__(self, faults, name, arguments, before, refuse=""):
        self.faults = faults
        self.name = name
        self.arguments = arguments
        self.before = before
        self.plan = {"refuse": refuse}

    def prepare(self):
        self.faults.empty()
        for name, contents in self.before.items():
            with open(self.faults.path(name), "w", encoding="ascii") as file:
                file.write(contents)
            os.chmod(self.faults.path(name), 0o600)

    def run(self, **plan):
        self.prepare()
        return self.save(**plan)

    def save(self, **plan):
        verb, *rest = self.arguments
        rest = [self.faults.path(name) for name in rest]
        return self.faults.run(verb, self.faults.path("file"), "b", str(SIZE), *rest, **self.plan,
                               **plan)

    def contents(self):
        found = {}
        for name in os.listdir(self.faults.folder):
            with open(self.faults.path(name), encoding="ascii") as file:
                found[name] = file.read()
        return found

    def after_success(self):
        expected = {"file": NEW}
        if "previous" in self.arguments and "file" in self.before:
            expected["previous"] = self.before["file"]
        elif "previous" in self.before:
            expected["previous"] = self.before["previous"]
        if "exchange links" in self.plan["refuse"] and "previous" in self.before:
            expected["previous"] = self.before["previous"]  # no older copy is kept there
        return expected


def check_old_or_new(scenario, what):
    found = scenario.contents()
    old = scenario.before.get("file")
    check(found.get("file") in (old, NEW), what, "neither old nor new:", list(found))
    for name, contents in found.items():
        known = name in ("file", "previous") or TEMPORARY.match(name)
        check(known, what, "leaves a file of another name:", name)
        if name == "previous":
            check(contents in (OLDER, OLD), what, "a mixed older copy")
        check(os.stat(scenario.faults.path(name)).st_mode & 0o077 == 0, what,
              "a file others can read:", name)
    return found


def kill_everywhere(scenario, calls):
    count = 0
    for plan in kill_points(calls):
        what = f"{scenario.name}, {plan}:"
        check(scenario.run(**plan).status == KILLED, what, "was not killed")
        found = check_old_or_new(scenario, what)
        again = scenario.save()
        if again.status != 0:  # only a file that is there already is in the way of creating it
            check(found.get("file") == NEW and again.output == "FileExists\n", what, "saving again")
        check(scenario.contents()["file"] == NEW, what, "saving again")
        count += 1
    return count


def fail_everywhere(scenario, calls):
    for number, call in enumerate(calls, 1):
        for error in DISK_ERRORS:
            what = f"{scenario.name}, {error} at {number} ({call.name}):"
            run = scenario.run(at=number, action=DISK_ERRORS[error])
            found = check_old_or_new(scenario, what)
            if run.status == 0:
                check(found["file"] == NEW, what, "success, but the old file")
                continue
            check(run.status == 1 and run.output == CODES[error] + "\n", what, run)
            unable = scenario.plan["refuse"] == "exchange links"
            check(found.get("file") == scenario.before.get("file") or unable, what,
                  "an error, but the new file")
            check(found == scenario.before or unable or call.name == "unlink", what,
                  "an error that leaves something behind:", list(found))


def fail_from(scenario, calls):
    for number, call in enumerate(calls, 1):
        for error in DISK_ERRORS:
            what = f"{scenario.name}, {error} from {number} ({call.name}) on:"
            run = scenario.run(at=number, action=DISK_ERRORS[error], sticky="yes")
            found = check_old_or_new(scenario, what)
            check(run.status in (0, 1), what, run)
            check(run.status == 1 or found["file"] == NEW, what, "success, but the old file")
            old = scenario.before.get("file")
            unable = scenario.plan["refuse"] == "exchange links"
            check(old is None or run.status == 0 or old in found.values() or unable, what,
                  "an error, and the old file is nowhere")


def interrupt_everywhere(scenario, calls):
    for plan in interruptions(calls):
        what = f"{scenario.name}, {plan}:"
        check(scenario.run(**plan).status == 0, what, "is an error")
        check(scenario.contents() == scenario.after_success(), what, "another outcome")


def check_order(calls, what):
    """What is not on the disk must not take the place of what is."""
    names = [call.name for call in calls]
    places = [number for number, name in enumerate(names) if name.startswith("rename")]
    syncs = [number for number, name in enumerate(names) if name == "fsync"]
    check(len(syncs) == 2, what, "syncs:", names)
    check(names.index("write") < syncs[0] < places[0], what, "not synced before the move:", names)
    check(places[0] < syncs[1], what, "the folder is not synced after the move:", names)
    check(TEMPORARY.match(os.path.basename(calls[syncs[0]].path)), what, "syncs another file")
    check(os.path.isdir(calls[syncs[1]].path), what, "does not sync the folder")


def taken_names(faults):
    """Every temporary name leads elsewhere: nothing there is written."""
    scenario = Scenario(faults, "planted link", ["replace"], {"file": OLD, "precious": OLDER})
    scenario.prepare()
    os.symlink("precious", faults.path("file.00000000.new"))
    run = scenario.save(names="fixed")
    check(run.status == 1 and run.output == "CannotWrite\n", "planted link:", run)
    check(os.path.islink(faults.path("file.00000000.new")), "planted link: is gone")
    found = scenario.contents()
    check(found["precious"] == OLDER and found["file"] == OLD, "planted link: was followed")
    run = scenario.run(names="failing")
    check(run.status == 1 and run.output == "RandomFailed\n", "no random name:", run)
    check(scenario.contents() == scenario.before, "no random name: changed something")


def main():
    with Faults(sys.argv[1], sys.argv[2]) as faults:
        both = {"file": OLD, "previous": OLDER}
        scenarios = [
            Scenario(faults, "keeping", ["replace", "previous"], both),
            Scenario(faults, "keeping, first time", ["replace", "previous"], {"file": OLD}),
            Scenario(faults, "keeping, no file yet", ["replace", "previous"], {}),
            Scenario(faults, "not keeping", ["replace"], {"file": OLD}),
            Scenario(faults, "by link", ["replace", "previous"], both, "exchange"),
            Scenario(faults, "by link, not keeping", ["replace"], {"file": OLD}, "exchange"),
            Scenario(faults, "by rename alone", ["replace", "previous"], both, "exchange links"),
            Scenario(faults, "creating", ["create"], {}),
            Scenario(faults, "creating by link", ["create"], {}, "exchange"),
        ]
        kills = 0
        for scenario in scenarios:
            run = scenario.run()
            check(run.status == 0, scenario.name, run)
            check(scenario.contents() == scenario.after_success(), scenario.name,
                  list(scenario.contents()))
            if "exchange" not in scenario.plan["refuse"]:
                check_order(run.calls, scenario.name)
            kills += kill_everywhere(scenario, run.calls)
            fail_everywhere(scenario, run.calls)
            fail_from(scenario, run.calls)
            interrupt_everywhere(scenario, run.calls)
        taken_names(faults)
        print(f"{kills} kill points in {len(scenarios)} ways to save")


if __name__ == "__main__":
    main()
