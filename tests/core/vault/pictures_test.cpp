// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/check_up.h"
#include "core/vault/history.h"
#include "core/vault/intake.h"
#include "core/vault/merge.h"
#include "core/vault/opened_copy.h"
#include "core/vault/pictures.h"
#include "core/vault/vault_codec.h"
#include "tests/support/damaged_vault.h"
#include "tests/support/fail_on_warning.h"

using namespace Qt::StringLiterals;
using base::ErrorCode;
using vault::Account;
using vault::Body;
using vault::PictureId;

namespace {

// The vault does not look into them.
const QByteArray Cat = "\x89PNG a cat";
const QByteArray Dog = "\x89PNG a dog";

vault::Incoming incoming(const char* name, const QByteArray& picture)
{
    vault::Incoming one;
    one.entry = support::entryOf("GitHub", name);
    one.picture = picture;
    return one;
}

/// An open vault with two accounts that show the cat and one that shows nothing.
struct Scene
{
    support::VaultHome home;
    vault::Vault vault = home.create().vault;
    std::vector<vault::Id> ids;

    Scene()
    {
        std::vector<vault::Incoming> all;
        all.push_back(incoming("alice", Cat));
        all.push_back(incoming("bob", Cat));
        all.push_back(incoming("carol", {}));
        auto taken = vault::Intake(vault).take(all);
        if (!taken)
            qFatal("cannot take them in");
        ids = *taken;
    }

    QByteArray picture(std::size_t account)
    {
        const std::optional<Account> found = vault.find(ids[account]);
        return found ? vault.picture(*found) : QByteArray();
    }
    void give(std::size_t account, const QByteArray& picture)
    {
        QVERIFY(vault.edit(ids[account], { .picture = picture }));
    }
    /// How often the picture is in the file, as a program finds it that opens it now.
    qsizetype timesInFile(const QByteArray& picture) const
    {
        const base::Result<Body> body = onDisk();
        const base::Result<crypto::WipedBytes> cbor = vault::writeBody(*body);
        return QByteArray(
            reinterpret_cast<const char*>(cbor->data()), static_cast<qsizetype>(cbor->size()))
            .count(picture);
    }

private:
    base::Result<Body> onDisk() const
    {
        auto file = vault::readVaultFile(home.path());
        const auto opener = vault::Opener(support::passphrase("secret words"));
        auto slot = vault::openSlots(file->header, opener);
        const auto cbor = vault::decryptBody(*file, slot->master.view());
        return vault::readBody(*cbor);
    }
};

Body bodyOf(std::initializer_list<std::pair<std::uint8_t, QByteArray>> accounts)
{
    Body body;
    vault::PictureRoom room(body);
    for (const auto& [number, picture] : accounts) {
        Account account;
        account.id = support::repeatedId(number);
        account.secret.assign(40, 1);
        account.picture = *vault::keepPicture(body, room, base::bytesOf(picture));
        body.accounts.emplace(account.id, account);
    }
    return body;
}

PictureId idOf(const QByteArray& picture)
{
    return *vault::pictureIdOf(base::bytesOf(picture));
}

} // namespace

