// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/export_scene.h"
#include "tests/support/fail_on_warning.h"

#include <algorithm>

using support::ExportScene;
using support::textOf;
using transfer::Misfit;

/// Migration codes of Google Authenticator: how many accounts go into one, and how they follow each
/// other.
class MigrationWritersTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void linesHoldTen();
    void linesAreMadeOneAfterAnother();
    void picturesHoldWhatACodeDoes();
    void picturesAreReadBackOneAfterAnother();
};

void MigrationWritersTest::linesHoldTen()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(11);
    for (vault::Incoming& one : all)
        one.entry = support::entryOf("I", "n");
    scene.add(std::move(all));
    const std::string text = textOf(scene, "google-migration-uri");
    QCOMPARE(std::ranges::count(text, '\n'), 2);
    QVERIFY(text.starts_with("otpauth-migration://offline?data="));
    const transfer::Content content(crypto::WipedBytes(text.begin(), text.end()));
    const auto read =
        transfer::read(content, { support::exportFormat("google-migration-uri").format }, {});
    QVERIFY(read);
    QCOMPARE(read->imported.parts.size(), std::size_t { 2 });
    QCOMPARE(read->imported.parts[0].size, 2);
    QVERIFY(read->imported.parts[0].batch >= 0);
    QCOMPARE(read->imported.parts[1].batch, read->imported.parts[0].batch);
}

/// Locked memory, of 1 MiB, would not hold these accounts and what is made of them at once.
void MigrationWritersTest::linesAreMadeOneAfterAnother()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(400);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].entry = support::entryOf("I", "n", std::to_string(i) + std::string(900, 's'));
    scene.add(std::move(all));
    QCOMPARE(std::ranges::count(textOf(scene, "google-migration-uri"), '\n'), 40);
}

void MigrationWritersTest::picturesHoldWhatACodeDoes()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(12);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string name = std::to_string(i) + std::string(i < 10 ? 400 : 10, 'n');
        all[i].entry = support::entryOf("I", name.c_str());
    }
    scene.add(std::move(all));
    scene.add(support::entryOf("I", std::string(1000, 'x').c_str()));
    scene.add(support::entryOf("I", std::string(3000, 'x').c_str()));
    const auto plan = scene.plan(support::exportFormat("google-migration-qr"));
    QVERIFY(!plan.lines()[12].misfit);
    QCOMPARE(*plan.lines()[13].misfit, (Misfit { Misfit::Kind::TooLong, "link" }));
    const auto files = plan.files(scene.sealing);
    QVERIFY(files);
    // Fewer than ten of the long ones fit a code.
    QVERIFY(files->size() >= 3);
    std::vector<transfer::Part> parts;
    for (const crypto::WipedBytes& file : *files) {
        QVERIFY(base::textOf(file).starts_with("\x89PNG\r\n"));
        const transfer::Content content(file);
        const auto read =
            transfer::read(content, { support::exportFormat("google-migration-qr").format }, {});
        QVERIFY(read);
        parts.push_back(read->imported.parts.front());
    }
    for (std::size_t i = 0; i < parts.size(); ++i) {
        QCOMPARE(parts[i].index, static_cast<int>(i));
        QCOMPARE(parts[i].size, static_cast<int>(parts.size()));
        QCOMPARE(parts[i].batch, parts[0].batch);
    }
    const auto asOne = plan.text(scene.sealing);
    QVERIFY(!asOne);
    QCOMPARE(asOne.error().cause.code, base::ErrorCode::Unsupported);
}

/// Locked memory would not hold at once what is read from these, either.
void MigrationWritersTest::picturesAreReadBackOneAfterAnother()
{
    ExportScene scene;
    std::vector<vault::Incoming> all(150);
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i].entry = support::entryOf("I", "n", std::to_string(i) + std::string(600, 's'));
    scene.add(std::move(all));
    std::vector<crypto::SecretBytes> ballast;
    for (const std::size_t size : { 512U, 256U, 128U }) {
        if (auto taken = crypto::SecretBytes::ofSize(size * 1024))
            ballast.push_back(std::move(*taken));
    }
    QCOMPARE(ballast.size(), std::size_t { 3 });
    const auto files =
        scene.plan(support::exportFormat("google-migration-qr")).files(scene.sealing);
    QVERIFY2(files, files ? "" : files.error().cause.context.c_str());
    QVERIFY(files->size() > 30);
}

QTEST_GUILESS_MAIN(MigrationWritersTest)
#include "migration_writers_test.moc"
