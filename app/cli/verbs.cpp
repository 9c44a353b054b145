// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/verbs.h"

#include <QCoreApplication>

#include <array>
#include <limits>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int Many = std::numeric_limits<int>::max();

constexpr std::array InitOptions = {
    OptionSpec { "recovery-out"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "write the recovery key to a new FILE instead of showing it") },
    OptionSpec { "kdf-mib"_L1, "N",
        QT_TRANSLATE_NOOP("cli", "memory of the key derivation in MiB, at least 64") },
    OptionSpec { "kdf-passes"_L1, "N",
        QT_TRANSLATE_NOOP("cli", "passes of the key derivation, at least 3") },
};
constexpr std::array ScanOptions = {
    OptionSpec { "screen"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "read the codes on the screen") },
    OptionSpec {
        "reveal"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "show the secrets and the codes' texts") },
};
constexpr std::array AddOptions = {
    OptionSpec { "image"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "read the codes in a picture; more pictures may follow"), true },
    OptionSpec { "uri-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read links, one a line") },
    OptionSpec {
        "uri-stdin"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "read links from standard input") },
    OptionSpec { "screen"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "read the codes on the screen") },
    OptionSpec { "clipboard"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "read a picture or link in the clipboard") },
    OptionSpec { "manual"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "make an account of the options that follow") },
    OptionSpec { "type"_L1, "TYPE", QT_TRANSLATE_NOOP("cli", "totp, hotp, steam, motp or yandex") },
    OptionSpec { "issuer"_L1, "TEXT", QT_TRANSLATE_NOOP("cli", "the service") },
    OptionSpec { "name"_L1, "TEXT", QT_TRANSLATE_NOOP("cli", "the name of the account there") },
    OptionSpec { "secret-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read the secret from FILE") },
    OptionSpec { "encoding"_L1, "NAME",
        QT_TRANSLATE_NOOP("cli", "how the secret is written: base32 (else), hex, base64 or text") },
    OptionSpec { "algorithm"_L1, "NAME",
        QT_TRANSLATE_NOOP("cli", "SHA1 (else), SHA224, SHA256, SHA384 or SHA512") },
    OptionSpec { "digits"_L1, "N", QT_TRANSLATE_NOOP("cli", "length of a code, 1 to 10") },
    OptionSpec {
        "period"_L1, "SECONDS", QT_TRANSLATE_NOOP("cli", "how long a code holds, 1 to 86400") },
    OptionSpec {
        "counter"_L1, "N", QT_TRANSLATE_NOOP("cli", "the counter of the next code (hotp)") },
    OptionSpec { "pin-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "keep the PIN in FILE with the account (motp, yandex)") },
    OptionSpec { "on-duplicate"_L1, "WAY",
        QT_TRANSLATE_NOOP("cli",
            "for an account that is there already: ask (else), keep both, replace, or skip; "
            "without a terminal ask means skip") },
};
constexpr std::array ListOptions = {
    OptionSpec { "reveal"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "show the secrets too") },
};
constexpr std::array CodeOptions = {
    OptionSpec { "at"_L1, "TIME",
        QT_TRANSLATE_NOOP(
            "cli", "the code of another time: seconds since 1970, or 2026-11-21T19:30:00Z") },
    OptionSpec { "next"_L1, nullptr,
        QT_TRANSLATE_NOOP(
            "cli", "also the code after this one; for hotp the next code without using it up") },
    OptionSpec { "copy"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "put the code into the clipboard for 30 seconds") },
    OptionSpec {
        "pin-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read the PIN from FILE (motp, yandex)") },
};
constexpr std::array RenameOptions = {
    OptionSpec { "issuer"_L1, "TEXT", QT_TRANSLATE_NOOP("cli", "the new issuer") },
    OptionSpec { "name"_L1, "TEXT", QT_TRANSLATE_NOOP("cli", "the new name") },
    OptionSpec { "note-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "the new note, read from FILE") },
};
constexpr std::array TagOptions = {
    OptionSpec { "add"_L1, "TAG", QT_TRANSLATE_NOOP("cli", "add a tag"), true },
    OptionSpec { "remove"_L1, "TAG", QT_TRANSLATE_NOOP("cli", "remove a tag"), true },
    OptionSpec { "pin"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "keep at the top of the list") },
    OptionSpec { "unpin"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "let go from the top") },
};
constexpr std::array QrOptions = {
    OptionSpec { "out"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "write the code to a new picture, FILE.png or FILE.svg") },
    OptionSpec { "terminal"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "show the code here") },
    OptionSpec { "migration"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "all accounts, as codes that Google Authenticator reads") },
    OptionSpec {
        "out-dir"_L1, "FOLDER", QT_TRANSLATE_NOOP("cli", "where the pictures of --migration go") },
};
constexpr std::array ImportOptions = {
    OptionSpec { "format"_L1, "ID",
        QT_TRANSLATE_NOOP("cli", "take the files for this format instead of finding it out") },
    OptionSpec { "file-passphrase-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "read the passphrase of the files from FILE") },
    OptionSpec { "file-key-file"_L1, "FILE",
        QT_TRANSLATE_NOOP(
            "cli", "take FILE for the key file of the databases, with or without a passphrase") },
    OptionSpec { "on-duplicate"_L1, "WAY",
        QT_TRANSLATE_NOOP("cli",
            "for an account that is there already: skip (else), keep both, or replace; one that "
            "differs is added beside the other unless they replace") },
    OptionSpec { "dry-run"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "tell what would be done; change nothing") },
};
constexpr std::array ExportOptions = {
    OptionSpec { "format"_L1, "ID", QT_TRANSLATE_NOOP("cli", "the format of the file") },
    OptionSpec { "out"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "write to a new FILE, or with - to standard output") },
    OptionSpec { "plain-ok"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "agree to a file that is not encrypted, with all secrets in it") },
    OptionSpec { "file-passphrase-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "read the passphrase that is to open the file from FILE") },
};
constexpr std::array NewPassphraseOptions = {
    OptionSpec { "new-passphrase-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "read the new passphrase from FILE") },
};
constexpr std::array ChangeOptions = {
    NewPassphraseOptions[0],
    OptionSpec { "new-key"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli",
            "somebody may know the old one: new keys for everything, and a new recovery key") },
    OptionSpec { "recovery-out"_L1, "FILE",
        QT_TRANSLATE_NOOP(
            "cli", "with --new-key: write the recovery key to a new FILE instead of showing it") },
};
constexpr std::array RecoveryOptions = {
    OptionSpec { "recovery-out"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "write the recovery key to a new FILE instead of showing it") },
};

