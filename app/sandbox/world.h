// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/errors.h"
#include "app/sandbox/faults.h"
#include "app/sandbox/limits.h"
#include "app/sandbox/org_keys.h"
#include "app/sandbox/settings.h"
#include "app/sandbox/state.h"

#include <optional>

namespace sandbox {

/// The organisation's fixed names.
constexpr char OrgId[] = "00oSANDBOX0000000001";
constexpr char CustomAuthenticatorId[] = "autSANDBOX0000000001"; ///< family A
constexpr char VendorAuthenticatorId[] = "autSANDBOX0000000002"; ///< family B
constexpr char ClientId[] = "0oaSANDBOX0000000001"; ///< OAuth's, a public client
constexpr char AppName[] = "Countersign sandbox";

/// The member of an answer that holds the chosen number: our own name.
constexpr char NumberAnswer[] = "selectedTextItem";

/// What all parts of the service share: its memory, its time, its chance and its keys. Made by the
/// service; the parts hold a reference.
class World
{
public:
    World(const base::Clock& clock, crypto::RandomSource& random, OrgKeys keys);

    /// The service's time, with the skew it is told to have.
    base::Time now() const;
    /// The same as the pages write it: "2025-10-09T08:53:20.000Z".
    static QString written(base::Time time);

    /// Letters and digits, each of 62 equally likely.
    QString randomText(int length);
    /// An id of 20 characters.
    QString newId(const char* prefix);
    /// 0 to below `bound`, which is at most 256.
    int randomBelow(int bound);
    QByteArray randomBytes(int count);

    User& addUser(const QString& login, const QString& name);
    User* userById(const QString& id);
    /// By id or login name.
    User* userNamed(const QString& text);

    /// The user's enrolment is at an end, and so is the factor that it answered for.
    void removeEnrolment(Enrolment& enrolment);
    /// Waiting transactions whose time is over become TIMEOUT; final ones are kept a minute;
    /// tokens, codes and messages that ran out go.
    void tidy();

    /// Whether no more of a kind may be kept; then what would add one is refused as too much.
    template <typename Kept> bool isFull(const Kept& kept) const
    {
        return kept.size() >= limits.kept;
    }

    State state;
    Settings settings;
    Limits limits;
    Faults faults;
    OrgKeys keys;
    QString apiToken;
    QString pageToken; ///< in our own pages, sent with what they do
    QString httpsOrigin;
    QString httpOrigin;

private:
    const base::Clock& m_clock;
    crypto::RandomSource& m_random;
};

/// The body as a JSON object; an empty one is {}. E0000003 for anything else.
base::Result<QJsonObject, Refusal> bodyOf(const Request& request);

} // namespace sandbox
