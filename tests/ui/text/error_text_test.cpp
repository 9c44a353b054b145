// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/text/error_text.h"
#include "ui/text/note_text.h"
#include "ui/text/offer_text.h"

#include <QSet>

using namespace Qt::StringLiterals;
using base::Error;
using base::ErrorCode;

class ErrorTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void everyCodeHasASentenceOfItsOwn();
    void fillsInTheArguments_data();
    void fillsInTheArguments();
    void everyFlawOfACertificateHasASentenceAndAStepOfItsOwn();
    void saysWhatToDoAboutEveryCodeThatCannotBeUsed();
    void namesTheProtocolOfAnActivation();
    void hasNoExplanationForAccounts();
    void namesBothIssuersWhereTheyDiffer();
};

void ErrorTextTest::everyCodeHasASentenceOfItsOwn()
{
    QSet<QString> messages;
    const int last = static_cast<int>(ErrorCode::Cancelled);
    for (int code = 0; code <= last; ++code) {
        const auto text = ui::text::errorText({ static_cast<ErrorCode>(code) });
        QVERIFY2(text.message.endsWith(u'.'), qPrintable(text.message));
        QVERIFY2(!text.message.contains(u'%'), qPrintable(text.message));
        messages.insert(text.message);
    }
    QCOMPARE(messages.size(), last + 1);
}

void ErrorTextTest::fillsInTheArguments_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, ErrorCode code, const QStringList& arguments,
                         const QString& message) {
        QTest::newRow(name) << static_cast<int>(code) << arguments << message;
    };
    row("field, value and range", ErrorCode::InvalidField, { u"digits"_s, u"99"_s, u"1 to 10"_s },
        u"The field “digits” holds “99”, which cannot be used. Allowed: 1 to 10."_s);
    row("codes of an account without", ErrorCode::Unsupported, { u"push"_s },
        u"This account makes no codes."_s);
    row("a backup in a vault's place", ErrorCode::Unsupported, { u"backup"_s },
        u"This file is a backup of a vault."_s);
    row("a secret's value is not there", ErrorCode::InvalidField, { u"secret"_s, u""_s },
        u"The field “secret” cannot be used."_s);
    row("an argument that looks like a place", ErrorCode::CannotRead,
        { u"%2"_s, u"no such file"_s }, u"“%2” could not be read: no such file."_s);
    row("control characters", ErrorCode::NoMatch, { u"a\x1b[2J\u202Eb"_s },
        u"Nothing matches “a\\u{1B}[2J\\u{202E}b”."_s);
    row("a value of a megabyte", ErrorCode::NoMatch, { QString(1 << 20, u'x') },
        u"Nothing matches “"_s + QString(80, u'x') + u"…”."_s);
    row("damage of a named part", ErrorCode::Damaged, { u"header"_s },
        u"The data is damaged (header)."_s);
    row("damage of what a link carries", ErrorCode::Damaged, { u"data"_s },
        u"The code or link is damaged: what it carries is cut short or altered."_s);
    row("a certificate's flaw", ErrorCode::TlsUntrusted, { u"push.example"_s, u"expired"_s },
        u"The certificate of “push.example” has expired."_s);
    row("a flaw without a name", ErrorCode::TlsUntrusted, { u"push.example"_s, u"odd"_s },
        u"The certificate of “push.example” cannot be trusted."_s);
    row("another certificate", ErrorCode::TlsChanged, { u"push.example"_s, u"AA BB"_s, u"CC DD"_s },
        u"“push.example” shows another certificate than the one that is trusted: CC DD instead of AA BB."_s);
    row("a server's words", ErrorCode::ServerRefused, { u"403"_s, u"No.\u202E"_s },
        u"The server refused (403: No.\\u{202E})."_s);
    row("a server that was asked too often", ErrorCode::ServerRefused,
        { u"429"_s, u"API call exceeded rate limit"_s },
        u"The server was asked too often (429)."_s);
    row("an answer of nobody in particular", ErrorCode::NotUnderstood, {},
        u"The answer of the server was not understood."_s);
    row("a server without words", ErrorCode::ServerRefused, { u"403"_s },
        u"The server refused (403)."_s);
    row("a sign-in that was refused", ErrorCode::SignInFailed,
        { u"User is not assigned."_s, u"access_denied"_s },
        u"The sign-in was refused, by you or by the organisation."_s);
    row("a sign-in with words", ErrorCode::SignInFailed, { u"No\u202E luck"_s, u"odd_error"_s },
        u"The sign-in in the browser did not succeed: No\\u{202E} luck."_s);
    row("a sign-in without words", ErrorCode::SignInFailed, { u""_s, u"odd_error"_s },
        u"The sign-in in the browser did not succeed (odd_error)."_s);
    row("a failed server without words", ErrorCode::ServerError, { u"500"_s, {} },
        u"The server reports a failure of its own (500)."_s);
}

void ErrorTextTest::everyFlawOfACertificateHasASentenceAndAStepOfItsOwn()
{
    QSet<QString> messages;
    const char* const flaws[] = { "self-signed", "unknown-authority", "wrong-host", "expired",
        "not-yet-valid", "not-permitted", "revoked", "old-encryption", "no-encryption", "invalid" };
    for (const char* const flaw : flaws) {
        const auto text =
            ui::text::errorText({ ErrorCode::TlsUntrusted, {}, { "push.example", flaw } });
        QVERIFY2(text.message.contains(u"“push.example”"_s), flaw);
        QVERIFY2(text.next.startsWith(u"Nothing was sent. "_s), flaw);
        messages.insert(text.message);
    }
    QCOMPARE(messages.size(), qsizetype(std::size(flaws)));
}

void ErrorTextTest::fillsInTheArguments()
{
    QFETCH(int, code);
    QFETCH(QStringList, arguments);
    Error error { static_cast<ErrorCode>(code) };
    for (const QString& argument : arguments)
        error.arguments.push_back(argument.toStdString());
    QTEST(ui::text::errorText(error).message, "message");
}

void ErrorTextTest::saysWhatToDoAboutEveryCodeThatCannotBeUsed()
{
    QSet<QString> messages;
    const int last = static_cast<int>(enroll::UnsupportedKind::OtherOtpType);
    for (int kind = 0; kind <= last; ++kind) {
        const auto text = ui::text::unsupportedText(static_cast<enroll::UnsupportedKind>(kind));
        QVERIFY(text.message.endsWith(u'.'));
        QVERIFY(text.next.endsWith(u'.'));
        messages.insert(text.message);
    }
    QCOMPARE(messages.size(), last + 1);
}

void ErrorTextTest::namesTheProtocolOfAnActivation()
{
    const auto text = ui::text::offerText(
        enroll::ActivationOffer { u"okta"_s, u"https://acme.okta.example"_s, {} });
    QVERIFY(text->message.contains(u"Okta Verify"_s));
    QVERIFY(!text->next.isEmpty());
}

void ErrorTextTest::hasNoExplanationForAccounts()
{
    QVERIFY(!ui::text::offerText(enroll::AccountsOffer {}));
}

void ErrorTextTest::namesBothIssuersWhereTheyDiffer()
{
    otp::Entry entry;
    entry.issuer = u"Microsoft"_s;
    entry.labelIssuer = u"Contoso"_s;
    QCOMPARE(ui::text::noteText(otp::EntryNote::IssuersDiffer, entry),
        u"The link names two issuers, “Microsoft” and “Contoso”; Microsoft is used."_s);
}

QTEST_GUILESS_MAIN(ErrorTextTest)
#include "error_text_test.moc"
