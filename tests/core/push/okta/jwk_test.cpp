// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/jwk.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QTest>

using push::okta::readKeySet;
namespace vectors = support::okta;

namespace {

std::string written(const push::okta::PublicJwk& jwk)
{
    base::json::Writer out;
    push::okta::writeJwk(out, jwk);
    return out.written();
}

std::string rsaJwk(const std::string& more)
{
    return std::string("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\"") + vectors::OrganisationModulus
        + "\"" + more + "}";
}

} // namespace

class OktaJwkTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void writesTheVectors_data()
    {
        QTest::addColumn<QByteArray>("scalar");
        QTest::addColumn<QByteArray>("keyId");
        QTest::addColumn<QByteArray>("jwk");
        const auto row = [](const char* name, const char* scalar, const char* keyId,
                             const char* jwk) {
            QTest::newRow(name) << QByteArray(scalar) << QByteArray(keyId) << QByteArray(jwk);
        };
        row("possession", vectors::PossessionKey, vectors::PossessionKeyId, vectors::PossessionJwk);
        row("verification", vectors::VerificationKey, vectors::VerificationKeyId,
            vectors::VerificationJwk);
        row("x begins with a zero byte",
            "a1ca5a00ef540a61e2ef49823cb882fac60e837dc91d540936ebdb0c9618460d",
            "A0000000-0000-4000-8000-000000000001",
            "{\"crv\":\"P-256\",\"kid\":\"A0000000-0000-4000-8000-000000000001\",\"kty\":\"EC\","
            "\"okta:kpr\":\"SOFTWARE\",\"x\":\"AH8rs_ljlp69Gp8yNZZzAsPKtAEhgD1lE7oO71gJ4UM\","
            "\"y\":\"ulygVS3iFkv_3QU8VqNrVexnAYv0ISBNXzC2LskIGT8\"}");
        row("y begins with a zero byte",
            "dd58e072a5f1aaa37fdcc6708aa1adfe76a5e005d0446544cb659c82c6dddf86",
            "A0000000-0000-4000-8000-000000000002",
            "{\"crv\":\"P-256\",\"kid\":\"A0000000-0000-4000-8000-000000000002\",\"kty\":\"EC\","
            "\"okta:kpr\":\"SOFTWARE\",\"x\":\"k2qbOwRC8HV-oQ2mGttcf4blzAsedlw6dVc4cNMnYLo\","
            "\"y\":\"AJnmRQDnkS9ZgZoRrJs3Uag27vpM1KDWQ5OWvguAees\"}");
    }
    void writesTheVectors()
    {
        QFETCH(QByteArray, scalar);
        QFETCH(QByteArray, keyId);
        QFETCH(QByteArray, jwk);
        const auto key = crypto::ecPublicKey(vectors::scalar(scalar.constData()).view());
        QVERIFY(key);
        QCOMPARE(written({ keyId.toStdString(), *key }), jwk.toStdString());
    }

    void writesRsaKeys()
    {
        QCOMPARE(written({ "k", vectors::vectorKey() }),
            std::string("{\"e\":\"AQAB\",\"kid\":\"k\",\"kty\":\"RSA\",\"n\":\"")
                + vectors::OrganisationModulus + "\",\"okta:kpr\":\"SOFTWARE\"}");
    }

    void readsTheKeySetOfTheVector()
    {
        const auto keys = readKeySet("{\"keys\":["
            + rsaJwk(",\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"org-signing-2025-10\"") + "]}");
        QVERIFY(keys);
        QCOMPARE(keys->size(), std::size_t { 1 });
        QCOMPARE(keys->at(0).id, std::string("org-signing-2025-10"));
        QVERIFY(keys->at(0).key == vectors::vectorKey());
    }

    void skipsKeysThatCannotHaveSigned()
    {
        const auto keys = readKeySet("{\"keys\":[" + rsaJwk("") + ","
            + rsaJwk(",\"kid\":\"enc\",\"use\":\"enc\"") + "," + vectors::PossessionJwk
            + ",null,{\"kty\":\"RSA\",\"kid\":\"a\",\"n\":\"AQAB\",\"e\":\"AQAB\"}"
              ",{\"kty\":\"RSA\",\"kid\":\"b\",\"n\":\"x\",\"e\":\"AQAB\"},{\"kty\":\"oct\","
              "\"kid\":\"c\",\"k\":\"AAAA\"},"
            + rsaJwk(",\"kid\":\"good\"") + "]}");
        QVERIFY(keys);
        QCOMPARE(keys->size(), std::size_t { 1 });
        QCOMPARE(keys->at(0).id, std::string("good"));
    }

    void otherDocumentsAreNoKeySets()
    {
        for (const char* const body : { "", "[]", "{}", "{\"keys\":{}}", "<html>" })
            QVERIFY(!readKeySet(body));
        const auto empty = readKeySet("{\"keys\":[]}");
        QVERIFY(empty && empty->empty());
    }

    void keysAreKeptAsLongAsTheServerSays_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("seconds");
        const auto row = [](const char* header, int seconds) {
            QTest::newRow(header) << QByteArray(header) << seconds;
        };
        row("", 60);
        row("no-cache", 60);
        row("max-age=3600", 3600);
        row("public, Max-Age=3600, must-revalidate", 3600);
        row("public,max-age=120", 120);
        row("max-age=0", 60);
        row("max-age=86401", 86400);
        row("max-age=99999999999999999999", 86400);
        row("max-age=-5", 60);
        row("max-age=x", 60);
        row("s-maxage=3600", 60);
        row("xmax-age=3600", 60);
    }
    void keysAreKeptAsLongAsTheServerSays()
    {
        QFETCH(QByteArray, header);
        QTEST(
            static_cast<int>(push::okta::keySetLifetime(header.toStdString()).count()), "seconds");
    }
};

QTEST_GUILESS_MAIN(OktaJwkTest)
#include "jwk_test.moc"
