// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enrolment.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/okta_scene.h"

#include <QTest>

using push::okta::Enrolment;
using push::okta::isOfOrganisation;
using push::okta::readEnrolment;
using push::okta::writeEnrolment;
namespace vectors = support::okta;

class OktaEnrolmentTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void comesBackFromTheVault()
    {
        Enrolment full = vectors::vectorEnrolment();
        full.alternate = "https://login.acme.example";
        full.pendingAddress = "https://acme.example.com/p";
        full.clientKeyId = "C6A1";
        full.authorizationServer = "aus1";
        full.certificates = { "root 01", "root 02" };
        full.hasCiba = true;
        full.sendsHardwareIds = true;
        full.numberAnswer = "selectedTextItem";
        full.keyKind = push::okta::KeyKind::Rsa;
        full.userName = QStringLiteral("Größe \"x\"");
        Enrolment least;
        least.organisation = "https://acme.example.com";
        least.family = push::okta::Family::Undocumented;
        for (const Enrolment& enrolment : { full, least, vectors::vectorEnrolment() }) {
            const auto read = readEnrolment(writeEnrolment(enrolment));
            QVERIFY(read);
            QVERIFY(*read == enrolment);
        }
    }

    void membersOfLaterVersionsAreIgnored()
    {
        const auto read = readEnrolment(
            "{\"family\":\"A\",\"keys\":\"EC\",\"organisation\":\"https://a.example\",\"x\":[1]}");
        QVERIFY(read);
        QCOMPARE(read->organisation, std::string("https://a.example"));
    }

    void damageIsNamed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        for (const char* const bytes : { "", "[]", "{}", "{\"family\":\"A\",\"keys\":\"EC\"}",
                 "{\"family\":\"C\",\"keys\":\"EC\",\"organisation\":\"https://a.example\"}",
                 "{\"family\":\"A\",\"keys\":\"XX\",\"organisation\":\"https://a.example\"}",
                 "{\"family\":\"A\",\"family\":\"B\",\"keys\":\"EC\",\"organisation\":\"https://"
                 "a.example\"}" })
            QTest::addRow("%s", bytes) << QByteArray(bytes);
    }
    void damageIsNamed()
    {
        QFETCH(QByteArray, bytes);
        const auto read = readEnrolment(bytes.toStdString());
        QVERIFY(!read);
        QCOMPARE(read.error().code, base::ErrorCode::Damaged);
    }

    void knowsTheAddressesOfItsOrganisation()
    {
        Enrolment enrolment = vectors::vectorEnrolment();
        QVERIFY(isOfOrganisation(enrolment, "https://acme.example.com/x"));
        QVERIFY(isOfOrganisation(enrolment, "https://ACME.example.com:443/x"));
        QVERIFY(!isOfOrganisation(enrolment, "https://login.acme.example/x"));
        QVERIFY(!isOfOrganisation(enrolment, "x"));
        enrolment.alternate = "https://login.acme.example";
        QVERIFY(isOfOrganisation(enrolment, "https://login.acme.example/x"));
    }

    void listsChallengesWhereItIsDocumented()
    {
        QCOMPARE(push::okta::documentedPendingAddress(vectors::vectorEnrolment()),
            std::string("https://acme.example.com/idp/myaccount/app-authenticators/"
                        "pfdTESTENRL000000001/push/notifications"));
    }
};

QTEST_GUILESS_MAIN(OktaEnrolmentTest)
#include "enrolment_test.moc"
