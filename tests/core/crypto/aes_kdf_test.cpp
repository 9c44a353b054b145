// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/aes_kdf.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <numeric>

class AesKdfTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void derivesTheSameAsRoundAfterRound_data();
    void derivesTheSameAsRoundAfterRound();
};

/// Made with Python's cryptography, one call for each round; the first with the block and key of
/// FIPS 197, C.3, of which the ciphertext is known.
void AesKdfTest::derivesTheSameAsRoundAfterRound_data()
{
    const QByteArray ascending = "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<quint64>("rounds");
    QTest::addColumn<QByteArray>("derived");
    QTest::newRow("FIPS 197")
        << QByteArray("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")
        << quint64 { 1 }
        << QByteArray("a1e083ff3a9e921f0ec8f64a1ce1f46af316aedc7e6967f79e1c0127c936b57a");
    QTest::newRow("one") << ascending << quint64 { 1 }
                         << QByteArray("aec37a882b6113e1c172dd62bcba0cff"
                                       "15b5ff71bec097f5f06bba19154384d8");
    QTest::newRow("all at once") << ascending << quint64 { 1024 }
                                 << QByteArray("c4045e1e6b38ac3ba5953a780a23a286"
                                               "c91aed33f5d17ed870700d46409946be");
    QTest::newRow("one more") << ascending << quint64 { 1025 }
                              << QByteArray("4d58ee582f9af6d05213f884d7432566"
                                            "7087856cac59f94d5355017ff1c596ca");
    QTest::newRow("several times") << ascending << quint64 { 5000 }
                                   << QByteArray("03c4b3d761162803942d63cd585a3f94"
                                                 "f2f8d85210f08e5d76a9b98471ab9923");
}

void AesKdfTest::derivesTheSameAsRoundAfterRound()
{
    QFETCH(QByteArray, key);
    QFETCH(quint64, rounds);
    const base::Bytes bytes = *base::fromHex(key.toStdString());
    base::Bytes seed(crypto::AesKdfSeedSize);
    std::iota(seed.begin(), seed.end(), std::uint8_t { 0 });
    const auto derived = crypto::aesKdf(base::ByteView(bytes).first<crypto::AesKdfKeySize>(),
        base::ByteView(seed).first<crypto::AesKdfSeedSize>(), rounds);
    QVERIFY(derived);
    QTEST(QByteArray::fromStdString(base::toHex(derived->view())), "derived");
}

QTEST_GUILESS_MAIN(AesKdfTest)
#include "aes_kdf_test.moc"
