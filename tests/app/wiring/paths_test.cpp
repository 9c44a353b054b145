// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/wiring/paths.h"
#include "tests/support/fail_on_warning.h"

class PathsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void followTheEnvironment();
    void ignoreRelativeFolders();
};

void PathsTest::followTheEnvironment()
{
    qputenv("XDG_DATA_HOME", "/somewhere/data");
    qputenv("XDG_STATE_HOME", "/somewhere/state");
    QCOMPARE(
        wiring::defaultVaultPath(), std::string("/somewhere/data/countersign/vault.countersign"));
    QCOMPARE(wiring::stateFolder(), std::string("/somewhere/state/countersign"));
}

void PathsTest::ignoreRelativeFolders()
{
    qputenv("HOME", "/home/alice");
    qputenv("XDG_DATA_HOME", "data");
    qunsetenv("XDG_STATE_HOME");
    QCOMPARE(wiring::defaultVaultPath(),
        std::string("/home/alice/.local/share/countersign/vault.countersign"));
    QCOMPARE(wiring::stateFolder(), std::string("/home/alice/.local/state/countersign"));
}

QTEST_GUILESS_MAIN(PathsTest)
#include "paths_test.moc"
