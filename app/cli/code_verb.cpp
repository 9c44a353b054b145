// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/display.h"
#include "app/cli/session.h"
#include "app/cli/shown.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "ui/text/visible_text.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

/// What a call of the verb found out.
struct CodeShown
{
    vault::Account account;
    otp::Code code;
    std::optional<otp::Code> next;
    base::Time time;
};

/// Whole seconds from `time` to the end, rounded up: the last second is 1, never 0.
qint64 secondsLeft(const otp::Code& code, base::Time time)
{
    return std::chrono::ceil<std::chrono::seconds>(code.validUntil - time).count();
}

/// The moment that --at names, or now.
Outcome<base::Time> wantedTime(Session& session, const Arguments& arguments)
{
    const std::optional<QString> text = arguments.value("at"_L1);
    if (!text)
        return session.machine().clock().now();
    bool isNumber = false;
    const qint64 seconds = text->toLongLong(&isNumber);
    // Far enough for every calendar, near enough not to overflow milliseconds.
    constexpr qint64 Furthest = 253'402'300'799; // the end of the year 9999
    if (isNumber && seconds >= 0 && seconds <= Furthest)
        return base::fromUnixSeconds(seconds);
    const QDateTime moment = QDateTime::fromString(*text, Qt::ISODate);
    if (!isNumber && moment.isValid() && moment.toMSecsSinceEpoch() >= 0)
        return base::Time(std::chrono::milliseconds(moment.toMSecsSinceEpoch()));
    return usageError(translated(QT_TRANSLATE_NOOP("cli", "The option --at cannot be “%1”."))
                          .arg(ui::text::visibleText(*text, 60)),
        translated(QT_TRANSLATE_NOOP(
            "cli", "Give seconds since 1970, or a date and time such as 2026-11-21T19:30:00Z.")));
}

Outcome<crypto::SecretBytes> givenPin(const Session& session, const Arguments& arguments)
{
    const std::optional<QString> file = arguments.value("pin-file"_L1);
    if (!file)
        return crypto::SecretBytes();
    return session.readSecret(*file, translated(QT_TRANSLATE_NOOP("cli", "Reading the PIN")));
}

/// The code that cannot be made is a failure of its own account.
Failure codeFailed(const base::Error& error, const vault::Account& account)
{
    Failure failure = failed(error,
        translated(QT_TRANSLATE_NOOP("cli", "Making the code of %1")).arg(accountTitle(account)));
    if (error.code == base::ErrorCode::PinNeeded)
        failure.next = translated(QT_TRANSLATE_NOOP("cli", "Give the PIN with --pin-file."));
    return failure;
}

Outcome<CodeShown> makeHotp(
    vault::Vault& vault, const vault::Account& account, const Arguments& arguments)
{
    if (arguments.has("at"_L1)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP(
                "cli", "The codes of this account follow a counter, so --at means nothing.")),
            translated(QT_TRANSLATE_NOOP("cli", "Leave it out.")));
    }
    const bool isPeek = arguments.has("next"_L1);
    const base::Result<otp::Code> code =
        isPeek ? vault.code(account.id, {}) : vault.nextHotpCode(account.id);
    if (!code)
        return codeFailed(code.error(), account);
    return CodeShown { account, *code, isPeek ? std::optional(*code) : std::nullopt, {} };
}

Outcome<CodeShown> makeTimed(Session& session, const vault::Vault& vault,
    const vault::Account& account, const Arguments& arguments)
{
    const Outcome<base::Time> time = wantedTime(session, arguments);
    if (!time)
        return time.error();
    const Outcome<crypto::SecretBytes> pin = givenPin(session, arguments);
    if (!pin)
        return pin.error();
    const base::Result<otp::Code> code = vault.code(account.id, *time, pin->view());
    if (!code)
        return codeFailed(code.error(), account);
    CodeShown shown { account, *code, {}, *time };
    if (arguments.has("next"_L1)) {
        const base::Result<otp::Code> next = vault.code(account.id, code->validUntil, pin->view());
        if (!next)
            return codeFailed(next.error(), account);
        shown.next = *next;
    }
    return shown;
}

void writeDocument(JsonWriter& json, const CodeShown& shown)
{
    json.beginObject();
    json.member("id", shown.account.id.toHex());
    json.member("issuer", shown.account.issuer);
    json.member("name", shown.account.name);
    json.member("type", otp::typeName(shown.account.credential));
    json.member("code", std::string_view(shown.code.text));
    if (shown.code.counter) {
        json.member("counter", *shown.code.counter);
    } else {
        json.member("validFrom", isoTime(shown.code.validFrom));
        json.member("validUntil", isoTime(shown.code.validUntil));
        json.member("secondsLeft", secondsLeft(shown.code, shown.time));
    }
    if (shown.next)
        json.member("next", std::string_view(shown.next->text));
    if (shown.account.counterMayBeBehind())
        json.member("counterMayBeBehind", true);
    json.endObject();
}

/// Only the code on a line of its own, so that it can be piped; a person is told more.
void writeText(Session& session, const CodeShown& shown)
{
    WipedText& out = session.out();
    out << std::string_view(shown.code.text);
    if (outputIsTerminal()) {
        out << "  " << accountTitle(shown.account);
        if (!shown.code.counter)
            out << translated(QT_TRANSLATE_NOOP("cli", ", %1 s left"))
                       .arg(secondsLeft(shown.code, shown.time));
    }
    out << "\n";
    if (shown.next && !shown.code.counter)
        out << std::string_view(shown.next->text) << "\n";
}

} // namespace

Outcome<void> runCode(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened = session.openVault();
    if (!opened)
        return opened.error();
    vault::Vault& vault = opened->vault;
    const Outcome<vault::Account> account =
        findAccount(vault.accounts(), arguments.operands.front());
    if (!account)
        return account.error();
    const Outcome<CodeShown> shown = std::holds_alternative<otp::Hotp>(account->credential)
        ? makeHotp(vault, *account, arguments)
        : makeTimed(session, vault, *account, arguments);
    if (!shown)
        return shown.error();
    if (shown->account.counterMayBeBehind()) {
        session.warn(translated(QT_TRANSLATE_NOOP("cli",
            "warning: the account comes from an older copy of the vault, and its counter may be "
            "behind; if the service refuses the code, make some more: it takes later ones")));
    }
    if (arguments.has("copy"_L1)) {
        if (Outcome<void> held = session.display().hold(shown->code.text); !held)
            return held;
    }
    if (session.isJson())
        writeDocument(session.json(), *shown);
    else
        writeText(session, *shown);
    const bool hasCounted = shown->code.counter && !shown->next;
    session.handOver({ std::move(*opened), hasCounted ? Deed::Counted : Deed::Read });
    return {};
}

} // namespace cli
