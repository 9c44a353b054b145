// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/otp/credential.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

#include <map>
#include <optional>
#include <vector>

/// What the service remembers: values only, with the fields the protocol pages name.
namespace sandbox {

struct User
{
    QString id = {}; ///< "00u…"
    QString login = {};
    QString password = {};
    QString name = {}; ///< shown on the pages
    int failures = 0; ///< wrong codes in a row; five lock
};

/// An installation of an authenticator app, known by its client-instance key.
struct Device
{
    QString id = {}; ///< "guo…"
    QString clientInstanceId = {}; ///< "cli…"
    QJsonObject key = {}; ///< JWK
    QJsonObject facts = {}; ///< what it said about itself
    bool isDeleted = false;
    bool isSuspended = false;
};

/// What became of an enrolment, as the device is told it.
enum class Standing { Active, Suspended, Removed };

/// One user on one device. Family A and B differ in how they write this, not in what it is.
struct Enrolment
{
    QString id = {}; ///< "pfd…" (family A), "aen…" (family B)
    QString userId = {};
    QString deviceId = {};
    QString authenticatorId = {};
    QString factorId = {}; ///< "opf…", the push method; empty: this one has none
    QString origin = {}; ///< the address it was made at: its org URL
    QJsonObject keys = {}; ///< "proofOfPossession", "userVerification", …: JWKs
    QStringList transactionTypes = { QStringLiteral("LOGIN") };
    QString pushToken = {};
    base::Time created = {};
    base::Time updated = {};
    Standing standing = Standing::Active;
    bool isFamilyB = false;
};

/// The way from "enrolled at the relying party" to "the device has answered".
struct Activation
{
    QString oneTimeToken = {}; ///< OTDT, in the code and the link
    QString pictureToken = {}; ///< in the address of the code's picture
    base::Time expires = {};
};

enum class FactorStatus { Pending, Active };

struct Factor
{
    QString id = {}; ///< "opf…", "ost…", "uft…", "chf…"
    QString userId = {};
    QString type = {}; ///< "push", "token:software:totp", "token:hotp"
    QString provider = {}; ///< "OKTA", "GOOGLE", "CUSTOM"
    FactorStatus status = FactorStatus::Pending;
    base::Time created = {};
    base::Time updated = {};
    std::optional<Activation> activation = {}; ///< while pending
    QString enrolmentId = {}; ///< push: who answers
    QByteArray secret = {}; ///< of codes
    otp::Credential codes =
        otp::Totp {}; ///< how they are made; a Hotp's counter is the next expected
    std::uint64_t lastStep = 0; ///< TOTP: of the last accepted code
    std::uint64_t awaitedStep = 0; ///< TOTP: taken although it is late; 0: none is
    std::vector<base::Time> attempts = {}; ///< of activation
};

/// Where a sign-in came from.
struct Browser
{
    QString address = {};
    QString userAgent = {};
};

enum class Outcome { Waiting, Success, Rejected, Timeout, Cancelled };

/// A push sign-in.
struct Transaction
{
    QString id = {}; ///< "ft…", the device's name for it
    QString publicId = {}; ///< "v2mst.…", the relying party's
    QString userId = {};
    QString factorId = {};
    QString nonce = {};
    base::Time created = {};
    base::Time expires = {};
    base::Time ended = {};
    Outcome outcome = Outcome::Waiting;
    Browser browser = {};
    QString message = {}; ///< CIBA's binding message; empty: a sign-in
    QStringList numbers = {}; ///< none, or the three to choose from
    int answer = 0; ///< the right one
    bool wasFetched = false; ///< a device has seen it, so the page may show the number
};

/// A message that would have been sent.
struct Message
{
    QString channel = {}; ///< "email", "sms"
    QString recipient = {};
    QString text = {};
    QString link = {};
    base::Time created = {};
    base::Time expires = {};
};

/// An access token of OAuth.
struct AccessToken
{
    QString userId = {};
    QStringList scopes = {};
    base::Time expires = {};
};

/// An authorization code, waiting to be exchanged.
struct Grant
{
    QString userId = {};
    QStringList scopes = {};
    QString redirect = {};
    QString challenge = {}; ///< PKCE, S256
    QString nonce = {};
    QString origin = {};
    base::Time expires = {};
};

struct State
{
    std::map<QString, User> users;
    std::map<QString, Device> devices;
    std::map<QString, Enrolment> enrolments;
    std::map<QString, Factor> factors;
    // These end with the process.
    std::map<QString, Transaction> transactions; ///< by `id`
    std::map<QString, AccessToken> tokens; ///< by the token's text
    std::map<QString, Grant> grants; ///< by the code
    std::vector<Message> outbox;
    std::map<QString, base::Time> seenJwtIds; ///< until they are too old to be used again
};

} // namespace sandbox
