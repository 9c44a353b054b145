// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/backup/backup_store.h"
#include "tests/support/answers.h"
#include "tests/support/open_session.h"
#include "ui/push/journal_page.h"

namespace support {

/// A vault with two accounts that answer sign-in requests, and the page of its journal.
class JournalScene
{
public:
    OpenSession open;
    Answers answers;
    QTemporaryDir folder; ///< for exports
    vault::Id alice = open.addPush(QStringLiteral("ACME"), QStringLiteral("alice"));
    vault::Id bob = open.addPush(QStringLiteral("Bank"), QStringLiteral("bob"));
    std::unique_ptr<ui::push::JournalPage> page;

    JournalScene() { open.clock().time = answers.now + std::chrono::hours(1); }

    vault::Vault& vault() { return open.session.vault(); }
    void record(const vault::JournalEntry& entry)
    {
        if (!vault().record(entry))
            qFatal("cannot record");
        open.session.notifyChanged();
        settle();
    }
    void answer(std::string_view name, vault::JournalDecision decision, vault::JournalResult result,
        const vault::Id& account)
    {
        record(answers.entry(name, decision, account));
        record(answers.ending(name, result, account));
    }
    /// An approval, a denial of unknown outcome, a "not me" of another account, one that ran out.
    void answerAll()
    {
        using enum vault::JournalDecision;
        answer("1", Approve, vault::JournalResult::Approved, alice);
        record(answers.entry("2", Deny, alice));
        auto notMe = answers.entry("3", Report, bob);
        notMe.service = QStringLiteral("Bank");
        record(notMe);
        record(answers.ending("3", vault::JournalResult::Reported, bob));
        record(answers.ending("4", vault::JournalResult::Expired, alice));
    }
    ::backup::Place place() const
    {
        return ::backup::placeOf(open.session.vault().file(), open.session.vault().id(), {}, {});
    }
    void backUp()
    {
        if (!::backup::make(place(), *vault().backupImage(), open.clock().time))
            qFatal("cannot back up");
    }
    base::Bytes file() const { return contentsOf(open.home.path()); }
    /// The vault as it was then takes the place of the present one, and is opened.
    void goBackTo(const base::Bytes& former)
    {
        open.session.lock();
        open.home.write(former);
        auto opened = open.home.open();
        if (!opened)
            qFatal("cannot open");
        open.session.open(std::move(*opened));
    }

    void show(const QSize& size = { 480, 680 })
    {
        begin(size);
        if (!QTest::qWaitForWindowActive(page.get()))
            qFatal("the page does not come up");
        settle();
    }
    /// The page before any event has reached it.
    void begin(const QSize& size = { 480, 680 })
    {
        page = std::make_unique<ui::push::JournalPage>(
            open.session, open.clock(), [this] { return std::optional(place()); });
        page->resize(size);
        page->show();
        page->activateWindow();
        page->setFocus();
    }
    ui::push::JournalReader& reader() const { return *page->findChild<ui::push::JournalReader*>(); }
    /// Waits until what was saved is on the page.
    void settle()
    {
        if (page && !QTest::qWaitFor([this] { return !reader().isReading(); }))
            qFatal("the journal is not read");
    }
};

} // namespace support
