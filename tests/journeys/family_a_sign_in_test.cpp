// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/registrations.h"
#include "tests/journeys/push_home.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QMenu>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using support::Person;

namespace {

constexpr int Patience = journeys::PushPatience;
constexpr char Client[] = "0oaSANDBOX0000000001"; ///< as the service's control page tells it

} // namespace

/// Where an organisation shows no code: its address and client are typed, the program sends the
/// system's browser to its sign-in page, and the browser comes back to a port of this computer.
class FamilyASignInTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"sign-in-failed"_s);
        m_home.quit();
    }

    void registersThroughTheBrowser();

private:
    QString origin() { return m_home.place["https"_L1].toString(); }
    bool standInForTheBrowser();
    static bool chooseFromVaultMenu(const QString& entry);
    QUrl openedAddress();
    void fillIn();
    void agree();
    void signIn();
    void looksRegistered();
    void answersASignIn();

    journeys::PushHome m_home;
};

/// What the desktop opens addresses with, for this process: it notes them, for the browser that the
/// test has in hand.
bool FamilyASignInTest::standInForTheBrowser()
{
    const QString folder = m_home.path("bin");
    const QString program = folder + u"/xdg-open"_s;
    const QByteArray noted = QFile::encodeName(m_home.path("opened"));
    return QDir().mkpath(folder)
        && journeys::writeFile(program,
            "#!/bin/sh\nprintf '%s\\n' \"$1\" > '" + noted + ".part' && mv '" + noted + ".part' '"
                + noted + "'\n")
        && QFile::setPermissions(program, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)
        && qputenv("PATH", QFile::encodeName(folder) + ':' + qgetenv("PATH"));
}

bool FamilyASignInTest::chooseFromVaultMenu(const QString& entry)
{
    const auto open = [] { return qobject_cast<QMenu*>(QApplication::activePopupWidget()); };
    // Once more where the window was not the active one yet and the keys went nowhere.
    const auto isOpen = [&open] {
        if (!open())
            Person::key(Qt::Key_V, Qt::AltModifier);
        return open() != nullptr;
    };
    if (!QTest::qWaitFor(isOpen, Patience))
        return false;
    const QMenu* menu = open();
    const auto isThere = [&] {
        return menu->activeAction() && menu->activeAction()->text() == entry;
    };
    for (qsizetype i = 0; i < menu->actions().size() && !isThere(); ++i)
        Person::key(Qt::Key_Down);
    if (!isThere())
        return false;
    Person::key(Qt::Key_Return);
    return true;
}

QUrl FamilyASignInTest::openedAddress()
{
    QFile file(m_home.path("opened"));
    if (!QTest::qWaitFor([&file] { return file.exists(); }, Patience)
        || !file.open(QIODevice::ReadOnly))
        return {};
    return QUrl::fromEncoded(file.readAll().trimmed(), QUrl::StrictMode);
}

void FamilyASignInTest::fillIn()
{
    QVERIFY(standInForTheBrowser());
    QVERIFY(m_home.open());
    QVERIFY(chooseFromVaultMenu(u"Set up push sign-ins…"_s));
    QTRY_VERIFY(Person::sees(u"Address of the organisation"_s));
    Person::type(origin());
    QVERIFY(Person::tabTo(u"Client ID"_s));
    Person::type(QLatin1String(Client));
    QVERIFY(Person::saveShot(u"sign-in-1-form"_s));
    QVERIFY(Person::tabTo(u"Continue"_s));
    Person::key(Qt::Key_Return);
}

void FamilyASignInTest::agree()
{
    QTRY_VERIFY(Person::sees(u"Nothing has been sent yet."_s));
    QVERIFY(Person::sees(u"Your browser opens next, and you sign in at the organisation there."_s));
    QVERIFY(journeys::trustFile(m_home.place["caFile"_L1].toString()));
    QVERIFY(Person::saveShot(u"sign-in-2-consent"_s));
    QVERIFY(!QFile::exists(m_home.path("opened")));
    QVERIFY(Person::tabTo(u"Agree and set up"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"A key for push sign-ins will be made"_s));
    Person::type(QLatin1String(journeys::PushPassphrase));
    Person::key(Qt::Key_Return);
}

void FamilyASignInTest::signIn()
{
    const QUrl address = openedAddress();
    const QUrlQuery asked(address);
    QVERIFY2(address.toString().startsWith(origin() + u"/oauth2/v1/authorize?"_s),
        qPrintable(address.toString()));
    QCOMPARE(asked.queryItemValue(u"code_challenge_method"_s), u"S256"_s);
    QVERIFY(asked.queryItemValue(u"redirect_uri"_s, QUrl::FullyDecoded)
                .startsWith(u"http://127.0.0.1:2843"_s));
    QTRY_VERIFY(Person::sees(u"Sign in on the page that your browser shows"_s));
    QVERIFY(Person::saveShot(u"sign-in-3-waiting"_s));
    const QString page = QString::fromLatin1(address.toEncoded());
    QCOMPARE(m_home.pages.ask(u"visit "_s + page), u"Register this computer"_s);
    // The browser has followed the redirect to this computer when it shows the last page.
    QCOMPARE(m_home.pages.ask(u"allow"_s), u"Countersign"_s);
}

void FamilyASignInTest::looksRegistered()
{
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(u"Push sign-ins are set up"_s), Patience);
    QVERIFY(Person::sees(u"alice@sandbox.test"_s));
    QVERIFY(Person::saveShot(u"sign-in-4-done"_s));
    const auto all = vault::Registrations(m_home.program->session().vault()).all();
    QCOMPARE(all.size(), std::size_t(1));
    QVERIFY(all.front().state == vault::RegistrationState::Active);
    QCOMPARE(QString::fromStdString(all.front().server), origin());
    QVERIFY(Person::press(u"Done"_s));
}

void FamilyASignInTest::answersASignIn()
{
    QVERIFY(!m_home.pages.ask(u"sign-in"_s).isEmpty());
    QVERIFY(QTest::qWaitFor([] { return Person::press(u"Deny"_s); }, Patience));
    QVERIFY(m_home.pages.ask(u"status Denied"_s).startsWith(u"Denied"));
    QVERIFY(Person::saveShot(u"sign-in-5-denied"_s));
}

void FamilyASignInTest::registersThroughTheBrowser()
{
    using Step = void (FamilyASignInTest::*)();
    for (const Step step :
        { &FamilyASignInTest::fillIn, &FamilyASignInTest::agree, &FamilyASignInTest::signIn,
            &FamilyASignInTest::looksRegistered, &FamilyASignInTest::answersASignIn }) {
        (this->*step)();
        if (QTest::currentTestFailed())
            return;
    }
}

QTEST_MAIN(FamilyASignInTest)
#include "family_a_sign_in_test.moc"
