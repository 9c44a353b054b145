// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/request_output.h"

#include "app/cli/accounts.h"
#include "app/cli/shown.h"
#include "app/cli/translated.h"
#include "core/push/verification_wish.h"
#include "ui/text/push_text.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using ui::text::visibleText;

/// Texts from outside are bounded: a line of a terminal is no place for more.
constexpr qsizetype LongestText = 200;

const char* nameOf(push::NumberMode mode)
{
    switch (mode) {
    case push::NumberMode::None:
        return "none";
    case push::NumberMode::Choose:
        return "choose";
    case push::NumberMode::Type:
        return "type";
    case push::NumberMode::Show:
        return "show";
    }
    return "";
}

const char* nameOf(push::SignatureState signature)
{
    switch (signature) {
    case push::SignatureState::Verified:
        return "verified";
    case push::SignatureState::NotSigned:
        return "not-signed";
    case push::SignatureState::Refused:
        return "refused";
    }
    return "";
}

const char* nameOf(vault::OriginVerdict verdict)
{
    switch (verdict) {
    case vault::OriginVerdict::ThisComputer:
        return "this-computer";
    case vault::OriginVerdict::ThisNetwork:
        return "this-network";
    case vault::OriginVerdict::Elsewhere:
        return "elsewhere";
    case vault::OriginVerdict::Unknown:
        return "unknown";
    }
    return "";
}

const char* nameOf(push::OriginEvidence evidence)
{
    switch (evidence) {
    case push::OriginEvidence::None:
        return "nothing-to-compare";
    case push::OriginEvidence::NoAddress:
        return "no-address";
    case push::OriginEvidence::OpenedHere:
        return "opened-here";
    case push::OriginEvidence::OurAddress:
        return "our-address";
    case push::OriginEvidence::ReportedAddress:
        return "reported-address";
    case push::OriginEvidence::OtherAddress:
        return "other-address";
    case push::OriginEvidence::NotLoopback:
        return "not-loopback";
    case push::OriginEvidence::OtherSystem:
        return "other-system";
    }
    return "";
}

void writeOrigin(JsonWriter& json, const push::Challenge& challenge)
{
    json.key("origin").beginObject();
    const push::ChallengeOrigin& origin = challenge.origin;
    if (!origin.address.isEmpty())
        json.member("address", origin.address);
    if (!origin.place.isEmpty())
        json.member("place", origin.place);
    if (!origin.client.isEmpty())
        json.member("client", origin.client);
    json.member("time", isoTime(challenge.created));
    json.member("verdict", nameOf(origin.judged.verdict));
    json.member("evidence", nameOf(origin.judged.evidence));
    json.endObject();
}

void writeNumber(JsonWriter& json, const push::NumberCheck& number)
{
    json.key("number").beginObject();
    json.member("mode", nameOf(number.mode));
    if (number.mode == push::NumberMode::Choose) {
        json.key("choices").beginArray();
        for (const QString& choice : number.choices)
            json.value(choice);
        json.endArray();
    }
    if (number.mode == push::NumberMode::Type && number.digits > 0)
        json.member("digits", number.digits);
    if (number.mode == push::NumberMode::Show)
        json.member("shown", number.shown);
    json.endObject();
}

QString numberWords(const push::NumberCheck& number)
{
    switch (number.mode) {
    case push::NumberMode::None:
        return {};
    case push::NumberMode::Choose:
        return translated(
            QT_TRANSLATE_NOOP("cli", "Choose the number that the page shows: --number %1"))
            .arg(visibleText(
                QStringList(number.choices.begin(), number.choices.end()).join(u" | "_s),
                LongestText));
    case push::NumberMode::Type:
        return translated(
            QT_TRANSLATE_NOOP("cli", "Give the number that the page shows: --number N"));
    case push::NumberMode::Show:
        return translated(QT_TRANSLATE_NOOP("cli", "Type this at the service: %1"))
            .arg(visibleText(number.shown, LongestText));
    }
    return {};
}

QString verificationWords(const push::Challenge& challenge)
{
    if (!push::canGoUnverified(challenge))
        return translated(QT_TRANSLATE_NOOP(
            "cli", "Approving it needs verification: --verify-passphrase-file FILE"));
    return translated(QT_TRANSLATE_NOOP("cli",
        "The service would rather have it verified: --verify-passphrase-file FILE, or "
        "--without-verification"));
}

} // namespace

void writeRequest(JsonWriter& json, vault::Vault& vault, const push::Challenge& challenge)
{
    json.beginObject();
    json.member("id", std::string_view(push::requestId(challenge)));
    if (const auto account = vault.find(challenge.account)) {
        json.key("account");
        writeAccount(json, *account, { .push = pushOf(vault, *account) });
    }
    json.member("protocol", std::string_view(challenge.protocol));
    json.member("service", challenge.service);
    json.member("question", ui::text::questionText(challenge));
    if (challenge.question == push::QuestionKind::Transaction)
        json.member("text", challenge.text);
    writeOrigin(json, challenge);
    json.member("created", isoTime(challenge.created));
    json.member("expires", isoTime(challenge.expires));
    writeNumber(json, challenge.number);
    json.member("verification", push::asksForVerification(challenge) ? "required" : "none");
    if (push::canGoUnverified(challenge))
        json.member("verificationWaivable", true);
    json.member("signature", nameOf(challenge.signature));
    json.member("approvable", challenge.canBeApproved());
    json.endObject();
}

void writeRequests(
    JsonWriter& json, vault::Vault& vault, const std::vector<push::Challenge>& challenges)
{
    json.beginArray();
    for (const push::Challenge& challenge : challenges)
        writeRequest(json, vault, challenge);
    json.endArray();
}

QString requestLines(const push::Challenge& challenge, base::Time now)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(challenge.expires - now).count();
    const push::ChallengeOrigin& origin = challenge.origin;
    QStringList lines;
    lines << u"%1  %2  %3"_s.arg(QString::fromStdString(push::requestId(challenge)),
        visibleText(ui::text::serviceText(challenge), LongestText),
        ui::text::questionText(challenge));
    if (challenge.question == push::QuestionKind::Transaction)
        lines << visibleText(challenge.text, LongestText);
    lines << ui::text::verdictText(origin.judged.verdict) + u". "_s
            + ui::text::evidenceText(origin.judged.evidence);
    QStringList facts { ui::text::placeText(origin), ui::text::clientText(origin) };
    facts.removeAll(QString());
    lines << visibleText(facts.join(u", "_s), LongestText);
    for (const push::Warning& warning : challenge.warnings)
        lines << ui::text::warningText(warning);
    lines << translated(QT_TRANSLATE_NOOP("cli", "asked at %1, %2 s left"))
                 .arg(isoTime(challenge.created))
                 .arg(left);
    if (challenge.canBeApproved() && challenge.number.mode != push::NumberMode::None)
        lines << numberWords(challenge.number);
    if (challenge.canBeApproved() && push::asksForVerification(challenge))
        lines << verificationWords(challenge);
    if (!challenge.canBeApproved())
        lines << ui::text::barText(challenge.bar).message;
    return lines.join(u"\n    "_s) + u'\n';
}

} // namespace cli
