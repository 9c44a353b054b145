// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/links_out.h"
#include "core/transfer/login_code.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QTest>

/// Links as they leave; those in files are in writers_test.
class LinksOutTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void aLoginHasALinkWithoutParameters();
    void aLoginOfSteamHasItsOwnLink();
    void aLoginIsReadAsItsAccount();
};

void LinksOutTest::aLoginHasALinkWithoutParameters()
{
    otp::Entry entry = support::entryOf("ACME", "ada");
    entry.otherParameters = { { "image", "https://acme.example/a" } };
    const auto code = transfer::loginCodeOf(entry);
    QVERIFY(code);
    QVERIFY(code->text()
        == "otpauth://totp/ACME:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=ACME"
           "&algorithm=SHA1&digits=6&period=30");
}

void LinksOutTest::aLoginOfSteamHasItsOwnLink()
{
    const auto code = transfer::loginCodeOf(
        support::entryOf("Steam", "gamer", "12345678901234567890", otp::Steam {}));
    QVERIFY(code);
    QVERIFY(code->text() == "steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

void LinksOutTest::aLoginIsReadAsItsAccount()
{
    for (const otp::Credential& credential :
        { otp::Credential(otp::Totp { .digits = 8, .period = 60 }),
            otp::Credential(otp::Steam {}) }) {
        const otp::Entry entry = support::entryOf("Steam", "ada", "a secret", credential);
        const auto code = transfer::loginCodeOf(entry);
        QVERIFY(code);
        const auto read = transfer::readLoginCode(
            code->text(), { .issuer = entry.issuer, .name = entry.name, .labelIssuer = {} });
        QVERIFY(read);
        QVERIFY(otp::isSameAccount(*read, entry));
        QVERIFY(read->credential == entry.credential);
    }
}

QTEST_GUILESS_MAIN(LinksOutTest)
#include "links_out_test.moc"
