// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/control.h"

#include "app/sandbox/door.h"
#include "app/sandbox/templates.h"

#include <QJsonArray>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

Refusal unknownMember(const base::Error& error)
{
    const QString name =
        error.arguments.empty() ? QString() : QString::fromStdString(error.arguments.front());
    return { "E0000001", name };
}

Reply setFaults(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const auto faults = readFaults(*body);
    if (!faults)
        return refused(unknownMember(faults.error()));
    world.faults = *faults;
    return json(toJson(world.faults));
}

Reply setSettings(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if (const auto applied = apply(*body, world.settings); !applied)
        return refused(unknownMember(applied.error()));
    return json(toJson(world.settings));
}

Reply addUser(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    const QString login = (*body)["login"_L1].toString();
    if (login.isEmpty() || world.userNamed(login))
        return refused("E0000001", u"login is missing or taken"_s);
    if (world.isFull(world.state.users))
        return refused("E0000047");
    const User& user = world.addUser(login, (*body)["name"_L1].toString(login));
    return json(QJsonObject {
        { u"id"_s, user.id }, { u"login"_s, user.login }, { u"password"_s, user.password } });
}

/// A new signing key; {"publish": false} keeps it out of the set until /sandbox/keys/publish.
Reply rotateKeys(World& world, const Request& request)
{
    const auto body = bodyOf(request);
    if (!body)
        return refused(body.error());
    if (!world.keys.rotate((*body)["publish"_L1].toBool(true)))
        return refused("E0000009");
    return json(QJsonObject { { u"kid"_s, world.keys.newestId() } });
}

QString word(Standing standing)
{
    switch (standing) {
    case Standing::Active:
        return u"active"_s;
    case Standing::Suspended:
        return u"suspended"_s;
    case Standing::Removed:
        return u"removed"_s;
    }
    return {};
}

Reply listEnrolments(World& world)
{
    QJsonArray out;
    for (const auto& [id, enrolment] : world.state.enrolments) {
        const Device& device = world.state.devices[enrolment.deviceId];
        out.append(QJsonObject { { u"id"_s, id }, { u"userId"_s, enrolment.userId },
            { u"factorId"_s, enrolment.factorId }, { u"deviceId"_s, enrolment.deviceId },
            { u"device"_s, device.facts["displayName"_L1] },
            { u"standing"_s, word(enrolment.standing) },
            { u"family"_s, enrolment.isFamilyB ? u"B"_s : u"A"_s } });
    }
    return json(out);
}

/// {"standing": "suspended"}, {"device": "deleted"}: what an administrator would do.
Reply changeEnrolment(World& world, const Request& request, const QString& id)
{
    const auto body = bodyOf(request);
    const auto found = world.state.enrolments.find(id);
    if (!body || found == world.state.enrolments.end())
        return refused("E0000007");
    Enrolment& enrolment = found->second;
    Device& device = world.state.devices[enrolment.deviceId];
    const QString standing = (*body)["standing"_L1].toString();
    const QString deviceState = (*body)["device"_L1].toString();
    if (standing == "removed"_L1)
        world.removeEnrolment(enrolment);
    else if (standing == "suspended"_L1)
        enrolment.standing = Standing::Suspended;
    else if (standing == "active"_L1)
        enrolment.standing = Standing::Active;
    else if (deviceState.isEmpty())
        return refused("E0000001", u"standing"_s);
    device.isDeleted = deviceState == "deleted"_L1 || (device.isDeleted && deviceState.isEmpty());
    device.isSuspended =
        deviceState == "suspended"_L1 || (device.isSuspended && deviceState.isEmpty());
    return json(QJsonObject { { u"standing"_s, word(enrolment.standing) } });
}

QJsonArray outboxJson(const World& world)
{
    QJsonArray out;
    for (const Message& message : world.state.outbox)
        out.append(QJsonObject { { u"channel"_s, message.channel },
            { u"recipient"_s, message.recipient }, { u"text"_s, message.text },
            { u"link"_s, message.link }, { u"created"_s, World::written(message.created) },
            { u"expiresAt"_s, World::written(message.expires) } });
    return out;
}

Reply outboxPage(const World& world)
{
    QString rows;
    for (const Message& message : world.state.outbox)
        rows +=
            u"<tr><td>%1</td><td>%2</td><td>%3</td><td>%4</td><td><a href=\"%5\">%5</a></td></tr>"_s
                .arg(escaped(World::written(message.created)), escaped(message.channel),
                    escaped(message.recipient), escaped(message.text), escaped(message.link));
    return page("outbox.html", {}, { { u"rows"_s, rows } });
}

Reply controlPage(const World& world)
{
    QString users;
    for (const auto& [id, user] : world.state.users)
        users +=
            u"<tr><td>%1</td><td>%2</td><td><code>%3</code></td><td><code>%4</code></td></tr>"_s
                .arg(escaped(user.name), escaped(user.login), escaped(user.password), escaped(id));
    return page("control.html",
        { { u"token"_s, world.pageToken }, { u"client"_s, QLatin1String(ClientId) },
            { u"https"_s, world.httpsOrigin } },
        { { u"users"_s, users } });
}

void addSwitches(Router& router, World& world)
{
    router.on("GET", "/sandbox/faults",
        [&world](const Request&, const QStringList&) { return json(toJson(world.faults)); });
    router.on("GET", "/sandbox/settings",
        [&world](const Request&, const QStringList&) { return json(toJson(world.settings)); });
    const auto on = [&router, &world](const char* path, auto function) {
        router.on("POST", path, [&world, function](const Request& request, const QStringList&) {
            return function(world, request);
        });
    };
    on("/sandbox/faults", setFaults);
    on("/sandbox/settings", setSettings);
    on("/sandbox/users", addUser);
    on("/sandbox/keys", rotateKeys);
    on("/sandbox/keys/publish", [](World& w, const Request&) {
        w.keys.publish();
        return json(w.keys.published());
    });
}

} // namespace

void addControl(Router& router, World& world, const QByteArray& caCertificate)
{
    addSwitches(router, world);
    router.on("GET", "/sandbox/",
        [&world](const Request&, const QStringList&) { return controlPage(world); });
    router.on("GET", "/sandbox/outbox",
        [&world](const Request&, const QStringList&) { return outboxPage(world); });
    router.on("GET", "/sandbox/outbox.json",
        [&world](const Request&, const QStringList&) { return json(outboxJson(world)); });
    router.on("GET", "/sandbox/ca.pem", [caCertificate](const Request&, const QStringList&) {
        return Reply { .type = "application/x-pem-file", .body = caCertificate };
    });
    router.on("GET", "/sandbox/enrolments",
        [&world](const Request&, const QStringList&) { return listEnrolments(world); });
    router.on("POST", "/sandbox/enrolments/*",
        [&world](const Request& request, const QStringList& arguments) {
            return changeEnrolment(world, request, arguments.front());
        });
}

} // namespace sandbox
