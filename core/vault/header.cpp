// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/header.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::uint64_t LargestMemoryKiB = std::uint64_t { 1 } << 20;
constexpr std::uint64_t LargestWorkKiB = std::uint64_t { 16 } << 20; ///< memory × passes
constexpr std::uint32_t MostLanes = 16;

/// Reads known members of one object; remembers whether one was missing or wrong and whether
/// others are there, so that a reader of members can be written without a branch for each.
class Fields
{
public:
    explicit Fields(const json::Value* object) : m_object(object)
    {
        if (!m_object || m_object->kind != json::Value::Kind::Object)
            m_object = nullptr;
    }

    const json::Value* take(std::string_view name, json::Value::Kind kind)
    {
        const json::Value* value = m_object ? m_object->member(name) : nullptr;
        if (value)
            ++m_taken;
        if (value && value->kind == kind)
            return value;
        m_wrong = true;
        return nullptr;
    }

    std::string_view text(std::string_view name)
    {
        const json::Value* value = take(name, json::Value::Kind::Text);
        return value ? std::string_view(value->text) : std::string_view();
    }

    void constant(std::string_view name, std::string_view expected)
    {
        if (text(name) != expected)
            m_wrong = true;
    }

    /// A number too large for the type is answered with the type's largest, which is out of range.
    std::uint32_t number(std::string_view name)
    {
        const json::Value* value = take(name, json::Value::Kind::Integer);
        return value ? static_cast<std::uint32_t>(std::min<std::uint64_t>(value->integer, ~0U)) : 0;
    }

    template <std::size_t Size>
    void bytes(std::string_view name, std::array<std::uint8_t, Size>& out)
    {
        const std::string_view digits = text(name);
        const base::Result<base::Bytes> bytes = base::fromHex(digits);
        if (!bytes || bytes->size() != Size || base::toHex(*bytes) != digits) {
            m_wrong = true;
            return;
        }
        std::ranges::copy(*bytes, out.begin());
    }

    void require(bool condition) { m_wrong = m_wrong || !condition; }
    bool isWrong() const { return m_wrong || !m_object; }
    bool hasUnknown() const { return m_object && m_taken < m_object->names.size(); }

private:
    const json::Value* m_object;
    std::size_t m_taken = 0;
    bool m_wrong = false;
};

/// What is wrong with a header, the worst first.
struct Findings
{
    bool isWrong = false;
    bool hasUnbearableCosts = false;
    bool hasUnknown = false;

    void add(const Fields& fields)
    {
        isWrong = isWrong || fields.isWrong();
        hasUnknown = hasUnknown || fields.hasUnknown();
    }
};

SlotKind slotKind(std::string_view name)
{
    if (name == "passphrase")
        return SlotKind::Passphrase;
    if (name == "recovery")
        return SlotKind::Recovery;
    if (name == "keyring")
        return SlotKind::Keyring;
    return SlotKind::Unknown;
}

std::string_view slotKindName(SlotKind kind)
{
    switch (kind) {
    case SlotKind::Passphrase:
        return "passphrase";
    case SlotKind::Recovery:
        return "recovery";
    case SlotKind::Keyring:
        return "keyring";
    case SlotKind::Unknown:
        break;
    }
    return "";
}

void readKdf(const json::Value* object, Slot& slot, Findings& findings)
{
    Fields fields(object);
    const bool isArgon2 = slot.kind == SlotKind::Passphrase;
    fields.constant("alg", isArgon2 ? "argon2id" : "hkdf");
    fields.bytes("salt", slot.salt);
    if (isArgon2) {
        slot.costs.lanes = fields.number("lanes");
        slot.costs.memoryKiB = fields.number("memoryKiB");
        slot.costs.passes = fields.number("passes");
        if (!areCostsBearable(slot.costs))
            findings.hasUnbearableCosts = true;
    }
    findings.add(fields);
}

Slot readSlot(const json::Value& object, Findings& findings)
{
    Slot slot;
    Fields fields(&object);
    fields.bytes("id", slot.id.bytes);
    slot.kind = slotKind(fields.text("kind"));
    if (slot.kind == SlotKind::Unknown) {
        // A newer program's way to open it: its members are its own business.
        findings.isWrong = findings.isWrong || fields.isWrong();
        slot.foreign = object;
        return slot;
    }
    fields.bytes("commit", slot.commitment);
    fields.bytes("wrapped", slot.wrapped);
    readKdf(fields.take("kdf", json::Value::Kind::Object), slot, findings);
    findings.add(fields);
    return slot;
}

