// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/arguments.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

base::Error mistake(const QString& sentence)
{
    return { base::ErrorCode::InvalidField, "reading the command line",
        { sentence.toStdString() } };
}

base::Result<quint16> portOf(const QString& text)
{
    bool isNumber = false;
    const ushort port = text.toUShort(&isNumber);
    if (!isNumber)
        return mistake(u"a port is a number from 0 to 65535, not “%1”"_s.arg(text));
    return port;
}

base::Result<void> takeValue(const QString& name, const QString& value, Arguments& arguments)
{
    if (name == "--protocols"_L1) {
        if (value != "okta"_L1)
            return mistake(u"--protocols: only “okta” is spoken yet"_s);
        return {};
    }
    if (name == "--state"_L1) {
        arguments.stateFile = value;
        return {};
    }
    const auto port = portOf(value);
    if (!port)
        return port.error();
    (name == "--port"_L1 ? arguments.httpsPort : arguments.httpPort) = *port;
    return {};
}

} // namespace

base::Result<Arguments> readArguments(const QStringList& words)
{
    static const QStringList WithValue = { u"--port"_s, u"--http-port"_s, u"--protocols"_s,
        u"--state"_s };
    Arguments arguments;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString name = words[i].section(u'=', 0, 0);
        if (words[i] == "--help"_L1 || words[i] == "-h"_L1) {
            arguments.wish = Arguments::Wish::ShowHelp;
        } else if (words[i] == "--version"_L1) {
            arguments.wish = Arguments::Wish::ShowVersion;
        } else if (words[i] == "--until-eof"_L1) {
            arguments.untilEof = true;
        } else if (words[i] == "--json"_L1) {
            continue; // what is printed is JSON either way
        } else if (WithValue.contains(name)) {
            const bool joined = words[i].contains(u'=');
            if (!joined && i + 1 == words.size())
                return mistake(u"%1 wants a value"_s.arg(name));
            const QString value = joined ? words[i].section(u'=', 1) : words[++i];
            if (const auto taken = takeValue(name, value, arguments); !taken)
                return taken.error();
        } else {
            return mistake(u"“%1” is not understood"_s.arg(words[i]));
        }
    }
    return arguments;
}

QString helpText()
{
    return u"usage: countersign-sandbox [--port N] [--http-port N] [--protocols okta] [--state "
           u"FILE]\n"
           "                           [--until-eof] [--json]\n"
           "\n"
           "A factor service of your own, for trying and testing: it answers on 127.0.0.1 only, "
           "prints\n"
           "one line of JSON when it is ready, and runs until it is told to end (SIGTERM, "
           "Ctrl+C).\n"
           "\n"
           "  --port N         port of the encrypted address; 0, the default, is any free one\n"
           "  --http-port N    port of the unencrypted address, for browsers and scripts\n"
           "  --protocols LIST protocols to speak; only “okta” so far\n"
           "  --state FILE     keep users, factors and devices in this file\n"
           "  --until-eof      run until standard input closes\n"
           "  --json           accepted for the other programs' sake: the line is JSON either way\n"
           "  --help, --version\n"_s;
}

} // namespace sandbox
