// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/person.h"
#include "tests/support/push_desk.h"
#include "ui/push/answer_bar.h"
#include "ui/push/inbox_page.h"

#include <QThreadPool>

namespace support {

/// The page of requests on a screen, and somebody in front of it.
struct InboxScene
{
    PushDesk desk;
    ui::push::InboxPage page { desk.watch, desk.open.session, desk.open.clock() };

    explicit InboxScene(int accounts = 1) : desk(accounts)
    {
        page.resize(480, 680);
        page.show();
        page.activateWindow();
        page.setFocus();
        if (!QTest::qWaitForWindowActive(&page))
            qFatal("the page does not come up");
    }
    ~InboxScene() { QThreadPool::globalInstance()->waitForDone(); }

    /// Until approving is possible.
    void look() { desk.timers.advance(ui::push::AnswerBar::Pause); }
    /// What was put off to the next turn of the event loop.
    void settle() { desk.timers.advance(std::chrono::milliseconds(0)); }
    const std::vector<ScriptedProtocol::Answer>& answers() const { return desk.protocol->answers; }

    /// What somebody could send who wants to push the buttons away or to be taken for another.
    push::Challenge hostile() const
    {
        push::Challenge challenge = desk.challenge(QStringLiteral("x"));
        const QString turned = QStringLiteral("\u202Emoc.knab\u202C\u0007\r\n\u2066");
        const QString run = turned + QString(4'000, u'W');
        challenge.application = run;
        challenge.text = turned + QStringLiteral("Pay 5 \u20ac\n\n\n\n\n\n\n\n\n\n").repeated(250);
        challenge.origin.place = run;
        challenge.origin.client = run;
        challenge.origin.address = run;
        challenge.warnings = { { push::WarningKind::HighRisk, run },
            { push::WarningKind::Unusual, run } };
        return challenge;
    }
};

} // namespace support
