// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/session.h"

#include "app/cli/secret_input.h"
#include "app/cli/terminal.h"
#include "app/cli/translated.h"
#include "app/wiring/paths.h"
#include "core/vault/passphrase.h"
#include "core/vault/recovery_key.h"
#include "ui/text/visible_text.h"

#include <QFile>

#include <cstdio>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

QString readingPassphrase()
{
    return translated(QT_TRANSLATE_NOOP("cli", "Reading the passphrase"));
}

Failure passphraseMissing()
{
    return { .status = ExitStatus::WrongPassphrase,
        .message = translated(QT_TRANSLATE_NOOP("cli", "The passphrase is needed.")),
        .next = translated(QT_TRANSLATE_NOOP("cli",
            "Give it with --passphrase-file or --passphrase-stdin, or start this in a terminal to "
            "be asked.")) };
}

bool exists(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0;
}

} // namespace

Session::Session(
    const Arguments& arguments, std::optional<Display> display, crypto::SecureHeap heap)
    : m_arguments(arguments),
      m_isJson(arguments.has("json"_L1)),
      m_display(std::move(display)),
      m_secureHeap(heap)
{
    const std::optional<QString> path = arguments.value("vault"_L1);
    m_vaultPath = path ? QFile::encodeName(*path).toStdString() : wiring::defaultVaultPath();
}

void Session::sendFile(base::ByteView file)
{
    m_out << base::textOf(file);
    m_isFileSent = true;
}

void Session::warn(const QString& sentence) const
{
    std::fprintf(stderr, "countersign-cli: %s\n", qUtf8Printable(sentence));
}

Outcome<vault::Services> Session::services()
{
    base::Result<vault::Services> services = m_machine.services();
    if (!services) {
        Failure failure = failed(services.error(),
            translated(QT_TRANSLATE_NOOP("cli", "Finding the id of this computer")));
        if (services.error().code == base::ErrorCode::Damaged) {
            failure.status = ExitStatus::Failed; // the vault is whole
            failure.next = translated(
                QT_TRANSLATE_NOOP("cli", "Delete that file; a new id is made at the next call."));
        }
        return failure;
    }
    return std::move(*services);
}

Outcome<crypto::SecretBytes> Session::readSecret(const QString& path, const QString& step) const
{
    base::Result<crypto::SecretBytes> secret = readSecretFile(path);
    if (!secret)
        return failed(secret.error(), step);
    if (othersCanRead(path)) {
        warn(translated(
            QT_TRANSLATE_NOOP("cli",
                "warning: “%1” can be read by other users of this computer; chmod 600 mends that"))
                 .arg(ui::text::visibleText(path)));
    }
    secret->truncate(vault::withoutFinalNewline(secret->view()).size());
    return std::move(*secret);
}

Outcome<void> Session::readPassphraseLine()
{
    if (!m_arguments.has("passphrase-stdin"_L1))
        return {};
    base::Result<crypto::SecretBytes> line = readSecretLine();
    if (!line)
        return failed(line.error(), readingPassphrase());
    m_passphraseLine = std::move(*line);
    return {};
}

/// The bytes from file or standard input, or as typed; no option and no terminal: missing.
Outcome<crypto::SecretBytes> Session::givenPassphrase()
{
    if (const auto file = m_arguments.value("passphrase-file"_L1))
        return readSecret(*file, readingPassphrase());
    if (m_arguments.has("passphrase-stdin"_L1))
        return std::move(m_passphraseLine);
    if (!canAsk())
        return passphraseMissing();
    base::Result<crypto::SecretBytes> line =
        askSecret(translated(QT_TRANSLATE_NOOP("cli", "Passphrase or recovery key")));
    if (!line)
        return failed(line.error(), readingPassphrase());
    return std::move(*line);
}

bool Session::isOpenerGiven() const
{
    return m_arguments.hasAny(
        { "passphrase-file"_L1, "passphrase-stdin"_L1, "recovery-key-file"_L1 });
}

Outcome<vault::Opener> Session::opener()
{
    if (const auto file = m_arguments.value("recovery-key-file"_L1)) {
        const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the recovery key"));
        Outcome<crypto::SecretBytes> text = readSecret(*file, step);
        if (!text)
            return text.error();
        base::Result<vault::RecoveryKey> key = vault::parseRecoveryKey(text->text());
        if (!key)
            return failed(key.error(), step);
        return vault::Opener(std::move(*key));
    }
    Outcome<crypto::SecretBytes> typed = givenPassphrase();
    if (!typed)
        return typed.error();
    base::Result<vault::Opener> opener = vault::toOpener(typed->view());
    if (!opener)
        return failed(opener.error(), readingPassphrase());
    return std::move(*opener);
}

QString Session::openingVault() const
{
    return translated(QT_TRANSLATE_NOOP("cli", "Opening the vault “%1”"))
        .arg(ui::text::visibleText(QString::fromStdString(m_vaultPath)));
}

Outcome<OpenVault> Session::openVault()
{
    return openWithGiven(false);
}

