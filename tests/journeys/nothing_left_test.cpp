// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/journey.h"
#include "tests/support/golden_keys.h"
#include "tests/support/vault_home.h"

#include <QThreadPool>

using support::Person;
using support::ScrambledText;

namespace {

constexpr int LongEnough = 30'000; ///< milliseconds until a key derivation is taken for stuck

void typeInto(const ScrambledText& text)
{
    for (std::size_t i = 0; i < text.size(); ++i)
        Person::type(QString(QLatin1Char(text.at(i))));
}

int copiesOf(const ScrambledText& text)
{
    return text.occurrencesUtf8() + text.occurrencesUtf16();
}

/// A vault with one account, whose passphrase and secret are in no other place of memory.
void makeVault(
    journeys::Computer& computer, const ScrambledText& passphrase, const ScrambledText& seed)
{
    const vault::Passphrase words { support::plain(passphrase) };
    auto created = vault::Vault::create(
        computer.vaultPath(), words, vault::SmallestCosts, computer.services());
    if (!created)
        qFatal("cannot make a vault: %s", created.error().context.c_str());
    otp::Entry entry;
    entry.issuer = QStringLiteral("Example");
    entry.name = QStringLiteral("alice@example.com");
    entry.credential = otp::Totp {};
    entry.secret = support::plain(seed);
    if (!created->vault.add({ &entry, 1 }))
        qFatal("cannot add an account");
}

/// A key of the golden vault, and how often it was in memory before that was opened.
struct Wanted
{
    const char* name;
    ScrambledText needle;
    int before = 0;
};

std::vector<Wanted> wanted(std::initializer_list<std::pair<const char*, std::string_view>> keys)
{
    std::vector<Wanted> all;
    for (const auto& key : keys)
        all.push_back({ key.first, support::keyOf(key.second) });
    for (Wanted& key : all)
        key.before = key.needle.occurrencesUtf8();
    return all;
}

} // namespace

/// What the whole program leaves in its memory: nothing that was typed, once it has served, and no
/// key or secret after the lock.
class NothingLeftTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        // OpenSSL keeps a random generator in the arena for each thread that has used one, until it
        // ends; one of the pool would wait half a minute for more work.
        QThreadPool::globalInstance()->setExpiryTimeout(0);
        m_computer.emplace();
    }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("nothing-left-failed"));
        m_computer.reset();
    }

    void ofANewPassphrase();
    void ofWhatOpensShowsAndFails();
    void ofASecretTypedByHand();
    void ofTheKeys();

private:
    void unlock(const ScrambledText& passphrase)
    {
        QVERIFY(Person::sees(QStringLiteral("Unlock your vault")));
        typeInto(passphrase);
        Person::key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("alice")), LongEnough);
    }
    void lock()
    {
        Person::key(Qt::Key_L, Qt::ControlModifier);
        QTRY_VERIFY(Person::sees(QStringLiteral("Unlock your vault")));
    }

    std::optional<journeys::Computer> m_computer;
};

void NothingLeftTest::ofANewPassphrase()
{
    const ScrambledText chosen("velvet-harbor-walnut-canyon-31");
    QVERIFY(m_computer->start());
    typeInto(chosen);
    QTRY_VERIFY(Person::sees(QStringLiteral("Strong"))); // the meter has read it
    QVERIFY(copiesOf(chosen) > 0); // the search finds what is there
    QVERIFY(Person::tabTo(QStringLiteral("Passphrase again")));
    typeInto(chosen);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(
        Person::sees(QStringLiteral("Write down your recovery key")), LongEnough);
    QTRY_COMPARE(copiesOf(chosen), 0);
}

