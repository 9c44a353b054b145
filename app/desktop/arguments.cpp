// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/desktop/arguments.h"

#include <QCoreApplication>

#include <cstring>

namespace desktop {
namespace {

constexpr std::string_view VaultOption = "--vault";

bool isOption(std::string_view argument)
{
    return argument.starts_with('-');
}

base::Error notUnderstood(std::string_view argument)
{
    return { base::ErrorCode::InvalidField, "command line", { "argument", std::string(argument) } };
}

/// The link's copy in locked memory; what stood in the command line is gone in any case.
base::Result<crypto::SecretBytes> takeLink(char* argument)
{
    const std::size_t length = std::strlen(argument);
    auto link = length <= LongestLink
        ? crypto::SecretBytes::copyOf(std::string_view(argument, length))
        : base::Error { base::ErrorCode::TooLarge, "command line", { "link", "64 KiB" } };
    crypto::cleanse({ reinterpret_cast<std::uint8_t*>(argument), length });
    return link;
}

} // namespace

base::Result<Arguments> takeArguments(int argc, char** argv)
{
    Arguments arguments;
    base::Result<void> outcome;
    // To the end in any case: every link has to be overwritten, also after something wrong.
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument == "--help" || argument == "-h") {
            arguments.wish = Arguments::Wish::ShowHelp;
        } else if (argument == "--version") {
            arguments.wish = Arguments::Wish::ShowVersion;
        } else if (argument == "--sandbox") {
            arguments.isSandbox = true;
        } else if (argument == VaultOption && i + 1 < argc && !isOption(argv[i + 1])) {
            arguments.vaultPath = argv[++i];
        } else if (argument.starts_with("--vault=") && argument.size() > VaultOption.size() + 1) {
            arguments.vaultPath = argument.substr(VaultOption.size() + 1);
        } else if (isOption(argument)) {
            outcome = notUnderstood(argument);
        } else {
            auto link = takeLink(argv[i]);
            if (link && arguments.link.isEmpty())
                arguments.link = std::move(*link);
            else
                outcome = link ? notUnderstood({}) : link.error();
        }
    }
    if (outcome && arguments.isSandbox && !arguments.vaultPath.empty())
        outcome = notUnderstood("--vault"); // the sandbox has a vault of its own
    if (!outcome)
        return outcome.error();
    return arguments;
}

QString helpText()
{
    return QCoreApplication::translate("desktop",
        "Usage: countersign [--vault FILE | --sandbox] [LINK]\n"
        "\n"
        "Opens the window of Countersign, or brings the open one to the front.\n"
        "\n"
        "  --vault FILE  use this vault instead of the usual one\n"
        "  --sandbox     try push sign-ins with a service on this computer and a vault\n"
        "                that is gone at the end\n"
        "  --version     print the version and end\n"
        "  -h, --help    print this and end\n"
        "\n"
        "LINK is an otpauth:, otpauth-migration: or oktaverify: link to add. Every user\n"
        "of this computer can read the arguments of programs: rather paste it into the\n"
        "window.\n");
}

} // namespace desktop
