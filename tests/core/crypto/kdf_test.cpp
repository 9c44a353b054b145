// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/kdf.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/memory_scan.h"

#include <QTest>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

Q_DECLARE_METATYPE(crypto::Argon2Costs)

namespace {

base::Bytes fromHex(const QByteArray& hex)
{
    const auto bytes = base::fromHex(hex.toStdString());
    return bytes ? *bytes : base::Bytes();
}

std::string hex(const base::Result<crypto::SecretBytes>& key)
{
    return key ? base::toHex(key->view()) : "failed: " + key.error().context;
}

/// `count` bytes from `first` upwards, as the RFC writes its longer inputs.
QByteArray ascendingHex(int first, int count)
{
    QByteArray bytes;
    for (int i = 0; i < count; ++i)
        bytes.append(static_cast<char>(first + i));
    return bytes.toHex();
}

/// For one scope the process may have a gigabyte more address space than now, whatever it has (the
/// sanitizers' shadow takes terabytes).
class MemoryLimit
{
public:
    MemoryLimit()
    {
        std::ifstream statm("/proc/self/statm");
        rlim_t pages = 0;
        statm >> pages;
        ::getrlimit(RLIMIT_AS, &m_before);
        const rlimit lower { pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE))
                + (rlim_t { 1 } << 30),
            m_before.rlim_max };
        ::setrlimit(RLIMIT_AS, &lower);
    }
    ~MemoryLimit() { ::setrlimit(RLIMIT_AS, &m_before); }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;

private:
    rlimit m_before = {};
};

/// A large mapping as it was when it was given back.
struct GivenBack
{
    bool isWiped = false;
    bool isDumped = true;
};
std::optional<GivenBack> lastGivenBack; ///< what munmap() below has seen
constexpr std::size_t WatchedSize = std::size_t { 4096 } * 1024;

/// Whether core dumps would hold the mapping: "dd" among its flags in proc(5) says no.
bool isDumped(const void* memory)
{
    char begin[32];
    std::snprintf(begin, sizeof begin, "%lx-", reinterpret_cast<unsigned long>(memory));
    std::ifstream maps("/proc/self/smaps");
    bool isFound = false;
    for (std::string line; std::getline(maps, line);) {
        isFound = isFound || line.starts_with(begin);
        if (isFound && line.starts_with("VmFlags:"))
            return line.find(" dd") == std::string::npos;
    }
    return true;
}

} // namespace

/// In the place of the C library's, for what this program gives back itself.
extern "C" int munmap(void* memory, std::size_t size) noexcept
{
    if (size == WatchedSize) {
        const auto* const bytes = static_cast<const std::uint8_t*>(memory);
        const bool isWiped =
            std::all_of(bytes, bytes + size, [](std::uint8_t byte) { return byte == 0; });
        lastGivenBack = GivenBack { isWiped, isDumped(memory) };
    }
    return static_cast<int>(::syscall(SYS_munmap, memory, size));
}

class KdfTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void expandsTheVectorsOfRfc5869_data();
    void expandsTheVectorsOfRfc5869();
    void anEmptySaltIsNoSalt();
    void expandsAtMost255Blocks();
    void iteratesTheVectorsOfRfc7914_data();
    void iteratesTheVectorsOfRfc7914();
    void anEmptyPasswordIsOneAndNoIterationIsNot();
    void derivesTheVectorsOfOtherImplementations_data();
    void derivesTheVectorsOfOtherImplementations();
    void everyInputMatters();
    void impossibleCostsAreAnError_data();
    void impossibleCostsAreAnError();
    void memoryThatCannotBeHadIsItsOwnError();
    void leavesNoCopyOfThePassphrase();
    void blocksAreWipedAndNotDumped();
};

void KdfTest::expandsTheVectorsOfRfc5869_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<QByteArray>("info");
    QTest::addColumn<QByteArray>("derived");
    const QByteArray key = QByteArray("0b").repeated(22);
    QTest::newRow("A.1: basic") << key << ascendingHex(0, 13) << ascendingHex(0xf0, 10)
                                << QByteArray("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5d"
                                              "b02d56ecc4c5bf34007208d5b887185865");
    QTest::newRow("A.2: longer inputs and output")
        << ascendingHex(0, 80) << ascendingHex(0x60, 80) << ascendingHex(0xb0, 80)
        << QByteArray("b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                      "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                      "cc30c58179ec3e87c14c01d5c1f3434f1d87");
    QTest::newRow("A.3: neither salt nor info")
        << key << QByteArray() << QByteArray()
        << QByteArray("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                      "9d201395faa4b61a96c8");
}

