// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/state_file.h"

#include "core/base/atomic_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcState, "countersign.sandbox.state")

constexpr std::size_t LargestFile = std::size_t { 64 } * 1024 * 1024;

QString millisecondsText(base::Time time)
{
    return QString::number(base::unixMilliseconds(time));
}

base::Time timeOf(const QJsonValue& value)
{
    return base::Time(std::chrono::milliseconds(value.toString().toLongLong()));
}

QJsonObject toJson(const User& user)
{
    return { { u"id"_s, user.id }, { u"login"_s, user.login }, { u"password"_s, user.password },
        { u"name"_s, user.name }, { u"failures"_s, user.failures } };
}

User userOf(const QJsonObject& object)
{
    return { .id = object["id"_L1].toString(),
        .login = object["login"_L1].toString(),
        .password = object["password"_L1].toString(),
        .name = object["name"_L1].toString(),
        .failures = object["failures"_L1].toInt() };
}

QJsonObject toJson(const Device& device)
{
    return { { u"id"_s, device.id }, { u"clientInstanceId"_s, device.clientInstanceId },
        { u"key"_s, device.key }, { u"facts"_s, device.facts }, { u"deleted"_s, device.isDeleted },
        { u"suspended"_s, device.isSuspended } };
}

Device deviceOf(const QJsonObject& object)
{
    return { .id = object["id"_L1].toString(),
        .clientInstanceId = object["clientInstanceId"_L1].toString(),
        .key = object["key"_L1].toObject(),
        .facts = object["facts"_L1].toObject(),
        .isDeleted = object["deleted"_L1].toBool(),
        .isSuspended = object["suspended"_L1].toBool() };
}

QJsonObject toJson(const Enrolment& enrolment)
{
    return { { u"id"_s, enrolment.id }, { u"userId"_s, enrolment.userId },
        { u"deviceId"_s, enrolment.deviceId }, { u"authenticatorId"_s, enrolment.authenticatorId },
        { u"factorId"_s, enrolment.factorId }, { u"origin"_s, enrolment.origin },
        { u"keys"_s, enrolment.keys },
        { u"transactionTypes"_s, QJsonArray::fromStringList(enrolment.transactionTypes) },
        { u"pushToken"_s, enrolment.pushToken },
        { u"created"_s, millisecondsText(enrolment.created) },
        { u"updated"_s, millisecondsText(enrolment.updated) },
        { u"standing"_s, static_cast<int>(enrolment.standing) },
        { u"familyB"_s, enrolment.isFamilyB } };
}

Enrolment enrolmentOf(const QJsonObject& object)
{
    QStringList types;
    for (const QJsonValue type : object["transactionTypes"_L1].toArray())
        types.append(type.toString());
    const int standing = object["standing"_L1].toInt();
    return { .id = object["id"_L1].toString(),
        .userId = object["userId"_L1].toString(),
        .deviceId = object["deviceId"_L1].toString(),
        .authenticatorId = object["authenticatorId"_L1].toString(),
        .factorId = object["factorId"_L1].toString(),
        .origin = object["origin"_L1].toString(),
        .keys = object["keys"_L1].toObject(),
        .transactionTypes = types,
        .pushToken = object["pushToken"_L1].toString(),
        .created = timeOf(object["created"_L1]),
        .updated = timeOf(object["updated"_L1]),
        .standing = standing == 0 ? Standing::Active
            : standing == 1       ? Standing::Suspended
                                  : Standing::Removed,
        .isFamilyB = object["familyB"_L1].toBool() };
}

/// A counter is 64 bits and so a text: JSON's numbers are not.
QJsonObject toJson(const Factor& factor)
{
    QJsonObject object = { { u"id"_s, factor.id }, { u"userId"_s, factor.userId },
        { u"type"_s, factor.type }, { u"provider"_s, factor.provider },
        { u"active"_s, factor.status == FactorStatus::Active },
        { u"created"_s, millisecondsText(factor.created) },
        { u"updated"_s, millisecondsText(factor.updated) },
        { u"enrolmentId"_s, factor.enrolmentId },
        { u"secret"_s, QString::fromLatin1(factor.secret.toHex()) },
        { u"lastStep"_s, QString::number(factor.lastStep) } };
    if (const auto* counted = std::get_if<otp::Hotp>(&factor.codes))
        object[u"counter"_s] = QString::number(counted->counter);
    if (factor.activation)
        object[u"activation"_s] = QJsonObject { { u"token"_s, factor.activation->oneTimeToken },
            { u"picture"_s, factor.activation->pictureToken },
            { u"expires"_s, millisecondsText(factor.activation->expires) } };
    return object;
}