constexpr std::array BackupOptions = {
    OptionSpec { "dir"_L1, "FOLDER",
        QT_TRANSLATE_NOOP("cli", "write it to FOLDER instead of where backups go") },
};
constexpr std::array RestoreOptions = {
    OptionSpec { "merge"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "take over into the vault what the backup has beyond it") },
};
constexpr std::array ActivateOptions = {
    OptionSpec { "image"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read the code in a picture") },
    OptionSpec { "uri-file"_L1, "FILE", QT_TRANSLATE_NOOP("cli", "read the link in FILE") },
    OptionSpec {
        "uri-stdin"_L1, nullptr, QT_TRANSLATE_NOOP("cli", "read the link from standard input") },
    OptionSpec { "server"_L1, "URL",
        QT_TRANSLATE_NOOP("cli", "the address of an organisation, to sign in with the browser") },
    OptionSpec { "client"_L1, "ID",
        QT_TRANSLATE_NOOP("cli", "with --server: what the organisation calls this program") },
    OptionSpec { "authorization-server"_L1, "ID",
        QT_TRANSLATE_NOOP("cli", "with --server: another authorization server than its own") },
    OptionSpec { "consent"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "agree to what is about to be done, without being asked") },
    OptionSpec { "ca-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "trust the certificates in FILE for this account, and no other") },
    OptionSpec { "replace"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "put it in the place of the account of the same name") },
    OptionSpec { "verify-passphrase-file"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli",
            "make a key for verified answers, too, which only the passphrase or recovery key in "
            "FILE opens") },
};
constexpr std::array RequestsOptions = {
    OptionSpec { "wait"_L1, "SECONDS",
        QT_TRANSLATE_NOOP("cli", "go on asking so long for the first, at most 3600") },
};
constexpr std::array ApproveOptions = {
    OptionSpec { "number"_L1, "N",
        QT_TRANSLATE_NOOP("cli", "the number that the page shows, where one is asked for") },
    OptionSpec { "verify-passphrase-file"_L1, "FILE",
        QT_TRANSLATE_NOOP(
            "cli", "verify yourself for this answer: the passphrase or recovery key once more") },
    OptionSpec { "without-verification"_L1, nullptr,
        QT_TRANSLATE_NOOP(
            "cli", "go on without, where the service would rather have you verified") },
};
constexpr std::array DenyOptions = {
    OptionSpec { "report"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "it was not you: report it, where the service takes reports") },
};
constexpr std::array JournalOptions = {
    OptionSpec { "verify"_L1, nullptr,
        QT_TRANSLATE_NOOP("cli", "compare it with what is kept of it outside the vault") },
    OptionSpec { "against"_L1, "FILE",
        QT_TRANSLATE_NOOP("cli", "with --verify: compare it with an export (JSON), too"), true },
};

