// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using transfer::Refusal;

namespace {

const QByteArray Mask = QByteArray::fromHex(
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c"
    "6479015c1d5b8b8f6b9a");

QByteArray preference(const QByteArray& name, const QByteArray& value)
{
    return "<map><string name=\"" + name + "\">" + value + "</string></map>";
}

transfer::Outcome<transfer::ReadFile> read(const QByteArray& text)
{
    const transfer::Content content({ text.begin(), text.end() });
    const auto formats = transfer::detect(content, transfer::importFormats());
    if (!formats)
        return formats.error();
    return transfer::read(content, *formats, {});
}

} // namespace

/// Files from the data of phones and desktops that no program exports.
class PhoneDataTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void leavesASecretOfBattleNetThatIsLongerThanItsMask();
    void doesNotTakeAWordForAPreference_data();
    void doesNotTakeAWordForAPreference();
    void tellsAListOfTotpAuthenticatorThatIsDamaged_data();
    void tellsAListOfTotpAuthenticatorThatIsDamaged();
    void takesNoOtherListForAuthys_data();
    void takesNoOtherListForAuthys();
};

void PhoneDataTest::leavesASecretOfBattleNetThatIsLongerThanItsMask()
{
    const QByteArray name = "com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET";
    QByteArray masked;
    for (qsizetype i = 0; i + 1 < Mask.size(); ++i)
        masked.append(static_cast<char>(Mask[i] ^ '1'));
    const auto most = read(preference(name, masked.toHex()));
    QVERIFY(most);
    QCOMPARE(most->format->id, std::string_view("battlenet-prefs-xml"));
    QCOMPARE(most->imported.accounts.size(), std::size_t { 1 });
    // As if the mask went on with zeros.
    masked.append(static_cast<char>(Mask.back() ^ '1'));
    const auto more = read(preference(name, (masked + '1').toHex()));
    QVERIFY(more);
    QVERIFY(more->imported.accounts.empty());
    QCOMPARE(more->imported.left.size(), std::size_t { 1 });
    QCOMPARE(more->imported.left[0].reason.code, base::ErrorCode::InvalidField);
    QCOMPARE(more->imported.left[0].reason.arguments, std::vector<std::string> { "secret" });
}

void PhoneDataTest::doesNotTakeAWordForAPreference_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("Battle.net") << QByteArray("com.blizzard.messenger.AUTHENTICATOR_DEVICE_SECRET");
    QTest::newRow("TOTP Authenticator") << QByteArray("STATIC_TOTP_CODES_LIST");
}

void PhoneDataTest::doesNotTakeAWordForAPreference()
{
    QFETCH(QByteArray, name);
    const auto file = read(preference("last", name));
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::NotRecognised);
}

void PhoneDataTest::tellsAListOfTotpAuthenticatorThatIsDamaged_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("cut off") << QByteArray("[{");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an object") << QByteArray("{}");
}

void PhoneDataTest::tellsAListOfTotpAuthenticatorThatIsDamaged()
{
    QFETCH(QByteArray, list);
    const auto file = read(preference("STATIC_TOTP_CODES_LIST", list));
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::Damaged);
    QCOMPARE(file.error().arguments, std::vector<std::string> { "JSON" });
}

void PhoneDataTest::takesNoOtherListForAuthys_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("empty") << QByteArray("[]");
    QTest::newRow("without links") << QByteArray(R"([{"name":"n","secret":"GEZDGNBVGY3TQOJQ"}])");
    QTest::newRow("with another among them") << QByteArray(
        R"([{"name":"n","secret":"GEZDGNBVGY3TQOJQ","uri":"otpauth://totp/n"},{"a":1}])");
    QTest::newRow("an object") << QByteArray(R"({"name":"n","secret":"AA","uri":"u"})");
}

void PhoneDataTest::takesNoOtherListForAuthys()
{
    QFETCH(QByteArray, list);
    const auto file = read(list);
    QVERIFY(!file);
    QCOMPARE(file.error().refusal, Refusal::NotRecognised);
}

QTEST_APPLESS_MAIN(PhoneDataTest)
#include "phone_data_test.moc"