void readSlots(const json::Value* array, Header& header, Findings& findings)
{
    if (!array || array->items.empty() || array->items.size() > MaxSlots) {
        findings.isWrong = true;
        return;
    }
    for (const json::Value& item : array->items) {
        Slot slot = readSlot(item, findings);
        if (!header.slotList.empty() && slot.id <= header.slotList.back().id)
            findings.isWrong = true;
        header.slotList.push_back(std::move(slot));
    }
    const auto passphrases = std::ranges::count(header.slotList, SlotKind::Passphrase, &Slot::kind);
    if (passphrases > static_cast<std::ptrdiff_t>(MaxPassphraseSlots))
        findings.isWrong = true;
}

void readBodyFields(const json::Value* object, Header& header, Findings& findings)
{
    Fields fields(object);
    fields.constant("alg", "A256GCM");
    fields.bytes("commit", header.bodyCommitment);
    fields.bytes("salt", header.bodySalt);
    findings.add(fields);
}

json::Value hex(base::ByteView bytes)
{
    return json::Value::ofText(base::toHex(bytes));
}

json::Value kdfValue(const Slot& slot)
{
    json::Value kdf;
    if (slot.kind != SlotKind::Passphrase)
        return kdf.add("alg", json::Value::ofText("hkdf")).add("salt", hex(slot.salt));
    return kdf.add("alg", json::Value::ofText("argon2id"))
        .add("lanes", json::Value::ofInteger(slot.costs.lanes))
        .add("memoryKiB", json::Value::ofInteger(slot.costs.memoryKiB))
        .add("passes", json::Value::ofInteger(slot.costs.passes))
        .add("salt", hex(slot.salt));
}

json::Value slotValue(const Slot& slot)
{
    if (slot.kind == SlotKind::Unknown)
        return slot.foreign;
    json::Value value;
    return value.add("commit", hex(slot.commitment))
        .add("id", hex(slot.id.view()))
        .add("kdf", kdfValue(slot))
        .add("kind", json::Value::ofText(std::string(slotKindName(slot.kind))))
        .add("wrapped", hex(slot.wrapped));
}

} // namespace

bool areCostsBearable(const crypto::Argon2Costs& costs)
{
    const std::uint64_t memory = costs.memoryKiB;
    return costs.lanes >= 1 && costs.lanes <= MostLanes
        && memory >= std::uint64_t { 8 } * costs.lanes && memory <= LargestMemoryKiB
        && costs.passes >= 1 && costs.passes <= LargestWorkKiB / memory;
}

base::Result<Header> readHeader(std::string_view text)
{
    const std::optional<json::Value> value = json::read(text);
    if (!value || json::write(*value) != text)
        return base::Error { base::ErrorCode::Damaged, "header: not in its spelling",
            { "header" } };
    Header header;
    Findings findings;
    Fields fields(&*value);
    readBodyFields(fields.take("body", json::Value::Kind::Object), header, findings);
    fields.constant("format", "countersign");
    fields.bytes("key", header.key.bytes);
    const std::string_view kind = fields.text("kind");
    fields.require(kind == "vault" || kind == "backup");
    header.kind = kind == "backup" ? FileKind::Backup : FileKind::Vault;
    readSlots(fields.take("slots", json::Value::Kind::Array), header, findings);
    fields.bytes("vault", header.vault.bytes);
    findings.add(fields);

    if (findings.isWrong)
        return base::Error { base::ErrorCode::Damaged, "header: missing or wrong member",
            { "header" } };
    if (findings.hasUnknown)
        return base::Error { base::ErrorCode::NewerVersion, "header: unknown member" };
    if (findings.hasUnbearableCosts)
        return base::Error { base::ErrorCode::Damaged, "header: impossible costs", { "costs" } };
    return header;
}

std::optional<Slot> slotFromText(std::string_view text)
{
    const std::optional<json::Value> value = json::read(text);
    if (!value || json::write(*value) != text)
        return {};
    Findings findings;
    Slot slot = readSlot(*value, findings);
    if (findings.isWrong || findings.hasUnknown || findings.hasUnbearableCosts
        || slot.kind == SlotKind::Unknown)
        return {};
    return slot;
}

std::string slotToText(const Slot& slot)
{
    return json::write(slotValue(slot));
}

std::string writeHeader(const Header& header)
{
    json::Value body;
    body.add("alg", json::Value::ofText("A256GCM"))
        .add("commit", hex(header.bodyCommitment))
        .add("salt", hex(header.bodySalt));
    std::vector<json::Value> slotList;
    for (const Slot& slot : header.slotList)
        slotList.push_back(slotValue(slot));
    json::Value value;
    value.add("body", std::move(body))
        .add("format", json::Value::ofText("countersign"))
        .add("key", hex(header.key.view()))
        .add("kind", json::Value::ofText(header.kind == FileKind::Backup ? "backup" : "vault"))
        .add("slots", json::Value::ofArray(std::move(slotList)))
        .add("vault", hex(header.vault.view()));
    return json::write(value);
}

} // namespace vault
