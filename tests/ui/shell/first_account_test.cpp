// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_timers.h"
#include "tests/support/page_picture.h"
#include "tests/support/person.h"
#include "tests/support/recovery_sheet.h"
#include "tests/support/scripted_protocol.h"
#include "tests/support/vault_home.h"
#include "ui/shell/main_window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

/// A window on a computer that has no vault yet, where activations go as the test says.
struct Scene
{
    support::VaultHome home;
    vault::VaultSession session { home.path(), home.services() };
    settings::AppSettings settings { home.folder() + "/settings.ini" };
    ui::backup::BackupKeeper backups { session, settings };
    support::FixedTimers timers { home.clock };
    push::Services services { home.clock, home.random, timers,
        [this] { return session.isOpen() ? &session.vault() : nullptr; },
        [this] { session.notifyChanged(); }, [] { return push::OwnPlace {}; } };
    support::ScriptedProtocol* protocol = nullptr;
    push::Protocols protocols = newProtocols();
    inbox::Watch watch { services, protocols };
    ui::shell::MainWindow window { ui::shell::Surroundings {
        session, settings, backups, watch, home.clock, [] { return support::SmallCosts; } } };

    Scene()
    {
        window.present();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    ~Scene()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"failed-first-account"_s);
        session.lock();
        QThreadPool::globalInstance()->waitForDone();
    }

    void createTheVault()
    {
        Person::type(u"seven quiet lanterns drift upstream"_s);
        QVERIFY(Person::fill(u"Passphrase again"_s, u"seven quiet lanterns drift upstream"_s));
        Person::key(Qt::Key_Return);
        QTRY_VERIFY(Person::sees(u"Write down your recovery key"_s));
        const QStringList paper = support::writeDownRecoveryKey();
        Person::key(Qt::Key_Return);
        QVERIFY(support::typeGroupsBack(paper));
        QVERIFY(Person::sees(u"Add an account"_s));
    }
    void offer()
    {
        const std::string_view link = support::ActivationLink;
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(link.data(), static_cast<qsizetype>(link.size())));
        Person::key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY(Person::sees(u"Activate…"_s));
    }
    /// From the link to the end of the activation.
    void activate()
    {
        offer();
        QVERIFY(Person::press(u"Activate…"_s));
        QVERIFY(Person::press(u"A key that only my passphrase opens"_s));
        QVERIFY(Person::press(u"Agree and set up"_s));
        const auto id = vault::Registrations(session.vault())
                            .begin(vault::NewAccount { u"ACME"_s, u"alice"_s },
                                { .protocol = "okta", .server = "https://acme.okta.example" });
        QVERIFY(id);
        session.notifyChanged();
        const auto made = vault::Registrations(session.vault()).find(*id);
        emit protocol->activations.back().procedure->finished({ made->id, made->account });
        QVERIFY(Person::press(u"Done"_s));
    }

private:
    push::Protocols newProtocols()
    {
        auto scripted = std::make_unique<support::ScriptedProtocol>();
        scripted->activates = "oktaverify:";
        scripted->consent = push::Consent {};
        protocol = scripted.get();
        push::Protocols made;
        made.push_back(std::move(scripted));
        return made;
    }
};

} // namespace

/// The first account of a new vault, where it is one for push sign-ins.
class FirstAccountTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theFirstBackupComesAfterAnActivation()
    {
        Scene scene;
        scene.createTheVault();
        scene.activate();
        QVERIFY(Person::sees(u"Your first backup"_s));
        QVERIFY(Person::sees(u"ACME is set up: sign-in requests appear here."_s));
        QVERIFY(Person::saveShot(u"first-account-activated"_s));
        // Once: what is set up after it leads to the list.
        QVERIFY(Person::press(u"Later"_s));
        QTRY_VERIFY(Person::sees(u"Search accounts"_s));
        scene.activate();
        QTRY_VERIFY(Person::sees(u"Search accounts"_s));
        QVERIFY(!Person::sees(u"Your first backup"_s));
    }

    /// A browser hands it to the desktop, and the desktop to the window.
    void aClickedLinkDoesWhatItsCodeDoes()
    {
        Scene scene;
        scene.createTheVault();
        auto link = crypto::SecretBytes::copyOf(support::ActivationLink);
        QVERIFY(link);
        scene.window.offerLink(std::move(*link));
        QTRY_VERIFY(Person::sees(u"Activate…"_s));
        QVERIFY(Person::press(u"Activate…"_s));
        QVERIFY(Person::sees(u"Agree and set up"_s));
        QCOMPARE(scene.protocol->activations.size(), std::size_t { 1 });
    }

    void callingItOffDoesNotSkipIt()
    {
        Scene scene;
        scene.createTheVault();
        scene.offer();
        QVERIFY(Person::press(u"Activate…"_s));
        QVERIFY(Person::press(u"Cancel"_s));
        QVERIFY(Person::sees(u"Activate…"_s)); // its card is still there
        QVERIFY(Person::press(u"Activate…"_s));
        QVERIFY(Person::press(u"Cancel"_s));
        Person::key(Qt::Key_Escape);
        QTRY_VERIFY(Person::sees(u"Your first backup"_s));
    }
};

QTEST_MAIN(FirstAccountTest)
#include "first_account_test.moc"
