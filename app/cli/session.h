// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/cli/command_line.h"
#include "app/cli/display.h"
#include "app/cli/json_writer.h"
#include "app/wiring/machine.h"

namespace cli {

/// An open vault and what opened it, which for this one call also verifies the user.
struct OpenVault
{
    vault::Vault vault;
    vault::Opener opener;
};

/// What a verb has done with a vault.
enum class Deed {
    Read,
    Counted, ///< only a counter has moved
    Changed,
    SlotsListed, ///< changed, and told by their ids, which have to stay for the next call
    Made, ///< it is new, and empty
    Restored, ///< it was made of a backup, which is there
    NewPassphrase, ///< in the place of all others
    NewKeys, ///< all that opened it before opens it no more
};

/// A vault at the end of a verb.
struct Handed
{
    OpenVault opened;
    Deed deed = Deed::Read;
    crypto::Argon2Costs costs = {}; ///< of a new slot on this machine, where they were measured
};

/// One call of the program: the global options, the machine, what goes to standard output at the
/// end, and the way to passphrase and vault. Made by run(), used by every verb.
class Session
{
public:
    Session(const Arguments& arguments, std::optional<Display> display, crypto::SecureHeap heap);

    /// With --passphrase-stdin: takes the first line of standard input, before any verb reads on.
    Outcome<void> readPassphraseLine();

    bool isJson() const { return m_isJson; }
    /// What is printed when the verb has succeeded; with --json through json() alone.
    WipedText& out() { return m_out; }
    JsonWriter& json() { return m_json; }
    /// A file that the verb makes goes to standard output, where its answer would.
    void sendFile(base::ByteView file);
    bool isFileSent() const { return m_isFileSent; }
    /// A line on standard error, at once.
    void warn(const QString& sentence) const;

    wiring::Machine& machine() { return m_machine; }
    crypto::SecureHeap secureHeap() const { return m_secureHeap; }
    /// Only where an option of the verb asks for the screen or the clipboard.
    Display& display() { return *m_display; }
    const std::string& vaultPath() const { return m_vaultPath; }
    Outcome<vault::Services> services();

    /// The secret in a file, without its last line break; warns if others can read the file.
    Outcome<crypto::SecretBytes> readSecret(const QString& path, const QString& step) const;

    /// Whether a global option gives passphrase or recovery key.
    bool isOpenerGiven() const;
    /// What the global options give, or what a person types.
    Outcome<vault::Opener> opener();
    /// Opens the vault with that.
    Outcome<OpenVault> openVault();
    /// The same where what opens it is also the verification that the verb asks for: a wrong one
    /// counts as a wrong verification for every program that has the vault open.
    Outcome<OpenVault> openToVerify();
    /// Opens it with something that was read before.
    Outcome<OpenVault> openVault(vault::Opener opener);
    /// The passphrase for a vault to be made, checked; a person types it twice.
    Outcome<vault::Passphrase> newPassphrase();
    /// Checks a passphrase from a file for the same use.
    Outcome<vault::Passphrase> newPassphrase(const QString& file) const;

    /// The verb has an answer to print, and a script is to know that it is no good one.
    void endAs(ExitStatus status) { m_status = status; }
    ExitStatus status() const { return m_status; }

    /// Gives the vault away at the end of a verb, to be taken care of when its answer is printed.
    void handOver(Handed handed) { m_handed.emplace(std::move(handed)); }
    std::optional<Handed> takeHanded() { return std::exchange(m_handed, std::nullopt); }

private:
    QString openingVault() const;
    Outcome<OpenVault> openWithGiven(bool isVerification);
    Outcome<OpenVault> open(vault::Opener opener, bool isVerification);
    Outcome<crypto::SecretBytes> givenPassphrase();
    Outcome<vault::Passphrase> checked(const crypto::SecretBytes& typed) const;

    const Arguments& m_arguments;
    bool m_isJson;
    std::string m_vaultPath;
    std::optional<Display> m_display;
    crypto::SecureHeap m_secureHeap;
    crypto::SecretBytes m_passphraseLine;
    wiring::Machine m_machine;
    WipedText m_out;
    JsonWriter m_json { m_out };
    bool m_isFileSent = false;
    ExitStatus m_status = ExitStatus::Done;
    std::optional<Handed> m_handed; ///< refers to the machine
};

/// The verification that showing a secret and changing slots ask for.
Outcome<vault::Verification> verified(const OpenVault& opened);

} // namespace cli
