// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/timers.h"
#include "core/push/activation.h"
#include "core/push/challenge.h"
#include "core/push/decision.h"
#include "core/push/registration_change.h"

#include <functional>
#include <memory>
#include <string_view>

namespace push {

/// What a protocol works with, beside its connection. The references outlive it.
struct Services
{
    const base::Clock& clock;
    crypto::RandomSource& random;
    base::Timers& timers;
    /// The open vault; null while it is locked. Asked again after every wait.
    std::function<vault::Vault*()> vault;
    std::function<void()> vaultChanged; ///< after what was saved through it
    std::function<OwnPlace()> ownPlace;
};

/// A request that was refused before anybody could see it as one.
struct Refusal
{
    vault::Id registration = {};
    base::Error error; ///< why
    /// Of its bytes, so that it is told of once; of one that is too late, the name of the request.
    vault::JournalHash what = {};
};

/// How one registration stands after a call to its server.
struct StandingOf
{
    vault::Id registration = {};
    vault::RegistrationState state = vault::RegistrationState::Active;
    std::optional<base::Error> error = std::nullopt; ///< of this registration alone
};

/// What polling a server has brought.
struct PollResult
{
    std::vector<Challenge> challenges = {}; ///< all that wait now, the newest first
    std::vector<vault::Id> complete = {}; ///< registrations whose list was read to its end
    std::vector<Refusal> refusals = {};
    std::vector<StandingOf> standings = {};
    std::optional<base::Error> error = std::nullopt; ///< of the server as a whole
    std::chrono::seconds retryAfter { 0 }; ///< the server wants to be left alone for so long
};

/// A call under way. Destroying it ends it, and its callback does not run any more; it may be
/// destroyed within its callback.
using Call = std::unique_ptr<QObject>;

enum class RemovalPlace {
    Everywhere, ///< at the server, then here
    HereOnly, ///< the server goes on listing this computer
};

/// One push system. A value of the list that the programs make; everything that waits is given
/// back as a Call or Procedure, and nothing blocks.
class PushProtocol
{
public:
    PushProtocol() = default;
    PushProtocol(const PushProtocol&) = delete;
    PushProtocol& operator=(const PushProtocol&) = delete;
    virtual ~PushProtocol() = default;

    /// As registrations are marked: "okta".
    virtual std::string_view name() const = 0;
    /// Whether a link or code is one of its activations.
    virtual bool canActivate(std::string_view link) const = 0;
    /// A registration about to be made; nothing is sent yet. Unsupported, InvalidField and kin.
    virtual base::Result<std::unique_ptr<Procedure>> activation(ActivationRequest request) = 0;
    /// Removing one.
    virtual base::Result<std::unique_ptr<Procedure>> removal(
        const vault::Id& registration, RemovalPlace place) = 0;
    /// What of a registration can be changed. Nothing is sent by asking.
    virtual ChangeOptions changeOptions(const vault::PushRegistration& /*registration*/) const
    {
        return {};
    }
    /// Changing one. Unsupported where the options do not say that it can be.
    virtual base::Result<std::unique_ptr<Procedure>> change(
        const vault::Id& registration, RegistrationChange change);
    /// Asks for all that waits for these registrations of one server, one request at a time.
    virtual Call poll(std::vector<vault::PushRegistration> registrations,
        std::function<void(PollResult)> done) = 0;
    /// Sends an answer. What is to be recorded before it leaves, the caller has recorded.
    virtual Call answer(
        const Challenge& challenge, Decision decision, std::function<void(AnswerOutcome)> done) = 0;
    /// The vault is being locked: what was kept in memory goes.
    virtual void forget() { }
};

/// The protocols of this program.
using Protocols = std::vector<std::unique_ptr<PushProtocol>>;

PushProtocol* findProtocol(const Protocols& protocols, std::string_view name);

} // namespace push
