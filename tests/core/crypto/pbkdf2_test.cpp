// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/pbkdf2.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

Q_DECLARE_METATYPE(crypto::Hash)

class Pbkdf2Test : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void derivesWithEachHash_data();
    void derivesWithEachHash();
    void noIterationIsNone();
};

void Pbkdf2Test::derivesWithEachHash_data()
{
    using crypto::Hash;
    QTest::addColumn<Hash>("hash");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<quint32>("iterations");
    QTest::addColumn<QByteArray>("derived");
    // RFC 6070
    QTest::newRow("SHA-1, 2") << Hash::Sha1 << QByteArray("password") << quint32 { 2 }
                              << QByteArray("ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    QTest::newRow("SHA-1, 4096") << Hash::Sha1 << QByteArray("password") << quint32 { 4096 }
                                 << QByteArray("4b007901b765489abead49d926f721d065a429c1");
    // The others were made with Python's hashlib.
    QTest::newRow("SHA-1, empty") << Hash::Sha1 << QByteArray() << quint32 { 1 }
                                  << QByteArray("a33dddc30478185515311f8752895d36");
    QTest::newRow("SHA-512") << Hash::Sha512 << QByteArray("password") << quint32 { 1 }
                             << QByteArray("867f70cf1ade02cff3752599a3a53dc4");
    QTest::newRow("MD5") << Hash::Md5 << QByteArray("password") << quint32 { 2 }
                         << QByteArray("042407b552be345ad6eee2cf2f7ed01d");
    QTest::newRow("SHA-224") << Hash::Sha224 << QByteArray("password") << quint32 { 2 }
                             << QByteArray("93200ffa96c5776d38fa10abdf8f5bfc");
    QTest::newRow("SHA-256") << Hash::Sha256 << QByteArray("password") << quint32 { 2 }
                             << QByteArray("ae4d0c95af6b46d32d0adff928f06dd0");
    QTest::newRow("SHA-384") << Hash::Sha384 << QByteArray("password") << quint32 { 2 }
                             << QByteArray("54f775c6d790f21930459162fc535dbf");
}

void Pbkdf2Test::derivesWithEachHash()
{
    QFETCH(crypto::Hash, hash);
    QFETCH(QByteArray, password);
    QFETCH(quint32, iterations);
    QFETCH(QByteArray, derived);
    const auto key =
        crypto::pbkdf2(hash, base::bytesOf(password), base::bytesOf(std::string_view("salt")),
            iterations, static_cast<std::size_t>(derived.size()) / 2);
    QVERIFY(key);
    QCOMPARE(base::toHex(key->view()), derived.toStdString());
}

void Pbkdf2Test::noIterationIsNone()
{
    const auto none = crypto::pbkdf2(crypto::Hash::Sha1, {}, {}, 0, 16);
    QVERIFY(!none);
    QCOMPARE(none.error().code, base::ErrorCode::CryptoFailed);
}

QTEST_GUILESS_MAIN(Pbkdf2Test)
#include "pbkdf2_test.moc"
