// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/account_pictures.h"
#include "core/transfer/detect.h"
#include "core/transfer/import_plan.h"
#include "core/transfer/reader.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"
#include "tests/support/vault_home.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using support::icon;
using transfer::ImportedAccount;
using transfer::Remark;

namespace {

bool isLeft(const ImportedAccount& account)
{
    return account.picture.isEmpty()
        && std::ranges::find(account.remarks, Remark::PictureLeft) != account.remarks.end();
}

std::vector<ImportedAccount> accountsWith(std::initializer_list<QByteArray> pictures)
{
    std::vector<ImportedAccount> accounts;
    for (const QByteArray& picture : pictures) {
        ImportedAccount& account = accounts.emplace_back();
        account.entry = support::entryOf("Issuer", "name");
        account.picture = picture;
    }
    return accounts;
}

QImage shown(const ImportedAccount& account)
{
    return QImage::fromData(account.picture, "PNG");
}

/// Four million pixels, each time others, in a file that is soon made and soon read.
QByteArray largest(int number)
{
    QImage picture(2000, 2000, QImage::Format_Mono);
    picture.fill(0);
    picture.setPixel(number, 0, 1);
    return support::pngFile(picture);
}

constexpr int MostOfLargest = 256 / 4; ///< pictures of one file that are decoded

/// An export of Aegis with these icons, in Base64.
QByteArray aegisFile(const QList<QByteArray>& icons)
{
    QByteArray entries;
    for (const QByteArray& one : icons) {
        entries += entries.isEmpty() ? "" : ",";
        entries += R"({"type":"totp","name":"n","issuer":"i","icon":")" + one
            + R"(","info":{"secret":"GEZDGNBVGY3TQOJQ","algo":"SHA1","digits":6,"period":30}})";
    }
    return R"({"version":1,"header":{"slots":null,"params":null},"db":{"version":3,"entries":[)"
        + entries + "]}}";
}

transfer::Imported readFile(const QByteArray& bytes)
{
    const transfer::Content content(crypto::WipedBytes(bytes.begin(), bytes.end()));
    auto read = transfer::read(content, *transfer::detect(content, transfer::importFormats()), {});
    if (!read)
        qFatal("not read");
    return std::move(read->imported);
}

} // namespace

