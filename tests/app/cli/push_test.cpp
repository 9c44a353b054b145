// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/device_id.h"
#include "core/vault/registrations.h"
#include "tests/support/cli_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

#include <QDirIterator>
#include <QJsonArray>

using namespace Qt::StringLiterals;
using vault::RegistrationState;

namespace {

constexpr std::string_view PlantedKey = "PLANTED-KEY-OF-A-REGISTRATION";

/// The golden vault with one account more, which has nothing but a registration.
struct Scene
{
    support::CliHome home;

    /// As another program on this computer leaves it, or on another one.
    void begin(RegistrationState state, bool isHere = true) const
    {
        home.copyGoldenVault();
        if (home.runByKey({ u"list"_s }).status != 0) // makes the device's id
            qFatal("cannot list");
        support::FixedClock clock { support::GoldenTime };
        crypto::SystemRandom random;
        auto vault = vault::Vault::open(home.vaultPath().toStdString(),
            support::goldenRecoveryKey(), { clock, random, device(isHere) });
        vault::NewRegistration made { .protocol = "okta", .server = "https://acme.test" };
        made.secrets.emplace("pop", std::move(*crypto::SecretBytes::copyOf(PlantedKey)));
        vault::Registrations registrations(*vault);
        const auto id = registrations.begin(vault::NewAccount { u"Asks"_s, u"first"_s }, made);
        if (!id || !registrations.update(*id, { .state = state }))
            qFatal("cannot register");
    }

    /// The id under which the command line saves here.
    vault::Id device(bool isHere) const
    {
        QDirIterator files(
            home.path({}), { u"device"_s }, QDir::Files, QDirIterator::Subdirectories);
        if (!isHere || !files.hasNext())
            return support::idFrom(0x90);
        const QString folder = QFileInfo(files.next()).path();
        return **vault::knownDeviceId(folder.toStdString());
    }

    QJsonObject listed(const QStringList& options = {}) const
    {
        const auto ended =
            home.runByKey(QStringList { u"list"_s, u"Asks"_s, u"--json"_s } + options);
        return ended.json()["accounts"_L1][0].toObject();
    }
};

} // namespace

/// Accounts that answer sign-in requests and make no codes, on the command line.
class PushTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void listsThemWithoutWhatTheyHaveNot()
    {
        const Scene scene;
        scene.begin(RegistrationState::Active);
        const QJsonObject account = scene.listed();
        QCOMPARE(account["type"_L1].toString(), u"push"_s);
        for (const QLatin1String absent :
            { "algorithm"_L1, "digits"_L1, "period"_L1, "counter"_L1, "secret"_L1 })
            QVERIFY(!account.contains(absent));
        const QJsonObject push { { u"protocol"_s, u"okta"_s },
            { u"server"_s, u"https://acme.test"_s }, { u"state"_s, u"active"_s } };
        QCOMPARE(account["push"_L1].toObject(), push);
        const auto text = scene.home.runByKey({ u"list"_s, u"Asks"_s });
        QVERIFY(text.out.endsWith("Asks (first)  push\n"));
        const QJsonObject codes = scene.home.runByKey({ u"list"_s, u"acme"_s, u"--json"_s })
                                      .json()["accounts"_L1][0]
                                      .toObject();
        QVERIFY(!codes.contains("push"_L1));
    }

    void tellsHowTheRegistrationStands_data()
    {
        QTest::addColumn<int>("state");
        QTest::addColumn<bool>("isHere");
        QTest::addColumn<QString>("told");
        const auto row = [](const char* name, RegistrationState state, bool isHere,
                             const QString& told) {
            QTest::newRow(name) << static_cast<int>(state) << isHere << told;
        };
        row("pending", RegistrationState::Pending, true, u"suspended"_s);
        row("suspended", RegistrationState::Suspended, true, u"suspended"_s);
        row("removed", RegistrationState::Removed, true, u"removed"_s);
        row("to be enrolled again", RegistrationState::EnrolAgain, true, u"suspended"_s);
        row("another computer answers", RegistrationState::Active, false, u"suspended"_s);
    }
    void tellsHowTheRegistrationStands()
    {
        QFETCH(const int, state);
        QFETCH(const bool, isHere);
        QFETCH(const QString, told);
        const Scene scene;
        scene.begin(static_cast<RegistrationState>(state), isHere);
        QCOMPARE(scene.listed()["push"_L1]["state"_L1].toString(), told);
    }

    void theTrashSuspendsIt()
    {
        const Scene scene;
        scene.begin(RegistrationState::Active);
        const auto removed = scene.home.runByKey({ u"remove"_s, u"Asks"_s, u"--json"_s });
        QCOMPARE(removed.json()["account"_L1]["push"_L1]["state"_L1].toString(), u"suspended"_s);
        const auto trash = scene.home.runByKey({ u"trash"_s, u"list"_s, u"--json"_s });
        QCOMPARE(trash.json()["accounts"_L1][0]["push"_L1]["state"_L1].toString(), u"suspended"_s);
        const auto restored =
            scene.home.runByKey({ u"trash"_s, u"restore"_s, u"Asks"_s, u"--json"_s });
        QCOMPARE(restored.json()["account"_L1]["push"_L1]["state"_L1].toString(), u"active"_s);
    }

    void saysThatItMakesNoCodes_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("code") << QStringList { u"code"_s, u"Asks"_s };
        QTest::newRow("qr") << QStringList { u"qr"_s, u"Asks"_s, u"--terminal"_s };
    }
    void saysThatItMakesNoCodes()
    {
        QFETCH(const QStringList, words);
        const Scene scene;
        scene.begin(RegistrationState::Active);
        const auto ended = scene.home.runByKey(words);
        QCOMPARE(ended.status, 8);
        QVERIFY(ended.err.contains("makes no codes"));
        QCOMPARE(ended.out, QByteArray());
    }

    void noVerbPrintsItsKeys()
    {
        const Scene scene;
        scene.begin(RegistrationState::Active);
        QDir().mkpath(scene.home.path(u"out"_s));
        for (const QStringList& words : { QStringList { u"list"_s, u"--reveal"_s },
                 QStringList { u"list"_s, u"--reveal"_s, u"--json"_s },
                 QStringList { u"qr"_s, u"--migration"_s, u"--out-dir"_s, scene.home.path(u"out"_s),
                     u"--json"_s } }) {
            const auto ended = scene.home.runByKey(words);
            QCOMPARE(ended.status, 0);
            const QByteArray planted(PlantedKey.data(), static_cast<qsizetype>(PlantedKey.size()));
            for (const QByteArray& hidden :
                { planted, planted.toHex(), planted.toBase64(), QByteArray("KBGECTSUIVC") }) {
                QVERIFY(!ended.out.contains(hidden));
                QVERIFY(!ended.err.contains(hidden));
            }
        }
        const auto parts = scene.home.runByKey(
            { u"qr"_s, u"--migration"_s, u"--out-dir"_s, scene.home.path(u"more"_s), u"--json"_s });
        QCOMPARE(parts.json()["files"_L1].toArray().size(), 1);
        QCOMPARE(parts.json()["left"_L1][0]["account"_L1]["issuer"_L1].toString(), u"Asks"_s);
        QVERIFY(!scene.listed({ u"--reveal"_s }).contains("secret"_L1));
    }
};

QTEST_GUILESS_MAIN(PushTest)
#include "push_test.moc"
