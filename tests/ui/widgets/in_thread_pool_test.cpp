// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "tests/support/fail_on_warning.h"
#include "ui/widgets/in_thread_pool.h"

#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <memory>
#include <semaphore>

class InThreadPoolTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { support::failOnWarning(); }

    void worksElsewhereAndAnswersHere()
    {
        QObject page;
        QThread* const here = QThread::currentThread();
        bool workedElsewhere = false;
        std::unique_ptr<int> answer; // a value that can only be moved, like an open vault
        QThread* answeredOn = nullptr;
        ui::widgets::inThreadPool(
            &page,
            [here, &workedElsewhere] {
                workedElsewhere = QThread::currentThread() != here;
                return std::make_unique<int>(42);
            },
            [&](std::unique_ptr<int> value) {
                answer = std::move(value);
                answeredOn = QThread::currentThread();
            });
        QTRY_VERIFY(answer);
        QCOMPARE(*answer, 42);
        QVERIFY(workedElsewhere);
        QCOMPARE(answeredOn, here);
    }

    /// However fast the work is: whoever starts it goes on undisturbed.
    void neverAnswersBeforeItReturns()
    {
        QObject page;
        int answers = 0;
        constexpr int Starts = 500;
        for (int i = 0; i < Starts; ++i) {
            ui::widgets::inThreadPool(
                &page, [] { return 1; }, [&answers](int value) { answers += value; });
            QCOMPARE(answers, 0);
        }
        QTRY_COMPARE(answers, Starts);
        QTRY_VERIFY(page.children().isEmpty()); // nothing is left of them
    }

    void doesNotAnswerAPageThatIsGone()
    {
        auto page = std::make_unique<QObject>();
        auto gate = std::make_shared<std::binary_semaphore>(0); // held by the work and the test
        bool answered = false;
        ui::widgets::inThreadPool(
            page.get(),
            [gate] {
                gate->acquire();
                return 1;
            },
            [&answered](int) { answered = true; });
        page.reset();
        gate->release();
        QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
        QCoreApplication::processEvents();
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(InThreadPoolTest)
#include "in_thread_pool_test.moc"
