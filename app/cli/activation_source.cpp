// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/activation_source.h"

#include "app/cli/code_sources.h"
#include "app/cli/secret_input.h"
#include "app/cli/translated.h"
#include "core/base/atomic_file.h"
#include "core/enroll/recognise.h"
#include "core/net/trust.h"
#include "ui/text/offer_text.h"

#include <QFile>

#include <array>

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr std::size_t LongestAuthorityFile = std::size_t { 256 } * 1024;
constexpr std::array Sources = { "image"_L1, "uri-file"_L1, "uri-stdin"_L1, "server"_L1 };

QString reading()
{
    return translated(QT_TRANSLATE_NOOP("cli", "Reading the activation"));
}

/// Exactly one source, and what belongs to it.
Outcome<void> checkSource(const Arguments& arguments)
{
    const auto sources = std::count_if(Sources.begin(), Sources.end(),
        [&](QLatin1String source) { return arguments.has(source); });
    const bool isOdd =
        !arguments.has("server"_L1) && arguments.hasAny({ "client"_L1, "authorization-server"_L1 });
    if (sources == 1 && !isOdd)
        return {};
    return usageError(translated(QT_TRANSLATE_NOOP("cli",
                          "Exactly one of --image, --uri-file, --uri-stdin and --server is needed; "
                          "--client and --authorization-server belong to --server.")),
        translated(QT_TRANSLATE_NOOP("cli", "See: countersign-cli activate --help")));
}

/// A text that turned out to be no activation.
Failure notAnActivation(const base::Result<enroll::Offer>& offer)
{
    if (!offer)
        return failed(offer.error(), reading());
    if (std::holds_alternative<enroll::AccountsOffer>(*offer)) {
        return { .status = ExitStatus::Unsupported,
            .message = translated(QT_TRANSLATE_NOOP(
                "cli", "This code holds accounts for one-time codes, and nothing to activate.")),
            .next = translated(QT_TRANSLATE_NOOP("cli", "Save it with: countersign-cli add")) };
    }
    const ui::text::Explanation text = *ui::text::offerText(*offer);
    return { .status = ExitStatus::Unsupported,
        .message = text.message,
        .next = text.next,
        .moreMembers = [kind = enroll::kindName(*offer)](
                           JsonWriter& json) { json.member("kind", kind); } };
}

Outcome<crypto::SecretBytes> linkOf(std::string_view text)
{
    const base::Result<enroll::Offer> offer = enroll::recognise(text);
    if (!offer || !std::holds_alternative<enroll::ActivationOffer>(*offer))
        return notAnActivation(offer);
    base::Result<crypto::SecretBytes> link = crypto::SecretBytes::copyOf(text);
    if (!link)
        return failed(link.error(), reading());
    return std::move(*link);
}

/// The one activation among the codes of a picture.
Outcome<crypto::SecretBytes> linkInPicture(const QString& path)
{
    const Outcome<std::vector<SourcedCode>> codes = codesInFile(path);
    if (!codes)
        return codes.error();
    std::vector<std::string_view> activations;
    for (const SourcedCode& code : *codes) {
        const base::Result<enroll::Offer> offer = enroll::recognise(code.code.text);
        if (offer && std::holds_alternative<enroll::ActivationOffer>(*offer))
            activations.push_back(code.code.text);
    }
    if (activations.size() > 1) {
        return Failure { .status = ExitStatus::NotFound,
            .message = translated(
                QT_TRANSLATE_NOOP("cli", "The picture holds more than one activation code.")),
            .next = translated(QT_TRANSLATE_NOOP("cli", "Cut it down to the one you mean.")) };
    }
    return linkOf(
        activations.empty() ? std::string_view(codes->front().code.text) : activations.front());
}

Outcome<crypto::SecretBytes> givenLink(const Session& session, const Arguments& arguments)
{
    if (const auto picture = arguments.value("image"_L1))
        return linkInPicture(*picture);
    if (const auto file = arguments.value("uri-file"_L1)) {
        const Outcome<crypto::SecretBytes> text = session.readSecret(*file, reading());
        if (!text)
            return text.error();
        return linkOf(text->text());
    }
    const base::Result<crypto::SecretBytes> text = readSecretLine();
    if (!text)
        return failed(text.error(), reading());
    return linkOf(text->text());
}

Outcome<vault::PushTrust> givenTrust(const Arguments& arguments)
{
    const std::optional<QString> file = arguments.value("ca-file"_L1);
    if (!file)
        return vault::PushTrust {};
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the certificates"));
    const base::Result<base::Bytes> contents =
        base::readFile(QFile::encodeName(*file).toStdString(), LongestAuthorityFile);
    if (!contents)
        return failed(contents.error(), step);
    base::Result<std::vector<base::Bytes>> certificates = net::readCertificates(*contents);
    if (!certificates)
        return failed(certificates.error(), step);
    return vault::PushTrust { std::move(*certificates) };
}

} // namespace

Outcome<push::ActivationRequest> activationSource(
    const Session& session, const Arguments& arguments)
{
    if (const Outcome<void> checked = checkSource(arguments); !checked)
        return checked.error();
    push::ActivationRequest request;
    Outcome<vault::PushTrust> trust = givenTrust(arguments);
    if (!trust)
        return trust.error();
    request.trust = std::move(*trust);
    if (const auto server = arguments.value("server"_L1)) {
        request.server = server->toStdString();
        request.client = arguments.value("client"_L1).value_or(QString()).toStdString();
        request.authorizationServer =
            arguments.value("authorization-server"_L1).value_or(QString()).toStdString();
        return request;
    }
    Outcome<crypto::SecretBytes> link = givenLink(session, arguments);
    if (!link)
        return link.error();
    request.link = std::move(*link);
    return request;
}

} // namespace cli
