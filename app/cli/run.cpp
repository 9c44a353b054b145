// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/run.h"

#include "app/cli/add_options.h"
#include "app/cli/aftercare.h"
#include "app/cli/display.h"
#include "app/cli/help.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

/// Straight to the descriptor: the buffer of a stream would keep a copy that nobody wipes.
bool print(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

int printText(const QString& text)
{
    const bool isPrinted = print(text.toStdString());
    return static_cast<int>(isPrinted ? ExitStatus::Done : ExitStatus::Failed);
}

void printErrorDocument(const Failure& failure)
{
    WipedText text;
    JsonWriter json(text);
    json.beginObject();
    json.key("error").beginObject();
    json.member("code", codeName(failure));
    json.member("message", failure.message);
    json.member("next", failure.next);
    if (failure.moreMembers)
        failure.moreMembers(json);
    json.endObject();
    if (failure.besideError)
        failure.besideError(json);
    json.endObject();
    text << "\n";
    print(text.view());
}

int fail(const Failure& failure, bool isJson)
{
    if (isJson)
        printErrorDocument(failure);
    std::fprintf(stderr, "countersign-cli: %s\n", qUtf8Printable(failure.message));
    if (!failure.next.isEmpty())
        std::fprintf(stderr, "%s\n", qUtf8Printable(failure.next));
    return static_cast<int>(failure.status);
}

/// What can be told from the options alone, and has to be before a display is looked for.
Outcome<void> checkOptions(const Arguments& arguments)
{
    return arguments.verb->handler == runAdd ? checkAddOptions(arguments) : Outcome<void>();
}

/// The display process that the options call for; it has to be there before anything else is.
Outcome<std::optional<Display>> startDisplay(const Arguments& arguments)
{
    std::optional<Display::Task> task;
    if (arguments.has("screen"_L1))
        task = Display::Task::Screen;
    else if (arguments.has("clipboard"_L1))
        task = Display::Task::Clipboard;
    else if (arguments.has("copy"_L1))
        task = Display::Task::HoldCode;
    if (!task)
        return std::optional<Display>();
    Outcome<Display> display = Display::start(*task);
    if (!display)
        return display.error();
    return std::optional(std::move(*display));
}

int runVerb(const Arguments& arguments, std::optional<Display> display, crypto::SecureHeap heap)
{
    Session session(arguments, std::move(display), heap);
    Outcome<void> done = session.readPassphraseLine();
    if (done)
        done = arguments.verb->handler(session, arguments);
    if (!done)
        return fail(done.error(), session.isJson());
    if (session.isJson() && !session.isFileSent())
        session.out() << "\n";
    if (print(session.out().view())) {
        takeCare(session);
        return static_cast<int>(session.status());
    }
    return fail(failed({ base::ErrorCode::CannotWrite, "standard output",
                    { "-", "standard output is closed or full" } }),
        false);
}

QStringList wordsOf(int argc, char** argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QFile::decodeName(argv[i]));
    return words;
}

} // namespace

int run(int argc, char** argv, crypto::SecureHeap heap)
{
    const QStringList words = wordsOf(argc, argv);
    const Outcome<Arguments> arguments = parseCommandLine(words, verbs());
    if (!arguments)
        return fail(arguments.error(), words.contains(u"--json"_s));
    if (arguments->has("version"_L1))
        return printText(QStringLiteral("countersign-cli " COUNTERSIGN_VERSION "\n"));
    if (arguments->has("help"_L1))
        return printText(helpText(verbs(), arguments->verbWords));

    if (const Outcome<void> checked = checkOptions(*arguments); !checked)
        return fail(checked.error(), arguments->has("json"_L1));
    Outcome<std::optional<Display>> display = startDisplay(*arguments);
    if (!display)
        return fail(display.error(), arguments->has("json"_L1));
    const QCoreApplication application(argc, argv);
    return runVerb(*arguments, std::move(*display), heap);
}

} // namespace cli
