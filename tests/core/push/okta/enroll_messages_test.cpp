// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enroll_messages.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"
#include "tests/support/okta_vectors.h"

#include <QTest>

using push::okta::EnrolRequest;
using push::okta::PublicJwk;
using push::okta::readActivateReply;
using push::okta::readEnrolReply;
namespace vectors = support::okta;

namespace {

PublicJwk possessionKey()
{
    const auto key = crypto::ecPublicKey(vectors::scalar(vectors::PossessionKey).view());
    return { vectors::PossessionKeyId, *key };
}

PublicJwk verificationKey()
{
    const auto key = crypto::ecPublicKey(vectors::scalar(vectors::VerificationKey).view());
    return { vectors::VerificationKeyId, *key };
}

EnrolRequest request()
{
    EnrolRequest request { .authenticatorId = "autTESTAUTH000000001",
        .facts = {},
        .device = verificationKey(),
        .possessionKey = possessionKey(),
        .verification = {} };
    request.facts.bundleId = "org.countersign.desktop";
    request.facts.version = "1.0.0";
    request.facts.sdkVersion = "Countersign 1.0.0";
    request.facts.displayName = "Desk <b>4</b>";
    request.facts.platform = "WINDOWS";
    request.facts.osVersion = "10.0.26100";
    request.facts.hasSecureHardware = false;
    request.facts.serialNumber = "SERIAL-1";
    return request;
}

const char* const Facts =
    "\"clientInstanceBundleId\":\"org.countersign.desktop\",\"clientInstanceVersion\":\"1.0.0\","
    "\"clientInstanceDeviceSdkVersion\":\"Countersign 1.0.0\",\"displayName\":\"Desk b4/b\","
    "\"platform\":\"WINDOWS\",\"osVersion\":\"10.0.26100\",\"secureHardwarePresent\":false,";

std::string pushMethod(const std::string& verification)
{
    return std::string("\"pushToken\":\"\",\"keys\":{\"proofOfPossession\":")
        + vectors::PossessionJwk + verification
        + "},\"capabilities\":{\"transactionTypes\":[\"LOGIN\",\"CIBA\"]}";
}

const std::string Reply =
    "{\"id\":\"pfdTESTENRL000000001\",\"authenticatorId\":\"autTESTAUTH000000001\","
    "\"createdDate\":\"2025-10-09T08:40:11.000Z\",\"device\":{\"id\":\"guoTESTDEVICE0000001\","
    "\"status\":\"ACTIVE\",\"clientInstanceId\":\"cliTESTCLIENT0000001\"},"
    "\"user\":{\"id\":\"00uTESTUSER000000001\",\"username\":\"rin@acme.example.com\"},"
    "\"methods\":{\"push\":{\"id\":\"opfTESTPUSH000000001\",\"links\":{\"pending\":{"
    "\"href\":\"https://acme.example.com/p\",\"hints\":{\"allow\":[\"GET\"]}}}}},"
    "\"links\":{\"self\":{\"href\":\"https://acme.example.com/s\"}}}";

const std::string ActivateReply =
    "{\"id\":\"aenTESTENRL000000001\",\"authenticatorId\":\"autTESTAUTH000000002\","
    "\"key\":\"okta_verify\",\"status\":\"ACTIVE\",\"user\":{\"id\":\"00uTESTUSER000000001\"},"
    "\"device\":{\"id\":\"guoTESTDEVICE0000001\",\"status\":\"ACTIVE\","
    "\"clientInstanceId\":\"cliTESTCLIENT0000001\"},\"methods\":["
    "{\"id\":\"ostTESTTOTP000000001\",\"type\":\"totp\",\"status\":\"ACTIVE\","
    "\"sharedSecret\":\"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\"},"
    "{\"id\":\"opfTESTPUSH000000001\",\"type\":\"push\",\"links\":{\"pending\":{\"href\":\"https://"
    "acme.example.com/p\"}}}]}";

std::string without(std::string body, const std::string& part)
{
    const std::size_t at = body.find(part);
    return at == std::string::npos ? std::string() : body.erase(at, part.size());
}

} // namespace

class OktaEnrollMessagesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aNewDeviceShowsItsKey()
    {
        QCOMPARE(push::okta::enrolBody(request()),
            std::string(
                "{\"authenticatorId\":\"autTESTAUTH000000001\",\"device\":{\"clientInstanceKey\":")
                + vectors::VerificationJwk + "," + Facts
                + "\"deviceAttestation\":{}},\"methods\":{\"push\":{" + pushMethod("") + "}}}");
    }

    void aKnownDeviceShowsItsIdsAndProof()
    {
        EnrolRequest known = request();
        known.device = push::okta::KnownDevice { { "guo1", "cli1" }, "a.b.c" };
        QCOMPARE(push::okta::enrolBody(known),
            std::string("{\"authenticatorId\":\"autTESTAUTH000000001\",\"device\":{\"id\":\"guo1\","
                        "\"clientInstanceId\":\"cli1\",")
                + Facts
                + "\"deviceAttestation\":{\"clientInstanceKeyAttestation\":\"a.b.c\"}},"
                  "\"methods\":{\"push\":{"
                + pushMethod("") + "}}}");
    }

    void verificationIsAKeyOrNullOrNotSaid()
    {
        EnrolRequest with = request();
        with.verification = verificationKey();
        const std::string key = std::string(",\"userVerification\":") + vectors::VerificationJwk;
        QVERIFY(push::okta::enrolBody(with).find(pushMethod(key)) != std::string::npos);
        with.verification = push::okta::NoVerification {};
        QVERIFY(push::okta::enrolBody(with).find(pushMethod(",\"userVerification\":null"))
            != std::string::npos);
    }

    void longNamesAreCut()
    {
        EnrolRequest named = request();
        named.facts.displayName = std::string(300, 'x');
        const std::string body = push::okta::enrolBody(named);
        QVERIFY(body.find("\"" + std::string(255, 'x') + "\"") != std::string::npos);
    }

    void changesOneThingAtATime()
    {
        QCOMPARE(push::okta::removeVerificationKeyBody(),
            std::string("{\"methods\":{\"push\":{\"keys\":{\"userVerification\":null}}}}"));
        QCOMPARE(push::okta::addVerificationKeyBody(verificationKey()),
            std::string("{\"methods\":{\"push\":{\"keys\":{\"userVerification\":")
                + vectors::VerificationJwk + "}}}}");
        QCOMPARE(push::okta::cibaBody(true),
            std::string("{\"methods\":{\"push\":{\"capabilities\":{\"transactionTypes\":[\"LOGIN\","
                        "\"CIBA\"]}}}}"));
        QCOMPARE(push::okta::cibaBody(false),
            std::string(
                "{\"methods\":{\"push\":{\"capabilities\":{\"transactionTypes\":[\"LOGIN\"]}}}}"));
    }

    void readsTheReply()
    {
        const auto reply = readEnrolReply(Reply);
        QVERIFY(reply);
        QCOMPARE(reply->id, std::string("pfdTESTENRL000000001"));
        QCOMPARE(reply->authenticatorId, std::string("autTESTAUTH000000001"));
        QCOMPARE(reply->device.device, std::string("guoTESTDEVICE0000001"));
        QCOMPARE(reply->device.clientInstance, std::string("cliTESTCLIENT0000001"));
        QCOMPARE(reply->deviceStatus, std::string("ACTIVE"));
        QCOMPARE(reply->userId, std::string("00uTESTUSER000000001"));
        QCOMPARE(reply->userName, QStringLiteral("rin@acme.example.com"));
        QCOMPARE(reply->pushId, std::string("opfTESTPUSH000000001"));
        QCOMPARE(reply->pendingAddress, std::string("https://acme.example.com/p"));
        QVERIFY(reply->created == base::fromUnixSeconds(1'759'999'211));
    }

    void toleratesWhatIsMissingOrOdd()
    {
        const auto odd = readEnrolReply(
            "{\"id\":\"p\",\"authenticatorId\":\"a\",\"createdDate\":\"Tue Dec 03 18:39:46 UTC "
            "2019\","
            "\"device\":{\"id\":\"d\",\"clientInstanceId\":\"c\"},\"user\":{\"id\":\"u\"},"
            "\"methods\":{\"push\":{\"id\":\"o\"}}}"
            "  \n");
        QVERIFY(odd);
        QVERIFY(!odd->created);
        QVERIFY(odd->userName.isEmpty());
        QVERIFY(odd->pendingAddress.empty());
        const auto plain = readEnrolReply(
            "{\"id\":\"p\",\"authenticatorId\":\"a\",\"createdDate\":\"2025-10-09T08:40:11Z\","
            "\"device\":{\"id\":\"d\",\"clientInstanceId\":\"c\"},\"user\":{\"id\":\"u\"},"
            "\"methods\":{\"push\":{\"id\":\"o\"}}}");
        QVERIFY(plain && plain->created == base::fromUnixSeconds(1'759'999'211));
        // The links of this family have no underscore.
        const auto underscored =
            readEnrolReply("{\"id\":\"p\",\"authenticatorId\":\"a\",\"device\":{\"id\":\"d\","
                           "\"clientInstanceId\":\"c\"},"
                           "\"user\":{\"id\":\"u\"},\"methods\":{\"push\":{\"id\":\"o\","
                           "\"_links\":{\"pending\":{\"href\":\"https://acme.example.com/p\"}}}}}");
        QVERIFY(underscored && underscored->pendingAddress.empty());
    }

    void repliesWithoutWhatIsNeededAreRefused_data()
    {
        QTest::addColumn<QByteArray>("part");
        for (const char* const part :
            { "\"id\":\"pfdTESTENRL000000001\",", "\"authenticatorId\":\"autTESTAUTH000000001\",",
                "\"id\":\"guoTESTDEVICE0000001\",",
                ",\"clientInstanceId\":\"cliTESTCLIENT0000001\"",
                "\"id\":\"00uTESTUSER000000001\",", "\"id\":\"opfTESTPUSH000000001\"," })
            QTest::newRow(part) << QByteArray(part);
    }
    void repliesWithoutWhatIsNeededAreRefused()
    {
        QFETCH(QByteArray, part);
        const std::string body = without(Reply, part.toStdString());
        QVERIFY(base::json::read(body));
        const auto reply = readEnrolReply(body);
        QVERIFY(!reply);
        QCOMPARE(reply.error().code, base::ErrorCode::NotUnderstood);
    }

    void activatesWhatIsWanted()
    {
        push::okta::ActivateRequest activate { request() };
        const std::string totp =
            "{\"type\":\"totp\",\"isFipsCompliant\":false,\"supportUserVerification\":false}";
        const std::string push = "{\"type\":\"push\"," + pushMethod("") + "}";
        const auto methods = [&] {
            const std::string body = push::okta::activateBody(activate);
            const std::string start =
                std::string("{\"authenticatorId\":\"autTESTAUTH000000001\",\"key\":\"okta_verify\","
                            "\"device\":{\"clientInstanceKey\":")
                + vectors::VerificationJwk + "," + Facts + "\"deviceAttestation\":{}},\"methods\":";
            return body.starts_with(start) ? body.substr(start.size()) : body;
        };
        QCOMPARE(methods(), "[" + push + "," + totp + "]}");
        activate.withPush = false;
        QCOMPARE(methods(), "[" + totp + "]}");
        activate.withPush = true;
        activate.withTotp = false;
        QCOMPARE(methods(), "[" + push + "]}");
    }

    void readsTheReplyToAnActivation()
    {
        const auto reply = readActivateReply(ActivateReply);
        QVERIFY(reply);
        QCOMPARE(reply->id, std::string("aenTESTENRL000000001"));
        QCOMPARE(reply->totpSecret.text(), std::string_view("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));
        QCOMPARE(reply->pushId, std::string("opfTESTPUSH000000001"));
        QCOMPARE(reply->pendingAddress, std::string("https://acme.example.com/p"));
    }

    void oneOfBothMethodsIsEnough()
    {
        const std::string secret = ",\"sharedSecret\":\"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\"";
        const auto pushAlone = readActivateReply(without(ActivateReply, secret));
        QVERIFY(pushAlone && pushAlone->totpSecret.isEmpty() && !pushAlone->pushId.empty());
        const std::string pushId = "\"id\":\"opfTESTPUSH000000001\",";
        const auto totpAlone = readActivateReply(without(ActivateReply, pushId));
        QVERIFY(totpAlone && totpAlone->pushId.empty() && !totpAlone->totpSecret.isEmpty());
        QVERIFY(!readActivateReply(without(without(ActivateReply, secret), pushId)));
    }
};

QTEST_GUILESS_MAIN(OktaEnrollMessagesTest)
#include "enroll_messages_test.moc"
