// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "tests/support/person.h"
#include "ui/widgets/message_banner.h"

#include <QLabel>
#include <QVBoxLayout>

using support::Person;
using ui::widgets::MessageBanner;

class MessageBannerTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        support::failOnWarning();
        m_window = std::make_unique<QWidget>();
        m_window->resize(360, 200);
        auto* column = new QVBoxLayout(m_window.get());
        m_banner = new MessageBanner;
        column->addWidget(m_banner);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void isNotThereWithoutAMessage() { QVERIFY(!m_banner->isVisible()); }

    void tellsWhatHappenedAndWhatToDo()
    {
        m_banner->showError(
            QStringLiteral("The file is damaged."), QStringLiteral("Use a backup."));
        QTRY_VERIFY(Person::sees(QStringLiteral("The file is damaged.")));
        QVERIFY(Person::sees(QStringLiteral("Use a backup.")));
        QCOMPARE(
            support::spokenName(m_banner), QStringLiteral("The file is damaged. Use a backup."));
        m_banner->clear();
        QVERIFY(!Person::sees(QStringLiteral("damaged")));
    }

    void neverTakesTextForMarkup()
    {
        m_banner->showNote(QStringLiteral("<b>bold</b> & more"));
        QTRY_VERIFY(Person::sees(QStringLiteral("<b>bold</b>")));
        for (const auto* label : m_banner->findChildren<QLabel*>()) {
            if (!label->text().isEmpty())
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

private:
    std::unique_ptr<QWidget> m_window;
    MessageBanner* m_banner = nullptr;
};

QTEST_MAIN(MessageBannerTest)
#include "message_banner_test.moc"
