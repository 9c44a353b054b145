// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/terminal.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace cli {

namespace {

constexpr std::size_t LongestLine = 4096;

constexpr cc_t CtrlC = 0x03;

/// Typing is not shown while this lives. Signals from keys are off too: Ctrl-C ends the line, as
/// its last character, so that the terminal cannot be left behind without echo.
class SilentTerminal
{
public:
    SilentTerminal()
    {
        m_isTerminal = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        struct termios silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        silent.c_cc[VEOL] = CtrlC;
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;
    ~SilentTerminal()
    {
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    struct termios m_before = {};
    bool m_isTerminal = false;
};

void print(const QString& text)
{
    std::fputs(qUtf8Printable(text), stderr);
}

base::Error cancelled()
{
    return { base::ErrorCode::Cancelled, "prompt" };
}

} // namespace

bool canAsk()
{
    return ::isatty(STDIN_FILENO) == 1;
}

bool outputIsTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

base::Result<crypto::SecretBytes> askSecret(const QString& question)
{
    base::Result<crypto::SecretBytes> line = crypto::SecretBytes::ofSize(LongestLine);
    if (!line)
        return line;
    const SilentTerminal silent; // before the question: some people type ahead
    print(question + QStringLiteral(": "));
    std::size_t size = 0;
    while (size < LongestLine) {
        std::uint8_t* next = line->bytes().data() + size;
        const ssize_t count = ::read(STDIN_FILENO, next, 1);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0 || *next == CtrlC) {
            print(QStringLiteral("\n"));
            return cancelled();
        }
        if (*next == '\n')
            break;
        ++size;
    }
    print(QStringLiteral("\n"));
    line->truncate(size);
    return line;
}

base::Result<QString> askLine(const QString& question)
{
    print(question);
    std::array<char, 256> line = {};
    if (!std::fgets(line.data(), line.size(), stdin))
        return cancelled();
    return QString::fromUtf8(line.data()).trimmed();
}

} // namespace cli
