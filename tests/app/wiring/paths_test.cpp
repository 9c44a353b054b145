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
    qputenv("XDG_CONFIG_HOME", "/somewhere/config");
    QCOMPARE(
        wiring::defaultVaultPath(), std::string("/somewhere/data/countersign/vault.countersign"));
    QCOMPARE(wiring::stateFolder(), std::string("/somewhere/state/countersign"));
    QCOMPARE(wiring::settingsFile(), std::string("/somewhere/config/countersign/countersign.ini"));
}

void PathsTest::ignoreRelativeFolders()
{
    qputenv("HOME", "/home/alice");
    qputenv("XDG_DATA_HOME", "data");
    qunsetenv("XDG_STATE_HOME");
    qputenv("XDG_CONFIG_HOME", "./config");
    QCOMPARE(wiring::defaultVaultPath(),
        std::string("/home/alice/.local/share/countersign/vault.countersign"));
    QCOMPARE(wiring::stateFolder(), std::string("/home/alice/.local/state/countersign"));
    QCOMPARE(
        wiring::settingsFile(), std::string("/home/alice/.config/countersign/countersign.ini"));
}

QTEST_GUILESS_MAIN(PathsTest)
#include "paths_test.moc"
