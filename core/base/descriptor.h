// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <cerrno>
#include <utility>

namespace base {

/// Repeats a system call while signals interrupt it.
template <typename Call> auto uninterrupted(Call call)
{
    auto answer = call();
    while (answer == -1 && errno == EINTR)
        answer = call();
    return answer;
}

/// An open file that is closed on every way out; close() tells whether that worked.
class Descriptor
{
public:
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(Descriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) { }
    Descriptor& operator=(Descriptor&& other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();
    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    /// Linux closes the descriptor also when it answers EINTR: never repeated, and no failure.
    bool close();

private:
    int m_fd;
};

} // namespace base
