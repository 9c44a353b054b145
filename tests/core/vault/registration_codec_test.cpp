// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/account_codec.h"
#include "core/vault/generation.h"
#include "core/vault/merge.h"
#include "core/vault/registration_codec.h"
#include "core/vault/vault_codec.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/vault_home.h"

using vault::Body;
using vault::PushRegistration;
using vault::RegistrationState;
using vault::Stamp;

namespace {

Stamp at(std::int64_t milliseconds)
{
    return { milliseconds, support::repeatedId(1) };
}

PushRegistration registrationAt(const Stamp& stamp)
{
    PushRegistration made;
    made.id = support::repeatedId(0x60);
    made.account = support::repeatedId(0x20);
    made.protocol = "okta";
    made.server = "https://a.test";
    made.trust.certificates = { base::Bytes { 1, 2 } };
    made.state = RegistrationState::Active;
    made.device = support::repeatedId(3);
    made.secrets["pop"] = vault::SealedSecret(40, 1);
    made.secrets["uv"] = vault::SealedSecret(40, 2);
    made.details = { 1, 2, 3 };
    made.created = at(1);
    made.changed = stamp;
    return made;
}

Body with(const PushRegistration& registration)
{
    Body body;
    body.registrations.emplace(registration.id, registration);
    return body;
}

base::Bytes encoded(const PushRegistration& registration)
{
    vault::cbor::Writer out;
    vault::writeRegistration(out, registration);
    return { out.view().begin(), out.view().end() };
}

base::Bytes written(const Body& body)
{
    const auto bytes = vault::writeBody(body);
    return { bytes->begin(), bytes->end() };
}

/// A body whose member `registrations` is this.
base::Bytes bodyWith(std::string_view member, base::ByteView value)
{
    const base::Bytes plain = written({});
    vault::cbor::MapWriter map;
    map.members(vault::cbor::Members::of(plain)->rest());
    map.member(member).encoded(value);
    vault::cbor::Writer out;
    map.finish(out);
    return { out.view().begin(), out.view().end() };
}

/// One entry of the map: the registration's id and this value.
base::Bytes entryWith(base::ByteView value)
{
    vault::cbor::Writer out;
    out.map(1);
    out.bytes(support::repeatedId(0x60).view());
    out.encoded(value);
    return { out.view().begin(), out.view().end() };
}

/// The registration with one member put in another's place, or left out.
base::Bytes altered(std::string_view member, std::optional<base::Bytes> value)
{
    const base::Bytes whole = encoded(registrationAt(at(5)));
    auto members = *vault::cbor::Members::of(whole);
    Q_UNUSED(members.take(member));
    vault::cbor::MapWriter map;
    map.members(members.rest());
    if (value)
        map.member(member).encoded(*value);
    vault::cbor::Writer out;
    map.finish(out);
    return { out.view().begin(), out.view().end() };
}

} // namespace

