// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/arguments.h"
#include "tests/support/fail_on_warning.h"

#include <QTest>

#include <list>

using desktop::Arguments;

namespace {

/// A command line whose words can be written to, as that of a process.
class CommandLine
{
public:
    explicit CommandLine(const QStringList& words)
    {
        for (const QString& word : words)
            m_pointers.push_back(m_words.emplace_back(word.toStdString()).data());
    }
    base::Result<Arguments> take()
    {
        return desktop::takeArguments(static_cast<int>(m_pointers.size()), m_pointers.data());
    }
    std::string word(std::size_t index) const { return m_pointers[index]; }

private:
    std::list<std::string> m_words;
    std::vector<char*> m_pointers;
};

} // namespace

class ArgumentsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void understandsWhatHelpSays_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<int>("wish");
        QTest::addColumn<QString>("path");
        const auto run = static_cast<int>(Arguments::Wish::Run);
        QTest::newRow("nothing") << QStringList() << run << QString();
        QTest::newRow("a vault") << QStringList { QStringLiteral("--vault"),
            QStringLiteral("/a b/v") }
                                 << run << QStringLiteral("/a b/v");
        QTest::newRow("a vault after =")
            << QStringList { QStringLiteral("--vault=v") } << run << QStringLiteral("v");
        QTest::newRow("help") << QStringList { QStringLiteral("--help") }
                              << static_cast<int>(Arguments::Wish::ShowHelp) << QString();
        QTest::newRow("short help") << QStringList { QStringLiteral("-h") }
                                    << static_cast<int>(Arguments::Wish::ShowHelp) << QString();
        QTest::newRow("version") << QStringList { QStringLiteral("--version") }
                                 << static_cast<int>(Arguments::Wish::ShowVersion) << QString();
    }
    void understandsWhatHelpSays()
    {
        QFETCH(QStringList, words);
        QFETCH(int, wish);
        QFETCH(QString, path);
        CommandLine line(QStringList { QStringLiteral("countersign") } + words);
        const auto arguments = line.take();
        QVERIFY(arguments);
        QCOMPARE(static_cast<int>(arguments->wish), wish);
        QCOMPARE(arguments->vaultPath, path.toStdString());
        QVERIFY(arguments->link.isEmpty());
    }

    void refusesWhatItDoesNotKnow_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<std::string>("named");
        QTest::newRow("an unknown option")
            << QStringList { QStringLiteral("--fast") } << std::string("--fast");
        QTest::newRow("a vault without a name")
            << QStringList { QStringLiteral("--vault") } << std::string("--vault");
        QTest::newRow("a vault with an empty name")
            << QStringList { QStringLiteral("--vault=") } << std::string("--vault=");
        QTest::newRow("a vault named like an option") << QStringList { QStringLiteral("--vault"),
            QStringLiteral("--help") } << std::string("--vault");
        // A second link is not named: it is a secret.
        QTest::newRow("two links") << QStringList { QStringLiteral("otpauth://totp/a?secret=AA"),
            QStringLiteral("otpauth://totp/b?secret=BB") }
                                   << std::string();
    }
    void theSandboxHasAVaultOfItsOwn()
    {
        const auto alone =
            CommandLine({ QStringLiteral("countersign"), QStringLiteral("--sandbox") }).take();
        QVERIFY(alone);
        QVERIFY(alone->isSandbox);
        const auto both = CommandLine({ QStringLiteral("countersign"), QStringLiteral("--sandbox"),
                                          QStringLiteral("--vault"), QStringLiteral("/v") })
                              .take();
        QVERIFY(!both);
        QCOMPARE(both.error().code, base::ErrorCode::InvalidField);
    }

    void refusesWhatItDoesNotKnow()
    {
        QFETCH(QStringList, words);
        QFETCH(std::string, named);
        CommandLine line(QStringList { QStringLiteral("countersign") } + words);
        const auto arguments = line.take();
        QVERIFY(!arguments);
        QCOMPARE(arguments.error().code, base::ErrorCode::InvalidField);
        QCOMPARE(arguments.error().arguments, (std::vector<std::string> { "argument", named }));
    }

    void takesALinkAndOverwritesIt()
    {
        const QString link = QStringLiteral("otpauth://totp/Example:alice?secret=GEZDGNBV");
        CommandLine line({ QStringLiteral("countersign"), link });
        const auto arguments = line.take();
        QVERIFY(arguments);
        QCOMPARE(arguments->link.text(), link.toStdString());
        QCOMPARE(line.word(1), std::string());
    }

    void overwritesLinksAlsoWhenItRefuses()
    {
        CommandLine line({ QStringLiteral("countersign"), QStringLiteral("--fast"),
            QStringLiteral("otpauth://totp/a?secret=AA"),
            QStringLiteral("otpauth://totp/b?secret=BB") });
        QVERIFY(!line.take());
        QCOMPARE(line.word(2), std::string());
        QCOMPARE(line.word(3), std::string());
    }

    void refusesALinkThatIsTooLong()
    {
        const auto longest = static_cast<qsizetype>(desktop::LongestLink);
        CommandLine fits({ QStringLiteral("countersign"), QString(longest, u'x') });
        QVERIFY(fits.take());
        CommandLine line({ QStringLiteral("countersign"), QString(longest + 1, u'x') });
        const auto arguments = line.take();
        QVERIFY(!arguments);
        QCOMPARE(arguments.error().code, base::ErrorCode::TooLarge);
        QCOMPARE(arguments.error().arguments, (std::vector<std::string> { "link", "64 KiB" }));
        QCOMPARE(line.word(1), std::string());
    }
};

QTEST_GUILESS_MAIN(ArgumentsTest)
#include "arguments_test.moc"
