// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/looks.h"
#include "tests/support/page_picture.h"
#include "tests/support/person.h"
#include "tests/support/registration_desk.h"
#include "ui/add/add_page.h"
#include "ui/push/activation_page.h"
#include "ui/push/registration_page.h"
#include "ui/widgets/edged_style.h"

#include <QApplication>

using base::ErrorCode;
using support::Person;

namespace {

/// A window of the size that the program opens with.
void bringUp(QWidget& page, int width)
{
    const int line = page.fontMetrics().height();
    const QSize usual = QSize(480, 680).expandedTo(QSize(30, 42) * line);
    page.resize(width > 0 ? QSize(width, usual.height()) : usual);
    page.show();
    page.activateWindow();
    if (!QTest::qWaitForWindowActive(&page))
        qFatal("the page does not come up");
}

push::Consent consent()
{
    push::Consent consent;
    consent.protocol = "okta";
    consent.server = "https://a-company-with-a-long-name.okta-emea.example";
    consent.issuer = QStringLiteral("a-company-with-a-long-name.okta-emea.example");
    consent.account = QStringLiteral("alice.with.a.long.name@a-company-with-a-long-name.example");
    return consent;
}

} // namespace

/// Every page that sets a push sign-in up or shows one, in each palette, size of text, direction
/// and width.
class RegistrationLooksTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QApplication::setStyle(new ui::widgets::EdgedStyle); }
    void init() { support::failOnWarning(); }
    void everyPageFits_data() { support::addLooks(AsItOpens); }
    void everyPageFits();

private:
    static constexpr int AsItOpens = 0;

    void lookAtConsents();
    void lookAtRuns();
    void lookAtRegistrations();
    void lookAtDialogs();
    void lookAtAdding();
    void look(const char* page, const char* sentence);

    QStringList m_faults;
    double m_leastEdge = 0;
    int m_width = 0;
};

void RegistrationLooksTest::everyPageFits()
{
    const support::Look worn;
    m_leastEdge = worn.leastEdge();
    m_width = worn.width();
    m_faults.clear();
    for (const auto step : { &RegistrationLooksTest::lookAtConsents,
             &RegistrationLooksTest::lookAtRuns, &RegistrationLooksTest::lookAtRegistrations,
             &RegistrationLooksTest::lookAtDialogs, &RegistrationLooksTest::lookAtAdding }) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(m_faults.isEmpty(), qPrintable(m_faults.join(u'\n')));
}

void RegistrationLooksTest::lookAtConsents()
{
    support::RegistrationDesk desk;
    desk.protocol->activates = "scripted:";
    ui::push::ActivationPage page(desk.watch, desk.open.session, desk.open.clock());
    bringUp(page, m_width);
    const auto offer = [&](const push::Consent& told) {
        desk.protocol->consent = told;
        page.offerLink(std::move(*crypto::SecretBytes::copyOf(std::string_view("scripted:x"))));
    };
    push::Consent told = consent();
    told.needsSignIn = true;
    told.account.clear();
    offer(told);
    look("consent", "after your sign-in");
    told = consent();
    told.isDocumented = false;
    told.bringsCodes = true;
    offer(told);
    look("consent-undocumented", "has not documented");
    told = consent();
    told.server = "http://127.0.0.1:8080";
    told.isEncrypted = false;
    offer(told);
    look("consent-http", "not encrypted");
    told = consent();
    told.sameName = { desk.open.addPush(told.issuer, told.account) };
    offer(told);
    look("consent-replace", "Keep both");
    page.showTyped();
    look("typed", "Client ID");
}

