// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/crypto/random.h"
#include "core/vault/device_id.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/fixed_random.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using base::ErrorCode;

namespace {

constexpr std::string_view Machine = "0123456789abcdef0123456789abcdef";

} // namespace

class DeviceIdTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void isMadeOnceAndKept();
    void isPrivate();
    void refusesADamagedFile_data();
    void refusesADamagedFile();
    void makesNothingWithoutRandomNumbers();
    void isAnotherOneOnAnotherComputer();
    void isRenewedAndKept();
    void isShared();
};

void DeviceIdTest::isMadeOnceAndKept()
{
    const QTemporaryDir home;
    const std::string folder = home.filePath(u"state/countersign"_s).toStdString();
    crypto::SystemRandom random;
    const auto first = vault::deviceId(folder, Machine, random);
    QVERIFY(first);
    QCOMPARE(*vault::deviceId(folder, Machine, random), *first);
    QVERIFY(*first != vault::Id {});
}

void DeviceIdTest::isPrivate()
{
    const QTemporaryDir home;
    const QString folder = home.filePath(u"countersign"_s);
    crypto::SystemRandom random;
    QVERIFY(vault::deviceId(folder.toStdString(), Machine, random));
    using enum QFileDevice::Permission;
    QCOMPARE(QFile::permissions(folder + u"/device"_s)
            & (ReadGroup | WriteGroup | ReadOther | WriteOther),
        QFileDevice::Permissions());
    QCOMPARE(QFile::permissions(folder) & (ReadGroup | ExeGroup | ReadOther | ExeOther),
        QFileDevice::Permissions());
}

void DeviceIdTest::refusesADamagedFile_data()
{
    QTest::addColumn<QByteArray>("contents");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("too short") << QByteArray("00ff\n");
    QTest::newRow("no hexadecimal digits") << QByteArray(32, 'x');
}

void DeviceIdTest::refusesADamagedFile()
{
    QFETCH(QByteArray, contents);
    const QTemporaryDir home;
    QFile file(home.filePath(u"device"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(contents);
    file.close();
    crypto::SystemRandom random;
    const auto id = vault::deviceId(home.path().toStdString(), Machine, random);
    QVERIFY(!id);
    QCOMPARE(id.error().code, ErrorCode::Damaged);
    QCOMPARE(id.error().arguments, std::vector { file.fileName().toStdString() });
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), contents);
}

void DeviceIdTest::makesNothingWithoutRandomNumbers()
{
    const QTemporaryDir home;
    support::FixedRandom random;
    random.failing = true;
    const auto id = vault::deviceId(home.path().toStdString(), Machine, random);
    QVERIFY(!id);
    QCOMPARE(id.error().code, ErrorCode::RandomFailed);
    QVERIFY(QDir(home.path()).isEmpty());
}

void DeviceIdTest::isAnotherOneOnAnotherComputer()
{
    const QTemporaryDir home;
    const std::string folder = home.path().toStdString();
    crypto::SystemRandom random;
    const auto first = vault::deviceId(folder, Machine, random);
    QCOMPARE(*vault::deviceId(folder, {}, random), *first); // not known: no reason to doubt
    const auto second = vault::deviceId(folder, "another machine", random);
    QVERIFY(*second != *first);
    QCOMPARE(*vault::deviceId(folder, "another machine", random), *second);
    QFile file(home.filePath(u"device"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("machine")); // a hash of it alone
}

void DeviceIdTest::isRenewedAndKept()
{
    const QTemporaryDir home;
    const std::string folder = home.path().toStdString();
    crypto::SystemRandom random;
    const auto first = vault::deviceId(folder, Machine, random);
    const auto second = vault::renewDeviceId(folder, random);
    QVERIFY(second);
    QVERIFY(*second != *first);
    QCOMPARE(*vault::deviceId(folder, Machine, random), *second);
}

void DeviceIdTest::isShared()
{
    const QTemporaryDir home;
    const QTemporaryDir other;
    const std::string folder = home.path().toStdString();
    QVERIFY(!vault::shareDeviceId(folder, other.path().toStdString())); // there is none yet
    crypto::SystemRandom random;
    const auto first = vault::deviceId(folder, Machine, random);
    QVERIFY(vault::shareDeviceId(folder, other.path().toStdString()));
    QCOMPARE(*vault::deviceId(other.path().toStdString(), Machine, random), *first);
}

QTEST_GUILESS_MAIN(DeviceIdTest)
#include "device_id_test.moc"