/// Registrations as bytes of a vault's body, and in a merge.
class RegistrationCodecTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aBodyWithoutAnyHasNoMemberForThem()
    {
        const base::Bytes bytes = written({});
        auto members = *vault::cbor::Members::of(bytes);
        QVERIFY(!members.take("registrations"));
        QVERIFY(!members.take("unreadRegistrations"));
    }

    void comesOutAsItWentIn()
    {
        PushRegistration registration = registrationAt(at(5));
        registration.unknown = { 0x61, 'x', 0x01 };
        const Body body = with(registration);
        const auto again = vault::readBody(written(body));
        QVERIFY(again);
        QVERIFY(*again == body);
    }

    void whatCannotBeReadIsKeptAsItIs_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("reason");
        const auto row = [](const char* member, std::optional<base::Bytes> value) {
            const base::Bytes bytes = altered(member, std::move(value));
            QTest::addRow("%s, %d bytes", member, static_cast<int>(bytes.size())) << QByteArray(
                reinterpret_cast<const char*>(bytes.data()),
                static_cast<qsizetype>(bytes.size())) << QByteArray(member);
        };
        for (const char* member : { "account", "protocol", "server", "state", "device", "secrets",
                 "details", "created", "changed" })
            row(member, {});
        row("state", base::Bytes { 0x61, 'z' });
        row("account", base::Bytes { 0x41, 1 });
        row("trust", base::Bytes { 0x80 });
        row("secrets", base::Bytes { 0xa1, 0x61, 'p', 0x41, 1 }); // not sealed
        row("protocol", base::Bytes { 0x61, ' ' });
    }
    void whatCannotBeReadIsKeptAsItIs()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, reason);
        const base::ByteView bytes(
            reinterpret_cast<const std::uint8_t*>(value.data()), std::size_t(value.size()));
        const auto refused = vault::readRegistration(support::repeatedId(0x60), bytes);
        QVERIFY(!refused);
        QCOMPARE(refused.error().arguments.front(), reason.toStdString());

        const auto body = vault::readBody(bodyWith("registrations", entryWith(bytes)));
        QVERIFY(body);
        QVERIFY(body->registrations.empty());
        QCOMPARE(body->unreadRegistrations.size(), std::size_t { 1 });
        QVERIFY(vault::idOfUnread(*body->unreadRegistrations.begin()) == support::repeatedId(0x60));
        const auto again = vault::readBody(written(*body));
        QVERIFY(*again == *body);
        // Another copy keeps it too, beside one of the same id that can be read.
        const Body merged = vault::merge(*body, with(registrationAt(at(5))));
        QCOMPARE(merged.registrations.size(), std::size_t { 1 });
        QVERIFY(merged.unreadRegistrations == body->unreadRegistrations);
        QVERIFY(*vault::readBody(written(merged)) == merged);
    }

    void anEntryUnderNoIdIsKeptToo()
    {
        const auto body =
            vault::readBody(bodyWith("registrations", base::Bytes { 0xa1, 0x01, 0x02 }));
        QVERIFY(body);
        QVERIFY(*body->unreadRegistrations.begin() == base::Bytes({ 0x01, 0x02 }));
        QVERIFY(vault::idOfUnread(*body->unreadRegistrations.begin()) == vault::Id());
    }

    void whatAnOlderProgramCouldNotReadIsTakenIn()
    {
        vault::cbor::Writer unread;
        unread.array(2);
        unread.bytes(support::repeatedId(0x60).view());
        unread.encoded(encoded(registrationAt(at(5))));
        const auto body = vault::readBody(bodyWith("unreadRegistrations", unread.view()));
        QVERIFY(body);
        QVERIFY(body->unreadRegistrations.empty());
        QVERIFY(body->registrations.at(support::repeatedId(0x60)) == registrationAt(at(5)));
    }

    void aMemberOfAnotherTypeIsDamage()
    {
        QVERIFY(!vault::readBody(bodyWith("registrations", base::Bytes { 0x01 })));
        QVERIFY(!vault::readBody(bodyWith("unreadRegistrations", base::Bytes { 0x81, 0x01 })));
    }

    void tenThousandFitAndNoMore()
    {
        Body body;
        PushRegistration registration = registrationAt(at(5));
        registration.trust = {};
        for (std::size_t i = 0; i < vault::MaxRegistrations; ++i) {
            registration.id.bytes[0] = static_cast<std::uint8_t>(i);
            registration.id.bytes[1] = static_cast<std::uint8_t>(i >> 8);
            body.registrations.emplace(registration.id, registration);
        }
        QCOMPARE(body.registrations.size(), vault::MaxRegistrations);
        const auto bytes = vault::writeBody(body);
        QVERIFY(bytes);
        QVERIFY(vault::readBody(*bytes));
        body.unreadRegistrations.insert({ 0x01, 0x02 });
        const auto refused = vault::writeBody(body);
        QVERIFY(!refused);
        QCOMPARE(refused.error().arguments.front(), std::string("registrations"));
    }

    void theLaterChangeWinsWhole()
    {
        PushRegistration later = registrationAt(at(9));
        later.state = RegistrationState::Removed;
        later.secrets.clear();
        const Body merged = vault::merge(with(registrationAt(at(5))), with(later));
        QVERIFY(merged == vault::merge(with(later), with(registrationAt(at(5)))));
        QVERIFY(merged.registrations.at(later.id) == later);
    }

    void aTombstoneWinsOverOlderChanges_data()
    {
        QTest::addColumn<int>("of");
        QTest::addColumn<int>("tomb");
        QTest::addColumn<bool>("isGone");
        QTest::newRow("its own, later") << 0x60 << 6 << true;
        QTest::newRow("its own, of that moment") << 0x60 << 5 << true;
        QTest::newRow("its own, earlier") << 0x60 << 4 << false;
        QTest::newRow("its account's, later") << 0x20 << 6 << true;
        QTest::newRow("its account's, earlier") << 0x20 << 4 << false;
        QTest::newRow("another's") << 0x21 << 6 << false;
    }
    void aTombstoneWinsOverOlderChanges()
    {
        QFETCH(const int, of);
        QFETCH(const int, tomb);
        QFETCH(const bool, isGone);
        Body deleted;
        deleted.tombs.emplace(support::repeatedId(static_cast<std::uint8_t>(of)), at(tomb));
        const Body merged = vault::merge(deleted, with(registrationAt(at(5))));
        QCOMPARE(merged.registrations.empty(), isGone);
    }

    void whatNewKeysCannotSealAgainIsEnrolledAgain()
    {
        const auto key = [](std::uint8_t first) {
            return std::move(
                *crypto::SecretBytes::copyOf(base::ByteView(support::ascending<32>(first))));
        };
        const vault::SealKeys former { key(0), key(0x20) };
        const vault::SealKeys later { key(0x40), key(0x60) };
        const auto hedge = key(0x80);
        crypto::SystemRandom random;
        const auto sealedWith = [&](base::ByteView sealKey) {
            PushRegistration made = registrationAt(at(5));
            made.secrets.erase("pop");
            made.secrets["uv"] =
                *vault::seal({ sealKey, vault::SealScheme::Verified, hedge.view(), random },
                    { made.id, "uv" }, base::bytesOf(std::string_view("key")));
            return made;
        };
        for (const bool isLost : { false, true }) {
            Body body = with(sealedWith(isLost ? hedge.view() : former.verified.view()));
            vault::Resealer resealer(former, later, hedge.view(), random);
            QVERIFY(resealer.reseal(body));
            const PushRegistration& after = body.registrations.begin()->second;
            QCOMPARE(
                after.state, isLost ? RegistrationState::EnrolAgain : RegistrationState::Active);
            const auto opened = vault::unseal(later.verified.view(), vault::SealScheme::Verified,
                { after.id, "uv" }, after.secrets.at("uv"));
            QCOMPARE(opened.has_value(), !isLost);
            QVERIFY(!vault::unseal(former.verified.view(), vault::SealScheme::Verified,
                { after.id, "uv" }, after.secrets.at("uv")));
        }
    }
};

QTEST_GUILESS_MAIN(RegistrationCodecTest)
#include "registration_codec_test.moc"
