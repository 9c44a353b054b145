// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/place.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

/// Where backups go and what they are called.
class PlaceTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void theyLieBesideTheVaultUnlessAFolderIsChosen()
    {
        const backup::Place own = backup::placeOf("/a/work.countersign", {}, {}, "/state");
        QCOMPARE(own.folder, std::string("/a/backups"));
        QVERIFY(own.isOwnFolder);
        QCOMPARE(own.name, std::string("work"));
        const backup::Place chosen = backup::placeOf("/a/work.countersign", {}, "/media/x", "");
        QCOMPARE(chosen.folder, std::string("/media/x"));
        QVERIFY(!chosen.isOwnFolder);
        QVERIFY(chosen.logFile.empty());
    }

    void twoVaultsOfOneIdAreRememberedApart()
    {
        const auto first = backup::placeOf("/a/work.countersign", {}, {}, "/state");
        const auto second = backup::placeOf("/a/work-restored-1.countersign", {}, {}, "/state");
        QVERIFY(first.logFile != second.logFile);
    }

    void namesTellTheTime()
    {
        const base::Time time = base::fromUnixSeconds(1795289400); // 2026-11-21 19:30 UTC
        const std::string name = backup::fileName("vault", time);
        QCOMPARE(name, std::string("vault-20261121T193000Z.countersign"));
        QVERIFY(backup::timeInName("vault", name) == time);
    }

    void otherNamesDoNot_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("another vault") << QByteArray("work-20261121T193000Z.countersign");
        QTest::newRow("longer name") << QByteArray("vault-x-20261121T193000Z.countersign");
        QTest::newRow("no such day") << QByteArray("vault-20260231T193000Z.countersign");
        QTest::newRow("another ending") << QByteArray("vault-20261121T193000Z.countersignx");
        QTest::newRow("a temporary file")
            << QByteArray("vault-20261121T193000Z.countersign.01234567.new");
        QTest::newRow("letters") << QByteArray("vault-2026112xT193000Z.countersign");
        QTest::newRow("nothing") << QByteArray("");
    }
    void otherNamesDoNot()
    {
        QFETCH(const QByteArray, name);
        QVERIFY(!backup::timeInName("vault", name.toStdString()));
    }
};

QTEST_GUILESS_MAIN(PlaceTest)
#include "place_test.moc"