constexpr std::array Verbs = {
    VerbSpec {
        "init"_L1, "", 0, 0, QT_TRANSLATE_NOOP("cli", "Make a new vault."), InitOptions, runInit },
    VerbSpec { "scan"_L1, "PICTURE…", 0, Many,
        QT_TRANSLATE_NOOP("cli", "Tell what the QR codes in pictures hold; changes nothing."),
        ScanOptions, runScan },
    VerbSpec { "add"_L1, "", 0, Many,
        QT_TRANSLATE_NOOP("cli", "Save accounts from codes, links or by hand."), AddOptions,
        runAdd },
    VerbSpec { "list"_L1, "[QUERY]", 0, 1, QT_TRANSLATE_NOOP("cli", "List the accounts."),
        ListOptions, runList },
    VerbSpec { "code"_L1, "QUERY", 1, 1, QT_TRANSLATE_NOOP("cli", "Print the code of an account."),
        CodeOptions, runCode },
    VerbSpec { "remove"_L1, "QUERY", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Move an account to the trash."), {}, runRemove },
    VerbSpec { "rename"_L1, "QUERY", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Change issuer, name or note of an account."), RenameOptions,
        runRename },
    VerbSpec { "tag"_L1, "QUERY", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Change tags of an account, or pin it to the top."), TagOptions,
        runTag },
    VerbSpec { "undo"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Take back the last change of accounts, whoever made it."), {},
        runUndo },
    VerbSpec { "trash list"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "List what is in the trash; it stays for 30 days."), {},
        runTrashList },
    VerbSpec { "trash restore"_L1, "QUERY", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Bring an account back from the trash."), {}, runTrashRestore },
    VerbSpec { "trash empty"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Delete for good what is in the trash."), {}, runTrashEmpty },
    VerbSpec { "qr"_L1, "[QUERY]", 0, 1,
        QT_TRANSLATE_NOOP("cli", "Show an account as a QR code, to move it elsewhere."), QrOptions,
        runQr },
    VerbSpec { "import"_L1, "FILE…", 1, Many,
        QT_TRANSLATE_NOOP("cli", "Take accounts over from the files of other programs."),
        ImportOptions, runImport },
    VerbSpec { "export"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Write the accounts to a file for another program."),
        ExportOptions, runExport },
    VerbSpec { "formats"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "List the kinds of files that can be read or written."), {},
        runFormats },
    VerbSpec { "slots list"_L1, "", 0, 0, QT_TRANSLATE_NOOP("cli", "List what opens the vault."),
        {}, runSlotsList },
    VerbSpec { "slots add passphrase"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Let another passphrase open the vault too."),
        NewPassphraseOptions, runSlotsAddPassphrase },
    VerbSpec { "slots add recovery"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Make another recovery key."), RecoveryOptions,
        runSlotsAddRecovery },
    VerbSpec { "slots remove"_L1, "ID", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Remove a passphrase or recovery key, but never the last."), {},
        runSlotsRemove },
    VerbSpec { "passphrase change"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Put a new passphrase in the place of the old one."),
        ChangeOptions, runPassphraseChange },
    VerbSpec { "backup create"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Make a backup of the vault and read it back."), BackupOptions,
        runBackupCreate },
    VerbSpec { "backup list"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "List the backups; needs no passphrase."), {}, runBackupList },
    VerbSpec { "backup verify"_L1, "FILE", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Open a backup and compare every entry with the vault."), {},
        runBackupVerify },
    VerbSpec { "backup restore"_L1, "FILE", 1, 1,
        QT_TRANSLATE_NOOP("cli", "Make a new vault of a backup, or merge it into the vault."),
        RestoreOptions, runBackupRestore },
    VerbSpec { "activate"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "Register this computer for push sign-ins."), ActivateOptions,
        runActivate },
    VerbSpec { "requests"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "List the sign-ins that wait for an answer."), RequestsOptions,
        runRequests },
    VerbSpec { "approve"_L1, "ID", 1, 1, QT_TRANSLATE_NOOP("cli", "Approve a sign-in."),
        ApproveOptions, runApprove },
    VerbSpec {
        "deny"_L1, "ID", 1, 1, QT_TRANSLATE_NOOP("cli", "Deny a sign-in."), DenyOptions, runDeny },
    VerbSpec { "journal"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli", "List the answers to sign-in requests, the latest first."),
        JournalOptions, runJournal },
    VerbSpec { "doctor"_L1, "", 0, 0,
        QT_TRANSLATE_NOOP("cli",
            "Look whether vault, files, memory and clock are as they should be; changes nothing."),
        {}, runDoctor },
};

} // namespace

std::span<const VerbSpec> verbs()
{
    return Verbs;
}

} // namespace cli
