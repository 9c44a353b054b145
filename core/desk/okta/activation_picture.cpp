// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/desk/okta/activation_picture.h"

#include "core/base/base64.h"
#include "core/base/link.h"
#include "core/base/percent.h"
#include "core/qr/picture.h"
#include "core/qr/qr_reader.h"

namespace desk::okta {

bool isDataLink(std::string_view link)
{
    return base::startsWithIgnoringCase(link, "data:");
}

base::Result<crypto::WipedBytes> pictureOf(std::string_view dataLink)
{
    constexpr std::string_view Marker = ";base64";
    const base::Error none { base::ErrorCode::NotUnderstood, "picture in a link" };
    const std::size_t comma = dataLink.find(',');
    if (!isDataLink(dataLink) || comma == std::string_view::npos)
        return none;
    const std::string_view kind = dataLink.substr(0, comma);
    if (!base::startsWithIgnoringCase(kind, "data:image/") || kind.size() < Marker.size()
        || base::asciiLower(kind.substr(kind.size() - Marker.size())) != Marker)
        return none;
    // A link may have its characters escaped (RFC 2397); its '+' are Base64's.
    const std::string_view escaped = dataLink.substr(comma + 1);
    crypto::WipedBytes text(escaped.size());
    text.resize(base::percentDecode(
        escaped, base::Plus::IsPlus, { reinterpret_cast<char*>(text.data()), text.size() }));
    crypto::WipedBytes picture(text.size() * 3 / 4);
    const auto size = base::decodeBase64(base::textOf(text), picture);
    if (!size || *size == 0)
        return none;
    picture.resize(*size);
    return picture;
}

base::Result<crypto::SecretBytes> codeTextIn(base::ByteView picture)
{
    // Qt reads these bytes where they are, so that no copy of them stays behind.
    const auto image = qr::loadPicture(QByteArray::fromRawData(
        reinterpret_cast<const char*>(picture.data()), static_cast<qsizetype>(picture.size())));
    if (!image)
        return image.error();
    const auto codes = qr::readCodes(*image);
    if (!codes)
        return codes.error();
    return crypto::SecretBytes::copyOf(codes->front().text);
}

} // namespace desk::okta
