// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "app/sandbox/activation_api.h"
#include "tests/app/sandbox/sandbox_client.h"
#include "tests/support/okta_desk.h"

#include <QUrlQuery>

namespace support {

/// The window's half and the service's half, which share no line of the protocol.
struct SandboxScene
{
    SandboxClient sandbox { SandboxClient::today() };
    OktaDesk desk;
    QString factors;
    QString factor;

    SandboxScene()
    {
        desk.home.clock.time = sandbox.clock().time;
        factors = latin("/api/v1/users/") + sandbox.alice().id + latin("/factors");
    }
    static QString latin(const char* latin1) { return QString::fromLatin1(latin1); }
    std::string origin() { return sandbox.world().httpsOrigin.toStdString(); }
    vault::PushTrust trust()
    {
        const QByteArray pem = sandbox.service().caCertificate();
        return { *net::readCertificates(base::bytesOf(pem)) };
    }
    /// The sign-in page shows a code; it is read and agreed to.
    bool activate(const vault::PushTrust& trusted)
    {
        const auto made = sandbox.api("POST", factors,
            { { latin("factorType"), latin("push") }, { latin("provider"), latin("OKTA") } });
        factor = made.object()[latin("id")].toString();
        push::ActivationRequest request;
        request.link = std::move(*crypto::SecretBytes::copyOf(sandbox::activationLink(
            sandbox.world(), sandbox.world().state.factors.at(factor), sandbox.alice())
                                                                  .toStdString()));
        request.trust = trusted;
        desk.prepare(std::move(request));
        if (desk.procedure)
            desk.procedure->start({});
        return QTest::qWaitFor([this] { return desk.hasEnded(); }, 20'000) && desk.made;
    }
    /// Somebody enrols by the name of the organisation, and agrees on its page.
    bool enrol()
    {
        sandbox.world().settings.exactRedirect = false;
        sandbox.trustService();
        push::ActivationRequest request;
        request.server = origin();
        request.client = sandbox::ClientId;
        request.trust = trust();
        desk.prepare(std::move(request));
        return desk.procedure && run();
    }

    /// Goes on to the end, with a sign-in on the service's page where one is asked for.
    bool run()
    {
        desk.procedure->start({});
        if (!QTest::qWaitFor(
                [this] { return desk.hasEnded() || !desk.signInAddress.isEmpty(); }, 20'000))
            return false;
        if (!desk.signInAddress.isEmpty()) {
            QUrlQuery form(desk.signInAddress.query(QUrl::FullyEncoded));
            form.addQueryItem(latin("user"), sandbox.alice().id);
            form.addQueryItem(latin("page_token"), sandbox.world().pageToken);
            const auto answer =
                sandbox.send("POST", sandbox.world().httpsOrigin + latin("/oauth2/v1/authorize"),
                    form.toString(QUrl::FullyEncoded).toLatin1(),
                    { { "Content-Type", "application/x-www-form-urlencoded" } });
            const auto back = answer.headers.find("location");
            if (answer.status != 303 || back == answer.headers.end())
                return false;
            support::visit(back->second);
        }
        return QTest::qWaitFor([this] { return desk.hasEnded(); }, 20'000) && desk.made;
    }

    bool change(push::ChangeKind kind)
    {
        push::RegistrationChange wish { kind };
        if (kind == push::ChangeKind::RenewVerification)
            wish.verification = std::move(*desk.home.verify(desk.vault));
        auto procedure =
            desk.client.change(vault::Registrations(desk.vault).all().front().id, std::move(wish));
        if (!procedure)
            return false;
        desk.watch(std::move(*procedure));
        return run();
    }

    const sandbox::Enrolment& enrolment()
    {
        return sandbox.world().state.enrolments.begin()->second;
    }

    /// Somebody signs in; where to ask what became of it.
    QString signIn(const QJsonObject& body = {})
    {
        const auto answer =
            sandbox.api("POST", factors + latin("/") + factor + latin("/verify"), body);
        return answer.object()[latin("_links")][latin("poll")][latin("href")].toString();
    }
    QString outcome(const QString& address)
    {
        return sandbox.api("GET", QUrl(address).path()).object()[latin("factorResult")].toString();
    }
    /// As the desk's, with time for a service that has much to sign.
    push::PollResult pollPatiently()
    {
        std::optional<push::PollResult> result;
        const push::Call call = desk.client.poll(vault::Registrations(desk.vault).all(),
            [&](push::PollResult told) { result = std::move(told); });
        (void)QTest::qWaitFor([&] { return result.has_value(); }, 60'000);
        return result.value_or(push::PollResult {});
    }
    /// From now on the service goes wrong; false if it does not know how.
    bool go(const QJsonObject& faults)
    {
        const auto set = sandbox.post(latin("/sandbox/faults"), faults,
            { { "Authorization", "SSWS " + sandbox.world().apiToken.toLatin1() } });
        return set.status == 200;
    }
    /// Both sides wait.
    void pass(std::chrono::seconds time)
    {
        sandbox.clock().time += time;
        desk.home.clock.time += time;
    }
};

} // namespace support
