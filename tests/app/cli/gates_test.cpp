// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/cli_home.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString Secret = u"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"_s; ///< of the account in the vault

} // namespace

/// What shows a secret or changes what opens the vault: without the right passphrase it shows
/// nothing, writes nothing, and says so by its status. (What answers requests: push_test.)
class GatesTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_home = std::make_unique<support::CliHome>();
        m_home->copyGoldenVault();
        m_home->write(u"wrong"_s, "Umlaut 42\n");
        m_home->write(u"new"_s, "eleven copper owls share breakfast\n");
        QVERIFY(QDir(m_home->path(u"."_s)).mkdir(u"out"_s));
        m_before = m_home->read(m_home->vaultPath());
        QVERIFY(!m_before.isEmpty());
    }

    void refusesWhereNothingIsGiven_data() { addRows(); }
    void refusesWhereNothingIsGiven() { expectNothing(m_home->run(words())); }

    void refusesAWrongPassphrase_data() { addRows(); }
    void refusesAWrongPassphrase()
    {
        expectNothing(m_home->run(
            QStringList { u"--passphrase-file"_s, m_home->path(u"wrong"_s) } + words()));
    }

    void doesItWithTheRightOne_data() { addRows(); }
    void doesItWithTheRightOne()
    {
        const support::Ended right = m_home->runByKey(words());
        QVERIFY2(right.status == 0, right.err);
        const bool hasShown = right.out.contains(Secret.toUtf8()) || !written().isEmpty();
        QVERIFY(hasShown || m_home->read(m_home->vaultPath()) != m_before);
    }

private:
    static void addRows()
    {
        QTest::addColumn<QStringList>("words");
        const QString newWords = u"--new-passphrase-file=new"_s;
        const QString keyOut = u"--recovery-out=out/key"_s;
        QTest::newRow("list --reveal") << QStringList { u"list"_s, u"--reveal"_s };
        QTest::newRow("qr --out") << QStringList { u"qr"_s, u"alice"_s, u"--out=out/code.png"_s };
        QTest::newRow("qr --migration")
            << QStringList { u"qr"_s, u"--migration"_s, u"--out-dir=out"_s };
        QTest::newRow("export") << QStringList { u"export"_s, u"--format"_s, u"aegis-json"_s,
            u"--plain-ok"_s, u"--out=out/export"_s };
        QTest::newRow("export to a pipe") << QStringList { u"export"_s, u"--format"_s,
            u"otpauth-uri-list"_s, u"--plain-ok"_s, u"--out"_s, u"-"_s };
        QTest::newRow("slots add recovery")
            << QStringList { u"slots"_s, u"add"_s, u"recovery"_s, keyOut };
        QTest::newRow("slots add passphrase")
            << QStringList { u"slots"_s, u"add"_s, u"passphrase"_s, newWords };
        QTest::newRow("slots remove")
            << QStringList { u"slots"_s, u"remove"_s, u"303132333435363738393a3b3c3d3e3f"_s };
        QTest::newRow("passphrase change")
            << QStringList { u"passphrase"_s, u"change"_s, newWords };
        QTest::newRow("passphrase change --new-key")
            << QStringList { u"passphrase"_s, u"change"_s, u"--new-key"_s, newWords, keyOut };
    }

    /// Of the row, with the names of files made whole.
    QStringList words() const
    {
        QFETCH(QStringList, words);
        for (QString& word : words) {
            const qsizetype equals = word.indexOf(u'=');
            if (equals > 0)
                word = word.first(equals + 1) + m_home->path(word.sliced(equals + 1));
        }
        return words;
    }
    QStringList written() const
    {
        return QDir(m_home->path(u"out"_s)).entryList(QDir::Files | QDir::Hidden);
    }
    void expectNothing(const support::Ended& refused) const
    {
        QCOMPARE(refused.status, 3);
        QCOMPARE(refused.out, QByteArray());
        QVERIFY(!refused.err.isEmpty());
        QVERIFY(!refused.err.contains(Secret.toUtf8()));
        QCOMPARE(written(), QStringList());
        QVERIFY(m_home->read(m_home->vaultPath()) == m_before);
    }

    std::unique_ptr<support::CliHome> m_home;
    QByteArray m_before;
};

QTEST_GUILESS_MAIN(GatesTest)
#include "gates_test.moc"
