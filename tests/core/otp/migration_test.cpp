// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/otp/code.h"
#include "core/otp/migration.h"
#include "core/otp/protobuf.h"
#include "tests/core/otp/keys.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using otp::readMigration;
using otp::writeMigration;

namespace {

const QByteArray Head = QByteArrayLiteral("otpauth-migration://offline?data=");

// Two parts of one export, decoded with protoc.
const QByteArray Part1 = Head
    + "CjEKCkhlbGxvId6tvu8SF0FDTUU6YWxpY2VAZXhhbXBsZS50ZXN0GgRBQ01FIAEoATACCiUKEEhPl74yE7EX46IEOOKR"
      "VAoSA2JvYhoGR2xvYmV4IAIoAjACEAEYAij50rT%2F%2F%2F%2F%2F%2F%2F8B";
const QByteArray Part2 = Head
    + "CjgKIDVmMWQ5YTBjM2JlODQ3MjZhMWYwYzRkMmU4Yjc5NjM1EgN2cG4aB0luaXRlY2ggASgBMAE4KhABGAIgASj50rT%"
      "2F%2F%2F%2F%2F%2F%2F8B";

/// type, issuer|name, code at tests::CheckTime
QString summary(const otp::Entry& entry)
{
    const auto code = otp::codeAt(
        entry.credential, entry.secret.view(), {}, base::fromUnixSeconds(tests::CheckTime));
    return QString::fromUtf8(otp::typeName(entry.credential).data()) + u' ' + entry.issuer + u'|'
        + entry.name + u' ' + QString::fromStdString(code ? code->text : std::string("error"));
}

/// A message put together field by field.
class Message
{
public:
    Message& number(std::uint32_t field, std::uint64_t value)
    {
        otp::ProtobufWriter writer(reserve(0));
        writer.number(field, value);
        return keep(writer);
    }
    Message& bytes(std::uint32_t field, const QByteArray& value)
    {
        otp::ProtobufWriter writer(reserve(static_cast<std::size_t>(value.size())));
        writer.bytes(field, base::bytesOf(value));
        return keep(writer);
    }
    QByteArray data() const
    {
        return { reinterpret_cast<const char*>(m_bytes.data()), qsizetype(m_bytes.size()) };
    }

private:
    base::MutableByteView reserve(std::size_t size)
    {
        m_room.assign(otp::ProtobufWriter::roomFor(size), 0);
        return m_room;
    }
    Message& keep(const otp::ProtobufWriter& writer)
    {
        base::append(m_bytes, base::ByteView(m_room).first(writer.size()));
        return *this;
    }

    base::Bytes m_bytes;
    base::Bytes m_room;
};

Message account(const QByteArray& name = "x")
{
    return Message().bytes(1, "Hello!\xDE\xAD\xBE\xEF").bytes(2, name);
}

std::string linkWith(const QByteArray& payload)
{
    return (Head + payload.toBase64().toPercentEncoding()).toStdString();
}

std::string linkWith(const Message& message)
{
    return linkWith(Message().bytes(1, message.data()).data());
}

/// An account in clear.
struct Sample
{
    QString issuer;
    QString name;
    otp::Credential credential;
    base::Bytes secret = tests::key();
    std::vector<std::pair<std::string, std::string>> others = {};
};

std::vector<otp::EntryView> views(const std::vector<Sample>& samples)
{
    std::vector<otp::EntryView> result;
    for (const Sample& sample : samples)
        result.push_back(
            { sample.issuer, sample.name, sample.credential, sample.secret, {}, sample.others });
    return result;
}

} // namespace

Q_DECLARE_METATYPE(base::ErrorCode)

class MigrationTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void readsTheFirstOfTwoParts()
    {
        const auto part = readMigration(Part1.toStdString());
        QVERIFY(part);
        QCOMPARE(part->entries.size(), 2U);
        QCOMPARE(summary(part->entries[0]), QStringLiteral("totp ACME|alice@example.test 324550"));
        QCOMPARE(summary(part->entries[1]), QStringLiteral("totp Globex|bob 01463720"));
        QVERIFY(part->failures.empty());
        QCOMPARE(part->batchSize, 2);
        QCOMPARE(part->batchIndex, 0);
        QCOMPARE(part->batchId, -1234567);
    }

    void readsTheSecondOfTwoParts()
    {
        const auto part = readMigration(Part2.toStdString());
        QVERIFY(part);
        QCOMPARE(part->entries.size(), 1U);
        QCOMPARE(part->entries[0].issuer, QStringLiteral("Initech"));
        QCOMPARE(part->entries[0].name, QStringLiteral("vpn"));
        QVERIFY(part->entries[0].credential == otp::Credential(otp::Hotp { .counter = 42 }));
        QCOMPARE(std::string(part->entries[0].secret.text()),
            std::string("5f1d9a0c3be84726a1f0c4d2e8b79635"));
        QCOMPARE(part->batchIndex, 1);
        QCOMPARE(part->batchId, -1234567);
    }

    void readsEverySpellingOfTheData_data()
    {
        QTest::addColumn<QByteArray>("link");
        const QByteArray raw = QByteArray::fromPercentEncoding(Part1.mid(Head.size()));
        QVERIFY(raw.contains('/'));
        QTest::newRow("not escaped") << Head + raw;
        QTest::newRow("escaped twice") << Head + Part1.mid(Head.size()).toPercentEncoding();
        QTest::newRow("URL-safe alphabet") << Head + QByteArray(raw).replace('/', '_');
        QTest::newRow("scheme in capitals") << "OTPAUTH-MIGRATION://OFFLINE?DATA=" + raw;
        QTest::newRow("other parameters around")
            << "otpauth-migration://offline?v=1&data=" + raw + "&x=1";
        QTest::newRow("blanks around it") << ' ' + Part1 + "\r\n";
    }
    void readsEverySpellingOfTheData()
    {
        QFETCH(QByteArray, link);
        const auto part = readMigration(link.toStdString());
        QVERIFY(part);
        QCOMPARE(part->entries.size(), 2U);
        QCOMPARE(summary(part->entries[1]), QStringLiteral("totp Globex|bob 01463720"));
    }

    void keepsThePlusSignsOfBase64()
    {
        QByteArray base64;
        // One of three alignments puts the name's bits where they are spelt as plus signs.
        for (QByteArray name = "\xFB\xEF\xBE\xFB\xEF\xBExyz"; !base64.contains('+');
             name.prepend('a'))
            base64 = Message().bytes(1, account(name).data()).data().toBase64();
        for (const QByteArray& spelling :
            { base64, QByteArray(base64).replace('+', ' '), QByteArray(base64).replace('=', "") }) {
            const auto part = readMigration((Head + spelling).toStdString());
            QVERIFY(part);
            QCOMPARE(
                std::string(part->entries[0].secret.text()), std::string("Hello!\xDE\xAD\xBE\xEF"));
        }
    }

    void takesDefaultsForWhatIsAbsent()
    {
        const auto part = readMigration(linkWith(account("ACME:alice")));
        QVERIFY(part);
        QCOMPARE(summary(part->entries.at(0)), QStringLiteral("totp ACME|alice 324550"));
        QCOMPARE(part->batchSize, 1);
        QCOMPARE(part->batchIndex, 0);
        QCOMPARE(part->batchId, 0);
    }

    void splitsNamesLikeLabels_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("issuer");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* title, const char* name, const char* issuer,
                             const char* expected) {
            QTest::newRow(title) << QString::fromUtf8(name) << QString::fromUtf8(issuer)
                                 << QString::fromUtf8(expected);
        };
        row("issuer before the name", "ACME:alice", "ACME", "ACME|alice");
        row("issuer only in its field", "alice", "ACME", "ACME|alice");
        row("issuer with a colon", "A:B:alice", "A:B", "A:B|alice");
        row("percent signs are no escapes", "50%3A:b%20c", "", "50%3A|b%20c");
        row("neither", "", "", "|");
    }
    void splitsNamesLikeLabels()
    {
        QFETCH(QString, name);
        QFETCH(QString, issuer);
        const auto part = readMigration(linkWith(
            Message().bytes(1, "Hello!").bytes(2, name.toUtf8()).bytes(3, issuer.toUtf8())));
        QVERIFY(part);
        QTEST(QString(part->entries.at(0).issuer + u'|' + part->entries.at(0).name), "expected");
    }

    void reportsAccountsItCannotTakeOverAndKeepsTheRest_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<base::ErrorCode>("code");
        QTest::addColumn<QByteArrayList>("arguments");
        using enum base::ErrorCode;
        const QByteArray algorithms = "SHA1, SHA224, SHA256, SHA384, SHA512";
        const auto row = [](const char* name, const Message& message, base::ErrorCode code,
                             QByteArrayList arguments) {
            QTest::newRow(name) << message.data() << code << arguments;
        };
        row("MD5", account().number(4, 4), InvalidField, { "algorithm", "MD5", algorithms });
        row("unknown algorithm", account().number(4, 5), InvalidField,
            { "algorithm", "5", algorithms });
        row("unknown digits", account().number(5, 3), InvalidField, { "digits", "3", "0-2" });
        row("unknown type", account().number(6, 3), InvalidField, { "type", "3", "0-2" });
        row("negative counter", account().number(6, 1).number(7, ~0ULL), InvalidField,
            { "counter", "-1", "0-9223372036854775807" });
        row("no secret", Message().bytes(2, "x"), MissingField, { "secret" });
        row("secret of 1,025 bytes", account().bytes(1, QByteArray(1025, 'a')), TooLarge,
            { "secret", "1024" });
    }
    void reportsAccountsItCannotTakeOverAndKeepsTheRest()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArrayList, arguments);
        const auto part = readMigration(
            linkWith(Message().bytes(1, message).bytes(1, account("ACME:alice").data()).data()));
        QVERIFY(part);
        QCOMPARE(part->entries.size(), 1U);
        QCOMPARE(part->failures.size(), 1U);
        QCOMPARE(part->failures[0].name, QStringLiteral("x"));
        QTEST(part->failures[0].reason.code, "code");
        QByteArrayList given;
        for (const std::string& argument : part->failures[0].reason.arguments)
            given << QByteArray::fromStdString(argument);
        QCOMPARE(given, arguments);
    }

    void takesNothingOfADamagedPart_data()
    {
        QTest::addColumn<QByteArray>("payload");
        const QByteArray good = Message().bytes(1, account().data()).data();
        QTest::newRow("length beyond the end") << good
                + QByteArray("\x0A\x05"
                             "ab",
                    4);
        QTest::newRow("length of 2^63")
            << good + QByteArray("\x0A\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", 11);
        QTest::newRow("length beyond the end of an account") << Message()
                                                                    .bytes(1,
                                                                        QByteArray("\x0A\x05"
                                                                                   "ab",
                                                                            4))
                                                                    .data();
        QTest::newRow("start of a group") << good + QByteArray("\x0B", 1);
        QTest::newRow("end of a group") << good + QByteArray("\x0C", 1);
        QTest::newRow("wire type 6") << good + QByteArray("\x0E", 1);
        QTest::newRow("field 0") << good + QByteArray("\x00\x01", 2);
        QTest::newRow("number without end") << good + "\x10" + QByteArray(11, '\xFF');
        QTest::newRow("number beyond 64 bits") << good + "\x10" + QByteArray(9, '\xFF') + "\x02";
        QTest::newRow("fixed number cut short") << good + QByteArray("\x15\x01\x02", 3);
        QTest::newRow("a million parts") << good + Message().number(3, 1000000).data();
        QTest::newRow("negative index") << good + Message().number(4, ~0ULL).data();
    }
    void takesNothingOfADamagedPart()
    {
        QFETCH(QByteArray, payload);
        const auto part = readMigration(linkWith(payload));
        QVERIFY(!part);
        QCOMPARE(part.error().code, base::ErrorCode::Damaged);
        QCOMPARE(part.error().arguments, std::vector<std::string> { "data" });
    }

    void refusesLinksWithoutData_data()
    {
        QTest::addColumn<QByteArray>("link");
        QTest::addColumn<base::ErrorCode>("code");
        using enum base::ErrorCode;
        QTest::newRow("no query") << QByteArray("otpauth-migration://offline") << MissingField;
        QTest::newRow("no data") << Head.chopped(5) << MissingField;
        QTest::newRow("empty data") << Head << MissingField;
        QTest::newRow("not Base64") << Head + "!!!!" << Damaged;
        QTest::newRow("data of 1 MB") << Head + QByteArray(1 << 20, 'A') << TooLarge;
        QTest::newRow("another scheme")
            << QByteArray("otpauth://offline?data=AAAA") << NotRecognised;
        QTest::newRow("text") << QByteArray("hello") << NotRecognised;
    }
    void refusesLinksWithoutData()
    {
        QFETCH(QByteArray, link);
        const auto part = readMigration(link.toStdString());
        QVERIFY(!part);
        QTEST(part.error().code, "code");
    }

    void skipsFieldsItDoesNotKnow()
    {
        const Message message =
            account("ACME:alice").bytes(8, "unique id").number(9, 77).bytes(1000, "new");
        const QByteArray payload = Message().bytes(1, message.data()).data()
            + QByteArray("\x4D\x01\x02\x03\x04", 5)
            + QByteArray("\x51\x01\x02\x03\x04\x05\x06\x07\x08", 9);
        const auto part = readMigration(linkWith(payload));
        QVERIFY(part);
        QCOMPARE(summary(part->entries.at(0)), QStringLiteral("totp ACME|alice 324550"));
    }

    void survivesTruncationAtEveryByte()
    {
        const std::string link = Part1.toStdString();
        const std::size_t before = crypto::secureHeapInUse();
        for (std::size_t size = 0; size < link.size(); ++size) {
            const auto part = readMigration(std::string_view(link).substr(0, size));
            QVERIFY(!part || part->entries.size() <= 2);
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }

    void writesTheLinkOthersRead()
    {
        const std::vector<Sample> samples { { QStringLiteral("ACME"),
            QStringLiteral("alice@example.test"), otp::Totp {} } };
        const auto written = writeMigration(views(samples), -1234567);
        QVERIFY(written);
        QCOMPARE(written->uris.size(), 1U);
        // Secret, plain name, issuer, 1, 1, 2; then version 1, size 1 and the batch.
        QCOMPARE(std::string(written->uris[0].text()),
            std::string(
                "otpauth-migration://offline?data=CiwKCkhlbGxvId6tvu8SEmFsaWNlQGV4YW1wbGUudG"
                "VzdBoEQUNNRSABKAEwAhABGAEo%2BdK0%2F%2F%2F%2F%2F%2F%2F%2FAQ%3D%3D"));
    }

    void writesTenAccountsAPartAndListsTheRest()
    {
        std::vector<Sample> samples;
        for (int i = 0; i < 23; ++i)
            samples.push_back({ QStringLiteral("Issuer %1").arg(i), QStringLiteral("name"),
                otp::Hotp { .algorithm = crypto::Hash::Sha512,
                    .digits = 8,
                    .counter = static_cast<std::uint64_t>(i) } });
        samples.insert(samples.begin() + 4,
            { { {}, {}, otp::Totp { .period = 60 } }, { {}, {}, otp::Totp { .digits = 7 } },
                { {}, {}, otp::Totp { .algorithm = crypto::Hash::Sha384 } },
                { {}, {}, otp::Steam {} }, { {}, {}, otp::Motp {} }, { {}, {}, otp::Yandex {} },
                { {}, {}, otp::Totp {}, {} }, { {}, {}, otp::Hotp { .counter = 1ULL << 63 } } });
        const auto written = writeMigration(views(samples), 7);
        QVERIFY(written);
        QCOMPARE(written->refused, (std::vector<std::size_t> { 4, 5, 6, 7, 8, 9, 10, 11 }));
        QCOMPARE(written->uris.size(), 3U);
        int next = 0;
        for (std::size_t i = 0; i < written->uris.size(); ++i) {
            const auto part = readMigration(written->uris[i].text());
            QVERIFY(part);
            QCOMPARE(part->batchSize, 3);
            QCOMPARE(part->batchIndex, static_cast<int>(i));
            QCOMPARE(part->batchId, 7);
            for (const otp::Entry& entry : part->entries) {
                QCOMPARE(entry.issuer, QStringLiteral("Issuer %1").arg(next));
                QCOMPARE(entry.name, QStringLiteral("name"));
                QVERIFY(entry.credential
                    == otp::Credential(otp::Hotp { .algorithm = crypto::Hash::Sha512,
                        .digits = 8,
                        .counter = static_cast<std::uint64_t>(next) }));
                ++next;
            }
        }
        QCOMPARE(next, 23);
    }

    void makesPartsWhoseLinksAreNotTooLong()
    {
        const std::vector<Sample> samples(
            25, { QStringLiteral("Issuer"), QString(100, QLatin1Char('n')), otp::Totp {} });
        const std::vector<otp::EntryView> all = views(samples);
        for (const std::size_t longest : { 300U, 700U, 1300U, 2953U, 65536U }) {
            std::span<const otp::EntryView> rest = all;
            while (!rest.empty()) {
                const auto count = otp::migrationPartSize(rest, longest);
                QVERIFY(count && *count >= 1 && *count <= 10);
                const auto link = otp::writeMigrationPart(
                    rest.first(*count), { .size = 300, .index = 299, .id = -5 });
                QVERIFY(link);
                QVERIFY(link->size() <= longest || *count == 1);
                const auto part = readMigration(link->text());
                QVERIFY(part);
                QCOMPARE(part->entries.size(), *count);
                QCOMPARE(part->batchSize, 300);
                QCOMPARE(part->batchIndex, 299);
                QCOMPARE(part->batchId, -5);
                if (longest == 65536)
                    QCOMPARE(*count, std::min<std::size_t>(10, rest.size()));
                rest = rest.subspan(*count);
            }
        }
        const std::vector<Sample> steam { { {}, {}, otp::Steam {} } };
        QCOMPARE(
            otp::writeMigrationPart(views(steam), {}).error().code, base::ErrorCode::Unsupported);
    }

    void keepsNamesWithColons()
    {
        const std::vector<Sample> samples { { QStringLiteral("A:B"), QStringLiteral("c:d"),
                                                otp::Totp {} },
            { {}, QStringLiteral("c:d"), otp::Totp {} }, { {}, QStringLiteral("ü"), otp::Totp {} },
            { QStringLiteral("A"), {}, otp::Totp {} } };
        const auto written = writeMigration(views(samples), 0);
        const auto part = readMigration(written->uris.at(0).text());
        QVERIFY(part);
        QCOMPARE(part->entries.size(), samples.size());
        for (std::size_t i = 0; i < samples.size(); ++i) {
            QCOMPARE(part->entries[i].issuer, samples[i].issuer);
            QCOMPARE(part->entries[i].name, samples[i].name);
        }
    }

    void writesNothingForNothing()
    {
        const auto written = writeMigration({}, 1);
        QVERIFY(written);
        QVERIFY(written->uris.empty() && written->refused.empty());
    }
};

QTEST_GUILESS_MAIN(MigrationTest)
#include "migration_test.moc"