Factor factorOf(const QJsonObject& object)
{
    Factor factor = { .id = object["id"_L1].toString(),
        .userId = object["userId"_L1].toString(),
        .type = object["type"_L1].toString(),
        .provider = object["provider"_L1].toString(),
        .status = object["active"_L1].toBool() ? FactorStatus::Active : FactorStatus::Pending,
        .created = timeOf(object["created"_L1]),
        .updated = timeOf(object["updated"_L1]),
        .enrolmentId = object["enrolmentId"_L1].toString(),
        .secret = QByteArray::fromHex(object["secret"_L1].toString().toLatin1()),
        .lastStep = object["lastStep"_L1].toString().toULongLong() };
    if (object.contains("counter"_L1))
        factor.codes = otp::Hotp { .counter = object["counter"_L1].toString().toULongLong() };
    if (object.contains("activation"_L1)) {
        const QJsonObject activation = object["activation"_L1].toObject();
        factor.activation = { activation["token"_L1].toString(),
            activation["picture"_L1].toString(), timeOf(activation["expires"_L1]) };
    }
    return factor;
}

template <typename T> QJsonArray listOf(const std::map<QString, T>& values)
{
    QJsonArray list;
    for (const auto& [id, value] : values)
        list.append(toJson(value));
    return list;
}

template <typename T>
std::map<QString, T> valuesOf(const QJsonValue& list, T (*read)(const QJsonObject&))
{
    std::map<QString, T> values;
    for (const QJsonValue item : list.toArray()) {
        T value = read(item.toObject());
        const QString id = value.id;
        values.emplace(id, std::move(value));
    }
    return values;
}

} // namespace

QByteArray writeState(const World& world)
{
    const QJsonObject object = { { u"format"_s, u"countersign-sandbox"_s }, { u"version"_s, 1 },
        { u"apiToken"_s, world.apiToken }, { u"settings"_s, toJson(world.settings) },
        { u"users"_s, listOf(world.state.users) }, { u"devices"_s, listOf(world.state.devices) },
        { u"enrolments"_s, listOf(world.state.enrolments) },
        { u"factors"_s, listOf(world.state.factors) } };
    return QJsonDocument(object).toJson();
}

base::Result<void> readState(const QByteArray& text, World& world)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    const bool known = object["format"_L1].toString() == "countersign-sandbox"_L1
        && object["version"_L1].toInt() == 1 && !object["apiToken"_L1].toString().isEmpty();
    Settings settings;
    if (!known || !apply(object["settings"_L1].toObject(), settings))
        return base::Error { base::ErrorCode::Damaged, "reading the state file", { "state" } };
    world.apiToken = object["apiToken"_L1].toString();
    world.settings = settings;
    world.state = {};
    world.state.users = valuesOf(object["users"_L1], userOf);
    world.state.devices = valuesOf(object["devices"_L1], deviceOf);
    world.state.enrolments = valuesOf(object["enrolments"_L1], enrolmentOf);
    world.state.factors = valuesOf(object["factors"_L1], factorOf);
    return {};
}

StateFile::StateFile(QString path, World& world) : m_path(std::move(path)), m_world(world) { }

base::Result<void> StateFile::load()
{
    if (m_path.isEmpty() || !QFile::exists(m_path))
        return {};
    const auto bytes = base::readFile(m_path.toStdString(), LargestFile);
    if (!bytes)
        return bytes.error();
    const std::string_view text = base::textOf(*bytes);
    return readState({ text.data(), static_cast<qsizetype>(text.size()) }, m_world);
}

void StateFile::saveIfChanged()
{
    if (m_path.isEmpty())
        return;
    const QByteArray text = writeState(m_world);
    if (text == m_saved)
        return;
    const auto saved = base::replaceFile(m_path.toStdString(), base::bytesOf(text));
    if (saved)
        m_saved = text;
    else
        qCWarning(lcState) << "the state could not be saved:" << saved.error().context.c_str();
}

} // namespace sandbox
