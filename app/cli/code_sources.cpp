// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/code_sources.h"

#include "app/cli/display.h"
#include "app/cli/translated.h"
#include "core/enroll/recognise.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

using Codes = std::vector<SourcedCode>;

base::Result<void> appendCodes(Codes& codes, const QImage& picture, const QString& source)
{
    base::Result<std::vector<qr::FoundCode>> found = qr::readCodes(picture);
    if (!found)
        return found.error();
    for (const qr::FoundCode& code : *found) {
        for (const std::string_view link : enroll::linksIn(code.text))
            codes.push_back({ source, qr::FoundCode(std::string(link), code.position) });
    }
    return {};
}

/// Wipes the pictures.
Outcome<Codes> codesInPictures(Captured captured, const QString& source)
{
    Codes codes;
    base::Error none { base::ErrorCode::NoCodeFound };
    for (QImage& picture : captured.pictures) {
        if (const base::Result<void> read = appendCodes(codes, picture, source); !read)
            none = read.error();
        qr::wipe(picture);
    }
    if (codes.empty())
        return failed(none);
    return codes;
}

} // namespace

Outcome<Codes> codesInFile(const QString& path)
{
    const QString step = translated(QT_TRANSLATE_NOOP("cli", "Reading the picture “%1”"))
                             .arg(ui::text::visibleText(path));
    base::Result<QImage> picture = qr::loadPicture(path);
    if (!picture)
        return failed(picture.error(), step);
    Codes codes;
    const base::Result<void> read = appendCodes(codes, *picture, path);
    qr::wipe(*picture);
    if (!read)
        return failed(read.error(), step);
    return codes;
}

Outcome<Codes> codesOnScreen(Session& session)
{
    Outcome<Captured> captured = session.display().capture();
    if (!captured)
        return captured.error();
    return codesInPictures(std::move(*captured), u"screen"_s);
}

Outcome<Codes> codesInClipboard(Session& session)
{
    Outcome<Captured> captured = session.display().capture();
    if (!captured)
        return captured.error();
    if (captured->text.isEmpty())
        return codesInPictures(std::move(*captured), u"clipboard"_s);
    Codes codes;
    codes.push_back({ u"clipboard"_s, qr::FoundCode(std::string(captured->text.text()), {}) });
    return codes;
}

} // namespace cli
