// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/memory_scan.h"
#include "tests/support/person.h"
#include "ui/widgets/passphrase_edit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QVBoxLayout>

using support::Person;
using ui::widgets::PassphraseEdit;

class PassphraseEditTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_window = std::make_unique<QWidget>();
        auto* column = new QVBoxLayout(m_window.get());
        auto* label = new QLabel(QStringLiteral("&Passphrase"));
        m_field = new PassphraseEdit(QStringLiteral("Passphrase"));
        label->setBuddy(m_field);
        column->addWidget(label);
        column->addWidget(m_field);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        m_field->setFocus();
    }
    void cleanup() { m_window.reset(); }

    void givesWhatWasTypedOnceAndIsEmptyThen();
    void keepsBlanksAndOtherScripts();
    void hidesUntilAskedToShow();
    void isReachedAndShownByKeyboard();
    void isReachedByTheKeyOfItsLabel();
    void nothingCanBeSelectedWhileShown();
    void enterSubmits();
    void leavesNoCopyInMemory();
    void whatIsShownLeavesNotEvenItsBeginning();
    void generatedTextLeavesNoCopyEither();

private:
    std::unique_ptr<QWidget> m_window;
    PassphraseEdit* m_field = nullptr;
};

void PassphraseEditTest::givesWhatWasTypedOnceAndIsEmptyThen()
{
    QSignalSpy edited(m_field, &PassphraseEdit::edited);
    Person::type(QStringLiteral("correct horse"));
    QCOMPARE(edited.size(), 13);
    QVERIFY(!m_field->isEmpty());

    const auto copy = m_field->copyText();
    QVERIFY(copy);
    QCOMPARE(copy->text(), std::string_view("correct horse"));
    QVERIFY(!m_field->isEmpty());

    const auto taken = m_field->takeText();
    QVERIFY(taken);
    QCOMPARE(taken->text(), std::string_view("correct horse"));
    QVERIFY(m_field->isEmpty());
    QVERIFY(m_field->takeText()->isEmpty());
}

void PassphraseEditTest::keepsBlanksAndOtherScripts()
{
    Person::type(QStringLiteral(" ключ 열쇠 "));
    const auto taken = m_field->takeText();
    QVERIFY(taken);
    QCOMPARE(taken->text(), std::string_view(" ключ 열쇠 "));
}

void PassphraseEditTest::hidesUntilAskedToShow()
{
    Person::type(QStringLiteral("hidden"));
    QVERIFY(!Person::sees(QStringLiteral("hidden")));
    QVERIFY(Person::press(QStringLiteral("Show what is typed")));
    QVERIFY(Person::sees(QStringLiteral("hidden")));
    QVERIFY(Person::press(QStringLiteral("Hide what is typed")));
    QVERIFY(!Person::sees(QStringLiteral("hidden")));
    QCOMPARE(m_field->takeText()->text(), std::string_view("hidden"));
}

void PassphraseEditTest::isReachedAndShownByKeyboard()
{
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
    QVERIFY(Person::tabTo(QStringLiteral("Show what is typed")));
    Person::key(Qt::Key_Space);
    QVERIFY(m_field->isShown());
}

/// And is no stop of its own on the way round by Tab.
void PassphraseEditTest::isReachedByTheKeyOfItsLabel()
{
    Person::key(Qt::Key_Tab);
    QCOMPARE(Person::focused(), QStringLiteral("Show what is typed"));
    Person::key(Qt::Key_P, Qt::AltModifier);
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
    Person::key(Qt::Key_Tab, Qt::ShiftModifier);
    QCOMPARE(Person::focused(), QStringLiteral("Show what is typed"));
    Person::key(Qt::Key_Tab);
    QCOMPARE(Person::focused(), QStringLiteral("Passphrase"));
}

void PassphraseEditTest::nothingCanBeSelectedWhileShown()
{
    m_field->setShown(true);
    Person::type(QStringLiteral("secret"));
    Person::key(Qt::Key_A, Qt::ControlModifier);
    Person::key(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QStringLiteral("secret")));
    QVERIFY(!m_field->findChild<QLineEdit*>()->hasSelectedText());
}

void PassphraseEditTest::enterSubmits()
{
    QSignalSpy submitted(m_field, &PassphraseEdit::submitted);
    Person::key(Qt::Key_Return);
    QCOMPARE(submitted.size(), 1);
}

void PassphraseEditTest::leavesNoCopyInMemory()
{
    const support::ScrambledText secret("zephyr-quartz-meadow-1987");
    for (std::size_t i = 0; i < secret.size(); ++i)
        Person::type(QString(QLatin1Char(secret.at(i))));
    QVERIFY(secret.occurrencesUtf16() > 0);
    {
        const auto taken = m_field->takeText();
        QVERIFY(taken);
        QCOMPARE(taken->size(), secret.size());
        QVERIFY(secret.occurrencesUtf8() > 0);
    }
    QCOMPARE(secret.occurrencesUtf8(), 0);
    QCOMPARE(secret.occurrencesUtf16(), 0);
}

/// Of what is shown the field keeps a copy for display, and frees one at each key.
void PassphraseEditTest::whatIsShownLeavesNotEvenItsBeginning()
{
    const support::ScrambledText beginning("walrus-copper");
    const support::ScrambledText rest("-lighthouse-4711-eiderdown-frigate");
    m_field->setShown(true);
    for (const support::ScrambledText* part : { &beginning, &rest }) {
        for (std::size_t i = 0; i < part->size(); ++i)
            Person::type(QString(QLatin1Char(part->at(i))));
    }
    QCOMPARE(beginning.occurrencesUtf16(), 2); // the text, and what is displayed
    m_field->setShown(false);
    QCOMPARE(beginning.occurrencesUtf16(), 1);
    m_field->setShown(true);
    m_field->wipe();
    QCOMPARE(beginning.occurrencesUtf16(), 0);
}

void PassphraseEditTest::generatedTextLeavesNoCopyEither()
{
    const support::ScrambledText secret("fjord-waltz-umbrella-2046");
    {
        auto bytes = crypto::SecretBytes::ofSize(secret.size());
        QVERIFY(bytes);
        for (std::size_t i = 0; i < secret.size(); ++i)
            bytes->bytes()[i] = static_cast<std::uint8_t>(secret.at(i));
        m_field->setText(bytes->text());
    }
    QVERIFY(secret.occurrencesUtf16() > 0);
    m_field->wipe();
    QCOMPARE(secret.occurrencesUtf8(), 0);
    QCOMPARE(secret.occurrencesUtf16(), 0);
}

QTEST_MAIN(PassphraseEditTest)
#include "passphrase_edit_test.moc"
