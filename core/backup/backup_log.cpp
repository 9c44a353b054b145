// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/backup_log.h"

#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/vault/json.h"

#include <algorithm>

namespace backup {

namespace {

using vault::json::Value;

constexpr std::size_t LargestLog = std::size_t { 1 } << 20;
/// Proofs of files that are gone stay for a while: the folder may be on a medium that comes back.
constexpr std::size_t MostProofs = 200;
constexpr std::chrono::seconds LockPatience { 2 };
constexpr std::string_view Format = "countersign-backups";

/// What a failure is called in the file: numbers of an enumeration change.
struct CodeName
{
    base::ErrorCode code;
    std::string_view name;
};
constexpr std::array CodeNames = {
    CodeName { base::ErrorCode::CannotWrite, "write" }, // also what any other is called
    CodeName { base::ErrorCode::CannotRead, "read" },
    CodeName { base::ErrorCode::DiskFull, "full" },
    CodeName { base::ErrorCode::ReadOnly, "readonly" },
    CodeName { base::ErrorCode::Damaged, "damaged" },
};

Value hexOf(base::ByteView bytes)
{
    return Value::ofText(base::toHex(bytes));
}

Value timeOf(base::Time time)
{
    return Value::ofInteger(
        static_cast<std::uint64_t>(std::max<std::int64_t>(base::unixMilliseconds(time), 0)));
}

Value proofValue(const FileMark& mark, const Proof& proof)
{
    Value value;
    value.add("accounts", Value::ofInteger(proof.accounts));
    if (proof.drilled)
        value.add("drilled", timeOf(*proof.drilled));
    value.add("made", timeOf(proof.made)).add("mark", hexOf(mark));
    return value.add("read", timeOf(proof.readBack));
}

/// Reads members of one object; a missing or wrong one is remembered.
class Fields
{
public:
    explicit Fields(const Value* object) : m_object(object) { }

    bool has(std::string_view name) const { return m_object && m_object->member(name); }
    bool isWrong() const { return m_isWrong; }

    std::uint64_t number(std::string_view name)
    {
        const Value* const value = take(name, Value::Kind::Integer);
        return value ? value->integer : 0;
    }
    base::Time time(std::string_view name)
    {
        constexpr std::uint64_t Latest = std::uint64_t { 1 } << 53;
        const std::uint64_t milliseconds = number(name);
        m_isWrong = m_isWrong || milliseconds > Latest;
        return base::Time(
            std::chrono::milliseconds(static_cast<std::int64_t>(std::min(milliseconds, Latest))));
    }
    std::string_view text(std::string_view name)
    {
        const Value* const value = take(name, Value::Kind::Text);
        return value ? std::string_view(value->text) : std::string_view();
    }
    template <std::size_t Size> std::array<std::uint8_t, Size> bytes(std::string_view name)
    {
        std::array<std::uint8_t, Size> out = {};
        const base::Result<base::Bytes> found = base::fromHex(text(name));
        if (found && found->size() == Size)
            std::ranges::copy(*found, out.begin());
        else
            m_isWrong = true;
        return out;
    }
    const std::vector<Value>& items(std::string_view name)
    {
        static const std::vector<Value> None;
        const Value* const value = take(name, Value::Kind::Array);
        return value ? value->items : None;
    }
    const Value* object(std::string_view name) { return take(name, Value::Kind::Object); }

private:
    const Value* take(std::string_view name, Value::Kind kind)
    {
        const bool isObject = m_object && m_object->kind == Value::Kind::Object;
        const Value* const value = isObject ? m_object->member(name) : nullptr;
        if (value && value->kind == kind)
            return value;
        m_isWrong = true;
        return nullptr;
    }