void RegistrationLooksTest::lookAtRuns()
{
    support::RegistrationDesk desk;
    desk.protocol->activates = "scripted:";
    desk.protocol->called = "okta";
    desk.protocol->consent = consent();
    ui::push::ActivationPage page(desk.watch, desk.open.session, desk.open.clock(), nullptr,
        [](const QUrl&) { return true; });
    bringUp(page, m_width);
    page.offerLink(std::move(*crypto::SecretBytes::copyOf(std::string_view("scripted:x"))));
    QVERIFY(QTest::qWaitFor([] { return Person::sees(QStringLiteral("Agree and set up")); }));
    QVERIFY(Person::tabTo(QStringLiteral("A key that only my passphrase opens")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(QStringLiteral("Agree and set up")));
    Person::key(Qt::Key_Space);
    const auto procedure = [&] { return desk.protocol->activations.back().procedure; };
    desk.timers.advance(std::chrono::seconds(75));
    emit procedure()->phaseChanged(push::Phase::SigningIn);
    emit procedure()->signInWanted(QUrl(QStringLiteral("https://acme.okta.example/")));
    look("running-sign-in", "Open the browser again");
    emit procedure()->phaseChanged(push::Phase::Registering);
    look("running", "Registering the keys");
    emit procedure()->failed(
        { ErrorCode::TlsUntrusted, "test", { "acme.okta.example", "unknown-authority" } });
    look("failed", "not trusted");
    QVERIFY(Person::tabTo(QStringLiteral("Agree and set up")));
    Person::key(Qt::Key_Space);
    emit procedure()->finished({ {}, desk.open.addPush(consent().issuer, consent().account) });
    look("finished", "are set up");
}

void RegistrationLooksTest::lookAtRegistrations()
{
    support::RegistrationDesk desk;
    desk.protocol->called = "okta";
    desk.protocol->consent = consent();
    desk.protocol->options = { true, true, true, true };
    const auto registration = desk.enrol("alice", consent().server);
    ui::push::RegistrationPage page(desk.watch, desk.open.session, desk.open.clock());
    bringUp(page, m_width);
    page.showAccount(registration.account);
    const auto poll = [&](push::PollResult result) {
        desk.timers.advanceToNext();
        support::ScriptedProtocol::Poll(desk.protocol->polls.back()).answer(std::move(result));
    };
    poll({});
    look("good", "requests arrive here");
    push::PollResult failing;
    failing.error = { ErrorCode::NetworkUnreachable, "test", { "acme.okta.example" } };
    poll(failing);
    desk.protocol->consent->isDocumented = false;
    desk.open.session.notifyChanged();
    look("failing", "cannot be reached");
    desk.setState(registration.id, vault::RegistrationState::Removed);
    look("removed", "has removed");
    desk.setState(registration.id, vault::RegistrationState::Active);
    auto there = vault::Vault::open(desk.open.home.path(), support::passphrase("secret words"),
        { desk.open.clock(), desk.open.home.random, support::idFrom(0x17) });
    const auto verification = desk.open.home.verify(*there);
    QVERIFY(vault::Registrations(*there).confirmHere(registration.id, *verification));
    QTRY_VERIFY(Person::sees(QStringLiteral("Another computer answers for this account.")));
    look("elsewhere", "Another computer");
}

void RegistrationLooksTest::lookAtDialogs()
{
    support::RegistrationDesk desk;
    desk.protocol->called = "okta";
    desk.protocol->consent = consent();
    desk.protocol->consent->needsSignIn = true;
    desk.protocol->options = { true, false, true, false };
    const auto registration = desk.enrol("alice");
    ui::push::RegistrationPage page(desk.watch, desk.open.session, desk.open.clock(), nullptr,
        [](const QUrl&) { return false; });
    bringUp(page, m_width);
    page.showAccount(registration.account);
    QTRY_VERIFY(Person::tabTo(QStringLiteral("Remove…")));
    Person::key(Qt::Key_Space);
    look("remove", "Remove here only");
    QVERIFY(Person::press(QStringLiteral("Remove at the server and here")));
    const auto procedure = desk.protocol->removals.back().procedure;
    emit procedure->phaseChanged(push::Phase::SigningIn);
    emit procedure->signInWanted(QUrl(QStringLiteral("https://acme.okta.example/")));
    look("removing", "No browser could be opened");
    emit procedure->failed({ ErrorCode::ServerRefused, "test", { "403", "not permitted" } });
    look("remove-failed", "The server refused");
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::tabTo(QStringLiteral("Let it ask about transactions…")));
    Person::key(Qt::Key_Space);
    look("transactions", "to approve is to consent to them");
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(Person::tabTo(QStringLiteral("Set up a verification key…")));
    Person::key(Qt::Key_Space);
    look("new-key", "typed for each answer");
}

void RegistrationLooksTest::lookAtAdding()
{
    support::OpenSession open;
    ui::add::AddPage page(open.session, open.clock());
    page.setCanActivate([](std::string_view) { return true; });
    bringUp(page, m_width);
    page.offerText(support::ActivationLink);
    look("add", "Activate");
}

/// Takes a picture of the window in front, once it says this, and notes what is wrong with it.
void RegistrationLooksTest::look(const char* page, const char* sentence)
{
    QTRY_VERIFY2(Person::sees(QString::fromUtf8(sentence)), sentence);
    m_faults +=
        support::faultsSeen(QStringLiteral("registration-") + QLatin1String(page), m_leastEdge);
}

QTEST_MAIN(RegistrationLooksTest)
#include "registration_looks_test.moc"
