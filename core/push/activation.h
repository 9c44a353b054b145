// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/vault/push_registration.h"
#include "core/vault/vault.h"

#include <QObject>
#include <QUrl>

#include <optional>
#include <string>
#include <vector>

namespace push {

/// What the user is told before anything is sent, and says yes to. Made without the network.
struct Consent
{
    std::string protocol = {};
    std::string server = {}; ///< origin that will be asked
    QString issuer = {}; ///< what the account will be called, as far as it is known
    QString account = {};
    bool isDocumented = true; ///< false: the vendor does not document what is about to be done
    bool isEncrypted = true; ///< false: http, on this computer
    bool needsSignIn = false; ///< the user will sign in with the browser
    bool bringsCodes = false; ///< the account will show one-time codes, too
    /// Accounts of this name, or without one of this server: a new registration may stop theirs.
    std::vector<vault::Id> sameName = {};
};

/// What is to be enrolled: a link or code, or what the user typed.
struct ActivationRequest
{
    crypto::SecretBytes link = {}; ///< empty: the members below are used instead
    std::string server = {}; ///< origin
    std::string client = {}; ///< the name the organisation has given this program
    std::string authorizationServer = {}; ///< empty: the organisation's own
    vault::PushTrust trust = {};
    /// Enrols a key that only verification opens, too.
    std::optional<vault::Verification> verification = std::nullopt;
};

enum class Phase {
    Asking, ///< the server is asked what it offers
    SigningIn, ///< the user signs in with the browser
    Saving, ///< the keys are saved, before the server learns of them
    Registering,
    Removing, ///< at the server
    Changing, ///< at the server
};

/// How the user wants an account of the same name to be dealt with.
struct ActivationChoice
{
    std::optional<vault::Id> replaces = std::nullopt; ///< absent: both are kept
};

/// What a procedure has made or changed.
struct Registered
{
    vault::Id registration = {};
    vault::Id account = {};
};

/// Several calls to a server, one after the other, that are ended by destroying it. Nothing leaves
/// this computer before start(). After finished it does nothing more; it may be destroyed then.
class Procedure : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual const Consent& consent() const = 0;
    virtual void start(const ActivationChoice& choice) = 0;

signals:
    void phaseChanged(push::Phase phase);
    /// To be opened in the browser. Holds nothing secret that would be of use to another program.
    void signInWanted(const QUrl& address);
    void finished(const push::Registered& registered);
    void failed(const base::Error& error);
};

} // namespace push
