// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/kdf.h"
#include "core/otp/code.h"
#include "core/otp/entry.h"
#include "core/vault/account.h"
#include "core/vault/calibration.h"
#include "core/vault/move_entry.h"
#include "core/vault/passphrase.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace vault {

class BackupImage;
class Intake;
class OpenedCopy;
class PictureRoom;
class Registrations;
class SlotChange;
class SlotUpkeep;
class VaultContent;
struct Body;
struct StateMark;
struct ChainVerdict;
struct Journal;
struct JournalAnchor;
struct JournalEntry;
struct JournalHead;

/// What a vault needs from outside. The references outlive the vault.
struct Services
{
    base::Clock& clock;
    crypto::RandomSource& random;
    Id device; ///< this installation
    std::string stateFolder = {}; ///< of what this installation remembers; empty: nothing
    static constexpr std::chrono::milliseconds LongPatience = std::chrono::seconds(5);
    std::chrono::milliseconds lockPatience = LongPatience; ///< with another's save
};

/// How a vault stands to what this computer has seen of it.
enum class Standing {
    Unknown, ///< nothing was seen here before
    Current, ///< everything that was seen is in it
    Older, ///< saves that were seen are missing: it may be a copy that was put back
};

enum class SlotKind { Passphrase, Recovery, Keyring, Unknown };

/// A way to open the vault, as it may be shown.
struct SlotInfo
{
    Id id;
    SlotKind kind = SlotKind::Unknown;
    QString label;
    base::Time created;
    bool opensVault = true; ///< false: it is there for backups alone
};

/// Codes that skipAhead() leaves out at once. A service looks ahead for some dozens at most.
constexpr std::uint64_t MaxSkippedCodes = 100;

/// Proof that the passphrase or a recovery key was typed again for this one action. It holds the
/// verification key; showing or exporting a secret and changing slots ask for it.
class Verification
{
public:
    Verification(Verification&&) noexcept = default;
    Verification& operator=(Verification&&) noexcept = default;

private:
    friend class Registrations;
    friend class Vault;
    friend class Verifier;
    Verification(crypto::SecretBytes key, const Id& generation)
        : m_key(std::move(key)),
          m_generation(generation)
    { }
    crypto::SecretBytes m_key;
    Id m_generation; ///< of the vault's keys: after a change of keys it shows nothing
};

/// Counts a wrong verification by a program that could not even open the vault with what was typed,
/// where every program that has it open sees it; see Vault::countVerification().
void countWrongTry(const std::string& path, const Services& services);

/// Wrong verifications in a row after which a program locks the vault.
constexpr std::uint64_t WrongVerificationsToLock = 3;

/// What is needed to verify, apart from the vault it was taken from: deriving a key takes a while
/// and runs on another thread, and meanwhile the vault may be used, changed or locked. Holds
/// nothing secret.
class Verifier
{
public:
    /// VerificationFailed if the opener fits no slot.
    base::Result<Verification> verify(const Opener& opener) const;

private:
    friend class Vault;
    struct Slots;
    explicit Verifier(std::shared_ptr<const Slots> snapshot);
    std::shared_ptr<const Slots> m_slots; ///< shared because copies of a constant are all alike
};

/// An entry of the body that could not be read; the rest is usable, and it is kept as it is.
struct BrokenEntry
{
    Id id;
    /// The member that is missing or wrong; "journal" for a whole journal, "registration" for one
    /// of those, "checklist" for a line of that.
    std::string reason;
};

/// What a change that can be undone is called.
namespace changeKind {
inline constexpr std::string_view Add = "add";
inline constexpr std::string_view Edit = "edit";
inline constexpr std::string_view Tag = "tag"; ///< tags or the pin, nothing else
inline constexpr std::string_view Replace = "replace";
inline constexpr std::string_view Remove = "remove"; ///< to the trash
inline constexpr std::string_view Restore = "restore"; ///< from the trash
inline constexpr std::string_view Version = "version"; ///< back to an older version
} // namespace changeKind

/// A change that was taken back, and what is not as before because of it.
struct Undone
{
    std::string kind; ///< one of changeKind, or a newer program's
    std::vector<Account> accounts;
    std::vector<MoveEntry> moves = {}; ///< of the checklist; those that are gone as they were
};