Outcome<OpenVault> Session::openToVerify()
{
    return openWithGiven(true);
}

Outcome<OpenVault> Session::openVault(vault::Opener opener)
{
    return open(std::move(opener), false);
}

Outcome<OpenVault> Session::openWithGiven(bool isVerification)
{
    // Before anybody is asked for a passphrase.
    if (!exists(m_vaultPath)) {
        Failure failure = failed({ base::ErrorCode::VaultMissing }, openingVault());
        failure.next = translated(QT_TRANSLATE_NOOP(
            "cli", "Make one with: countersign-cli init, or name it with --vault."));
        return failure;
    }
    Outcome<vault::Opener> opener = this->opener();
    if (!opener)
        return opener.error();
    return open(std::move(*opener), isVerification);
}

Outcome<OpenVault> Session::open(vault::Opener opener, bool isVerification)
{
    const QString step = openingVault();
    Outcome<vault::Services> services = this->services();
    if (!services)
        return services.error();
    base::Result<vault::Vault> opened = vault::Vault::open(m_vaultPath, opener, *services);
    if (!opened) {
        if (isVerification && opened.error().code == base::ErrorCode::WrongPassphrase)
            vault::countWrongTry(m_vaultPath, *services);
        Failure failure = failed(opened.error(), step);
        if (opened.error().code == base::ErrorCode::Damaged)
            failure.next = nextAfterDamage();
        return failure;
    }
    const std::size_t broken = opened->brokenEntries().size();
    if (broken > 0) {
        warn(translated(
            QT_TRANSLATE_NOOP("cli",
                "warning: damaged entries that are kept in the vault but cannot be used: %1"))
                 .arg(broken));
    }
    if (opened->standing() == vault::Standing::Older) {
        warn(translated(QT_TRANSLATE_NOOP("cli",
            "warning: this is an older copy of the vault; changes that this computer has seen are "
            "not in it, and nothing is written to it")));
    }
    return OpenVault { std::move(*opened), std::move(opener) };
}

Outcome<vault::Passphrase> Session::checked(const crypto::SecretBytes& typed) const
{
    base::Result<vault::Passphrase> passphrase = vault::toNewPassphrase(typed.view());
    if (!passphrase)
        return failed(passphrase.error(), readingPassphrase());
    if (vault::estimateStrength(*passphrase) != vault::Strength::Weak)
        return std::move(*passphrase);
    if (!canAsk()) {
        warn(translated(QT_TRANSLATE_NOOP("cli",
            "warning: the passphrase is easy to guess; whoever gets the file can try many")));
        return std::move(*passphrase);
    }
    const base::Result<QString> answer = askLine(translated(
        QT_TRANSLATE_NOOP("cli", "The passphrase is easy to guess. Use it all the same? [y/N] ")));
    if (!answer || !answer->startsWith(u'y', Qt::CaseInsensitive))
        return failed({ base::ErrorCode::WeakPassphrase });
    return std::move(*passphrase);
}

Outcome<vault::Passphrase> Session::newPassphrase()
{
    if (m_arguments.has("recovery-key-file"_L1)) {
        return usageError(
            translated(QT_TRANSLATE_NOOP("cli", "A new vault gets a recovery key of its own.")),
            translated(QT_TRANSLATE_NOOP(
                "cli", "Give the new passphrase with --passphrase-file or --passphrase-stdin.")));
    }
    const bool isTyped =
        !m_arguments.hasAny({ "passphrase-file"_L1, "passphrase-stdin"_L1 }) && canAsk();
    if (!isTyped) {
        Outcome<crypto::SecretBytes> given = givenPassphrase();
        if (!given)
            return given.error();
        return checked(*given);
    }
    const auto first = askSecret(translated(QT_TRANSLATE_NOOP("cli", "New passphrase")));
    if (!first)
        return failed(first.error(), readingPassphrase());
    const auto second = askSecret(translated(QT_TRANSLATE_NOOP("cli", "The same again")));
    if (!second)
        return failed(second.error(), readingPassphrase());
    if (!crypto::equalInConstantTime(first->view(), second->view())) {
        return Failure { .status = ExitStatus::WrongPassphrase,
            .message = translated(QT_TRANSLATE_NOOP("cli", "The two passphrases are not equal.")),
            .next = translated(QT_TRANSLATE_NOOP("cli", "Nothing was made. Start again.")) };
    }
    return checked(*first);
}

Outcome<vault::Passphrase> Session::newPassphrase(const QString& file) const
{
    Outcome<crypto::SecretBytes> given =
        readSecret(file, translated(QT_TRANSLATE_NOOP("cli", "Reading the new passphrase")));
    if (!given)
        return given.error();
    return checked(*given);
}

Outcome<vault::Verification> verified(const OpenVault& opened)
{
    base::Result<vault::Verification> verification = opened.vault.verify(opened.opener);
    if (!verification)
        return failed(verification.error());
    return std::move(*verification);
}

} // namespace cli
