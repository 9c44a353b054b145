// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "core/transfer/readers/otpauth_ios_content.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/property_lists.h"

#include <QTest>

using namespace support::plist;
using transfer::KeyedArchive;
using transfer::readers::OtpAuthAccounts;

namespace {

/// An account in a folder, which are the same however often they are referred to.
base::Bytes archiveWith(const std::string& folder)
{
    return archive({ "$null"_o,
        fields({ { "issuer", ascii("I") }, { "label", ascii("n") }, { "type", integer(2) },
            { "secret", data("12345678901234567890") }, { "folder", uid(2) } }),
        fields({ { "name", ascii(folder) } }) });
}

std::size_t takenOf(const KeyedArchive& archive)
{
    OtpAuthAccounts accounts(archive);
    const KeyedArchive::Object folder = archive.member(archive.root(), "folder");
    std::size_t count = 0;
    while (count < 2 * transfer::MostAccounts && accounts.take(archive.root(), folder))
        ++count;
    return count;
}

} // namespace

/// What comes out of an archive of OTP Auth.
class OtpauthIosContentTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void takesAnAccountWithItsFolder()
    {
        const base::Bytes bytes = archiveWith("Work");
        const auto archive = KeyedArchive::read(bytes);
        QVERIFY(archive);
        OtpAuthAccounts accounts(*archive);
        QVERIFY(accounts.take(archive->root(), archive->member(archive->root(), "folder")));
        QVERIFY(accounts.take(archive->root(), nullptr));
        const transfer::Imported taken = std::move(accounts).taken();
        QCOMPARE(taken.accounts.size(), std::size_t { 2 });
        QCOMPARE(taken.accounts[0].tags, QStringList { QStringLiteral("Work") });
        QCOMPARE(taken.accounts[1].tags, QStringList {});
        QCOMPARE(taken.accounts[0].entry.name, QStringLiteral("n"));
    }

    void endsWhereMoreComesOutThanAFileHolds()
    {
        const base::Bytes small = archiveWith("Work");
        QCOMPARE(takenOf(*KeyedArchive::read(small)), transfer::MostAccounts);
        const base::Bytes large = archiveWith(std::string(1'000'000, 'x'));
        QVERIFY(takenOf(*KeyedArchive::read(large)) < 20);
    }
};

QTEST_GUILESS_MAIN(OtpauthIosContentTest)
#include "otpauth_ios_content_test.moc"