/// The pictures of accounts that come with a file.
class AccountPicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void aPictureComesWithItsAccount()
    {
        const transfer::Imported read = readFile(aegisFile({ icon(Qt::red, 300, 200).toBase64() }));
        QCOMPARE(read.accounts.size(), std::size_t { 1 });
        const QImage picture = shown(read.accounts[0]);
        QCOMPARE(picture.size(), QSize(96, 64));
        QCOMPARE(picture.pixelColor(10, 10), QColor(Qt::red));
        QVERIFY(read.accounts[0].remarks.empty());
    }

    void whatIsNoPictureIsToldAndTheAccountComes()
    {
        const transfer::Imported read =
            readFile(aegisFile({ "!!!", QByteArray("ABC").toBase64(), {} }));
        QCOMPARE(read.accounts.size(), std::size_t { 3 });
        QVERIFY(isLeft(read.accounts[0]));
        QVERIFY(isLeft(read.accounts[1]));
        QVERIFY(read.accounts[2].remarks.empty()); // it has none
    }

    void aPictureOfMoreThanFourMegabytesIsLeft()
    {
        const QByteArray large(static_cast<qsizetype>(transfer::LargestPictureFile) + 1, 'x');
        QVERIFY(transfer::pictureOf(large.toBase64().toStdString()).isEmpty());
        QCOMPARE(transfer::pictureOf(large.chopped(1).toBase64().toStdString()).size(),
            static_cast<qsizetype>(transfer::LargestPictureFile));
    }

    void oneThatManyAccountsShareIsLookedAtOnce()
    {
        // Each for itself would be 60,000 million pixels, far above what is decoded of one file.
        const QByteArray large = largest(0);
        std::vector<ImportedAccount> accounts;
        for (int i = 0; i < 15'000; ++i)
            accounts.emplace_back().picture = large;
        transfer::shrinkPictures(accounts, {});
        QVERIFY(std::ranges::none_of(accounts, isLeft));
        QCOMPARE(shown(accounts.back()).size(), QSize(96, 96));
        // Nor is it there as often.
        QCOMPARE(accounts.front().picture.constData(), accounts.back().picture.constData());
    }

    void equalOnesAreDecodedOnce()
    {
        const QByteArray large = largest(0);
        std::vector<ImportedAccount> accounts;
        for (int i = 0; i < 2 * MostOfLargest; ++i)
            accounts.emplace_back().picture = QByteArray(large.constData(), large.size());
        transfer::shrinkPictures(accounts, {});
        QVERIFY(std::ranges::none_of(accounts, isLeft));
    }

    void noMoreOfAllIsDecodedThanStaysBearable()
    {
        std::vector<ImportedAccount> accounts;
        for (int i = 0; i < MostOfLargest + 3; ++i)
            accounts.emplace_back().picture = largest(i);
        transfer::shrinkPictures(accounts, {});
        const auto left = std::ranges::count_if(accounts, isLeft);
        QCOMPARE(left, 3);
        QVERIFY(!isLeft(accounts.front()));
        QVERIFY(isLeft(accounts.back()));
    }

    void onesThatDoNotDecodeCostAsMuchAsTheLargest()
    {
        std::vector<ImportedAccount> accounts;
        for (int i = 0; i < MostOfLargest; ++i)
            accounts.emplace_back().picture = QByteArray::number(i);
        accounts.emplace_back().picture = icon(Qt::red);
        transfer::shrinkPictures(accounts, {});
        QVERIFY(isLeft(accounts.back()));
    }

    void stopsWhenItIsAskedTo()
    {
        std::stop_source stop;
        stop.request_stop();
        std::vector<ImportedAccount> accounts = accountsWith({ icon(Qt::red, 200, 200) });
        transfer::shrinkPictures(accounts, stop.get_token());
        QCOMPARE(shown(accounts[0]).width(), 200);
    }

    void aPlanTellsBeforeWhatTheVaultHasNoRoomFor()
    {
        support::VaultHome home;
        vault::Vault vault = home.create().vault;
        transfer::Imported file;
        constexpr auto Size = static_cast<qsizetype>(vault::LargestPicture);
        const auto fitting = static_cast<int>(vault::LargestPictures / vault::LargestPicture);
        for (int i = 0; i < fitting + 1; ++i) {
            QByteArray picture(Size, 'x');
            picture.replace(0, 8, QByteArray::number(10'000'000 + i));
            file.take({ .entry = support::entryOf("i", "n"), .picture = picture });
        }
        transfer::Imported other;
        other.take({ .entry = support::entryOf("i", "n"), .picture = QByteArray(Size, 'y') });
        other.take({ .entry = support::entryOf("i", "n"), .picture = file.accounts[0].picture });

        const auto planOf = [&vault](transfer::Imported one) {
            std::vector<transfer::Imported> files;
            files.push_back(std::move(one));
            return transfer::ImportPlan::make(vault, std::move(files));
        };
        transfer::ImportPlan plan = planOf(std::move(file));
        plan.append(planOf(std::move(other))); // both together have to fit
        const auto& entries = plan.entries();
        const auto last = static_cast<std::size_t>(fitting);
        QVERIFY(!isLeft(entries[last - 1].account));
        QVERIFY(isLeft(entries[last].account));
        QVERIFY(isLeft(entries[last + 1].account));
        QVERIFY(!isLeft(entries[last + 2].account)); // there already
        QVERIFY(plan.apply(vault));
    }
};

QTEST_GUILESS_MAIN(AccountPicturesTest)
#include "account_pictures_test.moc"
