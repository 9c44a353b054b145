// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/dropped.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/obstructed_files.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "ui/transfer/import_page.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::ImportPage;
using ui::transfer::ImportWriter;

namespace {

const QString Vault =
    QString::fromStdString(support::fixtureFile("countersign/vault-v1.countersign"));

struct VaultScene
{
    support::OpenSession open;
    ImportWriter writer { open.session };
    ImportPage page { open.session, writer };
    QSignalSpy finished { &page, &ImportPage::finished };

    VaultScene()
    {
        page.resize(480, 700);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    ~VaultScene() { QThreadPool::globalInstance()->waitForDone(); }

    std::size_t accounts() const { return open.session.vault().accounts().size(); }
    bool dropAndSee(const QString& path, const QString& text)
    {
        if (!support::dropFiles(page, { path }))
            qFatal("the page takes no files");
        return QTest::qWaitFor([&text] { return Person::sees(text); }, 30'000);
    }
};

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

} // namespace

/// Another vault of our own comes in, and files that cannot be opened say why.
class ImportVaultTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void takesAnotherVaultWithItsPassphrase();
    void theRecoveryKeyOpensItToo();
    void tellsTheObstacle_data();
    void tellsTheObstacle();
};

void ImportVaultTest::takesAnotherVaultWithItsPassphrase()
{
    VaultScene scene;
    QVERIFY2(scene.dropAndSee(Vault, u"“vault-v1.countersign” is encrypted"_s),
        qPrintable(everything()));
    QVERIFY(Person::sees(u"Countersign (vault or backup, encrypted)"_s));
    QCOMPARE(Person::focused(), u"Passphrase of the file"_s);
    Person::type(u"secret words"_s); // of the vault that is open, not of the file
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"The passphrase does not open the file: Countersign"_s),
        qPrintable(everything()));
    Person::type(u"Übung 42"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"Import 1 account(s)"_s), qPrintable(everything()));
    QVERIFY2(Person::sees(u"ACME (alice), new, by time (TOTP)"_s), qPrintable(everything()));
    QCOMPARE(scene.accounts(), std::size_t { 0 });
    QVERIFY(Person::press(u"Import 1 account(s)"_s));
    QTRY_COMPARE(scene.finished.size(), 1);
    QCOMPARE(scene.finished.first().first().toString(), u"1 account(s) imported."_s);
    QCOMPARE(scene.accounts(), std::size_t { 1 });
    QCOMPARE(scene.open.session.vault().accounts().front().name, u"alice"_s);
    QVERIFY(scene.open.session.vault().undo());
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

void ImportVaultTest::theRecoveryKeyOpensItToo()
{
    VaultScene scene;
    QVERIFY(scene.dropAndSee(Vault, u"is encrypted"_s));
    Person::type(u"csr1 qqqs yqcy q5rq wzqf pg9s crgw puny vjga"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"Import 1 account(s)"_s), qPrintable(everything()));
}

void ImportVaultTest::tellsTheObstacle_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::addColumn<QString>("step");
    for (const support::ObstructedFile& file : support::obstructedFiles())
        QTest::newRow(file.name) << file.content << file.says << file.step;
}

void ImportVaultTest::tellsTheObstacle()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, says);
    QFETCH(QString, step);
    VaultScene scene;
    QFile file(QDir(QString::fromStdString(scene.open.home.folder())).filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    QVERIFY2(scene.dropAndSee(file.fileName(), u"1 file(s) could not be read."_s),
        qPrintable(everything()));
    QVERIFY2(Person::sees(says), qPrintable(everything()));
    QVERIFY2(Person::sees(step), qPrintable(everything()));
    QVERIFY(!Person::sees(u"Passphrase of the file"_s));
    QCOMPARE(scene.accounts(), std::size_t { 0 });
}

QTEST_MAIN(ImportVaultTest)
#include "import_vault_test.moc"
