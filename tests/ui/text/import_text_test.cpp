// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/failure.h"
#include "core/transfer/imported.h"
#include "tests/support/fail_on_warning.h"
#include "ui/text/import_text.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using transfer::Failure;
using transfer::Obstacle;
using transfer::Refusal;

namespace {

Failure failureOf(Obstacle obstacle, std::vector<std::string> arguments = {})
{
    const bool isGuess = obstacle == Obstacle::WholeEncrypted || obstacle == Obstacle::NoSignature;
    Refusal refusal = isGuess ? Refusal::NotRecognised : Refusal::Unsupported;
    if (obstacle == Obstacle::KeyFile)
        refusal = Refusal::WrongPassphrase;
    if (obstacle == Obstacle::OtherFile)
        refusal = Refusal::WrongPassphraseOrDamaged;
    return { .refusal = refusal,
        .arguments = std::move(arguments),
        .obstacle = obstacle,
        .format = "keepass-kdbx" };
}

} // namespace

/// What the import says of files that give no accounts.
class ImportTextTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void everyObstacleHasASentenceAndAStepOfItsOwn();
    void everyStepNamesWhatToDoElsewhere_data();
    void everyStepNamesWhatToDoElsewhere();
    void namesWhatIsMissing();
    void showsNoSignsOfAStranger();
    void saysWhyAnEntryCannotBeUsed();
};

void ImportTextTest::everyObstacleHasASentenceAndAStepOfItsOwn()
{
    QSet<QString> messages;
    QSet<QString> steps;
    const int last = static_cast<int>(Obstacle::NoSignature);
    for (int i = 1; i <= last; ++i) {
        const auto text =
            ui::text::importFailureText(failureOf(static_cast<Obstacle>(i), { "argument" }));
        QVERIFY2(text.message.endsWith(u'.'), qPrintable(text.message));
        QVERIFY2(text.next.endsWith(u'.'), qPrintable(text.next));
        QVERIFY2(
            !text.message.contains(u'%') && !text.next.contains(u'%'), qPrintable(text.message));
        QVERIFY2(!text.message.contains(u"an unknown kind"_s), qPrintable(text.message));
        messages.insert(text.message);
        steps.insert(text.next);
    }
    messages.insert(ui::text::importFailureText({ .refusal = Refusal::NotRecognised }).message);
    QCOMPARE(messages.size(), last + 1);
    QCOMPARE(steps.size(), last);
}

void ImportTextTest::everyStepNamesWhatToDoElsewhere_data()
{
    QTest::addColumn<int>("obstacle");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("step");
    const auto row = [](const char* name, Obstacle obstacle, const QString& message,
                         const QString& step) {
        QTest::newRow(name) << static_cast<int>(obstacle) << message << step;
    };
    row("newer", Obstacle::NewerSchema, u"of version 9, which is newer"_s,
        u"export another kind of file in the other one"_s);
    row("older", Obstacle::OlderSchema, u"an older version"_s,
        u"Open it once in the present version of the other program"_s);
    row("account", Obstacle::AccountRestricted, u"restricted to the account"_s,
        u"choose “password protected”"_s);
    row("phone", Obstacle::NoPassphraseSlot, u"only the keys of the phone"_s,
        u"Set a password in the other program"_s);
    row("machine", Obstacle::BoundToMachine, u"protected by Windows or by a YubiKey"_s,
        u"Remove that protection in the other program"_s);
    row("cipher", Obstacle::UnknownCipher, u"not known here (9)"_s, u"Choose AES or ChaCha20"_s);
    row("vault", Obstacle::NewerVault, u"A newer version of Countersign"_s,
        u"Install that version"_s);
    row("OpenPGP", Obstacle::OpenPgp, u"encrypted with OpenPGP"_s,
        u"Decrypt it with the program that has your OpenPGP key"_s);
    row("server", Obstacle::ServerWrapped, u"Nextcloud server"_s,
        u"Download it from Nextcloud in a browser"_s);
    row("key file", Obstacle::KeyFile, u"The passphrase does not open"_s, u"needs a key file"_s);
    row("other file", Obstacle::OtherFile, u"The file does not open"_s,
        u"the manifest.json beside it"_s);
    row("whole", Obstacle::WholeEncrypted, u"encrypted as a whole"_s,
        u"Make an export in the program itself"_s);
    row("no signature", Obstacle::NoSignature, u"nothing in it tells what it is"_s,
        u"name the kind of file"_s);
}

void ImportTextTest::everyStepNamesWhatToDoElsewhere()
{
    QFETCH(int, obstacle);
    QFETCH(QString, message);
    QFETCH(QString, step);
    const auto text =
        ui::text::importFailureText(failureOf(static_cast<Obstacle>(obstacle), { "9" }));
    QVERIFY2(text.message.contains(message), qPrintable(text.message));
    QVERIFY2(text.next.contains(step), qPrintable(text.next));
}

void ImportTextTest::namesWhatIsMissing()
{
    const auto messageOf = [](std::vector<std::string> parts) {
        return ui::text::importFailureText({ .refusal = Refusal::NotRecognised,
                                               .arguments = std::move(parts),
                                               .format = "aegis-json" })
            .message;
    };
    QCOMPARE(messageOf({ "db" }),
        u"The file is not recognised. It looks most like this kind: Aegis (JSON). What is missing "
        "from it: “db”."_s);
    QVERIFY(messageOf({ "a", "db" }).endsWith(u"from it: “a” and “db”."_s));
    QVERIFY(messageOf({ "a", "b", "db" }).endsWith(u"from it: “a”, “b” and “db”."_s));
    QVERIFY(messageOf({}).endsWith(u"not where they belong."_s));
}

void ImportTextTest::showsNoSignsOfAStranger()
{
    const std::string tricky = std::string("\x1b[31m\xe2\x80\xae") + std::string(5000, 'x');
    const auto text = ui::text::importFailureText(
        { .refusal = Refusal::NotRecognised, .arguments = { tricky }, .format = "aegis-json" });
    QVERIFY(!text.message.contains(QChar(0x1b)));
    QVERIFY(!text.message.contains(QChar(0x202e)));
    QVERIFY(text.message.size() < 1000);
}

void ImportTextTest::saysWhyAnEntryCannotBeUsed()
{
    using base::ErrorCode;
    const auto text = [](ErrorCode code, std::vector<std::string> arguments) {
        return ui::text::leftText({ code, "test", std::move(arguments) });
    };
    QCOMPARE(text(ErrorCode::Unsupported, { "sonic" }).message,
        u"This kind of code is known but cannot be used here (sonic)."_s);
    QVERIFY(!text(ErrorCode::Unsupported, { "" }).message.contains(u'('));
    QVERIFY(!text(ErrorCode::Unsupported, {}).message.contains(u'('));
    const auto bound = text(ErrorCode::Unsupported, { std::string(transfer::BoundAccount) });
    QVERIFY(bound.message.contains(u"YubiKey"_s));
    QVERIFY(bound.next.contains(u"Remove that protection"_s));
    // Not that of the vault, nor that of a server.
    const auto damage = text(ErrorCode::Damaged, { "token" });
    QCOMPARE(damage.message, u"The data is damaged (token)."_s);
    QVERIFY(damage.next.contains(u"in the other program"_s));
    QVERIFY(!damage.next.contains(u"backup"_s));
    QCOMPARE(
        text(ErrorCode::MissingField, { "secret" }).message, u"The field “secret” is missing."_s);
}

QTEST_APPLESS_MAIN(ImportTextTest)
#include "import_text_test.moc"
