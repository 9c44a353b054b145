// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/otpauth_uri.h"
#include "core/qr/qr_reader.h"
#include "tests/journeys/unlocked.h"

using support::Person;

/// A new phone: the account's QR code is shown after the passphrase, and another reader of the
/// screen gets the same secret.
class ShowQrTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("show-qr-failed"));
        m_computer.quit();
    }

    void confirmAndScan();

private:
    journeys::Computer m_computer;
};

void ShowQrTest::confirmAndScan()
{
    QVERIFY(journeys::unlock(m_computer));
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Q);
    QVERIFY(Person::sees(QStringLiteral("It holds the secret that makes its codes.")));
    QVERIFY(Person::saveShot(QStringLiteral("show-qr-1-confirm")));
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Closes in 60")), 30'000);
    QVERIFY(Person::saveShot(QStringLiteral("show-qr-2-code")));

    const auto codes = qr::readCodes(Person::window()->grab().toImage());
    QVERIFY(codes && codes->size() == 1);
    const auto entry = otp::readOtpauth(codes->front().text);
    QVERIFY(entry);
    QCOMPARE(entry->issuer, QStringLiteral("Example"));
    QCOMPARE(entry->name, QStringLiteral("alice@example.com"));
    QCOMPARE(entry->secret.text(), std::string_view("12345678901234567890"));

    m_computer.clock().time += std::chrono::seconds(60);
    QTRY_VERIFY(!Person::sees(QStringLiteral("Closes in")));
    QTRY_VERIFY(Person::sees(QStringLiteral("Example, alice@example.com, code")));
}

QTEST_MAIN(ShowQrTest)
#include "show_qr_test.moc"