/// What may be changed of an account; absent members stay.
struct AccountEdit
{
    std::optional<QString> issuer = {};
    std::optional<QString> name = {};
    std::optional<QString> note = {};
    std::optional<QStringList> tags = {};
    std::optional<bool> pinned = {};
    std::optional<QByteArray> picture = {}; ///< a small PNG file; empty: none any more
};

/// Another copy of a vault that opens with the same keys.
struct OtherCopy
{
    std::string path;
    base::Time saved;
    std::size_t accounts = 0; ///< in use
    bool isComplete = false; ///< with everything that this computer has seen of the vault
};

/// What a copy is taken for.
enum class Taking {
    Instead, ///< it takes the vault's place
    Merged, ///< the later change of each entry holds, nothing of either is lost
};

/// An open vault: the file's path, its keys in locked memory, the body with sealed secrets. Every
/// change is saved before the call returns; if the save fails the old state stands, in memory and
/// on disk. Used from one thread at a time; create and open take as long as the key derivation.
class Vault
{
public:
    struct Created;

    /// Makes a new file, never over an existing one (VaultExists), with a passphrase slot and a
    /// recovery slot.
    static base::Result<Created> create(const std::string& path, const Passphrase& passphrase,
        const crypto::Argon2Costs& costs, const Services& services);
    /// VaultMissing, Damaged, NewerVersion, WrongPassphrase, OutOfMemory, CannotRead; UnknownKeys
    /// if this computer knows the vault with other keys, and nobody who had those has given them up
    /// for these.
    static base::Result<Vault> open(
        const std::string& path, const Opener& opener, const Services& services);

    Vault(Vault&&) noexcept;
    Vault& operator=(Vault&&) noexcept;
    ~Vault();

    /// The same vault once more, with keys of its own, for a change that takes long and is made on
    /// another thread. The two are like two programs: each sees what the other saves. Once `stop`
    /// is asked to stop the twin saves nothing any more and answers Cancelled. SecureHeapFull.
    base::Result<Vault> twin(std::stop_token stop) const;
    /// Takes over what a twin is now, its keys with it.
    void adopt(Vault twin);

    const Id& id() const; ///< of the vault, the same in all its copies
    const Id& key() const; ///< of its keys
    const std::string& path() const;
    const std::string& file() const; ///< the same with symbolic links resolved
    SlotKind openedBy() const;
    Id lastSave() const; ///< another one after every save, whoever made it

    /// While it is Older every change answers OlderCopy.
    Standing standing() const;
    /// The user knows that saves are missing and goes on with this state. A save notes that, and
    /// that counters may be behind; where it fails it is made up for by the next one, and without
    /// any the vault is Older again when it is opened again.
    void acceptOlder();
    /// Copies in these folders that have everything this vault has and more, the best first.
    std::vector<OtherCopy> newerCopies(std::span<const std::string> folders) const;
    /// Takes over a copy and ends being Older; what was here stays as the previous copy.
    /// KeysChanged and OtherVault if it opens with other keys.
    base::Result<void> takeCopy(const std::string& path, Taking how);
    /// Takes over what a backup has and this vault has not, the later change of each entry holds;
    /// OpenedCopy::previewOfMerge() tells before what that is. Of the accounts that were deleted
    /// for good these come back. OtherVault; KeysChanged if the copy is of former keys: then it is
    /// restored into a vault of its own.
    base::Result<void> mergeCopy(const OpenedCopy& copy, std::span<const Id> comingBack = {});
    /// Takes over what another program has saved meanwhile; whether there was anything. KeysChanged
    /// and OtherVault if this one has to be closed; Damaged, CannotRead and kin.
    base::Result<bool> refresh();

    /// Accounts in use, in the order they were added; those in the trash.
    std::vector<Account> accounts() const;
    std::vector<Account> trash() const;
    std::optional<Account> find(const Id& id) const;
    /// The file of an account's own picture, a small PNG; empty if it has none.
    QByteArray picture(const Account& account) const;
    /// What may come in yet (core/vault/pictures.h).
    PictureRoom pictureRoom() const;
    std::vector<BrokenEntry> brokenEntries() const;

