// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/origin_verdict.h"
#include "core/vault/journal.h"

#include <QString>

#include <string>
#include <vector>

namespace push {

/// How a number ties the request to the page that asked for it.
enum class NumberMode {
    None,
    Choose, ///< one of several that the request brings
    Type, ///< read from the page and typed here
    Show, ///< shown here, to be typed at the service
};

struct NumberCheck
{
    NumberMode mode = NumberMode::None;
    std::vector<QString> choices = {}; ///< Choose: texts in the server's order; "07" is not "7"
    int digits = 0; ///< Type: how many; 0: the service does not say
    QString shown = {}; ///< Show

    bool operator==(const NumberCheck&) const = default;
};

/// Whether the service wants the user verified for an approval.
enum class VerificationWish { None, Preferred, Required };

/// What the request's own signature is worth.
enum class SignatureState {
    Verified, ///< by a key of the stored server
    NotSigned, ///< the protocol signs none; the connection alone vouches for it
    Refused,
};

/// Why a request can be seen here, and not approved.
enum class ApprovalBar {
    None, ///< it can be approved
    NumberCheck, ///< it needs a number check whose answer this server does not say how to give
    VerificationKey, ///< it needs a key that only verification opens, and there is none
    Signature, ///< it could not be verified
    NotSupported, ///< a kind of request this registration was not made for
};

/// What the user is to know besides, each a sentence of ui/text.
enum class WarningKind {
    HighRisk, ///< the service's own judgement; text: its word
    UnusualDevice,
    UnusualPlace,
    Unusual, ///< text: the service's word for it
    NotEncrypted, ///< the server is reached by http, on this computer
    ClockOff, ///< this computer's clock and the server's differ; text: by how many seconds
};

struct Warning
{
    WarningKind kind = WarningKind::Unusual;
    QString text = {};

    bool operator==(const Warning&) const = default;
};

/// What kind of yes is asked for.
enum class QuestionKind {
    SignIn, ///< to the application
    Transaction, ///< the text says what
};

/// Where and when a request was made, as the server tells, and what this program makes of it.
struct ChallengeOrigin
{
    QString address = {}; ///< empty: the service sent none
    QString place = {};
    QString client = {}; ///< browser and system, as far as they were told
    bool clientIsUnnamed = false; ///< the program that asked did not name itself
    JudgedOrigin judged = {};

    bool operator==(const ChallengeOrigin&) const = default;
};

/// A push sign-in that waits for an answer, the same for every protocol. All texts but `service`
/// come from outside: they are shown as plain text, bounded, with what is invisible made visible.
/// What a protocol does not tell is absent, and never made up.
struct Challenge
{
    /// Names it here: challengeHash() of the account and of what the server calls it.
    vault::JournalHash hash = {};
    vault::Id registration = {};
    vault::Id account = {};
    std::string protocol = {};
    std::string server = {}; ///< origin
    QString service = {}; ///< the issuer kept with the account, not one from the request
    QString application = {}; ///< what the user signs in to, as the server calls it
    QuestionKind question = QuestionKind::SignIn;
    QString text = {}; ///< of a transaction
    ChallengeOrigin origin = {};
    base::Time created = {}; ///< by this computer's clock, like `expires`
    base::Time expires = {};
    NumberCheck number = {};
    VerificationWish verification = VerificationWish::None;
    bool hasVerifiedKey = false; ///< a verification signs by a key that nothing else opens
    ApprovalBar bar = ApprovalBar::None;
    bool canBeReported = false; ///< at the service; elsewhere "not me" is a denial
    SignatureState signature = SignatureState::NotSigned;
    std::vector<Warning> warnings = {};
    base::Bytes answering = {}; ///< what the protocol needs to answer; opaque to all others

    bool operator==(const Challenge&) const = default;

    bool canBeApproved() const { return bar == ApprovalBar::None; }
};

/// How far the times of one request may be apart each time it arrives: a server tells its clock in
/// whole seconds, and every answer of it makes the estimate of that clock another one.
constexpr std::chrono::seconds SameTime { 3 };

/// Whether two arrivals of a request show a person the same. What the protocol needs to answer may
/// differ: servers sign each arrival anew.
bool showsTheSame(const Challenge& one, const Challenge& other);

/// What people and scripts call a request by: the first 16 hexadecimal digits of its hash.
std::string requestId(const Challenge& challenge);

} // namespace push
