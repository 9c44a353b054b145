// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/accounts.h"
#include "app/cli/code_sources.h"
#include "app/cli/gathered.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/enroll/recognise.h"
#include "ui/text/error_text.h"
#include "ui/text/offer_text.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr int LongestTextShown = 60;

/// A code whose text is of a known family but broken still has a kind.
std::string_view brokenKind(const std::string& text)
{
    return text.starts_with("otpauth-migration:") ? "migration" : "otp";
}

void writePosition(JsonWriter& json, const QRect& position)
{
    json.key("position").beginArray();
    for (const int number : { position.x(), position.y(), position.width(), position.height() })
        json.value(number);
    json.endArray();
}

/// What an export leaves open: accounts that cannot be taken over, and its other codes.
void writeExport(JsonWriter& json, const enroll::AccountsOffer& offer)
{
    if (!offer.isMigration)
        return;
    json.member("part", offer.batchIndex + 1);
    json.member("parts", offer.batchSize);
    if (offer.failures.empty())
        return;
    json.key("left");
    writeLeftOut(json, leftOutOf(offer));
}

void writeOffer(JsonWriter& json, const enroll::Offer& offer, bool reveal)
{
    json.member("kind", enroll::kindName(offer));
    if (const auto* accounts = std::get_if<enroll::AccountsOffer>(&offer)) {
        json.key("accounts").beginArray();
        for (const otp::Entry& entry : accounts->entries)
            writeEntry(json, entry, reveal);
        json.endArray();
        writeExport(json, *accounts);
        json.member("next",
            translated(QT_TRANSLATE_NOOP("cli", "Save it with: countersign-cli add --image FILE")));
        return;
    }
    if (const auto* activation = std::get_if<enroll::ActivationOffer>(&offer)) {
        json.member("protocol", activation->protocol);
        json.member("server", activation->server);
    }
    if (const auto* signIn = std::get_if<enroll::SignInOffer>(&offer)) {
        json.member("protocol", signIn->protocol);
        json.member("server", signIn->service);
    }
    if (const auto text = ui::text::offerText(offer)) {
        json.member("message", text->message);
        json.member("next", text->next);
    }
}

void writeCode(JsonWriter& json, const SourcedCode& code, bool reveal)
{
    const base::Result<enroll::Offer> offer = enroll::recognise(code.code.text);
    json.beginObject();
    json.member("source", code.source);
    writePosition(json, code.code.position);
    if (offer) {
        writeOffer(json, *offer, reveal);
    } else {
        const ui::text::Explanation why = ui::text::errorText(offer.error());
        json.member("kind", brokenKind(code.code.text));
        json.key("accounts").beginArray();
        json.endArray();
        json.member("message", why.message);
        json.member("next", why.next);
    }
    if (reveal || (offer && std::holds_alternative<enroll::TextOffer>(*offer)))
        json.member("text", std::string_view(code.code.text));
    json.endObject();
}

void writeEntryLine(Session& session, const otp::Entry& entry, bool reveal)
{
    session.out() << "  " << otp::typeName(entry.credential) << "  "
                  << accountTitle(entry.issuer, entry.name);
    if (reveal) {
        if (const base::Result<crypto::SecretBytes> secret = secretText(entry))
            session.out() << "  " << secret->text();
    }
    session.out() << "\n";
}

/// As writeExport().
void writeExportLines(Session& session, const enroll::AccountsOffer& offer)
{
    for (const LeftOut& account : leftOutOf(offer))
        session.out() << "  " << leftOutLine(account) << "\n";
    if (offer.batchSize > 1) {
        session.out() << "  "
                      << translated(QT_TRANSLATE_NOOP("cli", "This is part %1 of %2 of an export."))
                             .arg(offer.batchIndex + 1)
                             .arg(offer.batchSize)
                      << "\n";
    }
}

/// A text that is no authenticator code, safe and short.
void writeForeignText(Session& session, const std::string& text)
{
    session.out() << "  “"
                  << ui::text::visibleText(
                         QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())),
                         LongestTextShown)
                  << "”\n";
}

void writeCodeLines(Session& session, const SourcedCode& code, bool reveal)
{
    const base::Result<enroll::Offer> offer = enroll::recognise(code.code.text);
    const std::string_view kind = offer ? enroll::kindName(*offer) : brokenKind(code.code.text);
    session.out() << ui::text::visibleText(code.source) << ": " << kind << "\n";
    if (!offer) {
        const ui::text::Explanation why = ui::text::errorText(offer.error());
        session.out() << "  " << why.message << "\n  " << why.next << "\n";
        return;
    }
    if (const auto* accounts = std::get_if<enroll::AccountsOffer>(&*offer)) {
        for (const otp::Entry& entry : accounts->entries)
            writeEntryLine(session, entry, reveal);
        writeExportLines(session, *accounts);
    }
    if (std::holds_alternative<enroll::TextOffer>(*offer))
        writeForeignText(session, code.code.text);
    if (const auto text = ui::text::offerText(*offer))
        session.out() << "  " << text->message << "\n  " << text->next << "\n";
}

/// Everything that can be read; what cannot is told, and is the failure if nothing else could.
Outcome<std::vector<SourcedCode>> allCodes(Session& session, const Arguments& arguments)
{
    std::vector<SourcedCode> all;
    std::optional<Failure> first;
    const auto take = [&](Outcome<std::vector<SourcedCode>> codes) {
        if (codes) {
            std::move(codes->begin(), codes->end(), std::back_inserter(all));
            return;
        }
        if (first)
            session.warn(codes.error().message);
        else
            first = codes.error();
    };
    if (arguments.has("screen"_L1))
        take(codesOnScreen(session));
    for (const QString& path : arguments.operands)
        take(codesInFile(path));
    if (all.empty())
        return *first;
    if (first)
        session.warn(first->message);
    return all;
}

} // namespace

Outcome<void> runScan(Session& session, const Arguments& arguments)
{
    if (arguments.operands.isEmpty() && !arguments.has("screen"_L1)) {
        return usageError(translated(QT_TRANSLATE_NOOP("cli", "“scan” needs a picture.")),
            translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli scan --help")));
    }
    const Outcome<std::vector<SourcedCode>> codes = allCodes(session, arguments);
    if (!codes)
        return codes.error();
    const bool reveal = arguments.has("reveal"_L1);
    if (!session.isJson()) {
        for (const SourcedCode& code : *codes)
            writeCodeLines(session, code, reveal);
        return {};
    }
    session.json().beginObject();
    session.json().key("codes").beginArray();
    for (const SourcedCode& code : *codes)
        writeCode(session.json(), code, reveal);
    session.json().endArray();
    session.json().endObject();
    return {};
}

} // namespace cli