    /// Saves all entries in one step; the ids are in their order.
    base::Result<std::vector<Id>> add(std::span<const otp::Entry> entries);
    /// Gives an account the entry's secret and parameters; id, note, tags and dates of making stay.
    base::Result<void> replace(const Id& id, const otp::Entry& entry);
    /// The account in use that equals the entry: type, secret, issuer and name.
    std::optional<Id> findDuplicate(const otp::Entry& entry) const;
    base::Result<void> edit(const Id& id, const AccountEdit& edit);
    base::Result<void> moveToTrash(const Id& id);
    base::Result<void> restoreFromTrash(const Id& id);
    /// Deletes one account of the trash for good. Its tombstone stays.
    base::Result<void> deleteFromTrash(const Id& id);
    /// Takes back the newest change of the last 50 or 30 days that has not been, whoever made it:
    /// the accounts it touched are as before it, what it added is in the trash. Counters stay. So
    /// it is with the checklist (core/vault/moves.h).
    /// NothingToDo if there is none.
    base::Result<Undone> undo();
    /// Older versions of an account, the latest first.
    std::vector<Account> history(const Id& id) const;
    /// Makes an account in use what it was in the version with this stamp of change; its present
    /// state becomes a version, its counter goes on.
    base::Result<void> restoreVersion(const Id& id, const Stamp& stamp);
    /// Deletes for good, with history and all that could be undone; returns how many. Tombstones
    /// stay.
    base::Result<int> emptyTrash();
    /// Deletes for good what has been in the trash for 30 days.
    base::Result<int> removeExpiredTrash();

    /// A time-based code. `pin` overrides the kept one; PinNeeded if there is neither. HOTP gives
    /// the code of the next counter without moving it. Unsupported ("push") if the account has a
    /// registration alone.
    base::Result<otp::Code> code(const Id& id, base::Time time, base::ByteView pin = {}) const;
    /// HOTP: the counter + 1 is on disk before the code is returned. CounterExhausted at the end.
    base::Result<otp::Code> nextHotpCode(const Id& id);
    /// HOTP: leaves out that many codes, 1 to MaxSkippedCodes, where the counter may be behind.
    /// InvalidField ("steps"), CounterExhausted.
    base::Result<void> skipAhead(const Id& id, std::uint64_t steps);
    /// HOTP: a code was taken, so the counter is not behind. NothingToDo if nothing said it was.
    base::Result<void> confirmCounter(const Id& id);

    /// VerificationFailed if the opener fits no slot.
    base::Result<Verification> verify(const Opener& opener) const;
    Verifier verifier() const;
    /// Counts a verification where every program on this computer sees it, and answers how many in
    /// a row were wrong, whichever program asked. From WrongVerificationsToLock on all of them lock
    /// the vault; a right one, or opening by something typed, starts anew.
    std::uint64_t countVerification(bool wasRight);
    std::uint64_t wrongVerifications() const;
    /// The entry with its secret in the clear, to be shown or written. Nothing of registrations is:
    /// an account that has them alone is Unsupported ("push").
    base::Result<otp::Entry> reveal(const Id& id, const Verification& verification) const;

    /// The record of answers, as of the last save. The reference holds until the next change.
    const Journal& journal() const;
    /// Writes an entry to this device's chain, in a save of its own. Where the chain is long its
    /// oldest entries are cut. Errors as of recordEntry() and of a save.
    base::Result<JournalHead> record(const JournalEntry& entry);
    /// Compares the journal with these anchors and with what this computer had seen of it before
    /// the vault was opened. See checkJournal() of journal_check.h.
    base::Result<std::vector<ChainVerdict>> checkJournal(
        const std::vector<JournalAnchor>& anchors) const;

