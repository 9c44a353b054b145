// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/faults.h"

#include "app/sandbox/errors.h"
#include "app/sandbox/members.h"

#include <QJsonDocument>
#include <QUrl>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Oversize = qsizetype { 11 } * 1024 * 1024;

/// A member that is a word in JSON and a bool here: {"signature": "bad"}.
Members::Take word(QLatin1StringView expected, bool& field)
{
    return [expected, &field](const QJsonValue& value) {
        field = value.toString() == expected;
        return field;
    };
}

/// The word of a reply that has one, in place of the true one.
void overwriteResult(Reply& reply, const QString& word)
{
    QJsonObject object = QJsonDocument::fromJson(reply.body).object();
    if (!object.contains("factorResult"_L1))
        return;
    object["factorResult"_L1] = word;
    reply.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

base::Result<Faults> readFaults(const QJsonObject& object)
{
    Faults faults;
    Members members;
    members.add("delayMs", faults.delay);
    members.add("drop", faults.drop);
    members.add("dropAfter", faults.dropAfter);
    members.add("status", [&faults](const QJsonValue& value) {
        faults.status = value.toInt();
        return faults.status == 0 || (faults.status >= 400 && faults.status <= 599);
    });
    members.add("errorCode", [&faults](const QJsonValue& value) {
        faults.errorCode = value.toString();
        return isErrorCode(faults.errorCode);
    });
    members.add("retryAfter", faults.retryAfter);
    members.add("oversize", faults.oversize);
    members.add("endless", faults.endless);
    members.add("html", faults.html);
    members.add("redirect", [&faults](const QJsonValue& value) {
        const QUrl target(value.toString(), QUrl::StrictMode);
        faults.redirect = QString::fromLatin1(target.toEncoded());
        return target.scheme() == "http"_L1 || target.scheme() == "https"_L1;
    });
    members.add("factorResult", faults.factorResult);
    members.add("signature", word("bad"_L1, faults.badSignature));
    members.add("audience", word("wrong"_L1, faults.wrongAudience));
    members.add("issuer", word("wrong"_L1, faults.wrongIssuer));
    members.add("algorithm", [&faults](const QJsonValue& value) {
        faults.algorithm = value.toString();
        return faults.algorithm == "none"_L1 || faults.algorithm == "HS256"_L1;
    });
    members.add("replay", faults.replay);
    members.add("expired", faults.expired);
    members.add("emptyItems", faults.emptyItems);
    members.add("duplicateMember", faults.duplicateMember);
    members.add("appName", faults.appName);
    members.add("clockSkew", faults.clockSkew);
    members.add("oauthError", faults.oauthError);
    members.add("path", faults.path);
    members.add("times", faults.times);
    if (const auto read = members.read(object); !read)
        return read.error();
    return faults;
}

QJsonObject toJson(const Faults& faults)
{
    const Faults none;
    QJsonObject object;
    const auto add = [&object](const QString& name, const auto& value, const auto& off) {
        if (value != off)
            object[name] = value;
    };
    add(u"delayMs"_s, static_cast<qint64>(faults.delay.count()), qint64 { 0 });
    add(u"drop"_s, faults.drop, false);
    add(u"dropAfter"_s, faults.dropAfter, false);
    add(u"status"_s, faults.status, 0);
    add(u"errorCode"_s, faults.errorCode, none.errorCode);
    add(u"retryAfter"_s, faults.retryAfter, 0);
    add(u"oversize"_s, faults.oversize, false);
    add(u"endless"_s, faults.endless, false);
    add(u"html"_s, faults.html, false);
    add(u"redirect"_s, faults.redirect, none.redirect);
    add(u"factorResult"_s, faults.factorResult, none.factorResult);
    add(u"signature"_s, faults.badSignature ? u"bad"_s : QString(), QString());
    add(u"audience"_s, faults.wrongAudience ? u"wrong"_s : QString(), QString());
    add(u"issuer"_s, faults.wrongIssuer ? u"wrong"_s : QString(), QString());
    add(u"algorithm"_s, faults.algorithm, none.algorithm);
    add(u"replay"_s, faults.replay, false);
    add(u"expired"_s, faults.expired, false);
    add(u"emptyItems"_s, faults.emptyItems, false);
    add(u"duplicateMember"_s, faults.duplicateMember, false);
    add(u"appName"_s, faults.appName, none.appName);
    add(u"clockSkew"_s, static_cast<qint64>(faults.clockSkew.count()), qint64 { 0 });
    add(u"oauthError"_s, faults.oauthError, none.oauthError);
    add(u"path"_s, faults.path, none.path);
    add(u"times"_s, faults.times, 0);
    return object;
}

bool concern(const Faults& faults, const QString& path)
{
    const bool isProtocol = path.startsWith("/api/"_L1) || path.startsWith("/idp/"_L1)
        || path.startsWith("/oauth2/"_L1) || path.startsWith("/.well-known/"_L1);
    return isProtocol && path.startsWith(faults.path);
}

std::optional<Reply> insteadOfAnswer(const Faults& faults)
{
    if (faults.drop)
        return Reply { .sending = Sending::Dropped };
    if (!faults.redirect.isEmpty())
        return Reply { .status = 302, .headers = { { "Location", faults.redirect.toLatin1() } } };
    if (!faults.errorCode.isEmpty())
        return refusedWithCode(faults.errorCode);
    if (faults.status == 0)
        return std::nullopt;
    Reply reply = refusedWithStatus(faults.status);
    if (faults.retryAfter > 0)
        reply.headers.append({ "Retry-After", QByteArray::number(faults.retryAfter) });
    return reply;
}

void spoil(Reply& reply, const Faults& faults)
{
    reply.delay = faults.delay;
    if (faults.dropAfter)
        reply.sending = Sending::Dropped;
    if (faults.endless)
        reply.sending = Sending::Endless;
    if (!faults.factorResult.isEmpty())
        overwriteResult(reply, faults.factorResult);
    if (faults.html) {
        reply.type = "text/html";
        reply.body = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    }
    // Blanks after JSON are nothing to a parser, so that only a limit can end this.
    if (faults.oversize)
        reply.body.append(QByteArray(Oversize, ' '));
}

} // namespace sandbox