void KdfTest::expandsTheVectorsOfRfc5869()
{
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, salt);
    QFETCH(QByteArray, info);
    QFETCH(QByteArray, derived);
    QCOMPARE(hex(crypto::hkdfSha256(fromHex(key), fromHex(salt), fromHex(info),
                 static_cast<std::size_t>(derived.size()) / 2)),
        derived.toStdString());
}

void KdfTest::anEmptySaltIsNoSalt()
{
    // RFC 5869, section 2.2: without a salt it is a block of zeros.
    const base::Bytes key = fromHex("000102030405060708090a0b0c0d0e0f");
    const base::Bytes zeros(32);
    QCOMPARE(
        hex(crypto::hkdfSha256(key, {}, key, 64)), hex(crypto::hkdfSha256(key, zeros, key, 64)));
}

void KdfTest::expandsAtMost255Blocks()
{
    const base::Bytes key(16);
    QVERIFY(crypto::hkdfSha256(key, {}, {}, 8160));
    const auto tooLong = crypto::hkdfSha256(key, {}, {}, 8161);
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().code, base::ErrorCode::CryptoFailed);
}

void KdfTest::iteratesTheVectorsOfRfc7914_data()
{
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<quint32>("iterations");
    QTest::addColumn<QByteArray>("derived");
    // RFC 7914, section 11: PBKDF2-HMAC-SHA-256
    QTest::newRow("1 iteration") << QByteArray("passwd") << QByteArray("salt") << quint32 { 1 }
                                 << QByteArray("55ac046e56e3089fec1691c22544b605"
                                               "f94185216dde0465e68b9d57c20dacbc"
                                               "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd5"
                                               "09112041d3a19783");
    QTest::newRow("80,000 iterations")
        << QByteArray("Password") << QByteArray("NaCl") << quint32 { 80'000 }
        << QByteArray("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
                      "a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d");
}

void KdfTest::iteratesTheVectorsOfRfc7914()
{
    QFETCH(QByteArray, password);
    QFETCH(QByteArray, salt);
    QFETCH(quint32, iterations);
    QFETCH(QByteArray, derived);
    QCOMPARE(hex(crypto::pbkdf2Sha256(base::bytesOf(password), base::bytesOf(salt), iterations,
                 static_cast<std::size_t>(derived.size()) / 2)),
        derived.toStdString());
}

void KdfTest::anEmptyPasswordIsOneAndNoIterationIsNot()
{
    // Made with Python's hashlib.
    QCOMPARE(hex(crypto::pbkdf2Sha256({}, base::bytesOf(std::string_view("salt")), 1, 16)),
        std::string("f135c27993baf98773c5cdb40a5706ce"));
    const auto none = crypto::pbkdf2Sha256({}, {}, 0, 16);
    QVERIFY(!none);
    QCOMPARE(none.error().code, base::ErrorCode::CryptoFailed);
}

void KdfTest::derivesTheVectorsOfOtherImplementations_data()
{
    QTest::addColumn<QByteArray>("passphrase");
    QTest::addColumn<QByteArray>("salt");
    QTest::addColumn<crypto::Argon2Costs>("costs");
    QTest::addColumn<QByteArray>("derived");
    const QByteArray password = QByteArray("password").toHex();
    const QByteArray somesalt = QByteArray("somesalt").toHex();
    using Costs = crypto::Argon2Costs;
    // The first is in the reference implementation's own tests; the others were made with
    // argon2-cffi 21.1. RFC 9106's vector has a secret and associated data, which we do not use.
    QTest::newRow("64 MiB, 2 passes, 1 lane")
        << password << somesalt << Costs { 65536, 2, 1 }
        << QByteArray("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    QTest::newRow("256 KiB, 3 passes, 4 lanes")
        << password << somesalt << Costs { 256, 3, 4 }
        << QByteArray("079f6391325e5abd176a714532606b86314eefcbab56837ddcff0a4dfd7b0436");
    QTest::newRow("the least: 8 KiB, 1 pass, 1 lane")
        << QByteArray("00ff70617373") << ascendingHex(0, 32) << Costs { 8, 1, 1 }
        << QByteArray("11317eddcf6b173e9bf1e93e6c8d289c7012b19163e40343394531bcacea6e07");
    QTest::newRow("no passphrase, 16 bytes")
        << QByteArray() << ascendingHex(0, 16) << Costs { 64, 2, 2 }
        << QByteArray("f261dd9df2fec3d7bd78cafcce49de4e");
    QTest::newRow("1,024 bytes, 16 lanes, 64 bytes")
        << QByteArray("55").repeated(1024) << ascendingHex(0, 32) << Costs { 1024, 1, 16 }
        << QByteArray("a7d757f1f4f32763e2c385d1c707ff7b2f021d843e79a31f20e10fd109c63062"
                      "3d232eb9bede140ec47214844da4575fd882c6f1a778d102b9f482dd8dde8b5a");
}

void KdfTest::derivesTheVectorsOfOtherImplementations()
{
    QFETCH(QByteArray, passphrase);
    QFETCH(QByteArray, salt);
    QFETCH(crypto::Argon2Costs, costs);
    QFETCH(QByteArray, derived);
    QCOMPARE(hex(crypto::argon2id(fromHex(passphrase), fromHex(salt), costs,
                 static_cast<std::size_t>(derived.size()) / 2)),
        derived.toStdString());
}

void KdfTest::everyInputMatters()
{
    const base::Bytes one(16, 1);
    const base::Bytes two(16, 2);
    const std::set<std::string> all {
        hex(crypto::argon2id(one, one, { 64, 1, 1 }, 32)),
        hex(crypto::argon2id(two, one, { 64, 1, 1 }, 32)),
        hex(crypto::argon2id(one, two, { 64, 1, 1 }, 32)),
        hex(crypto::argon2id(one, one, { 72, 1, 1 }, 32)),
        hex(crypto::argon2id(one, one, { 64, 2, 1 }, 32)),
        hex(crypto::argon2id(one, one, { 64, 1, 2 }, 32)),
    };
    QCOMPARE(all.size(), std::size_t { 6 });
}

void KdfTest::impossibleCostsAreAnError_data()
{
    QTest::addColumn<crypto::Argon2Costs>("costs");
    using Costs = crypto::Argon2Costs;
    QTest::newRow("no memory") << Costs { 0, 1, 1 };
    QTest::newRow("less than 8 KiB a lane") << Costs { 15, 1, 2 };
    QTest::newRow("no pass") << Costs { 64, 0, 1 };
    QTest::newRow("no lane") << Costs { 64, 1, 0 };
}

void KdfTest::impossibleCostsAreAnError()
{
    QFETCH(crypto::Argon2Costs, costs);
    const base::Bytes bytes(16);
    const auto derived = crypto::argon2id(bytes, bytes, costs, 32);
    QVERIFY(!derived);
    QCOMPARE(derived.error().code, base::ErrorCode::CryptoFailed);
}

void KdfTest::memoryThatCannotBeHadIsItsOwnError()
{
    const base::Bytes bytes(16);
    const crypto::Argon2Costs costs { 0xffffffff, 1, 1 }; // 4 TiB
    {
        const MemoryLimit limit;
        const auto derived = crypto::argon2id(bytes, bytes, costs, 32);
        QVERIFY(!derived);
        QCOMPARE(derived.error().code, base::ErrorCode::OutOfMemory);
    }
    QVERIFY(crypto::argon2id(bytes, bytes, { 64, 1, 1 }, 32));
}

void KdfTest::leavesNoCopyOfThePassphrase()
{
    const support::ScrambledText passphrase("granite-lantern-sparrow-61");
    const std::size_t before = crypto::secureHeapInUse();
    {
        auto typed = crypto::SecretBytes::ofSize(passphrase.size());
        QVERIFY(typed);
        for (std::size_t i = 0; i < passphrase.size(); ++i)
            typed->bytes()[i] = static_cast<std::uint8_t>(passphrase.at(i));
        QVERIFY(crypto::argon2id(typed->view(), base::Bytes(32), { 1024, 1, 4 }, 32));
        QVERIFY(crypto::hkdfSha256(typed->view(), {}, {}, 64));
        QCOMPARE(passphrase.occurrencesUtf8(), 1);
    }
    QCOMPARE(passphrase.occurrencesUtf8(), 0);
    QCOMPARE(crypto::secureHeapInUse(), before);
}

void KdfTest::blocksAreWipedAndNotDumped()
{
    lastGivenBack.reset();
    const base::Bytes bytes(16);
    QVERIFY(crypto::argon2id(bytes, bytes, { WatchedSize / 1024, 1, 1 }, 32));
    QVERIFY(lastGivenBack);
    QVERIFY(lastGivenBack->isWiped);
    QVERIFY(!lastGivenBack->isDumped);
}

QTEST_GUILESS_MAIN(KdfTest)
#include "kdf_test.moc"