/// Pictures of accounts in the vault.
class PicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void stayInTheVaultEachOnce()
    {
        Scene scene;
        auto again = scene.home.open();
        QVERIFY(again);
        QCOMPARE(again->picture(*again->find(scene.ids[0])), Cat);
        QCOMPARE(again->picture(*again->find(scene.ids[1])), Cat);
        QCOMPARE(again->picture(*again->find(scene.ids[2])), QByteArray());
        QCOMPARE(scene.timesInFile(Cat), qsizetype { 1 });
    }

    void canBeGivenAndTaken()
    {
        Scene scene;
        scene.give(2, Dog);
        QCOMPARE(scene.picture(2), Dog);
        scene.give(2, {});
        QCOMPARE(scene.picture(2), QByteArray());
        QVERIFY(scene.vault.edit(scene.ids[0], { .note = u"a note"_s }));
        QCOMPARE(scene.picture(0), Cat); // an edit of something else leaves it
    }

    void comeBackByUndo()
    {
        Scene scene;
        scene.give(0, Dog);
        scene.give(0, {});
        QVERIFY(scene.vault.undo());
        QCOMPARE(scene.picture(0), Dog);
        QVERIFY(scene.vault.undo());
        QCOMPARE(scene.picture(0), Cat);
    }

    void comeBackByUndoAlsoWhenNoVersionHasThemAnyMore()
    {
        Scene scene;
        scene.give(2, Dog);
        scene.give(2, {});
        const int edits = static_cast<int>(vault::KeptVersions) + 2;
        for (int i = 0; i < edits; ++i)
            QVERIFY(scene.vault.edit(scene.ids[2], { .note = QString::number(i) }));
        for (int i = 0; i < edits + 1; ++i)
            QVERIFY(scene.vault.undo());
        QCOMPARE(scene.picture(2), Dog);
    }

    void comeBackWithAnOlderVersionWhenNoChangeCanBeUndone()
    {
        Scene scene;
        scene.give(2, Dog);
        const vault::Stamp shown = scene.vault.find(scene.ids[2])->changed;
        scene.give(2, {});
        scene.home.clock.time += std::chrono::days(31);
        QVERIFY(scene.vault.edit(scene.ids[0], { .note = u"a note"_s }));
        QVERIFY(scene.vault.restoreVersion(scene.ids[2], shown));
        QCOMPARE(scene.picture(2), Dog);
    }

    void goWithTheLastThatShowsThem()
    {
        Scene scene;
        QVERIFY(scene.vault.moveToTrash(scene.ids[0]));
        QVERIFY(scene.vault.deleteFromTrash(scene.ids[0]));
        QCOMPARE(scene.timesInFile(Cat), qsizetype { 1 }); // there is another
        QVERIFY(scene.vault.moveToTrash(scene.ids[1]));
        QCOMPARE(scene.timesInFile(Cat), qsizetype { 1 });
        QVERIFY(scene.vault.deleteFromTrash(scene.ids[1]));
        QCOMPARE(scene.timesInFile(Cat), qsizetype { 0 });
    }

    void anEntryThatCannotBeUnderstoodKeepsIts()
    {
        Body body = bodyOf({ { 1, Cat }, { 2, Dog } });
        const base::Result<crypto::WipedBytes> cbor = vault::writeBody(body);
        QVERIFY(cbor);
        // The type of the first account's codes is none that is known.
        crypto::WipedBytes odd = *cbor;
        const std::string_view type = "dtotp";
        const auto at = std::search(odd.begin(), odd.end(), type.begin(), type.end());
        QVERIFY(at != odd.end());
        *(at + 1) = 'x';
        base::Result<Body> read = vault::readBody(odd);
        QVERIFY(read);
        QCOMPARE(read->quarantined.size(), std::size_t { 1 });
        vault::sweepPictures(*read);
        QCOMPARE(read->pictures.size(), std::size_t { 2 });
    }

    void oneThatIsNotWhatItsIdSaysIsDropped()
    {
        Body body = bodyOf({ { 1, Cat } });
        body.pictures[idOf(Cat)] = Dog;
        const base::Result<Body> read = vault::readBody(*vault::writeBody(body));
        QVERIFY(read);
        QVERIFY(read->pictures.empty());
        QCOMPARE(read->accounts.size(), std::size_t { 1 });
    }

    void thoseOfTwoCopiesMeet()
    {
        const Body ours = bodyOf({ { 1, Cat } });
        const Body theirs = bodyOf({ { 2, Dog } });
        const Body merged = vault::merge(ours, theirs);
        QCOMPARE(merged.pictures.size(), std::size_t { 2 });
        QVERIFY(merged == vault::merge(theirs, ours));
    }

    void aDifferenceIsTold()
    {
        Scene scene;
        const auto copy = vault::OpenedCopy::open(
            scene.home.path(), vault::Opener(support::passphrase("secret words")));
        QVERIFY(copy);
        scene.give(0, Dog);
        const auto compared = copy->compareWith(*scene.vault.content());
        QVERIFY(compared);
        QStringList fields;
        for (const vault::Difference& one : compared->differences)
            fields << QString::fromStdString(one.field);
        QCOMPARE(fields, (QStringList { u"picture"_s, u"history"_s }));
    }

    void ofOneAccountMoreThanALimitIsRefused()
    {
        Scene scene;
        const QByteArray large(static_cast<qsizetype>(vault::LargestPicture) + 1, 'x');
        const auto refused = scene.vault.edit(scene.ids[0], { .picture = large });
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
        QCOMPARE(refused.error().arguments,
            (std::vector<std::string> { "picture", std::to_string(vault::LargestPicture) }));
        QCOMPARE(scene.picture(0), Cat);
    }

    void accountsComeWithoutWhereThereIsNoRoom()
    {
        Body body;
        vault::PictureRoom room(body);
        std::uint64_t number = 0;
        const auto next = [&number] {
            QByteArray picture(static_cast<qsizetype>(vault::LargestPicture), 'x');
            picture.replace(0, 8, QByteArray::number(10'000'000 + ++number));
            return picture;
        };
        constexpr std::uint64_t Fitting = vault::LargestPictures / vault::LargestPicture;
        while (number <= Fitting && room.take(base::bytesOf(next()))) { }
        QCOMPARE(number, Fitting + 1);
        QVERIFY(!room.take(base::bytesOf(next())));

        support::VaultHome home;
        vault::Vault vault = home.create().vault;
        std::vector<vault::Incoming> all;
        for (number = 0; number < Fitting;)
            all.push_back(incoming("alice", next()));
        all.push_back(incoming("last", next()));
        const auto ids = vault::Intake(vault).take(all);
        QVERIFY(ids);
        QVERIFY(!vault.picture(*vault.find((*ids)[Fitting - 1])).isEmpty());
        QVERIFY(vault.picture(*vault.find(ids->back())).isEmpty());
        QVERIFY(!vault.pictureRoom().take(base::bytesOf(next())));
    }

    void oneThatIsReplacedKeepsItsOwnUnlessTheOtherHasOne()
    {
        Scene scene;
        std::vector<vault::Incoming> without;
        without.push_back(incoming("alice", {}));
        without[0].replaces = scene.ids[0];
        QVERIFY(vault::Intake(scene.vault).take(without));
        QCOMPARE(scene.picture(0), Cat);
        std::vector<vault::Incoming> with;
        with.push_back(incoming("alice", Dog));
        with[0].replaces = scene.ids[0];
        QVERIFY(vault::Intake(scene.vault).take(with));
        QCOMPARE(scene.picture(0), Dog);
    }

    void comeAlongOutOfADamagedFile()
    {
        Scene scene;
        base::Bytes file = support::contentsOf(scene.home.path());
        file.back() ^= 1; // the tag of the body
        scene.home.write(support::mended(file));
        const auto salvage =
            vault::Salvage::read(scene.home.path(), support::passphrase("secret words"));
        QVERIFY(salvage);
        const auto saved = salvage->saveAs(scene.home.folder() + "/new.countersign",
            support::passphrase("other words"), support::SmallCosts, scene.home.services());
        QVERIFY(saved);
        const std::vector<Account> accounts = saved->vault.accounts();
        QCOMPARE(accounts.size(), std::size_t { 3 });
        for (const Account& account : accounts) // made at one moment, in any order
            QCOMPARE(saved->vault.picture(account), account.name == u"carol" ? QByteArray() : Cat);
    }

    void areFoundInADamagedFileByWhatTheyAre()
    {
        const Body body = bodyOf({ { 1, Cat }, { 2, Dog } });
        crypto::WipedBytes cbor = *vault::writeBody(body);
        const std::string_view dog = "a dog";
        const auto at = std::search(cbor.begin(), cbor.end(), dog.begin(), dog.end());
        QVERIFY(at != cbor.end());
        *at ^= 1;
        const auto found = vault::salvagePictures(cbor);
        QCOMPARE(found.size(), std::size_t { 1 });
        QCOMPARE(found.at(idOf(Cat)), Cat);
    }
};

QTEST_GUILESS_MAIN(PicturesTest)
#include "pictures_test.moc"
