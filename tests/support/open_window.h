// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "tests/support/idle_watch.h"
#include "tests/support/open_session.h"
#include "ui/backup/backup_keeper.h"
#include "ui/shell/main_window.h"

#include <QTest>
#include <QThreadPool>

namespace support {

/// The window over an empty vault that is open, in front of somebody.
struct OpenWindow
{
    OpenSession open;
    settings::AppSettings settings { open.home.folder() + "/settings.ini" };
    ui::backup::BackupKeeper keeper { open.session, settings };
    IdleWatch push { open.session };
    ui::shell::MainWindow window { { open.session, settings, keeper, push.watch, open.clock(),
        [] { return SmallCosts; } } };

    OpenWindow()
    {
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window does not come up");
    }
    ~OpenWindow() { QThreadPool::globalInstance()->waitForDone(); }

    template <typename Part> Part& part() const
    {
        auto* const found = window.findChild<Part*>();
        if (!found)
            qFatal("no such part of the window");
        return *found;
    }
    /// What of a page is in sight; null: nothing.
    template <typename Part> static Part* shown(const QWidget& page)
    {
        for (Part* const one : page.findChildren<Part*>()) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    /// What lies under the pointer in the middle: that is what a drop reaches first.
    QWidget& middle() { return *window.childAt(window.rect().center()); }
    std::size_t accounts() const { return open.session.vault().accounts().size(); }
};

} // namespace support
