// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/open_sealed.h"
#include "core/transfer/seal.h"
#include "core/transfer/writer.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"

#include <QTest>

namespace {

constexpr crypto::Argon2Costs Costs { .memoryKiB = 64, .passes = 1, .lanes = 2 };
constexpr std::string_view Name = "a name of the format";
constexpr std::string_view Plain = "what is sealed";

crypto::SecretBytes passphraseOf(std::string_view text)
{
    return std::move(*crypto::SecretBytes::copyOf(text));
}

/// What comes out where it opens.
std::string opened(
    const transfer::SealedWithSalt& sealed, std::string_view passphrase, std::string_view name)
{
    const auto key =
        crypto::argon2id(passphraseOf(passphrase).view(), sealed.salt, Costs, crypto::AeadKeySize);
    if (!key)
        return "no key";
    const auto plain = transfer::openSealed(
        *key, sealed.content.nonce, sealed.content.bytes, "content", base::bytesOf(name));
    return plain ? std::string(base::textOf(*plain)) : "closed";
}

} // namespace

/// What the encrypted formats have in common when they are written.
class SealTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void opensWithItsPassphraseAndName();
    void hasASaltAndANonceOfItsOwn();
    void sealsNothingWithoutRandomBytes();
};

void SealTest::opensWithItsPassphraseAndName()
{
    const crypto::SecretBytes passphrase = passphraseOf("of the file");
    support::FixedRandom random;
    const auto sealed = transfer::sealUnderPassphrase(
        { &passphrase, random }, Costs, base::bytesOf(Plain), base::bytesOf(Name));
    QVERIFY(sealed);
    QCOMPARE(opened(*sealed, "of the file", Name), std::string(Plain));
    QCOMPARE(opened(*sealed, "of the File", Name), std::string("closed"));
    QCOMPARE(opened(*sealed, "of the file", ""), std::string("closed"));
}

void SealTest::hasASaltAndANonceOfItsOwn()
{
    const crypto::SecretBytes passphrase = passphraseOf("of the file");
    support::FixedRandom random;
    random.first = 1;
    const auto sealed =
        transfer::sealUnderPassphrase({ &passphrase, random }, Costs, base::bytesOf(Plain));
    QVERIFY(sealed);
    base::Bytes expected(16);
    QVERIFY(random.fill(expected));
    QVERIFY(sealed->salt == expected);
    expected.resize(crypto::AeadNonceSize);
    QVERIFY(sealed->content.nonce == expected);
}

void SealTest::sealsNothingWithoutRandomBytes()
{
    const crypto::SecretBytes passphrase = passphraseOf("of the file");
    support::FixedRandom random;
    random.failing = true;
    const auto sealed =
        transfer::sealUnderPassphrase({ &passphrase, random }, Costs, base::bytesOf(Plain));
    QVERIFY(!sealed);
    QCOMPARE(sealed.error().code, base::ErrorCode::RandomFailed);
}

QTEST_GUILESS_MAIN(SealTest)
#include "seal_test.moc"