    const Value* m_object;
    bool m_isWrong = false;
};

bool readProof(const Value& value, Log& log)
{
    Fields fields(&value);
    Proof proof;
    proof.accounts = fields.number("accounts");
    if (fields.has("drilled"))
        proof.drilled = fields.time("drilled");
    proof.made = fields.time("made");
    proof.readBack = fields.time("read");
    log.proofs[fields.bytes<32>("mark")] = proof;
    return !fields.isWrong();
}

bool readFailure(const Value* value, Log& log)
{
    Fields fields(value);
    Failure failure { fields.time("time") };
    const auto* const named = std::ranges::find(CodeNames, fields.text("code"), &CodeName::name);
    if (named != CodeNames.end())
        failure.code = named->code;
    log.failure = failure;
    return !fields.isWrong();
}

bool readLast(const Value* value, Log& log)
{
    Fields fields(value);
    log.lastState.content = fields.bytes<32>("content");
    log.last = fields.bytes<32>("mark");
    log.lastState.save.bytes = fields.bytes<16>("save");
    return !fields.isWrong();
}

/// Those made first go, never that of the last good backup.
void boundProofs(Log& log)
{
    while (log.proofs.size() > MostProofs) {
        auto oldest = log.proofs.end();
        for (auto proof = log.proofs.begin(); proof != log.proofs.end(); ++proof) {
            const bool isOlder =
                oldest == log.proofs.end() || proof->second.made < oldest->second.made;
            if (isOlder && proof->first != log.last)
                oldest = proof;
        }
        if (oldest == log.proofs.end())
            return;
        log.proofs.erase(oldest);
    }
}

} // namespace

std::string encodeLog(const Log& log)
{
    Value value;
    if (log.failure) {
        const auto* const named = std::ranges::find(CodeNames, log.failure->code, &CodeName::code);
        const std::string_view code =
            named == CodeNames.end() ? CodeNames.front().name : named->name;
        Value failure;
        failure.add("code", Value::ofText(std::string(code)))
            .add("time", timeOf(log.failure->time));
        value.add("failure", std::move(failure));
    }
    value.add("format", Value::ofText(std::string(Format)));
    if (log.last) {
        Value last;
        last.add("content", hexOf(log.lastState.content))
            .add("mark", hexOf(*log.last))
            .add("save", hexOf(log.lastState.save.view()));
        value.add("last", std::move(last));
    }
    std::vector<Value> proofs;
    for (const auto& [mark, proof] : log.proofs)
        proofs.push_back(proofValue(mark, proof));
    value.add("proofs", Value::ofArray(std::move(proofs)));
    if (log.waitingSince)
        value.add("waiting", timeOf(*log.waitingSince));
    return vault::json::write(value);
}

base::Result<Log> decodeLog(std::string_view text)
{
    const std::optional<Value> value = vault::json::read(text);
    Fields fields(value ? &*value : nullptr);
    Log log;
    bool isRight = fields.text("format") == Format;
    for (const Value& proof : fields.items("proofs"))
        isRight = readProof(proof, log) && isRight;
    if (fields.has("failure"))
        isRight = readFailure(fields.object("failure"), log) && isRight;
    if (fields.has("last"))
        isRight = readLast(fields.object("last"), log) && isRight;
    if (fields.has("waiting"))
        log.waitingSince = fields.time("waiting");
    if (!isRight || fields.isWrong())
        return base::Error { base::ErrorCode::Damaged, "log of backups", { "log" } };
    return log;
}

Log readLog(const Place& place)
{
    if (place.logFile.empty())
        return {};
    const base::Result<base::Bytes> bytes = base::readFile(place.logFile, LargestLog);
    if (!bytes)
        return {};
    base::Result<Log> log = decodeLog(base::textOf(*bytes));
    return log ? std::move(*log) : Log {};
}

base::Result<void> changeLog(const Place& place, const std::function<void(Log&)>& change)
{
    if (place.logFile.empty())
        return {};
    const std::string folder = place.logFile.substr(0, place.logFile.rfind('/'));
    if (const base::Result<void> made = base::makePrivateFolder(folder); !made)
        return made;
    const base::Result<base::FileLock> held =
        base::FileLock::acquire(place.logFile + ".lock", LockPatience);
    Q_UNUSED(held); // a note that is lost costs a warning too many
    Log log = readLog(place);
    const Log before = log;
    change(log);
    boundProofs(log);
    if (log == before)
        return {};
    return base::replaceUnsynced(place.logFile, base::bytesOf(std::string_view(encodeLog(log))));
}

} // namespace backup
