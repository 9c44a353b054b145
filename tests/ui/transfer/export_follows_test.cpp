// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/detect.h"
#include "tests/support/fail_on_warning.h"
#include "tests/ui/transfer/export_scene.h"

#include <QComboBox>

using namespace Qt::StringLiterals;
using support::Person;
using Scene = ExportPageScene;

namespace {

const QString Table = u"Accounts for the file"_s;
const QString Words = u"seven quiet lanterns drift upstream"_s;

void addTwo(Scene& scene)
{
    scene.open.add(support::entryOf("ACME", "ada"));
    scene.open.add(support::entryOf("Bank", "bob"));
}

/// As another program adds one.
void addElsewhere(Scene& scene, const char* issuer)
{
    auto other = scene.open.home.open();
    std::vector<otp::Entry> entries;
    entries.push_back(support::entryOf(issuer, "eve"));
    if (!other || !other->add(entries))
        qFatal("another program cannot add");
}

/// Everything that was asked of the thread pool is answered.
void settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

} // namespace

/// What an export shows is what the vault has, whoever changes it meanwhile.
class ExportFollowsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void showsWhatAnotherProgramAdds();
    void keepsTheChoiceAndThePlace();
    void followsAnUndo();
    void countsAnewWhenTheOtherOfTwoFits();
    void countsAnewWhileThePassphraseIsTyped();
    void stopsWhereNothingIsLeft();
    void writesWhatItShows();
    void looksAgainWhereItCouldNotBeWritten();
    void codesAreHiddenWhenTheyAreOfBefore();
    void codesStayWhereNothingOfThemChanged();
    void codesThatWereBeingDrawnAreLookedAtAgain();
    void asksAnewWhenTheKeysWereChanged();
};

void ExportFollowsTest::showsWhatAnotherProgramAdds()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    addElsewhere(scene, "Elsewhere");
    QVERIFY(scene.see("Elsewhere (eve), whole"));
    QVERIFY(scene.see("Continue with 3 account(s)"));
    QVERIFY(Person::sees(u"All (3)"_s));
}

void ExportFollowsTest::keepsTheChoiceAndThePlace()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    QCOMPARE(Person::focused(), Table);
    Person::key(Qt::Key_Space);
    Person::key(Qt::Key_Down);
    QVERIFY(Person::sees(u"ACME (ada), left out"_s));
    const vault::Id first = scene.open.session.vault().accounts().front().id;
    QVERIFY(scene.open.session.vault().edit(first, { .note = u"new"_s }));
    scene.open.session.notifyChanged();
    addElsewhere(scene, "Elsewhere");
    QVERIFY(scene.see("Elsewhere (eve), whole"));
    QVERIFY(Person::sees(u"ACME (ada), left out"_s));
    QVERIFY(Person::sees(u"Continue with 2 account(s)"_s));
    QCOMPARE(Person::focused(), Table);
    Person::key(Qt::Key_Space); // still at the second
    QVERIFY(Person::sees(u"Bank (bob), left out"_s));
}

void ExportFollowsTest::followsAnUndo()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(scene.open.session.vault().undo());
    scene.open.session.notifyChanged();
    QVERIFY(scene.see("Continue with 1 account(s)"));
    QVERIFY(!Person::sees(u"Bank"_s));
}

/// Of two with one secret the kind of file takes one: the first that is ticked.
void ExportFollowsTest::countsAnewWhenTheOtherOfTwoFits()
{
    Scene scene;
    addTwo(scene);
    Scene::choose("stratum-json");
    QVERIFY(scene.answerWhoItIs());
    QVERIFY(Person::sees(u"1 account(s) do not fit into this kind of file."_s));
    const auto* const fates = scene.page.findChild<QComboBox*>();
    QCOMPARE(fates->itemText(3), u"Do not fit (1)"_s);
    QCOMPARE(Person::focused(), Table);
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"ACME (ada), left out"_s));
    QVERIFY(Person::sees(u"Bank (bob), whole"_s));
    QVERIFY(Person::sees(u"Every account fits, and nothing is lost."_s));
    QCOMPARE(fates->itemText(3), u"Do not fit (0)"_s);
    QVERIFY(Person::sees(u"Continue with 1 account(s)"_s));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::sees(u"Bank (bob), does not fit: "_s));
    QCOMPARE(fates->itemText(3), u"Do not fit (1)"_s);
}

