// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/waiting_secret.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <optional>

using namespace std::string_view_literals;
using crypto::WaitingRoom;
using crypto::WaitingSecret;

/// Secrets of which there are more than locked memory has room for.
class WaitingSecretTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void opensAsItWasPut()
    {
        std::optional<WaitingRoom> room { std::in_place };
        auto first = room->put(base::bytesOf("correct horse"sv));
        auto second = room->put(base::bytesOf("battery"sv));
        QVERIFY(first && second);
        const WaitingSecret moved = std::move(*first);
        room.reset();
        QCOMPARE(moved.open()->text(), std::string_view("correct horse"));
        QCOMPARE(moved.open()->text(), std::string_view("correct horse"));
        QCOMPARE(second->open()->text(), std::string_view("battery"));
    }

    void theSameIsNeverSealedTheSameWay()
    {
        WaitingRoom room;
        const auto first = room.put(base::bytesOf("correct horse"sv));
        const auto second = room.put(base::bytesOf("correct horse"sv));
        QVERIFY(first && second);
        const std::string_view sealed = base::textOf(first->sealed());
        QCOMPARE(sealed.size(), std::size_t { 13 + 16 });
        QVERIFY(sealed.find("horse") == std::string_view::npos);
        QVERIFY(sealed.substr(0, 13) != base::textOf(second->sealed()).substr(0, 13));
    }

    void ofNoBytesThereIsNothing()
    {
        WaitingRoom room;
        const auto put = room.put({});
        QVERIFY(put && put->isEmpty() && put->open()->isEmpty());
        QVERIFY(WaitingSecret().isEmpty());
        QVERIFY(WaitingSecret().open()->isEmpty());
    }

    /// One that gave its key away makes another: no number is used twice under one.
    void aRoomThatWasMovedFromGoesOn()
    {
        WaitingRoom room;
        const auto first = room.put(base::bytesOf("first"sv));
        WaitingRoom other = std::move(room);
        const auto second = other.put(base::bytesOf("second"sv));
        const auto third = room.put(base::bytesOf("third"sv)); // NOLINT(bugprone-use-after-move)
        QVERIFY(first && second && third);
        QCOMPARE(first->open()->text(), std::string_view("first"));
        QCOMPARE(second->open()->text(), std::string_view("second"));
        QCOMPARE(third->open()->text(), std::string_view("third"));
    }

    void takesOneBlockOfLockedMemoryForAll()
    {
        constexpr std::size_t Many = 100'000;
        constexpr std::size_t Size = 64;
        const std::size_t before = crypto::secureHeapInUse();
        {
            WaitingRoom room;
            std::vector<WaitingSecret> waiting;
            for (std::size_t i = 0; i < Many; ++i) {
                auto put = room.put(base::Bytes(Size, static_cast<std::uint8_t>(i)));
                QVERIFY(put);
                waiting.push_back(std::move(*put));
            }
            QCOMPARE(crypto::secureHeapInUse(), before + 32); // the key
            QCOMPARE(waiting[4711].open()->view()[Size - 1], std::uint8_t { 4711 % 256 });
        }
        QCOMPARE(crypto::secureHeapInUse(), before);
    }
};

QTEST_GUILESS_MAIN(WaitingSecretTest)
#include "waiting_secret_test.moc"
