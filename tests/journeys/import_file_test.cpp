// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"
#include "tests/support/dropped.h"
#include "tests/support/page_picture.h"
#include "tests/support/test_files.h"

using namespace Qt::StringLiterals;
using support::Person;

namespace {

QString fixture(const char* name)
{
    return QString::fromStdString(support::fixtureFile(name));
}

} // namespace

/// Somebody comes from another program, with a backup that it made.
class ImportFileTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(u"import-failed"_s);
        m_computer.reset();
    }

    void dropLookImportAndTakeItBack();
    void theNoticeTakesItBack();
    void theNoticeTakesBackNothingElse();
    void aPictureAmongTheFilesComesAfterwards();
    void theLockForgetsAll();

private:
    bool drop(const QStringList& paths)
    {
        return support::dropFiles(m_computer->program().window(), paths);
    }
    std::size_t accounts() { return m_computer->program().session().vault().accounts().size(); }

    std::optional<journeys::Computer> m_computer;
};

void ImportFileTest::dropLookImportAndTakeItBack()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    QVERIFY(drop({ fixture("aegis-json-encrypted/three-slots.json") }));
    QTRY_VERIFY(Person::sees(u"“three-slots.json” is encrypted: Aegis"_s));
    QTRY_COMPARE(Person::focused(), u"Passphrase of the file"_s);
    Person::type(u"not this one"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"The passphrase does not open the file"_s));
    QVERIFY(Person::saveShot(u"import-1-passphrase"_s));
    Person::type(u"corrèct hörse"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"Import 8 accounts"_s));
    QCOMPARE(accounts(), std::size_t { 1 });
    QVERIFY(Person::saveShot(u"import-2-preview"_s));

    // One is left out, the others come.
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Space);
    QTRY_VERIFY(Person::sees(u"Import 7 accounts"_s));
    QVERIFY(Person::tabTo(u"Import 7 accounts"_s));
    Person::key(Qt::Key_Space);
    QTRY_VERIFY(Person::sees(u"7 accounts imported."_s));
    QVERIFY(!Person::sees(u"is not encrypted"_s));
    QCOMPARE(accounts(), std::size_t { 8 });
    QTRY_VERIFY(Person::sees(u"Fabrikam"_s));
    QVERIFY(Person::saveShot(u"import-3-list"_s));

    Person::key(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Import undone: 7 accounts."_s));
    QCOMPARE(accounts(), std::size_t { 1 });
    QVERIFY(!Person::sees(u"Fabrikam"_s));
}

void ImportFileTest::theNoticeTakesItBack()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    Person::key(Qt::Key_I, Qt::ControlModifier);
    QTRY_COMPARE(Person::focused(), u"Choose files…"_s);
    QVERIFY(Person::saveShot(u"import-4-page"_s));
    QVERIFY(drop({ fixture("aegis-json/every-kind.json") }));
    QTRY_VERIFY(Person::sees(u"Import 8 accounts"_s));
    QTRY_COMPARE(Person::focused(), u"Entries of the files"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"“every-kind.json” is not encrypted"_s));
    QVERIFY(Person::saveShot(u"import-5-not-encrypted"_s));
    QCOMPARE(accounts(), std::size_t { 9 });
    QVERIFY(Person::press(u"Undo"_s));
    QTRY_VERIFY(Person::sees(u"Import undone: 8 accounts."_s));
    QCOMPARE(accounts(), std::size_t { 1 });
}

void ImportFileTest::theNoticeTakesBackNothingElse()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    QVERIFY(drop({ fixture("aegis-json/two-left.json") }));
    QTRY_COMPARE(Person::focused(), u"Entries of the files"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"1 account imported."_s));
    vault::VaultSession& session = m_computer->program().session();
    const vault::Id first = session.vault().accounts().front().id;
    QVERIFY(session.vault().edit(first, { .note = u"changed meanwhile"_s }));
    session.notifyChanged();
    QVERIFY(Person::press(u"Undo"_s));
    QTRY_VERIFY(Person::sees(u"Something else was changed since."_s));
    QCOMPARE(session.vault().find(first)->note, u"changed meanwhile"_s);
    QCOMPARE(accounts(), std::size_t { 2 });
}

void ImportFileTest::aPictureAmongTheFilesComesAfterwards()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    QTemporaryDir folder;
    const QString picture = folder.filePath(u"backup.json"_s); // whatever it is called
    QVERIFY(support::pagePicture({ support::GitHubLink }).save(picture, "PNG"));
    QVERIFY(drop({ picture, fixture("aegis-json/two-left.json") }));
    QTRY_VERIFY(Person::sees(u"Import 1 account"_s));
    QTRY_COMPARE(Person::focused(), u"Entries of the files"_s);
    QVERIFY(Person::saveShot(u"import-6-two-left"_s));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(u"1 account imported."_s));
    QVERIFY(Person::sees(u"Try it at the site"_s));
    QTRY_VERIFY(Person::sees(u"Save 1 account"_s));
    QVERIFY(Person::press(u"Save 1 account"_s));
    QTRY_VERIFY(Person::sees(u"GitHub, alice, code"_s));
    QCOMPARE(accounts(), std::size_t { 3 });
}

void ImportFileTest::theLockForgetsAll()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    QVERIFY(drop({ fixture("aegis-json/every-kind.json") }));
    QTRY_VERIFY(Person::sees(u"Import 8 accounts"_s));
    Person::key(Qt::Key_L, Qt::ControlModifier);
    QTRY_VERIFY(Person::sees(u"Unlock your vault"_s));
    QTRY_COMPARE(Person::focused(), u"Passphrase or recovery key"_s);
    Person::type(QLatin1String(journeys::Passphrase));
    Person::key(Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([] { return Person::sees(QLatin1String(journeys::Code)); }, 30'000));
    Person::key(Qt::Key_I, Qt::ControlModifier);
    QTRY_COMPARE(Person::focused(), u"Choose files…"_s);
    QVERIFY(!Person::sees(u"Fabrikam"_s));
    QCOMPARE(accounts(), std::size_t { 1 });
}

QTEST_MAIN(ImportFileTest)
#include "import_file_test.moc"
