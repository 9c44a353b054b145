// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

/// A line of the list: title, then what is worth saying about it.
QString listLine(const vault::Account& account)
{
    QStringList facts = { QString::fromUtf8(otp::typeName(account.credential).data()) };
    if (account.pinned)
        facts.append(translated(QT_TRANSLATE_NOOP("cli", "pinned")));
    for (const QString& tag : account.tags)
        facts.append(u'#' + ui::text::visibleText(tag));
    return u"%1  %2  %3"_s.arg(QString::fromStdString(account.id.toHex().substr(0, 8)),
        accountTitle(account), facts.join(u' '));
}

void writeListed(Session& session, vault::Vault& vault, const vault::Account& account)
{
    if (session.isJson())
        writeAccount(session.json(), account, { .push = pushOf(vault, account) });
    else
        session.out() << listLine(account) << "\n";
}

Outcome<void> writeRevealed(
    Session& session, OpenVault& opened, const std::vector<vault::Account>& accounts)
{
    const Outcome<vault::Verification> verification = verified(opened);
    if (!verification)
        return verification.error();
    for (const vault::Account& account : accounts) {
        if (!otp::makesCodes(account.credential)) {
            writeListed(session, opened.vault, account); // keys of registrations are never shown
            continue;
        }
        const base::Result<otp::Entry> entry = opened.vault.reveal(account.id, *verification);
        if (!entry)
            return failed(entry.error());
        if (session.isJson()) {
            writeAccount(session.json(), account,
                { .revealed = &*entry, .push = pushOf(opened.vault, account) });
            continue;
        }
        const base::Result<crypto::SecretBytes> secret = secretText(*entry);
        if (!secret)
            return failed(secret.error());
        session.out() << listLine(account) << "  " << secret->text() << "\n";
    }
    return {};
}

} // namespace

Outcome<void> runList(Session& session, const Arguments& arguments)
{
    Outcome<OpenVault> opened =
        arguments.has("reveal"_L1) ? session.openToVerify() : session.openVault();
    if (!opened)
        return opened.error();
    std::vector<vault::Account> accounts = opened->vault.accounts();
    if (!arguments.operands.isEmpty()) {
        accounts = matching(accounts, arguments.operands.front());
        if (accounts.empty()) {
            return failed(
                { base::ErrorCode::NoMatch, {}, { arguments.operands.front().toStdString() } });
        }
    }
    if (accounts.empty() && !session.isJson()) {
        session.out() << translated(QT_TRANSLATE_NOOP("cli",
            "There are no accounts yet. Add one with: countersign-cli add --image "
            "PICTURE"))
                      << "\n";
        return {};
    }
    if (session.isJson()) {
        session.json().beginObject();
        session.json().key("accounts").beginArray();
    }
    if (arguments.has("reveal"_L1)) {
        if (Outcome<void> written = writeRevealed(session, *opened, accounts); !written)
            return written;
    } else {
        for (const vault::Account& account : accounts)
            writeListed(session, opened->vault, account);
    }
    if (session.isJson()) {
        session.json().endArray();
        session.json().endObject();
    }
    session.handOver({ std::move(*opened), Deed::Read });
    return {};
}

} // namespace cli