    std::vector<SlotInfo> slotList() const;
    /// Puts a new passphrase slot in the place of all passphrase slots.
    base::Result<SlotInfo> changePassphrase(const Verification& verification,
        const Passphrase& passphrase, const crypto::Argon2Costs& costs);
    struct ChangedKeys;
    /// For when somebody may know the passphrase: new keys, under which every secret is sealed
    /// again, a new passphrase slot and a new recovery slot; all other slots go. What is known of
    /// the former keys opens nothing that is saved from here on, old copies it does. Other programs
    /// that have the vault open are answered KeysChanged.
    base::Result<ChangedKeys> changeKeys(const Verification& verification,
        const Passphrase& passphrase, const crypto::Argon2Costs& costs);
    /// For what is to be put right about the slots while the passphrase is at hand; `costs` is what
    /// a new slot would cost, zeros where that is not known.
    SlotUpkeep slotUpkeep(const crypto::Argon2Costs& costs) const;
    /// Saves what it has made; whether there was anything. No verification is asked for, since
    /// nobody gets in who could not before: what opened the vault carried both keys over. What
    /// was changed meanwhile (a passphrase removed, new keys) stays so, and the answer is false.
    base::Result<bool> take(const SlotChange& change);
    base::Result<SlotInfo> addPassphrase(const Verification& verification,
        const Passphrase& passphrase, const crypto::Argon2Costs& costs);
    struct AddedRecovery;
    base::Result<AddedRecovery> addRecovery(const Verification& verification);
    /// Backups made from now on open with this passphrase, and no more with the vault's; recovery
    /// keys open both. `costs` are a vault slot's: the backup's own has three times the passes.
    base::Result<SlotInfo> setBackupPassphrase(const Verification& verification,
        const Passphrase& passphrase, const crypto::Argon2Costs& costs);
    bool hasBackupPassphrase() const;
    struct AddedKeyring;
    /// Switching on opening by the keyring: every call makes a slot of a new id and a new secret,
    /// so that what it is kept under (keyringItemName()) is never the name of an item that is
    /// there. It opens the vault, is in no backup and verifies nothing.
    base::Result<AddedKeyring> addKeyring(const Verification& verification);
    /// LastSlot if it is the last passphrase or recovery slot that opens the vault. Of a backup
    /// passphrase: backups open with the vault's again.
    base::Result<void> removeSlot(const Verification& verification, const Id& slot);

    /// A backup of the last save, complete in memory (core/vault/backup_image.h). TooLarge,
    /// SecureHeapFull, RandomFailed.
    base::Result<BackupImage> backupImage() const;
    /// Tells whether a backup of this state has been made.
    base::Result<StateMark> stateMark() const;
    /// For comparing a copy with this vault as it is now (core/vault/vault_content.h).
    base::Result<VaultContent> content() const;

    /// The passphrase is forgotten, and the keyring still opens the vault: asks for a new one,
    /// which may be set a day later (core/vault/forgotten.h). VerificationFailed unless the keyring
    /// opened it.
    base::Result<void> askForNewPassphrase();
    /// Anybody who can open the vault calls it off. NothingToDo if nobody has asked.
    base::Result<void> callOffNewPassphrase();
    /// From when on one may be set; absent if nobody has asked, or it was called off.
    std::optional<base::Time> newPassphraseFrom() const;

private:
    friend class Intake;
    friend class Moves;
    friend class OpenedCopy;
    friend class Registrations;
    struct State;
    struct SlotWish
    {
        SlotKind kind;
        crypto::Argon2Costs costs;
        bool replacesPassphrases;
    };

    explicit Vault(std::unique_ptr<State> state);
    /// VerificationFailed if it was handed on or is of former keys.
    base::Result<void> check(const Verification& verification) const;
    base::Result<SlotInfo> addSlot(
        const Verification& verification, const SlotWish& wish, base::ByteView typed);
    base::Result<int> deleteWhere(const std::function<bool(const Account&)>& isMeant);

    std::unique_ptr<State> m_state;
};

/// A new vault and the recovery key to write down; it is kept nowhere else.
struct Vault::Created
{
    Vault vault;
    RecoveryKey recoveryKey;
};

/// A vault with new keys, and the recovery key to write down; it is kept nowhere else.
struct Vault::ChangedKeys
{
    SlotInfo slot;
    RecoveryKey recoveryKey;
};

struct Vault::AddedRecovery
{
    SlotInfo slot;
    RecoveryKey key;
};

/// A keyring slot and what the keyring is to keep for it; it is kept nowhere else.
struct Vault::AddedKeyring
{
    SlotInfo slot;
    KeyringSecret secret;
};

} // namespace vault
