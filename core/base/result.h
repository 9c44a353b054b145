// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QtGlobal>

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace base {

/// Every way an operation of core can fail, one list for the whole program. What the user reads is
/// made from it by ui/text; what scripts read (exit status, JSON code) by app/cli.
enum class ErrorCode {
    // Input the user can correct
    InvalidField, ///< arguments: field, the value as given (never of a secret), what is allowed
    MissingField, ///< arguments: field
    ConflictingField, ///< arguments: field that was given twice with different values
    NotRecognised, ///< text or file of no known kind
    Unsupported, ///< known, but cannot be used here; arguments: kind
    TooLarge, ///< arguments: what, the limit
    PinNeeded, ///< the code needs a PIN
    EmptyPassphrase,
    PassphraseTooLong,
    PassphraseNotText, ///< not UTF-8, or code points no version of Unicode has assigned
    WeakPassphrase,
    RecoveryKeyMistyped, ///< checksum or form wrong; arguments: what is wrong
    // Pictures
    PictureUnreadable,
    PictureTooLarge, ///< arguments: megapixels, the limit
    NoCodeFound,
    CaptureFailed, ///< the screen or clipboard gave no picture
    CaptureRefused, ///< the desktop shows this process the screen no more, but a new one
    // Finding things
    NoMatch, ///< arguments: the query
    Ambiguous, ///< arguments: the query, then the matches
    NothingToDo,
    // The vault
    WrongPassphrase, ///< also a wrong recovery key: no slot opens
    VerificationFailed,
    Damaged, ///< arguments: which part
    NewerVersion,
    VaultExists,
    VaultMissing,
    LastSlot, ///< the last passphrase or recovery key cannot be removed
    CounterExhausted,
    Locked,
    Busy, ///< another program is saving the vault
    OlderCopy, ///< this computer has seen newer saves of the vault
    KeysChanged, ///< another program gave the vault new keys
    UnknownKeys, ///< this computer knows the vault with other keys
    OtherVault, ///< another vault stands in this one's place
    VaultFull, ///< arguments: how many accounts it can hold
    // Files
    CannotRead, ///< arguments: path, the system's reason
    CannotWrite, ///< arguments: path, the system's reason
    DiskFull, ///< arguments: path
    ReadOnly, ///< arguments: path
    FileExists, ///< arguments: path
    // The way to a server
    NetworkUnreachable, ///< arguments: host
    NetworkTimeout, ///< arguments: host
    ProxyRefused, ///< the system's proxy wants a name and a password, or does not pass it on
    TlsUntrusted, ///< arguments: host, the flaw by its name in net::TlsFlaw
    TlsChanged, ///< arguments: host, fingerprint that is trusted, fingerprint that was shown
    NotEncrypted, ///< an http:// address of another computer; arguments: host
    RedirectRefused, ///< arguments: host, the host it points to
    // What a server says
    ResponseTooLarge, ///< arguments: host, the limit
    NotUnderstood, ///< an answer that is not what the protocol says; arguments: host
    ServerError, ///< arguments: status, the server's text
    ServerRefused, ///< arguments: status, the server's text
    RateLimited, ///< arguments: seconds to wait
    SignInFailed, ///< in the browser; arguments: the server's text
    PortsBusy, ///< nothing can wait for the browser's answer; arguments: the ports
    // Requests and registrations
    ConsentNeeded,
    SignatureRefused, ///< a request that does not prove where it comes from; arguments: reason
    RequestExpired,
    AnsweredElsewhere,
    AnswerUnknown, ///< sent, and it is not known whether it arrived
    RegistrationRemoved, ///< by the server's administrator
    RegistrationSuspended,
    ClockWrong, ///< arguments: seconds this computer is off
    // Machine
    OutOfMemory,
    SecureHeapFull,
    RandomFailed,
    CryptoFailed,
    Cancelled,
};

/// Why something failed. `context` is short English for logs and never holds a secret, a name of
/// an account, or a link. `arguments` are the values that the sentence for the user needs.
struct Error
{
    ErrorCode code;
    std::string context = {};
    std::vector<std::string> arguments = {};

    bool operator==(const Error&) const = default;
};

/// A value or the Error that prevented it; the member names are those of std::expected, which the
/// compilers of Debian 12 do not offer in C++20. Ignoring one is a compiler warning. A program
/// whose failures carry more than an Error names its own type `E`.
template <typename T, typename E = Error> class [[nodiscard]] Result
{
public:
    using value_type = T;

    Result(T value) // NOLINT(google-explicit-constructor): `return value;` reads as it should
        : m_state(std::in_place_index<0>, std::move(value))
    { }
    Result(E error) // NOLINT(google-explicit-constructor)
        : m_state(std::in_place_index<1>, std::move(error))
    { }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    T& value() &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T& value() const&
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() && { return std::move(value()); }

    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(value()); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const E& error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, E> m_state;
};

/// Success without a value: `return {};`.
template <typename E> class [[nodiscard]] Result<void, E>
{
public:
    using value_type = void;

    Result() = default;
    Result(E error) // NOLINT(google-explicit-constructor)
        : m_error(std::move(error))
    { }

    bool has_value() const { return !m_error; }
    explicit operator bool() const { return has_value(); }

    const E& error() const
    {
        Q_ASSERT(m_error);
        return *m_error;
    }

private:
    std::optional<E> m_error;
};

} // namespace base
