// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/dropped.h"
#include "tests/support/fail_on_warning.h"
#include "tests/support/open_session.h"
#include "tests/support/person.h"
#include "tests/support/test_files.h"
#include "ui/transfer/file_passphrase_form.h"
#include "ui/transfer/import_page.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QTest>
#include <QThreadPool>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using support::Person;
using ui::transfer::FilePassphraseForm;
using ui::transfer::ImportPage;
using ui::transfer::ImportWriter;

namespace {

const QString KeyFile = u"Key file…"_s;
const QString Without = u"Without the key file"_s;
const QString Passphrase = u"Passphrase of the file"_s;
const QString KeePassPassphrase = u"zámek ⚿"_s;
const QString ImportOne = u"Import 1 account(s)"_s;

QString fixture(const QString& name)
{
    return QString::fromStdString(support::fixtureFile((u"keepass-kdbx/"_s + name).toStdString()));
}

QString everything()
{
    return Person::everythingSeen().join(u" | "_s);
}

struct FormScene
{
    support::OpenSession open;
    ImportWriter writer { open.session };
    ImportPage page { open.session, writer };

    FormScene()
    {
        page.resize(480, 700);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    ~FormScene() { QThreadPool::globalInstance()->waitForDone(); }

    bool dropAndSee(const QString& path, const QString& text)
    {
        return support::dropFiles(*page.column()->parentWidget(), { path })
            && QTest::qWaitFor([&text] { return Person::sees(text); }, 30'000);
    }
    QFileDialog* dialog() const { return page.findChild<QFileDialog*>(); }
    /// By the button and the dialog behind it.
    bool choose(const QString& path)
    {
        if (!Person::press(KeyFile) || !dialog())
            return false;
        emit dialog()->fileSelected(path);
        dialog()->reject();
        const bool isGone = QTest::qWaitFor([this] { return !dialog(); });
        page.activateWindow(); // there is no window manager to do so
        return isGone && QTest::qWaitForWindowActive(&page);
    }
    QString file(const char* name, const QByteArray& content) const
    {
        QFile made(QDir(QString::fromStdString(open.home.folder())).filePath(QLatin1String(name)));
        if (!made.open(QIODevice::WriteOnly) || made.write(content) != content.size())
            qFatal("cannot write");
        return made.fileName();
    }
};

} // namespace

/// What opens a file of another program besides a passphrase.
class FilePassphraseFormTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void asksForAKeyFileOnlyWhereOneIsOfUse();
    void aKeyFileOpensAlone();
    void aKeyFileOpensWithAPassphrase();
    void aKeyFileIsTakenAway();
    void aKeyFileIsOfOneFile();
    void tellsWhyAKeyFileIsNone();
    void forgetsTheKeyFile();
    void reachesTheKeyFileByTab();
};

void FilePassphraseFormTest::asksForAKeyFileOnlyWhereOneIsOfUse()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"../aegis-json-encrypted/three-slots.json"_s),
        u"“three-slots.json” is encrypted"_s));
    QVERIFY(!Person::sees(KeyFile));
    QVERIFY(Person::press(u"Leave this file out"_s));
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"“key-file-4.kdbx” is encrypted"_s));
    QVERIFY2(Person::sees(KeyFile), qPrintable(everything()));
    QVERIFY(!Person::sees(Without));
}

void FilePassphraseFormTest::aKeyFileOpensAlone()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"is encrypted"_s));
    Person::key(Qt::Key_Return);
    QVERIFY(!Person::sees(u"Reading…"_s)); // there is nothing to try
    QVERIFY(scene.choose(fixture(u"key-file-4.keyx"_s)));
    QVERIFY2(Person::sees(u"Key file: “key-file-4.keyx”"_s), qPrintable(everything()));
    QCOMPARE(Person::focused(), Passphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(ImportOne), qPrintable(everything()));
}

void FilePassphraseFormTest::aKeyFileOpensWithAPassphrase()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-3.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(fixture(u"key-file-3.keyx"_s)));
    Person::type(u"definitely wrong"_s);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"The file does not open"_s), qPrintable(everything()));
    QVERIFY(Person::sees(u"Key file: “key-file-3.keyx”"_s)); // for the next try
    Person::type(KeePassPassphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(ImportOne), qPrintable(everything()));
}

void FilePassphraseFormTest::aKeyFileIsTakenAway()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"version-4.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(fixture(u"key-file-4.keyx"_s)));
    QVERIFY(Person::press(Without));
    QVERIFY(!Person::sees(u"key-file-4.keyx"_s));
    QVERIFY(!Person::sees(Without));
    QCOMPARE(Person::focused(), Passphrase);
    Person::type(KeePassPassphrase);
    Person::key(Qt::Key_Return);
    QTRY_VERIFY2(Person::sees(u"Import 21 account(s)"_s), qPrintable(everything()));
}

void FilePassphraseFormTest::aKeyFileIsOfOneFile()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(fixture(u"key-file-4.keyx"_s)));
    QVERIFY(Person::press(u"Leave this file out"_s));
    QVERIFY(scene.dropAndSee(fixture(u"version-4.kdbx"_s), u"“version-4.kdbx” is encrypted"_s));
    QVERIFY(!Person::sees(u"key-file-4.keyx"_s));
    QVERIFY(!Person::sees(Without));
}

void FilePassphraseFormTest::tellsWhyAKeyFileIsNone()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(scene.file("empty.keyx", {})));
    QVERIFY2(Person::sees(u"The data is damaged (key file)"_s), qPrintable(everything()));
    QVERIFY(!Person::sees(Without));
}

void FilePassphraseFormTest::forgetsTheKeyFile()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(fixture(u"key-file-4.keyx"_s)));
    const std::size_t before = crypto::secureHeapInUse();
    auto* const form = scene.page.findChild<FilePassphraseForm*>();
    QVERIFY(form);
    form->wipe();
    QVERIFY(crypto::secureHeapInUse() < before);
    QVERIFY(!Person::sees(u"key-file-4.keyx"_s));
    QVERIFY(Person::press(KeyFile));
    QVERIFY(scene.dialog());
    scene.open.session.lock();
    QTRY_VERIFY(!scene.dialog());
}

void FilePassphraseFormTest::reachesTheKeyFileByTab()
{
    FormScene scene;
    QVERIFY(scene.dropAndSee(fixture(u"key-file-4.kdbx"_s), u"is encrypted"_s));
    QVERIFY(scene.choose(fixture(u"key-file-4.keyx"_s)));
    QCOMPARE(Person::tabOrder(),
        (QStringList { Passphrase, u"Show what is typed"_s, KeyFile, Without,
            u"Leave this file out"_s, u"Open"_s, u"Cancel"_s }));
}

QTEST_MAIN(FilePassphraseFormTest)
#include "file_passphrase_form_test.moc"
