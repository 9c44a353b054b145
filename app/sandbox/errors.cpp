// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/sandbox/errors.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

#include <algorithm>
#include <iterator>

namespace sandbox {

namespace {

struct Row
{
    const char* code;
    int status;
    const char* summary;
};

// As Okta documents them for the Factors API, and observed of its device API.
constexpr Row Rows[] = {
    { "E0000001", 400, "Api validation failed" },
    { "E0000002", 400, "The request was not valid" },
    { "E0000003", 400, "The request body was not well-formed" },
    { "E0000004", 401, "Authentication failed" },
    { "E0000005", 403, "Invalid session" },
    { "E0000006", 403, "You do not have permission to perform the requested action" },
    { "E0000007", 404, "Not found: Resource not found" },
    { "E0000008", 404, "The requested path was not found" },
    { "E0000009", 500, "Internal Server Error" },
    { "E0000010", 503, "Service is in read only mode" },
    { "E0000011", 401, "Invalid token provided" },
    { "E0000012", 404, "Unsupported media type" },
    { "E0000014", 403, "Update of credentials failed" },
    { "E0000015", 401, "You do not have permission to access the feature you are requesting" },
    { "E0000016", 403, "Activation failed because the user is already active" },
    { "E0000017", 403, "Password reset failed" },
    { "E0000018", 400, "Bad request. Accept and/or Content-Type headers are likely not set" },
    { "E0000019", 400, "Bad request. Accept and/or Content-Type headers are not supported" },
    { "E0000020", 400, "Bad request" },
    { "E0000021", 400, "Bad request. Accept and/or Content-Type headers do not match" },
    { "E0000022", 405, "The endpoint does not support the provided HTTP method" },
    { "E0000023", 403, "Operation failed because user profile is mastered under another system" },
    { "E0000028", 400, "The request is missing a required parameter" },
    { "E0000030", 400, "Bad request. Invalid date" },
    { "E0000032", 403, "Unlock is not allowed for this user" },
    { "E0000034", 403, "Forgot password not allowed on specified user" },
    { "E0000035", 403, "Change password not allowed on specified user" },
    { "E0000036", 403, "Change recovery question not allowed on specified user" },
    { "E0000038", 403, "This operation is not allowed in the user's current status" },
    { "E0000047", 429, "API call exceeded rate limit due to too many requests" },
    { "E0000057", 403, "Access to this application is denied due to a policy" },
    { "E0000058", 403, "Access to this application requires MFA" },
    { "E0000062", 409, "The credentials user name is already assigned" },
    { "E0000063", 400, "Invalid combination of parameters specified" },
    { "E0000064", 401, "Password is expired and must be changed" },
    { "E0000066", 400, "APNs is not configured" },
    { "E0000067", 504, "Factor service timed out" },
    { "E0000068", 403, "Invalid Passcode/Answer" },
    { "E0000069", 403, "User Locked" },
    { "E0000070", 202, "Waiting for ACK" },
    { "E0000072", 403, "Device management forbids the enrolment" },
    { "E0000073", 403, "User rejected authentication" },
    { "E0000074", 400, "Factor service error" },
    { "E0000077", 403, "Attribute is read-only" },
    { "E0000079", 403, "This operation is not allowed in the current authentication state" },
    { "E0000080", 403, "The password does not meet the complexity requirements" },
    { "E0000082", 403, "Each code can only be used once. Please wait for a new code" },
    { "E0000083", 403, "PassCode is valid but exceeded time window" },
    { "E0000085", 403, "You don't have permission to access your account" },
    { "E0000087", 403, "The recovery question answer did not match our records" },
    { "E0000092", 403, "This request requires re-authentication" },
    { "E0000095", 403, "Recovery not allowed for unknown user" },
    { "E0000097", 403, "There is no verified phone number on file" },
    { "E0000098", 400, "This phone number is invalid" },
    { "E0000099", 403, "Only numbers located in US and Canada are allowed" },
    { "E0000102", 403, "YubiKey cannot be deleted while assigned to an user" },
    { "E0000105", 403, "The account recovery link has expired or was used" },
    { "E0000107", 403, "The entity is not in the expected state for the transition" },
    { "E0000109", 429, "An SMS message was recently sent. Please wait 30 seconds" },
    { "E0000110", 403, "The link has expired or was used" },
    { "E0000113", 409, "An additional challenge is needed" },
    { "E0000118", 429, "An email was recently sent. Please wait 5 seconds" },
    { "E0000119", 403, "Your account is locked" },
    { "E0000121", 400, "This phone extension is invalid" },
    { "E0000122", 406, "Not acceptable" },
    { "E0000124", 400, "Could not create user: the password is needed" },
    { "E0000125", 400, "Could not create user: activation is needed" },
    { "E0000132", 400, "A registration is already active for this user, client and device" },
    { "E0000133", 429, "A phone call was recently made. Please wait 30 seconds" },
    { "E0000134", 502, "The inline hook failed" },
    { "E0000136", 409, "Phone conflict" },
    { "E0000137", 504, "The inline hook came too late" },
    { "E0000138", 500, "Internal error in the telephony service" },
    { "E0000139", 503, "Telephony provider error" },
    { "E0000140", 400, "The recipient has opted out" },
    { "E0000146", 429, "SMS quota of the organisation reached" },
    { "E0000147", 429, "Call quota of the organisation reached" },
    { "E0000149", 406, "Not acceptable: the version is missing" },
    { "E0000150", 403, "SMS limit reached" },
    { "E0000151", 403, "Call limit reached" },
    { "E0000152", 403, "The device is suspended" },
    { "E0000153", 410, "The device is deleted" },
    { "E0000154", 410, "The enrollment is deleted" },
    { "E0000155", 423, "The user is not active" },
    { "E0000156", 410, "The user is deleted" },
    { "E0000158", 400, "User verification is required" },
    { "E0000159", 400, "FIPS compliance is required" },
    { "E0000180", 423, "The enrollment is suspended" },
    { "E0000186", 429, "SMS quota of the free tier reached" },
    { "E0000191", 404, "Transaction not found: verification timed out" },
    { "E0000204", 429, "SMS limit reached" },
    { "E0000205", 429, "Call limit reached" },
    { "E0000207", 401, "Incorrect username or password" },
    { "E0000208", 400, "The access token could not be obtained" },
    { "E0000209", 400, "Cannot be changed: used by an enrolment policy" },
    { "E0000212", 403, "The origin check failed" },
    { "E0000214", 400, "The user has no CIBA enabled enrollment" },
    { "E0000215", 410, "The endpoint is withdrawn" },
    { "E0000219", 403, "This would remove the last phishing-resistant method" },
    { "E0000229", 400, "Biometrics with PIN are needed" },
    { "E0000247", 403, "The organisation has no SMS or voice" },
};

const Row* rowOf(std::string_view code)
{
    const auto* found =
        std::ranges::find_if(Rows, [code](const Row& row) { return row.code == code; });
    return found == std::end(Rows) ? nullptr : found;
}

Reply replyOf(const Row& row, int status, const QString& cause)
{
    QJsonArray causes;
    if (!cause.isEmpty())
        causes.append(QJsonObject { { QStringLiteral("errorSummary"), cause } });
    const QString code = QLatin1String(row.code);
    const QString id = QStringLiteral("oae")
        + QString::number(QRandomGenerator::global()->generate64(), 36)
              .rightJustified(17, u'0')
              .right(17);
    return json(QJsonObject { { QStringLiteral("errorCode"), code },
                    { QStringLiteral("errorSummary"), QLatin1String(row.summary) },
                    { QStringLiteral("errorLink"), code }, { QStringLiteral("errorId"), id },
                    { QStringLiteral("errorCauses"), causes } },
        status);
}

} // namespace

Reply refused(const Refusal& refusal)
{
    const Row* row = rowOf(refusal.code);
    Q_ASSERT(row); // the codes are ours
    return replyOf(*row, row->status, refusal.cause);
}

Reply refused(const char* code, const QString& cause)
{
    return refused(Refusal { code, cause });
}

Reply refusedWithStatus(int status)
{
    const auto* found =
        std::ranges::find_if(Rows, [status](const Row& row) { return row.status == status; });
    // 401, 403 and 404 have many codes; the general one of each is what a gateway would say.
    const char* usual = status == 401 ? "E0000011" : status == 403 ? "E0000006" : "E0000009";
    const Row& row =
        status == 401 || status == 403 || found == std::end(Rows) ? *rowOf(usual) : *found;
    return replyOf(row, status, {});
}

bool isErrorCode(const QString& code)
{
    return rowOf(code.toStdString()) != nullptr;
}

Reply refusedWithCode(const QString& code)
{
    const Row* row = rowOf(code.toStdString());
    return row ? replyOf(*row, row->status, {}) : refused("E0000009");
}

Reply oauthRefused(const char* error, const QString& description)
{
    return json(QJsonObject { { QStringLiteral("error"), QLatin1String(error) },
                    { QStringLiteral("error_description"), description } },
        400);
}

} // namespace sandbox
