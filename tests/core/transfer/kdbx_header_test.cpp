// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/hmac.h"
#include "core/transfer/kdbx_header.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using transfer::Refusal;

namespace {

constexpr auto Aes = "31c1f2e6bf714350be5805216afc5aff";
constexpr auto ChaCha20 = "d6038a2b8b6f4cb5a524339a31dbb59a";
constexpr auto Argon2id = "9e298b1956db4773b23dfc3ec6f0a1e6";

void appendLittle(base::Bytes& out, std::uint64_t number, int size)
{
    for (int i = 0; i < size; ++i)
        out.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

base::Bytes littleOf(std::uint64_t number, int size)
{
    base::Bytes bytes;
    appendLittle(bytes, number, size);
    return bytes;
}

/// What stands before the encrypted part in version 4, by its fields.
struct Header
{
    std::uint64_t version = 4;
    std::map<std::uint8_t, base::Bytes> fields = {
        { 2, *base::fromHex(Aes) },
        { 3, littleOf(1, 4) },
        { 4, base::Bytes(32, 4) },
        { 7, base::Bytes(16, 7) },
    };
    std::map<std::string, base::Bytes> parameters = {
        { "$UUID", *base::fromHex(Argon2id) },
        { "S", base::Bytes(32, 1) },
        { "P", littleOf(2, 4) },
        { "M", littleOf(std::uint64_t { 64 } << 20, 8) },
        { "I", littleOf(3, 8) },
        { "V", littleOf(0x13, 4) },
    };

    base::Bytes dictionary() const
    {
        base::Bytes bytes { 0, 1 };
        for (const auto& [name, value] : parameters) {
            bytes.push_back(0x42);
            appendLittle(bytes, name.size(), 4);
            base::append(bytes, base::bytesOf(std::string_view(name)));
            appendLittle(bytes, value.size(), 4);
            base::append(bytes, value);
        }
        bytes.push_back(0);
        return bytes;
    }

    base::Bytes file() const
    {
        base::Bytes bytes = *base::fromHex("03d9a29a67fb4bb5");
        appendLittle(bytes, 1, 2);
        appendLittle(bytes, version, 2);
        std::map<std::uint8_t, base::Bytes> all = fields;
        all.emplace(11, dictionary());
        for (const auto& [id, value] : all) {
            bytes.push_back(id);
            appendLittle(bytes, value.size(), 4);
            base::append(bytes, value);
        }
        bytes.push_back(0); // the end, which has a value, too
        appendLittle(bytes, 4, 4);
        base::append(bytes, base::bytesOf(std::string_view("\r\n\r\n")));
        base::append(bytes, crypto::digest(crypto::Hash::Sha256, bytes)->view());
        bytes.resize(bytes.size() + 32); // the MAC, which needs the passphrase
        return bytes;
    }
};

std::optional<Refusal> refusal(base::ByteView file)
{
    const base::Bytes copy(file.begin(), file.end()); // nothing of ours behind its end
    const auto header = transfer::readKdbxHeader(copy);
    return header ? std::nullopt : std::optional(header.error().refusal);
}

std::optional<Refusal> refusal(const Header& header)
{
    return refusal(header.file());
}

} // namespace

/// What a KeePass file says of itself before anybody has typed its passphrase.
class KdbxHeaderTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsVersionFour()
    {
        base::Bytes file = Header().file();
        const std::size_t size = file.size();
        file.resize(size + 100);
        const auto header = transfer::readKdbxHeader(file);
        QVERIFY(header);
        QCOMPARE(header->size, size);
        QVERIFY(header->cipher == transfer::KdbxCipher::Aes256);
        QVERIFY(header->isZipped);
        const auto& argon2 = std::get<transfer::KdbxArgon2>(header->derivation);
        QCOMPARE(argon2.costs.memoryKiB, 65536U);
        QCOMPARE(argon2.costs.passes, 3U);
        QCOMPARE(argon2.costs.lanes, 2U);
        QCOMPARE(argon2.version, 0x13U);
        QCOMPARE(argon2.salt, base::Bytes(32, 1));
    }

    void isDamagedCutAnywhere()
    {
        const base::Bytes file = Header().file();
        QVERIFY(!refusal(file));
        for (std::size_t size = 0; size < file.size(); ++size)
            QCOMPARE(refusal(base::ByteView(file).first(size)), std::optional(Refusal::Damaged));
    }

    void isToldByItsHash()
    {
        const base::Bytes file = Header().file();
        for (std::size_t at = 12; at < file.size() - 32; ++at) {
            base::Bytes altered = file;
            altered[at] ^= 1;
            QVERIFY2(refusal(altered), QByteArray::number(qulonglong(at)));
        }
    }

    void asksForNoMoreThanIsBearable()
    {
        const auto with = [](const char* name, std::uint64_t number, int size) {
            Header header;
            header.parameters[name] = littleOf(number, size);
            return refusal(header);
        };
        QCOMPARE(with("M", std::uint64_t { 1 } << 40, 8), std::optional(Refusal::TooExpensive));
        QCOMPARE(with("M", ~std::uint64_t { 0 }, 8), std::optional(Refusal::TooExpensive));
        QCOMPARE(with("I", std::uint64_t { 1 } << 32, 8), std::optional(Refusal::TooExpensive));
        QVERIFY(with("I", 0, 8));
        QVERIFY(with("P", 0, 4));
        QVERIFY(with("V", 0x12, 4));
        QVERIFY(with("S", 0, 7)); // a salt that is too short
    }

    void knowsItsCiphers()
    {
        Header header;
        header.fields[2] = *base::fromHex(ChaCha20);
        QCOMPARE(refusal(header), std::optional(Refusal::Damaged)); // its nonce is another size
        header.fields[7].resize(12);
        QVERIFY(!refusal(header));
        header.fields[2] = base::Bytes(16, 0xee);
        QCOMPARE(refusal(header), std::optional(Refusal::Unsupported));
        header = {};
        header.parameters["$UUID"] = base::Bytes(16, 0xee);
        QCOMPARE(refusal(header), std::optional(Refusal::Unsupported));
        header = {};
        header.version = 5;
        QCOMPARE(refusal(header), std::optional(Refusal::Unsupported));
    }

    void namesNoParametersWithoutEnd()
    {
        Header header;
        header.parameters["K"] = base::Bytes(1000);
        QVERIFY(!refusal(header));
        for (int i = 0; i < 10'000; ++i)
            header.parameters[std::to_string(i)] = {};
        QCOMPARE(refusal(header), std::optional(Refusal::Damaged));
    }
};

QTEST_GUILESS_MAIN(KdbxHeaderTest)
#include "kdbx_header_test.moc"
