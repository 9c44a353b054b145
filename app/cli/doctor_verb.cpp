// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/backups.h"
#include "app/cli/doctor_checks.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "app/wiring/paths.h"
#include "ui/text/visible_text.h"

#include <sys/stat.h>

namespace cli {

namespace {

std::string_view stateName(CheckState state)
{
    switch (state) {
    case CheckState::Good:
        break;
    case CheckState::Warning:
        return "warning";
    case CheckState::Bad:
        return "bad";
    }
    return "good";
}

/// The date of the program's file, which packages set to the day they are made.
std::optional<base::Time> madeOn()
{
    struct stat status = {};
    if (::stat("/proc/self/exe", &status) != 0)
        return {};
    return base::fromUnixSeconds(status.st_mtim.tv_sec);
}

void append(std::vector<DoctorCheck>& checks, std::vector<DoctorCheck> more)
{
    checks.insert(
        checks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// What a passphrase or recovery key shows; its failure is the call's, since it was asked for.
Outcome<vault::InnerCheckUp> lookInside(
    Session& session, const vault::Opener& opener, std::vector<DoctorCheck>& checks)
{
    base::Result<vault::InnerCheckUp> inner =
        vault::checkUpInside(session.vaultPath(), wiring::stateFolder(), opener);
    if (!inner)
        return failed(inner.error(),
            translated(QT_TRANSLATE_NOOP("cli", "Opening the vault “%1”"))
                .arg(ui::text::visibleText(QString::fromStdString(session.vaultPath()))));
    if (const auto* passphrase = std::get_if<vault::Passphrase>(&opener))
        checks.push_back(passphraseCheck(*passphrase));
    return *inner;
}

void write(Session& session, const std::vector<DoctorCheck>& checks)
{
    if (!session.isJson()) {
        for (const DoctorCheck& check : checks) {
            session.out() << QString::fromLatin1(stateName(check.state)).leftJustified(9)
                          << check.name << ": " << check.detail << "\n";
            if (!check.next.isEmpty())
                session.out() << "         " << check.next << "\n";
        }
        return;
    }
    JsonWriter& json = session.json();
    json.beginObject();
    json.key("checks").beginArray();
    for (const DoctorCheck& check : checks) {
        json.beginObject();
        json.member("name", check.name);
        json.member("state", stateName(check.state));
        json.member("detail", check.detail);
        if (!check.next.isEmpty())
            json.member("next", check.next);
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

} // namespace

Outcome<void> runDoctor(Session& session, const Arguments&)
{
    const vault::CheckUp found = vault::checkUp(session.vaultPath(), wiring::stateFolder());
    std::vector<DoctorCheck> checks = vaultChecks(found);
    base::ClockEvidence clock { session.machine().clock().now(), madeOn(), found.written,
        base::isClockSynchronised() };
    // A damaged vault is what there is to tell, whether or not somebody has the passphrase.
    if (session.isOpenerGiven() && found.header) {
        const Outcome<vault::Opener> opener = session.opener();
        if (!opener)
            return opener.error();
        const Outcome<vault::InnerCheckUp> inner = lookInside(session, *opener, checks);
        if (!inner)
            return inner.error();
        append(checks, innerChecks(found, *inner));
        clock.saved = inner->saved;
    } else {
        checks.push_back(stateFileCheck(found));
    }
    if (found.header) {
        const backup::Place place = backupPlace(found.file, found.header->vault);
        checks.push_back(backupCheck(backup::health(place, found.header->key, clock.now)));
    }
    append(checks, processChecks(wiring::hardeningOf(session.secureHeap())));
    checks.push_back(clockCheck(clock));
    write(session, checks);
    return {};
}

} // namespace cli
