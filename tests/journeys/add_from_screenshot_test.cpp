// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/journeys/unlocked.h"
#include "tests/support/page_picture.h"

#include <QApplication>
#include <QClipboard>

using support::Person;

/// A site shows a code; the screenshot of its page is on the clipboard.
class AddFromScreenshotTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }
    void cleanup()
    {
        if (QTest::currentTestFailed())
            Person::saveShot(QStringLiteral("add-from-screenshot-failed"));
        m_computer.reset();
    }

    void tryTheCodeThenSave();
    void severalCodesArePickedFrom();
    void aDuplicateIsAskedAbout();

private:
    /// Puts the picture on the clipboard and lets the program look at it.
    void paste(const std::vector<std::string_view>& texts)
    {
        QApplication::clipboard()->setImage(support::pagePicture(texts));
        Person::key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    }

    std::optional<journeys::Computer> m_computer;
};

void AddFromScreenshotTest::tryTheCodeThenSave()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    paste({ support::GitHubLink });
    QTRY_VERIFY(Person::sees(QStringLiteral("Try it at the site")));
    // The secret is that of RFC 6238, so the code is known before anything is saved.
    QVERIFY(Person::sees(QStringLiteral("Code 081 804")));
    QVERIFY(Person::saveShot(QStringLiteral("add-1-card")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("GitHub, alice, code 081 804")));
    QCOMPARE(journeys::codeOf(*m_computer, QStringLiteral("GitHub")), QStringLiteral("081 804"));
    QVERIFY(Person::saveShot(QStringLiteral("add-2-list")));

    m_computer->clock().time += std::chrono::seconds(30);
    const QString next = journeys::codeOf(*m_computer, QStringLiteral("GitHub"));
    QVERIFY(next != QStringLiteral("081 804"));
    QTRY_VERIFY(Person::sees(QStringLiteral("GitHub, alice, code ") + next));
}

void AddFromScreenshotTest::severalCodesArePickedFrom()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    paste({ support::GitHubLink, support::BankLink, support::WifiText });
    QTRY_VERIFY(Person::sees(QStringLiteral("Add Bank alice")));
    QVERIFY(Person::tabTo(QStringLiteral("Add GitHub alice")));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::saveShot(QStringLiteral("add-3-pick-list")));
    QVERIFY(Person::tabTo(QStringLiteral("Add Bank alice")));
    Person::tab();
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(Person::sees(QStringLiteral("Bank, alice, code")));
    QVERIFY(!Person::sees(QStringLiteral("GitHub")));
    QCOMPARE(m_computer->program().session().vault().accounts().size(), std::size_t { 2 });
}

void AddFromScreenshotTest::aDuplicateIsAskedAbout()
{
    m_computer.emplace();
    QVERIFY(journeys::unlock(*m_computer));
    constexpr std::string_view Same = "otpauth://totp/Example:alice%40example.com"
                                      "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Example";
    paste({ Same });
    QTRY_VERIFY(Person::sees(QStringLiteral("You have this account already.")));
    QVERIFY(Person::saveShot(QStringLiteral("add-4-duplicate")));
    Person::key(Qt::Key_Return); // not answered yet: nothing happens
    QVERIFY(Person::sees(QStringLiteral("You have this account already.")));
    QVERIFY(Person::tabTo(QStringLiteral("Skip: leave the vault as it is")));
    Person::key(Qt::Key_Down);
    Person::key(Qt::Key_Down);
    QCOMPARE(Person::focused(), QStringLiteral("Keep both: add it once more"));
    Person::key(Qt::Key_Space);
    QVERIFY(Person::tabTo(QStringLiteral("Issuer")));
    Person::key(Qt::Key_Return);
    QTRY_VERIFY(!Person::sees(QStringLiteral("You have this account already.")));
    QCOMPARE(m_computer->program().session().vault().accounts().size(), std::size_t { 2 });
}

QTEST_MAIN(AddFromScreenshotTest)
#include "add_from_screenshot_test.moc"
