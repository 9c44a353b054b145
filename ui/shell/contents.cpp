// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/shell/contents.h"

#include "core/crypto/secret.h"
#include "ui/add/add_page.h"

#include <QImage>
#include <QMimeData>
#include <QUrl>

namespace ui::shell {

bool canOffer(const QMimeData& contents)
{
    return contents.hasImage() || contents.hasUrls() || contents.hasText();
}

bool offerContents(const QMimeData& contents, add::AddPage& page)
{
    if (contents.hasImage()) {
        page.offerPicture(qvariant_cast<QImage>(contents.imageData()));
        return true;
    }
    QStringList files;
    for (const QUrl& url : contents.urls()) {
        if (url.isLocalFile())
            files += url.toLocalFile();
    }
    if (!files.isEmpty()) {
        page.offerFiles(::transfer::givenFiles(files));
        return true;
    }
    if (!contents.hasText())
        return false;
    // A link in the clipboard or a drop is text before we see it; our own copy is overwritten.
    QByteArray text = contents.text().toUtf8();
    page.offerText({ text.constData(), static_cast<std::size_t>(text.size()) });
    crypto::cleanse(
        { reinterpret_cast<std::uint8_t*>(text.data()), static_cast<std::size_t>(text.size()) });
    return true;
}

} // namespace ui::shell
