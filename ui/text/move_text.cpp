// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/text/move_text.h"

#include "ui/text/account_text.h"
#include "ui/text/translated.h"
#include "ui/text/visible_text.h"

#include <algorithm>
#include <array>

namespace ui::text {

namespace {

constexpr int LongestService = 30; ///< in a sentence: a word that cannot be broken makes it wide

struct MoveProgramRow
{
    std::string_view program;
    const char* title;
    const char* why;
};

constexpr std::array MoveProgramRows = {
    MoveProgramRow { vault::moveFrom::Authy, "Authy",
        QT_TRANSLATE_NOOP("ui::text",
            "No current app of Authy has an export. If you have a file that another tool saved "
            "earlier, the copy of your data that Authy hands out on request, or the app's data "
            "from a rooted phone, import that instead. Accounts of Authy's own kind (usually 7 "
            "digits, a new code every 10 seconds) move only if the service offers another "
            "authenticator app.") },
    MoveProgramRow { vault::moveFrom::Microsoft, "Microsoft Authenticator",
        QT_TRANSLATE_NOOP("ui::text",
            "The cloud backup of Microsoft Authenticator is no file that another program could "
            "read. Accounts for work or school that you approve in the app cannot be moved: set "
            "them up again. On the Microsoft page choose “I want to use a different authenticator "
            "app”; if that choice is missing, your organisation has switched it off. If you have "
            "the app's data from a rooted phone, import that instead.") },
    MoveProgramRow { vault::moveFrom::Duo, "Duo Mobile",
        QT_TRANSLATE_NOOP("ui::text",
            "What Duo Mobile restores from the cloud is no file that another program could read. "
            "Accounts that it shows codes for are moved as below. Accounts that only ask you to "
            "approve hold no secret for codes: ask whoever runs the service for another way to "
            "sign in, or leave them there.") },
};

const MoveProgramRow* rowOfProgram(std::string_view program)
{
    const auto* const row = std::ranges::find(MoveProgramRows, program, &MoveProgramRow::program);
    return row == MoveProgramRows.end() ? nullptr : row;
}

struct MoveStateRow
{
    vault::MoveState state;
    const char* words;
    const char* next; ///< %1 is the service, %2 the program
};

constexpr std::array MoveStateRows = {
    MoveStateRow { vault::MoveState::Waiting, QT_TRANSLATE_NOOP("ui::text", "still to be moved"),
        QT_TRANSLATE_NOOP("ui::text",
            "Sign in at %1, have it add or replace the authenticator app, and show the code that "
            "it shows to Countersign.") },
    MoveStateRow { vault::MoveState::Added,
        QT_TRANSLATE_NOOP("ui::text", "added here, not tested yet"),
        QT_TRANSLATE_NOOP("ui::text",
            "Type a code of the new account at %1. Keep the one in %2 until a code is taken.") },
    MoveStateRow { vault::MoveState::Tested,
        QT_TRANSLATE_NOOP("ui::text", "tested, the old one is still there"),
        QT_TRANSLATE_NOOP("ui::text",
            "Remove the old authenticator app at %1 if it is still listed there, then the account "
            "in %2.") },
    MoveStateRow { vault::MoveState::Done, QT_TRANSLATE_NOOP("ui::text", "moved"),
        QT_TRANSLATE_NOOP("ui::text", "%1 is moved. Nothing is left to be done for it.") },
    MoveStateRow { vault::MoveState::Stays, QT_TRANSLATE_NOOP("ui::text", "cannot be moved"),
        QT_TRANSLATE_NOOP("ui::text", "Keep %2 for %1 as long as you need it.") },
};

const MoveStateRow& rowOfMoveState(vault::MoveState state)
{
    const auto* const row = std::ranges::find(MoveStateRows, state, &MoveStateRow::state);
    Q_ASSERT(row != MoveStateRows.end());
    return *row;
}

} // namespace

QString moveProgramText(std::string_view program)
{
    const MoveProgramRow* const row = rowOfProgram(program);
    return row ? QString::fromUtf8(row->title)
               : visibleText(QString::fromUtf8(program.data(), qsizetype(program.size())));
}

QString whyNoExportText(std::string_view program)
{
    const MoveProgramRow* const row = rowOfProgram(program);
    return row ? translated(row->why) : QString();
}

QString moveStepsText(std::string_view program)
{
    return translated(QT_TRANSLATE_NOOP("ui::text",
                          "1. Write down below which accounts you have in %1.\n"
                          "2. Sign in at the service, with %1 as ever, and have it add another "
                          "authenticator app, or replace the one it knows.\n"
                          "3. Show the code that it shows to Countersign: “Add account now”.\n"
                          "4. Type a code of Countersign there, to see that it is taken.\n"
                          "5. Only then remove the old one, at the service and in %1."))
        .arg(moveProgramText(program));
}

QString moveTitle(const vault::MoveEntry& entry)
{
    return accountTitle(entry.service, entry.user);
}

QString moveStateText(vault::MoveState state)
{
    return translated(rowOfMoveState(state).words);
}

QString nextOfMoveText(const vault::MoveEntry& entry)
{
    const QString service = visibleText(entry.service, LongestService);
    const QString sentence = translated(rowOfMoveState(entry.state).next);
    return sentence.contains(QLatin1String("%2"))
        ? sentence.arg(service, moveProgramText(entry.program))
        : sentence.arg(service);
}

} // namespace ui::text
