// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_check.h"
#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/icons.h"

using base::json::Value;
using support::ExportScene;
using support::textOf;

namespace {

/// Two accounts with one picture, and one without.
void addAccounts(ExportScene& scene, const QByteArray& picture)
{
    std::vector<vault::Incoming> all(3);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].entry = support::entryOf("I", "n", "1234567890123456789" + std::to_string(i));
        all[i].picture = i < 2 ? picture : QByteArray();
    }
    scene.add(std::move(all));
}

} // namespace

/// The pictures of accounts in the files of the programs that keep them.
class PictureWritersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void aegisHasThePictureWithItsKindAndHash();
    void stratumHasEachPictureOnce();
    void oneThatComesBackDifferentlyIsSeen();
};

void PictureWritersTest::aegisHasThePictureWithItsKindAndHash()
{
    ExportScene scene;
    const QByteArray picture = support::icon(Qt::red);
    addAccounts(scene, picture);
    const std::string text = textOf(scene, "aegis-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    const std::vector<Value>& entries = file->member("db")->member("entries")->items;
    QCOMPARE(base::json::textOf(entries[0], "icon"), picture.toBase64().toStdString());
    QCOMPARE(base::json::textOf(entries[0], "icon_mime"), std::string("image/png"));
    const auto hash = crypto::digest(crypto::Hash::Sha256, base::bytesOf(picture));
    QCOMPARE(base::json::textOf(entries[0], "icon_hash"), base::toHex(hash->view()));
    QCOMPARE(entries[2].member("icon")->kind, base::json::Kind::Null);
    QVERIFY(!entries[2].member("icon_mime"));
}

void PictureWritersTest::stratumHasEachPictureOnce()
{
    ExportScene scene;
    const QByteArray picture = support::icon(Qt::red);
    addAccounts(scene, picture);
    const std::string text = textOf(scene, "stratum-json");
    const auto file = base::json::read(text);
    QVERIFY(file);
    const std::vector<Value>& pictures = file->member("CustomIcons")->items;
    QCOMPARE(pictures.size(), std::size_t { 1 });
    QCOMPARE(base::json::textOf(pictures[0], "Data"), picture.toBase64().toStdString());
    const std::vector<Value>& accounts = file->member("Authenticators")->items;
    const std::string id = base::json::textOf(pictures[0], "Id");
    QVERIFY(!id.empty());
    QCOMPARE(base::json::textOf(accounts[0], "Icon"), "@" + id);
    QCOMPARE(base::json::textOf(accounts[1], "Icon"), "@" + id);
    QCOMPARE(accounts[2].member("Icon")->kind, base::json::Kind::Null);
}

void PictureWritersTest::oneThatComesBackDifferentlyIsSeen()
{
    transfer::OutgoingAccount written { .id = {},
        .entry = support::entryOf("I", "n"),
        .note = {},
        .tags = {},
        .isFavourite = false,
        .picture = support::icon(Qt::red) };
    transfer::Imported read;
    read.take({ .entry = support::entryOf("I", "n"), .picture = written.picture });
    QVERIFY(transfer::isSameAs(written, read.accounts[0], {}));
    read.accounts[0].picture = support::icon(Qt::blue);
    QVERIFY(!transfer::isSameAs(written, read.accounts[0], {}));
    constexpr transfer::Loss Lost[] = { transfer::Loss::Picture };
    QVERIFY(transfer::isSameAs(written, read.accounts[0], Lost));
}

QTEST_GUILESS_MAIN(PictureWritersTest)
#include "picture_writers_test.moc"
