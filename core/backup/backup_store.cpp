// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_store.h"

#include "core/base/atomic_file.h"
#include "core/base/file_error.h"
#include "core/base/file_lock.h"
#include "core/vault/calibration.h"
#include "core/vault/vault_file.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace backup {

namespace {

constexpr std::size_t KeptLast = 10;
constexpr std::size_t KeptDays = 14;
constexpr std::size_t KeptMonths = 12;
constexpr int MostNames = 60; ///< tried when others are made in the same second

bool isFolder(const std::string& path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

FileMark markIn(base::ByteView beginning)
{
    constexpr std::size_t Offset = vault::PreambleSize - sizeof(FileMark);
    FileMark mark = {};
    if (beginning.size() >= vault::PreambleSize)
        std::ranges::copy(beginning.subspan(Offset, mark.size()), mark.begin());
    return mark;
}

/// A chosen folder is not made: it may be the place where a medium is when it is there.
base::Result<void> prepareFolder(const Place& place)
{
    if (place.isOwnFolder)
        return base::makePrivateFolder(place.folder);
    if (!isFolder(place.folder))
        return base::Error { base::ErrorCode::CannotWrite, "folder of backups",
            { place.folder, "No such file or directory" } };
    return {};
}

/// Never over a file that is there; of several in one second each gets a second of its own.
base::Result<std::string> writeNew(const Place& place, base::ByteView file, base::Time now)
{
    for (int i = 0; i < MostNames; ++i) {
        std::string path = place.folder + '/' + fileName(place.name, now + std::chrono::seconds(i));
        const base::Result<void> written = base::createFile(path, file);
        if (written)
            return path;
        if (written.error().code != base::ErrorCode::FileExists)
            return written.error();
    }
    return base::Error { base::ErrorCode::CannotWrite, "every name is taken",
        { place.folder, "File exists" } };
}

/// What is not whole must not be taken for a backup.
base::Result<void> prove(const std::string& path, const vault::BackupImage& image)
{
    base::Result<void> proved = image.readBack(path);
    if (!proved)
        ::unlink(path.c_str());
    return proved;
}

base::Result<std::string> writeAndProve(
    const Place& place, const vault::BackupImage& image, base::Time now)
{
    if (const base::Result<void> prepared = prepareFolder(place); !prepared)
        return prepared.error();
    base::Result<std::string> path = writeNew(place, image.file(), now);
    if (!path)
        return path;
    if (const base::Result<void> proved = prove(*path, image); !proved)
        return proved.error();
    return path;
}

void noteFailure(const Place& place, const base::Error& error, base::Time now)
{
    const base::Result<void> noted = changeLog(place, [&](Log& log) {
        log.failure = Failure { now, error.code };
    });
    Q_UNUSED(noted); // the caller is told at once
}

/// What becomes known of a file by reading as much as it takes.
struct Inspected
{
    vault::Header header;
    FileMark mark = {};
    bool isDamaged = false;
};

/// Absent for files of others, and for what does not say whose it is.
std::optional<Inspected> inspectBytes(base::ByteView bytes, std::uintmax_t size)
{
    const base::Result<vault::VaultBeginning> told = vault::parseBeginning(bytes);
    if (!told)
        return {};
    return Inspected { told->header, markIn(bytes), told->size != size };
}

std::optional<Inspected> inspectBeginning(const std::string& path, std::uintmax_t size)
{
    const base::Result<base::Bytes> beginning =
        base::readBeginning(path, vault::PreambleSize + vault::LargestHeader);
    return beginning ? inspectBytes(*beginning, size) : std::nullopt;
}

std::optional<Inspected> inspect(const std::string& path, std::uintmax_t size, Reading reading)
{
    if (reading == Reading::Beginning)
        return inspectBeginning(path, size);
    const base::Result<base::Bytes> whole = base::readFile(path, vault::LargestFile);
    if (!whole)
        return inspectBeginning(path, size);
    std::optional<Inspected> found = inspectBytes(*whole, size);
    if (found)
        found->isDamaged = found->isDamaged || !vault::parseVaultFile(*whole);
    return found;
}

bool isCheap(const vault::Header& header)
{
    return std::ranges::any_of(header.slotList, [](const vault::Slot& slot) {
        return slot.kind == vault::SlotKind::Passphrase
            && (slot.costs.memoryKiB < vault::SmallestCosts.memoryKiB
                || slot.costs.passes < vault::SmallestCosts.passes);
    });
}

std::optional<Backup> backupAt(const Place& place, const Log& log,
    const std::filesystem::directory_entry& entry, Reading reading)
{
    std::error_code failure;
    if (entry.path().extension() != FileEnding || !entry.is_regular_file(failure))
        return {};
    const std::string path = entry.path().string();
    const std::optional<Inspected> found = inspect(path, entry.file_size(failure), reading);
    if (!found || found->header.vault != place.vault
        || found->header.kind != vault::FileKind::Backup)
        return {};
    Backup backup { path, {}, found->mark, found->header.key, found->isDamaged,
        isCheap(found->header), {} };
    struct stat status = {};
    if (const auto named = timeInName(place.name, entry.path().filename().string()))
        backup.time = *named;
    else if (::stat(path.c_str(), &status) == 0)
        backup.time = base::Time(std::chrono::seconds(status.st_mtim.tv_sec));
    if (const auto proof = log.proofs.find(found->mark); proof != log.proofs.end())
        backup.proof = proof->second;
    return backup;
}

/// Backups that a rotation may remove: made by this program of this vault, by their names too.
bool isRotated(const Place& place, const Backup& backup)
{
    return timeInName(place.name, backup.path.substr(backup.path.rfind('/') + 1)).has_value();
}

/// Removes what newer ones replace. Those that are damaged replace nothing and are left to be
/// looked at; the one that was just proved stays, and the last one that was opened by something
/// typed.
std::vector<std::string> rotate(const Place& place, const std::string& proved)
{
    const base::Result<std::vector<Backup>> found = list(place, Reading::Whole);
    if (!found)
        return {};
    std::vector<Backup> whole;
    std::ranges::copy_if(*found, std::back_inserter(whole),
        [&place](const Backup& backup) { return !backup.isDamaged && isRotated(place, backup); });
    const bool isThere = std::ranges::find(whole, proved, &Backup::path) != whole.end();
    if (!isThere)
        return {};
    std::optional<base::Time> lastDrill;
    for (const Backup& backup : whole) {
        if (backup.proof && backup.proof->drilled)
            lastDrill =
                std::max(lastDrill.value_or(*backup.proof->drilled), *backup.proof->drilled);
    }
    std::vector<base::Time> times;
    times.reserve(whole.size());
    for (const Backup& backup : whole)
        times.push_back(backup.time);
    const std::vector<bool> isKept = keptOf(times);
    std::vector<std::string> removed;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const bool isLastDrilled =
            whole[i].proof && whole[i].proof->drilled && whole[i].proof->drilled == lastDrill;
        if (isKept[i] || whole[i].path == proved || isLastDrilled)
            continue;
        if (::unlink(whole[i].path.c_str()) == 0)
            removed.push_back(whole[i].path);
    }
    return removed;
}

/// What writing was killed at leaves a part of a backup under a temporary name.
void removeLeftovers(const Place& place)
{
    std::error_code failure;
    std::set<std::string> targets;
    for (std::filesystem::directory_iterator entry(place.folder, failure), end;
         !failure && entry != end; entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        const std::size_t target = name.find(std::string(FileEnding) + '.');
        if (target == std::string::npos || name.find(".new") == std::string::npos)
            continue;
        const std::string backup = name.substr(0, target + FileEnding.size());
        if (timeInName(place.name, backup))
            targets.insert(place.folder + '/' + backup);
    }
    for (const std::string& target : targets) {
        for (const std::string& leftover : base::temporaryFilesOf(target)) {
            struct stat status = {};
            if (::stat(leftover.c_str(), &status) != 0)
                continue;
            const auto found =
                inspectBeginning(leftover, static_cast<std::uintmax_t>(status.st_size));
            if (found && found->header.vault == place.vault)
                ::unlink(leftover.c_str());
        }
    }
}

/// A vault's previous copies beside it.
std::vector<std::string> copiesBeside(const Place& place)
{
    std::vector<std::string> copies = base::temporaryFilesOf(place.vaultFile);
    copies.push_back(place.vaultFile + ".previous");
    copies.push_back(place.vaultFile + ".damaged");
    return copies;
}

bool isFormer(const vault::Header& header, const Present& present)
{
    if (header.key != present.key)
        return true;
    return !present.ways.empty()
        && std::ranges::any_of(header.slotList, [&present](const vault::Slot& slot) {
               return slot.kind == vault::SlotKind::Passphrase
                   && std::ranges::find(present.ways, slot.id) == present.ways.end();
           });
}

/// Whether a file is this vault's and opens with something that opens the vault no more.
bool isFormerCopy(const Place& place, const std::string& path, const Present& present)
{
    struct stat status = {};
    if (path == place.vaultFile || ::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    const auto found = inspectBeginning(path, static_cast<std::uintmax_t>(status.st_size));
    return found && found->header.vault == place.vault && isFormer(found->header, present);
}

/// For two programs that make a backup at one moment: one would take the file that the other has
/// begun for something that a killed one has left. Without the lock nothing is cleared away.
bool isAlone(const Place& place, std::optional<base::FileLock>& held)
{
    if (place.logFile.empty())
        return true;
    constexpr std::chrono::seconds Patience { 5 };
    base::Result<base::FileLock> lock =
        base::FileLock::acquire(place.logFile + ".making", Patience);
    if (lock)
        held = std::move(*lock);
    return held && held->isHeld();
}

} // namespace

base::Result<Made> make(const Place& place, const vault::BackupImage& image, base::Time now)
{
    std::optional<base::FileLock> held;
    const bool alone = isAlone(place, held);
    const base::Result<std::string> path = writeAndProve(place, image, now);
    if (!path) {
        noteFailure(place, path.error(), now);
        return path.error();
    }
    const base::Result<void> noted = changeLog(place, [&](Log& log) {
        const FileMark mark = markIn(image.file());
        log.proofs[mark] = { image.made(), now, {}, image.accounts() };
        log.last = mark;
        log.lastState = image.state();
        log.failure.reset();
        log.waitingSince.reset();
    });
    Q_UNUSED(noted); // the backup is good, though health will not know it
    Made made { *path, now, image.accounts(), rotate(place, *path) };
    if (alone)
        removeLeftovers(place);
    return made;
}

base::Result<void> makeAt(const std::string& path, const vault::BackupImage& image)
{
    if (base::Result<void> written = base::createFile(path, image.file()); !written)
        return written;
    return prove(path, image);
}

base::Result<std::vector<Backup>> list(const Place& place, Reading reading)
{
    std::vector<Backup> backups;
    std::error_code failure;
    std::filesystem::directory_iterator entry(place.folder, failure);
    if (failure == std::errc::no_such_file_or_directory)
        return backups;
    const Log log = readLog(place);
    for (const std::filesystem::directory_iterator end; !failure && entry != end;
         entry.increment(failure)) {
        if (std::optional<Backup> backup = backupAt(place, log, *entry, reading))
            backups.push_back(std::move(*backup));
    }
    if (failure)
        return base::Error { base::ErrorCode::CannotRead, "list backups",
            { place.folder, failure.message() } };
    std::ranges::sort(backups, [](const Backup& a, const Backup& b) {
        return a.time == b.time ? a.path > b.path : a.time > b.time;
    });
    return backups;
}

std::vector<bool> keptOf(const std::vector<base::Time>& newestFirst)
{
    using std::chrono::days;
    std::set<std::chrono::sys_days> daysKept;
    std::set<std::chrono::year_month> monthsKept;
    std::vector<bool> kept;
    for (std::size_t i = 0; i < newestFirst.size(); ++i) {
        const auto day = std::chrono::floor<days>(newestFirst[i]);
        const std::chrono::year_month_day date(day);
        const auto month = date.year() / date.month();
        const bool isOfDay = daysKept.size() < KeptDays && daysKept.insert(day).second;
        const bool isOfMonth = monthsKept.size() < KeptMonths && monthsKept.insert(month).second;
        kept.push_back(i < KeptLast || isOfDay || isOfMonth);
    }
    return kept;
}

Present presentOf(const vault::Vault& vault)
{
    Present present { vault.key() };
    for (const vault::SlotInfo& slot : vault.slotList())
        present.ways.push_back(slot.id);
    return present;
}

base::Result<std::vector<std::string>> formerCopies(const Place& place, const Present& present)
{
    const base::Result<std::vector<Backup>> backups = list(place, Reading::Beginning);
    if (!backups)
        return backups.error();
    std::vector<std::string> copies;
    for (const Backup& backup : *backups) {
        if (isFormerCopy(place, backup.path, present))
            copies.push_back(backup.path);
    }
    for (const std::string& path : copiesBeside(place)) {
        if (isFormerCopy(place, path, present))
            copies.push_back(path);
    }
    return copies;
}

base::Result<void> removeFormer(
    const Place& place, const Present& present, const std::vector<std::string>& copies)
{
    for (const std::string& path : copies) {
        if (!isFormerCopy(place, path, present))
            return base::Error { base::ErrorCode::NotRecognised, "no former copy" };
    }
    const base::Result<std::vector<Backup>> backups = list(place, Reading::Whole);
    if (!backups)
        return backups.error();
    const bool isReplaced = std::ranges::any_of(*backups, [&](const Backup& backup) {
        return backup.key == present.key && !backup.isDamaged
            && std::ranges::find(copies, backup.path) == copies.end();
    });
    if (!isReplaced)
        return base::Error { base::ErrorCode::NothingToDo, "no backup of the present keys" };
    for (const std::string& path : copies) {
        if (::unlink(path.c_str()) != 0)
            return base::writeError(path, "remove a former copy");
    }
    return {};
}

} // namespace backup