void ExportFollowsTest::countsAnewWhileThePassphraseIsTyped()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    addElsewhere(scene, "Elsewhere");
    QVERIFY(scene.see("Write 3 account(s)…"));
    QVERIFY(scene.writeTo(scene.path("three.json"))); // what was typed is still there
    QVERIFY(scene.see("3 account(s) are in “three.json”"));
}

void ExportFollowsTest::stopsWhereNothingIsLeft()
{
    Scene scene;
    scene.open.add(support::entryOf("ACME", "ada"));
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    QVERIFY(scene.open.session.vault().undo());
    scene.open.session.notifyChanged();
    QVERIFY(scene.see("No account is chosen that fits into this kind of file."));
    QVERIFY(!Person::press(u"Write 0 account(s)…"_s));
}

/// The vault changes while the file is chosen or written, and is not looked at again in time: what
/// was on view goes into the file, and what is told afterwards is of that.
void ExportFollowsTest::writesWhatItShows()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    const QString file = scene.path("two.json");
    QVERIFY(scene.writeTo(file, [&scene] { scene.open.add(support::entryOf("Early", "eve")); }));
    scene.open.add(support::entryOf("Late", "eve"));
    QVERIFY(scene.see("2 account(s) are in “two.json”"));
    settle();
    QVERIFY(Person::sees(u"2 account(s) are in “two.json”"_s));
    QVERIFY(!Person::sees(u"Early"_s));
    QVERIFY(!Person::sees(u"Late"_s));
}

void ExportFollowsTest::looksAgainWhereItCouldNotBeWritten()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    Scene::typePassphrase(Words);
    const QString file = scene.path("mine.json");
    QVERIFY(base::createFile(file.toStdString(), base::bytesOf(std::string_view("mine"))));
    QVERIFY(scene.writeTo(file, [&scene] { scene.open.add(support::entryOf("Early", "eve")); }));
    QVERIFY(scene.see("exists already."));
    QVERIFY(scene.see("Write 3 account(s)…"));
    QVERIFY(scene.writeTo(scene.path("three.json")));
    QVERIFY(scene.see("3 account(s) are in “three.json”"));
}

void ExportFollowsTest::codesAreHiddenWhenTheyAreOfBefore()
{
    Scene scene;
    addTwo(scene);
    Scene::choose("google-migration-qr");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(u"Show the codes"_s));
    QVERIFY(scene.see("Code 1 of 1"));
    addElsewhere(scene, "Elsewhere");
    QVERIFY(scene.see("The accounts have changed meanwhile"));
    QVERIFY(!Person::sees(u"Code 1 of 1"_s));
    QVERIFY(Person::sees(u"Write 3 account(s)…"_s));
}

/// A sign-in that is answered meanwhile is a save, too.
void ExportFollowsTest::codesStayWhereNothingOfThemChanged()
{
    Scene scene;
    addTwo(scene);
    Scene::choose("google-migration-qr");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(u"Show the codes"_s));
    QVERIFY(scene.see("Code 1 of 1"));
    scene.open.session.notifyChanged();
    settle();
    QVERIFY(Person::sees(u"Code 1 of 1"_s));
}

void ExportFollowsTest::codesThatWereBeingDrawnAreLookedAtAgain()
{
    Scene scene;
    addTwo(scene);
    Scene::choose("google-migration-qr");
    QVERIFY(scene.answerWhoItIs());
    Person::key(Qt::Key_Return);
    QVERIFY(Person::press(u"Show the codes"_s));
    scene.open.add(support::entryOf("Late", "eve"));
    QVERIFY(scene.see("The accounts have changed meanwhile"));
    QVERIFY(Person::press(u"Show the codes"_s));
    QVERIFY(scene.see("Code 1 of 1"));
    settle();
    QVERIFY(Person::sees(u"Code 1 of 1"_s));
}

void ExportFollowsTest::asksAnewWhenTheKeysWereChanged()
{
    Scene scene;
    addTwo(scene);
    QVERIFY(scene.answerWhoItIs());
    vault::Vault& vault = scene.open.session.vault();
    const auto verification = scene.open.home.verify(vault);
    QVERIFY(verification);
    QVERIFY(
        vault.changeKeys(*verification, support::passphrase("other words"), support::SmallCosts));
    scene.open.session.notifyChanged();
    QVERIFY(scene.see("Continue…"));
    QVERIFY(!Person::sees(u"ACME"_s));
}

QTEST_MAIN(ExportFollowsTest)
#include "export_follows_test.moc"
