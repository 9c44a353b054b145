// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aead.h"
#include "core/vault/vault_file.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"
#include "tests/support/vault_home.h"

#include <bit>

using base::ErrorCode;

/// The layers of the file around the body.
class VaultFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsBackWhatItWrote_data()
    {
        QTest::addColumn<std::size_t>("size");
        for (const std::size_t size : { 0, 1, 16'379, 16'380, 16'381, 100'000 })
            QTest::addRow("%d bytes", static_cast<int>(size)) << size;
    }
    void readsBackWhatItWrote()
    {
        QFETCH(const std::size_t, size);
        const base::Bytes content(size, 0x2a);
        const base::Bytes file = write(content);
        const auto parsed = vault::parseVaultFile(file);
        QVERIFY(parsed);
        const auto plain = vault::decryptBody(*parsed, support::ascending<32>(0x80));
        QVERIFY(plain);
        QVERIFY(std::ranges::equal(*plain, content));
    }

    void padsByTheTable_data()
    {
        QTest::addColumn<std::size_t>("length");
        QTest::addColumn<std::size_t>("padded");
        const auto row = [](std::size_t length, std::size_t padded) {
            QTest::addRow("%zu", length) << length << padded;
        };
        row(4, 16'384);
        row(16'384, 16'384);
        row(16'385, 18'432);
        row(18'432, 18'432);
        row(18'433, 20'480);
        row(32'767, 32'768);
        row(32'769, 36'864);
        row(1'000'000, 1'048'576);
        row(67'108'864, 67'108'864);
    }
    void padsByTheTable()
    {
        QFETCH(const std::size_t, length);
        QFETCH(const std::size_t, padded);
        QCOMPARE(vault::paddedLength(length), padded);
    }

    void paddingCostsAnEighthAtMost()
    {
        for (std::size_t length = 16'385; length < 3'000'000; length += 997) {
            const std::size_t padded = vault::paddedLength(length);
            QVERIFY(padded >= length && padded <= length + length / 8);
            QCOMPARE(vault::paddedLength(padded), padded);
        }
    }

    void oneAccountAndThirtyAreOfOneSize()
    {
        support::VaultHome home;
        auto created = home.create();
        const otp::Entry one = support::entryOf("Issuer", "someone@example.org");
        QVERIFY(created.vault.add({ &one, 1 }));
        const std::size_t size = support::contentsOf(home.path()).size();
        std::vector<otp::Entry> more;
        for (int i = 0; i < 29; ++i)
            more.push_back(support::entryOf("Issuer", "someone@example.org"));
        QVERIFY(created.vault.add(more));
        QCOMPARE(support::contentsOf(home.path()).size(), size);
    }

    void twoSavesOfOneContentShareNoSaltAndNoBlock()
    {
        const base::Bytes content(5'000, 7);
        const auto first = vault::parseVaultFile(write(content));
        const auto second = vault::parseVaultFile(write(content));
        QVERIFY(first && second);
        QVERIFY(first->header.bodySalt != second->header.bodySalt);
        for (std::size_t i = 0; i + 16 <= first->body().size(); i += 16)
            QVERIFY(
                !std::ranges::equal(first->body().subspan(i, 16), second->body().subspan(i, 16)));
    }

    void repeatedRandomBytesStillGiveEachContentItsOwnSalt()
    {
        support::FixedRandom repeating;
        const auto first = vault::parseVaultFile(write(base::Bytes(100, 1), repeating));
        const auto second = vault::parseVaultFile(write(base::Bytes(100, 2), repeating));
        QVERIFY(first && second);
        QVERIFY(first->header.bodySalt != second->header.bodySalt);
    }

    /// AES-GCM alone lets a forger make one ciphertext that is valid under two keys. Here a file's
    /// body is: both body keys open it, but only the master key that the header commits to does.
    void aBodyThatOpensUnderTwoKeysOpensUnderOne()
    {
        const base::Bytes file = write(base::Bytes(100, 3));
        const auto parsed = vault::parseVaultFile(file);
        QVERIFY(parsed);
        const auto other = support::ascending<32>(1);
        const auto keyOne = bodyKeyOf(parsed->header, master());
        const auto keyTwo = bodyKeyOf(parsed->header, other);
        base::Bytes forgery(
            file.begin(), file.end() - static_cast<std::ptrdiff_t>(parsed->body().size()));
        base::append(
            forgery, validUnderBoth(parsed->associatedData(), parsed->body(), keyOne, keyTwo));

        const auto forged = vault::parseVaultFile(support::mended(forgery));
        QVERIFY(forged);
        base::Bytes plain(forged->body().size() - crypto::AeadTagSize);
        QVERIFY(
            crypto::aeadOpen(keyOne, ZeroNonce, forged->associatedData(), forged->body(), plain));
        QVERIFY(
            crypto::aeadOpen(keyTwo, ZeroNonce, forged->associatedData(), forged->body(), plain));
        QVERIFY(vault::decryptBody(*forged, master()));
        const auto refused = vault::decryptBody(*forged, other);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::Damaged);
        QCOMPARE(refused.error().context, std::string("body: commitment"));
    }

    void paddingThatIsNotZeroIsDamage_data()
    {
        QTest::addColumn<std::size_t>("position");
        QTest::addColumn<int>("value");
        QTest::newRow("first byte of padding") << std::size_t { 14 } << 1;
        QTest::newRow("last byte of padding") << std::size_t { 16'383 } << 128;
        QTest::newRow("length beyond the end") << std::size_t { 0 } << 255;
        QTest::newRow("length in a shorter class") << std::size_t { 1 } << 1;
    }
    void paddingThatIsNotZeroIsDamage()
    {
        QFETCH(const std::size_t, position);
        QFETCH(const int, value);
        base::Bytes plain(16'384, 0);
        plain[3] = 10;
        QVERIFY(vault::decryptBody(*vault::parseVaultFile(forged(plain)), master()));
        plain[position] = static_cast<std::uint8_t>(value);
        const auto opened = vault::decryptBody(*vault::parseVaultFile(forged(plain)), master());
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        QCOMPARE(opened.error().arguments, std::vector<std::string> { "body" });
    }

    void moreThanTheFormatHoldsIsNotWritten()
    {
        vault::Header header = someHeader();
        crypto::SystemRandom random;
        const base::Bytes content(67'108'864 - 3);
        const auto file = vault::encryptVaultFile(header, keys(), random, content);
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::TooLarge);
    }

private:
    static constexpr std::array<std::uint8_t, 12> ZeroNonce = {};

    static std::array<std::uint8_t, 32> master() { return support::ascending<32>(0x80); }

    static vault::MasterKeys keys()
    {
        return std::move(*vault::MasterKeys::from(
            std::move(*crypto::SecretBytes::copyOf(base::ByteView(master()))),
            vault::joinIds(support::idFrom(0x10), support::idFrom(0x20))));
    }

    static vault::Header someHeader()
    {
        return vault::parseVaultFile(support::contentsOf(support::GoldenPath))->header;
    }

    static base::Bytes write(const base::Bytes& content)
    {
        crypto::SystemRandom random;
        return write(content, random);
    }
    static base::Bytes write(const base::Bytes& content, crypto::RandomSource& random)
    {
        vault::Header header = someHeader();
        return *vault::encryptVaultFile(header, keys(), random, content);
    }

    /// A file whose padded plaintext is given, sealed as its holder of the master key could.
    static base::Bytes forged(const base::Bytes& plain)
    {
        const base::Bytes file = write({});
        const auto parsed = vault::parseVaultFile(file);
        const auto key = vault::derive(master(), parsed->header.bodySalt, "body",
            vault::joinIds(parsed->header.vault, parsed->header.key), 64);
        base::Bytes changed = file;
        const std::size_t begin = 56 + parsed->associatedSize - 24;
        const base::Result<void> sealed = crypto::aeadSeal(key->view().first<32>(), ZeroNonce,
            parsed->associatedData(), plain, base::MutableByteView(changed).subspan(begin));
        return sealed ? support::mended(changed) : base::Bytes();
    }

    // --- One ciphertext for two keys (GHASH of NIST SP 800-38D, bit by bit) -------------------

    using Block = std::array<std::uint8_t, 16>;

    static Block exclusiveOr(Block a, const Block& b)
    {
        for (std::size_t i = 0; i < 16; ++i)
            a[i] ^= b[i];
        return a;
    }

    /// Multiplication in the field of GCM, x^0 being the highest bit of the first byte.
    static Block multiply(const Block& a, Block b)
    {
        Block product = {};
        for (int bit = 0; bit < 128; ++bit) {
            if (a[static_cast<std::size_t>(bit / 8)] >> (7 - bit % 8) & 1)
                product = exclusiveOr(product, b);
            const bool carry = (b[15] & 1) != 0;
            for (std::size_t i = 15; i > 0; --i)
                b[i] = static_cast<std::uint8_t>(b[i] >> 1 | b[i - 1] << 7);
            b[0] >>= 1;
            if (carry)
                b[0] ^= 0xe1;
        }
        return product;
    }

    static Block inverse(const Block& a)
    {
        // a^(2^128 - 2): the product of a^(2^k) for k = 1 … 127.
        Block power = multiply(a, a);
        Block product = power;
        for (int k = 2; k < 128; ++k) {
            power = multiply(power, power);
            product = multiply(product, power);
        }
        return product;
    }

    static std::array<std::uint8_t, 32> bodyKeyOf(
        const vault::Header& header, base::ByteView masterKey)
    {
        const auto key = vault::derive(
            masterKey, header.bodySalt, "body", vault::joinIds(header.vault, header.key), 64);
        std::array<std::uint8_t, 32> bodyKey = {};
        std::ranges::copy(key->view().first(32), bodyKey.begin());
        return bodyKey;
    }

    /// The tag that makes a ciphertext valid: that of the plaintext it stands for.
    static Block tagOf(crypto::AeadKey key, base::ByteView data, const base::Bytes& ciphertext)
    {
        base::Bytes sealed(ciphertext.size() + crypto::AeadTagSize);
        const base::Bytes zeros(ciphertext.size());
        if (!crypto::aeadSeal(key, ZeroNonce, data, zeros, sealed))
            qFatal("cannot seal");
        base::Bytes plain(ciphertext.size());
        for (std::size_t i = 0; i < plain.size(); ++i)
            plain[i] = ciphertext[i] ^ sealed[i]; // the key stream
        if (!crypto::aeadSeal(key, ZeroNonce, data, plain, sealed))
            qFatal("cannot seal");
        Block tag = {};
        std::copy(sealed.end() - crypto::AeadTagSize, sealed.end(), tag.begin());
        return tag;
    }

    /// Changes the second block of a body so that its tag is right under both keys. A tag is affine
    /// in each block c of the ciphertext, tag = c·H^n + rest, with H and rest of the key; so
    /// c = (rest1 + rest2) / (H1^n + H2^n).
    static base::Bytes validUnderBoth(
        base::ByteView data, base::ByteView body, crypto::AeadKey one, crypto::AeadKey two)
    {
        base::Bytes ciphertext(body.begin(), body.end() - crypto::AeadTagSize);
        const auto tagsWith = [&](const Block& block) {
            std::ranges::copy(block, ciphertext.begin() + 16);
            return std::pair { tagOf(one, data, ciphertext), tagOf(two, data, ciphertext) };
        };
        Block unit = {};
        unit[0] = 0x80; // the 1 of the field
        const auto rest = tagsWith({});
        const auto withUnit = tagsWith(unit);
        const Block powers = exclusiveOr(
            exclusiveOr(withUnit.first, rest.first), exclusiveOr(withUnit.second, rest.second));
        const auto tags = tagsWith(multiply(exclusiveOr(rest.first, rest.second), inverse(powers)));
        base::append(ciphertext, tags.first);
        return ciphertext;
    }
};

QTEST_GUILESS_MAIN(VaultFileTest)
#include "vault_file_test.moc"
