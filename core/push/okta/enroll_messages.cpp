// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/push/okta/enroll_messages.h"

#include "core/push/okta/members.h"

namespace push::okta {

namespace {

namespace json = base::json;

void writeDevice(json::Writer& out, const EnrolRequest& request)
{
    out.name("device").beginObject();
    const auto* const known = std::get_if<KnownDevice>(&request.device);
    if (const auto* const key = std::get_if<PublicJwk>(&request.device)) {
        out.name("clientInstanceKey");
        writeJwk(out, *key);
    }
    if (known) {
        out.member("id", known->ids.device);
        out.member("clientInstanceId", known->ids.clientInstance);
    }
    writeDeviceFacts(out, request.facts);
    out.name("deviceAttestation").beginObject();
    if (known)
        out.member("clientInstanceKeyAttestation", known->attestation);
    out.endObject().endObject();
}

void writeVerification(json::Writer& out, const VerificationOffer& offer)
{
    if (const auto* const key = std::get_if<PublicJwk>(&offer)) {
        out.name("userVerification");
        writeJwk(out, *key);
    } else if (std::holds_alternative<NoVerification>(offer)) {
        out.name("userVerification").null();
    }
}

void writeTransactionTypes(json::Writer& out, bool withCiba)
{
    std::vector<std::string> types = { "LOGIN" };
    if (withCiba)
        types.emplace_back("CIBA");
    out.name("capabilities").beginObject().member("transactionTypes", types).endObject();
}

/// The members of a push method, in an object that has begun.
void writePush(json::Writer& out, const EnrolRequest& request)
{
    out.member("pushToken", "");
    out.name("keys").beginObject();
    out.name("proofOfPossession");
    writeJwk(out, request.possessionKey);
    writeVerification(out, request.verification);
    out.endObject();
    writeTransactionTypes(out, request.withCiba);
}

/// {"methods":{"push":{ … what `write` adds … }}}
template <typename Write> std::string pushChange(Write write)
{
    json::Writer out;
    out.beginObject().name("methods").beginObject().name("push").beginObject();
    write(out);
    out.endObject().endObject().endObject();
    return out.written();
}

/// What both families' replies share; methods aside.
EnrolReply readReply(const json::Value& object)
{
    EnrolReply reply;
    reply.id = json::textOf(object, "id");
    reply.authenticatorId = json::textOf(object, "authenticatorId");
    const json::Value& device = at(object, { "device" });
    reply.device.device = json::textOf(device, "id");
    reply.device.clientInstance = json::textOf(device, "clientInstanceId");
    reply.deviceStatus = json::textOf(device, "status");
    const json::Value& user = at(object, { "user" });
    reply.userId = json::textOf(user, "id");
    reply.userName = shownText(json::textOf(user, "username"));
    reply.created = dateOf(object, "createdDate");
    return reply;
}

void readPush(EnrolReply& reply, const json::Value& method)
{
    reply.pushId = json::textOf(method, "id");
    reply.pendingAddress = json::textOf(at(method, { "links", "pending" }), "href");
}

bool isComplete(const EnrolReply& reply)
{
    return !reply.id.empty() && !reply.authenticatorId.empty() && !reply.device.device.empty()
        && !reply.device.clientInstance.empty() && !reply.userId.empty();
}

base::Error unreadableReply(const char* what)
{
    return { base::ErrorCode::NotUnderstood, what };
}

} // namespace

std::string enrolBody(const EnrolRequest& request)
{
    json::Writer out;
    out.beginObject();
    out.member("authenticatorId", request.authenticatorId);
    writeDevice(out, request);
    out.name("methods").beginObject().name("push").beginObject();
    writePush(out, request);
    out.endObject().endObject().endObject();
    return out.written();
}

std::string activateBody(const ActivateRequest& request)
{
    json::Writer out;
    out.beginObject();
    out.member("authenticatorId", request.enrol.authenticatorId);
    out.member("key", "okta_verify");
    writeDevice(out, request.enrol);
    out.name("methods").beginArray();
    if (request.withPush) {
        out.beginObject().member("type", "push");
        writePush(out, request.enrol);
        out.endObject();
    }
    if (request.withTotp) {
        out.beginObject().member("type", "totp");
        out.member("isFipsCompliant", false).member("supportUserVerification", false).endObject();
    }
    out.endArray().endObject();
    return out.written();
}

std::string addVerificationKeyBody(const PublicJwk& key)
{
    return pushChange([&](json::Writer& out) {
        out.name("keys").beginObject();
        writeVerification(out, key);
        out.endObject();
    });
}

std::string removeVerificationKeyBody()
{
    return pushChange([](json::Writer& out) {
        out.name("keys").beginObject();
        writeVerification(out, NoVerification {});
        out.endObject();
    });
}

std::string cibaBody(bool on)
{
    return pushChange([on](json::Writer& out) { writeTransactionTypes(out, on); });
}

base::Result<EnrolReply> readEnrolReply(std::string_view body)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    EnrolReply reply = readReply(*object);
    readPush(reply, at(*object, { "methods", "push" }));
    if (!isComplete(reply) || reply.pushId.empty())
        return unreadableReply("reply to an enrolment");
    return reply;
}

base::Result<EnrolReply> readActivateReply(std::string_view body)
{
    const auto object = json::read(body);
    if (!object)
        return object.error();
    EnrolReply reply = readReply(*object);
    for (const json::Value& method : at(*object, { "methods" }).items) {
        const std::string type = json::textOf(method, "type");
        if (type == "push" && reply.pushId.empty())
            readPush(reply, method);
        if (type != "totp" || !reply.totpSecret.isEmpty())
            continue;
        auto secret = readSecret(at(method, { "sharedSecret" }));
        if (!secret)
            return secret.error();
        reply.totpSecret = std::move(*secret);
    }
    if (!isComplete(reply) || (reply.pushId.empty() && reply.totpSecret.isEmpty()))
        return unreadableReply("reply to an activation");
    return reply;
}

} // namespace push::okta
