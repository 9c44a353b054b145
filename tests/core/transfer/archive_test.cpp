// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/archive.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <string>
#include <vector>

namespace {

using transfer::Refusal;

/// A member as the headers of an archive describe it; nothing is compressed.
struct Member
{
    std::string name;
    std::string packed = {};
    std::uint32_t size = 0; ///< what it is said to be unpacked
    std::uint16_t method = 0;
    std::uint32_t checksum = 0;
};

void append(std::string& out, std::uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>(number >> (8 * i) & 0xff);
}

/// APPNOTE 4.3.7 and 4.3.12 share these fields.
void appendFields(std::string& out, const Member& member)
{
    append(out, 20, 2);
    append(out, 0, 2);
    append(out, member.method, 2);
    append(out, 0, 2);
    append(out, 0x21, 2);
    append(out, member.checksum, 4);
    append(out, static_cast<std::uint32_t>(member.packed.size()), 4);
    append(out, member.size, 4);
    append(out, static_cast<std::uint32_t>(member.name.size()), 2);
    append(out, 0, 2);
}

std::string archiveOf(const std::vector<Member>& members)
{
    std::string files;
    std::string directory;
    for (const Member& member : members) {
        directory += "PK\x01\x02";
        append(directory, 20, 2);
        appendFields(directory, member);
        directory.append(10, '\0');
        append(directory, static_cast<std::uint32_t>(files.size()), 4);
        directory += member.name;
        files += "PK\x03\x04";
        appendFields(files, member);
        files += member.name + member.packed;
    }
    std::string end = "PK\x05\x06";
    append(end, 0, 4);
    append(end, static_cast<std::uint32_t>(members.size()), 2);
    append(end, static_cast<std::uint32_t>(members.size()), 2);
    append(end, static_cast<std::uint32_t>(directory.size()), 4);
    append(end, static_cast<std::uint32_t>(files.size()), 4);
    append(end, 0, 2);
    return files + directory + end;
}

constexpr std::uint32_t ChecksumOfHello = 0x3610a686;
const Member Hello {
    .name = "hello.txt", .packed = "hello", .size = 5, .checksum = ChecksumOfHello
};

/// One that says it is a number of bytes, of which there are a two-hundredth here.
Member inflated(const std::string& name, std::uint32_t size)
{
    return { .name = name,
        .packed = std::string(size / transfer::MostRatio, 'x'),
        .size = size,
        .method = 8 };
}

transfer::Outcome<crypto::WipedBytes> helloOf(const std::vector<Member>& members)
{
    return transfer::readMember(base::bytesOf(archiveOf(members)), "hello.txt", nullptr);
}

} // namespace

class ArchiveTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void namesItsMembersInTheirOrder();
    void readsOneMember();
    void refusesWhatIsMissingOrChanged();
    void takesNoMoreMembersThanTheLimit();
    void takesNoMoreBytesThanTheLimit();
    void takesNoHigherRatioThanTheLimit();
    void isNothingCutAnywhere();
};

void ArchiveTest::namesItsMembersInTheirOrder()
{
    const std::string archive = archiveOf({ { .name = "../b" }, Hello, { .name = "a" } });
    QVERIFY(transfer::beginsAsArchive(base::bytesOf(archive)));
    const std::vector<std::string> names { "../b", "hello.txt", "a" };
    QCOMPARE(transfer::membersOf(base::bytesOf(archive)), names);
    QVERIFY(!transfer::beginsAsArchive(base::bytesOf(archiveOf({}))));
    QVERIFY(transfer::membersOf(base::bytesOf(std::string_view("PK\x03\x04 and no more"))).empty());
}

void ArchiveTest::readsOneMember()
{
    const auto read = helloOf({ { .name = "other" }, Hello });
    QVERIFY(read);
    QCOMPARE(std::string(base::textOf(*read)), std::string("hello"));
}

void ArchiveTest::refusesWhatIsMissingOrChanged()
{
    Member wrongChecksum = Hello;
    wrongChecksum.checksum ^= 1;
    Member shorter = Hello;
    shorter.method = 8; // the first of "hello" is no block of deflate
    const std::vector<std::vector<Member>> cases { { Member { .name = "other" } },
        { wrongChecksum }, { shorter } };
    for (const std::vector<Member>& members : cases) {
        const auto read = helloOf(members);
        QVERIFY(!read);
        QCOMPARE(read.error().refusal, Refusal::Damaged);
    }
}

void ArchiveTest::takesNoMoreMembersThanTheLimit()
{
    std::vector<Member> members { Hello };
    while (members.size() < transfer::MostMembers)
        members.push_back({ .name = std::to_string(members.size()) });
    QVERIFY(helloOf(members));
    members.push_back({ .name = "one more" });
    const auto read = helloOf(members);
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, Refusal::TooLarge);
    QCOMPARE(transfer::membersOf(base::bytesOf(archiveOf(members))).size(), transfer::MostMembers);
}

void ArchiveTest::takesNoMoreBytesThanTheLimit()
{
    const auto rest = static_cast<std::uint32_t>(transfer::MostExpanded / 2);
    const auto first = static_cast<std::uint32_t>(rest - Hello.size);
    QVERIFY(helloOf({ Hello, inflated("a", first), inflated("b", rest) }));
    const auto read = helloOf({ Hello, inflated("a", rest), inflated("b", rest) });
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, Refusal::TooLarge);
}

void ArchiveTest::takesNoHigherRatioThanTheLimit()
{
    const auto ratio = static_cast<std::uint32_t>(transfer::MostRatio);
    Member member = inflated("a", 10 * ratio);
    QVERIFY(helloOf({ Hello, member }));
    member.size += ratio;
    const auto read = helloOf({ Hello, member });
    QVERIFY(!read);
    QCOMPARE(read.error().refusal, Refusal::TooLarge);
}

void ArchiveTest::isNothingCutAnywhere()
{
    const std::string archive = archiveOf({ Hello });
    for (std::size_t size = 0; size < archive.size(); ++size) {
        const base::ByteView cut = base::bytesOf(std::string_view(archive).substr(0, size));
        QVERIFY(transfer::membersOf(cut).empty());
        QVERIFY(!transfer::readMember(cut, "hello.txt", nullptr));
    }
}

QTEST_GUILESS_MAIN(ArchiveTest)
#include "archive_test.moc"