void NothingLeftTest::ofWhatOpensShowsAndFails()
{
    const ScrambledText passphrase("marble-otter-lantern-sparrow-58");
    const ScrambledText wrong("granite-quartz-umbrella-meadow-90");
    const ScrambledText seed("quiet-harbour-seed-7");
    const ScrambledText seedInBase32("OF2WSZLUFVUGC4TCN52XELLTMVSWILJX");
    makeVault(*m_computer, passphrase, seed);
    QCOMPARE(copiesOf(passphrase) + copiesOf(seed), 0);
    const std::size_t heap = crypto::secureHeapInUse();

    QVERIFY(m_computer->start());
    typeInto(wrong);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("does not open the vault")), LongEnough);
    QTRY_COMPARE(copiesOf(wrong), 0);
    QCOMPARE(crypto::secureHeapInUse(), heap);

    unlock(passphrase);
    QTRY_COMPARE(copiesOf(passphrase), 0);
    QCOMPARE(copiesOf(seed) + copiesOf(seedInBase32), 0);

    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Q);
    QTRY_VERIFY(Person::sees(QStringLiteral("Confirm")));
    typeInto(passphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("Closes in")), LongEnough);
    QTRY_COMPARE(copiesOf(passphrase), 0);
    Person::key(Qt::Key_Escape);
    QTRY_VERIFY(!Person::sees(QStringLiteral("Closes in")));
    QTRY_COMPARE(copiesOf(seed) + copiesOf(seedInBase32), 0);

    // Without a window manager nobody gives the keyboard back after a dialog.
    m_computer->program().window().present();
    QVERIFY(QTest::qWaitForWindowActive(&m_computer->program().window()));
    lock();
    QTRY_COMPARE(copiesOf(passphrase) + copiesOf(seed) + copiesOf(seedInBase32), 0);
    QTRY_COMPARE(crypto::secureHeapInUse(), heap);
}

void NothingLeftTest::ofASecretTypedByHand()
{
    const ScrambledText passphrase("marble-otter-lantern-sparrow-58");
    const ScrambledText typed("OR4XAZLEFVRHSLLIMFXGILLTMVSWILJY");
    const ScrambledText seed("typed-by-hand-seed-8");
    makeVault(*m_computer, passphrase, ScrambledText("quiet-harbour-seed-7"));
    QVERIFY(m_computer->start());
    unlock(passphrase);
    Person::key(Qt::Key_N, Qt::ControlModifier);
    QVERIFY(Person::press(QStringLiteral("Type it in…")));
    QVERIFY(Person::tabTo(QStringLiteral("Account name")));
    Person::type(QStringLiteral("bob"));
    QVERIFY(Person::tabTo(QStringLiteral("Secret")));
    typeInto(typed);
    QVERIFY(Person::tabTo(QStringLiteral("Show the code")));
    Person::key(Qt::Key_Return);
    QVERIFY(Person::tabTo(QStringLiteral("Save 1 account")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("1 account added.")));
    QTRY_COMPARE(copiesOf(typed) + copiesOf(seed), 0);
}

void NothingLeftTest::ofTheKeys()
{
    namespace golden = support::golden;
    const std::vector<Wanted> whileOpen =
        wanted({ { "master key", golden::MasterKey }, { "seal key", golden::SealKey },
            { "state key", golden::StateKey }, { "hedge key", golden::HedgeKey } });
    const std::vector<Wanted> never = wanted({ { "slot secret", golden::SlotSecret },
        { "wrapping key", golden::SlotWrapKey }, { "verification key", golden::VerificationKey },
        { "key of what needs verification", golden::VerificationSealKey },
        { "key of the body", golden::BodyKey } });
    const std::string path = m_computer->vaultPath();
    QVERIFY(base::makePrivateFolder(path.substr(0, path.rfind('/'))));
    QVERIFY(base::createFile(path, support::contentsOf(support::GoldenPath)));
    QVERIFY(m_computer->start());
    Person::type(QStringLiteral("Übung 42"));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(Person::sees(QStringLiteral("ACME")), LongEnough);
    for (const Wanted& key : whileOpen)
        QVERIFY2(key.needle.occurrencesUtf8() > key.before, key.name);
    for (const Wanted& key : never) {
        // Meanwhile the cheap slot is made anew in another thread, which takes these once more.
        const bool isGone = QTest::qWaitFor(
            [&key] { return key.needle.occurrencesUtf8() == key.before; }, LongEnough);
        QVERIFY2(isGone, key.name);
    }
    lock();
    for (const Wanted& key : whileOpen) {
        const bool isGone = QTest::qWaitFor(
            [&key] { return key.needle.occurrencesUtf8() == key.before; }, LongEnough);
        QVERIFY2(isGone, key.name);
    }
}

QTEST_MAIN(NothingLeftTest)
#include "nothing_left_test.moc"
