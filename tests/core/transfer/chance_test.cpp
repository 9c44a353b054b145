// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/chance.h"
#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

using transfer::Refusal;

namespace {

transfer::Outcome<transfer::Formats> detected(std::string_view text)
{
    return transfer::detect(
        transfer::Content({ text.begin(), text.end() }), transfer::importFormats());
}

} // namespace

/// Files of which nothing tells what they are.
class ChanceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void tellsPagesThatAreEncryptedAsAWhole();
};

void ChanceTest::tellsPagesThatAreEncryptedAsAWhole()
{
    const auto noiseOf = [](std::size_t size) {
        std::string noise(size, '\0');
        std::uint32_t state = 12345;
        for (char& one : noise) {
            state = state * 1664525U + 1013904223U;
            one = static_cast<char>(state >> 24U);
        }
        noise[0] = '\x7f'; // the beginning of no packet of OpenPGP
        return noise;
    };
    const auto obstacleOf = [](std::string_view text) { return detected(text).error().obstacle; };
    const std::string noise = noiseOf(std::size_t { 100 } * 1024);
    const auto formats = detected(noise);
    QVERIFY(!formats);
    QCOMPARE(formats.error().refusal, Refusal::NotRecognised);
    QCOMPARE(formats.error().obstacle, transfer::Obstacle::WholeEncrypted);
    QCOMPARE(obstacleOf(noise.substr(0, 4096)), transfer::Obstacle::WholeEncrypted);
    QCOMPARE(obstacleOf(noise.substr(0, 4097)), transfer::Obstacle::NoSignature);
    std::string withEnd = noise;
    withEnd.replace(withEnd.size() - 200, 200, std::string(200, '\0'));
    QCOMPARE(obstacleOf(withEnd), transfer::Obstacle::NoSignature);
    std::string withMiddle = noise.substr(0, 8192);
    withMiddle.replace(3000, 300, std::string(300, 'a'));
    QCOMPARE(obstacleOf(withMiddle), transfer::Obstacle::NoSignature);
    QVERIFY(!transfer::arePagesOfChance({}));
}

QTEST_APPLESS_MAIN(ChanceTest)
#include "chance_test.moc"
