// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/error_text.h"
#include "ui/text/registration_text.h"

#include <QTest>

#include <set>

using base::ErrorCode;
using vault::RegistrationState;
using namespace Qt::StringLiterals;

class RegistrationTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void eachPhaseHasItsOwnSentence()
    {
        std::set<QString> sentences;
        for (int phase = 0; phase <= static_cast<int>(push::Phase::Removing); ++phase)
            sentences.insert(ui::text::phaseText(static_cast<push::Phase>(phase)));
        QCOMPARE(sentences.size(), std::size_t { 5 });
        QVERIFY(!sentences.contains(QString()));
    }

    void eachStateButTheGoodOneSaysWhatToDo()
    {
        std::set<QString> sentences;
        for (int state = 0; state <= static_cast<int>(RegistrationState::EnrolAgain); ++state) {
            const auto text = ui::text::registrationText(static_cast<RegistrationState>(state));
            sentences.insert(text.message);
            QCOMPARE(text.next.isEmpty(),
                static_cast<RegistrationState>(state) == RegistrationState::Active);
        }
        QCOMPARE(sentences.size(), std::size_t { 5 });
    }

    void anErrorMaySaySomethingElseHere_data()
    {
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<std::string>("argument");
        QTest::addColumn<QString>("part");
        QTest::newRow("no key for verification")
            << ErrorCode::VerificationFailed << std::string() << u"Tick that key"_s;
        QTest::newRow("too late") << ErrorCode::RequestExpired << std::string()
                                  << u"new code from the site"_s;
        QTest::newRow("no push") << ErrorCode::Unsupported << std::string("push")
                                 << u"no push sign-ins"_s;
        QTest::newRow("hardware") << ErrorCode::Unsupported << std::string("hardware-keys")
                                  << u"special hardware"_s;
        QTest::newRow("classic") << ErrorCode::Unsupported << std::string("okta-classic")
                                 << u"QR code or link"_s;
        QTest::newRow("another kind")
            << ErrorCode::Unsupported << std::string("other") << u"cannot be set up here"_s;
        QTest::newRow("cancelled") << ErrorCode::Cancelled << std::string() << u"cancelled"_s;
    }
    void anErrorMaySaySomethingElseHere()
    {
        QFETCH(ErrorCode, code);
        QFETCH(std::string, argument);
        QFETCH(QString, part);
        const base::Error error { code, "test", { argument } };
        const auto text = ui::text::activationErrorText(error);
        QVERIFY2((text.message + u' ' + text.next).contains(part), qPrintable(text.message));
        QVERIFY(text != ui::text::errorText(error));
    }

    void theServersOwnWordsStay()
    {
        const base::Error refused { ErrorCode::ServerRefused, "test", { "401", "token expired" } };
        const auto text = ui::text::activationErrorText(refused);
        QCOMPARE(text.message, u"The server refused (401: token expired)."_s);
        QVERIFY(text.next.contains(u"get a new one"));
    }

    void otherErrorsSayWhatTheyAlwaysSay()
    {
        const base::Error error { ErrorCode::NetworkTimeout, "test", { "acme.example" } };
        QCOMPARE(ui::text::activationErrorText(error), ui::text::errorText(error));
    }

    void keysSayWhatTheyAreForAndOpenWith()
    {
        std::set<QString> sentences;
        for (const char* role : { "client", "possession", "verification", "other" }) {
            for (const bool isVerified : { false, true })
                sentences.insert(ui::text::keyText(role, isVerified));
        }
        QCOMPARE(sentences.size(), std::size_t { 8 });
        QVERIFY(
            ui::text::keyText("verification", true).contains(u"passphrase or recovery key only"));
        QVERIFY(ui::text::keyText("a\nb", false).contains(u"(a\\u{A}b)"));
    }

    void whatTheVendorDocumentsIsNotItsOwnApp()
    {
        QCOMPARE(ui::text::kindText("okta", true), u"Okta, as its vendor documents it"_s);
        QCOMPARE(ui::text::kindText("okta", false), u"Okta Verify, not documented by its vendor"_s);
        QVERIFY(ui::text::undocumentedText("okta").message.contains(u"Okta Verify"));
    }
};

QTEST_GUILESS_MAIN(RegistrationTextTest)
#include "registration_text_test.moc"
