// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/account_pictures.h"

#include "core/qr/small_picture.h"
#include "core/transfer/open_sealed.h"
#include "core/vault/pictures.h"

#include <map>

namespace transfer {

namespace {

constexpr std::int64_t Million = 1'000'000;
constexpr int MostMegapixels = 4; ///< of one picture
constexpr std::int64_t MostPixels = 256 * Million; ///< of all: a thousand of usual icons

/// Knows the pictures that it has made small: those that several accounts share without looking at
/// them again, equal ones by what is in them.
class Shrinking
{
public:
    /// Empty where it cannot be done.
    QByteArray shrunk(const QByteArray& picture)
    {
        const auto [shared, isNew] = m_shared.try_emplace(picture.constData());
        if (isNew)
            shared->second = { picture, ofContents(picture) };
        return shared->second.small;
    }

private:
    struct Made
    {
        QByteArray original; ///< held, so that its place in memory is no other's
        QByteArray small;
    };

    QByteArray ofContents(const QByteArray& picture)
    {
        const base::Result<vault::PictureId> id = vault::pictureIdOf(base::bytesOf(picture));
        if (!id)
            return {};
        const auto [place, isNew] = m_known.try_emplace(*id);
        if (isNew && m_left > 0)
            place->second = made(picture);
        return place->second;
    }

    QByteArray made(const QByteArray& picture)
    {
        const auto small = qr::smallPicture(picture, MostMegapixels);
        m_left -= small ? small->decoded : MostMegapixels * Million;
        return small ? small->file : QByteArray();
    }

    std::map<const char*, Made> m_shared;
    std::map<vault::PictureId, QByteArray> m_known;
    std::int64_t m_left = MostPixels;
};

} // namespace

QByteArray pictureOf(std::string_view base64)
{
    constexpr std::size_t LargestText = 2 * LargestPictureFile; // line breaks included
    if (base64.size() > LargestText)
        return {};
    const Outcome<base::Bytes> picture = base64Of(base64, "icon");
    if (!picture || picture->size() > LargestPictureFile)
        return {};
    return { reinterpret_cast<const char*>(picture->data()),
        static_cast<qsizetype>(picture->size()) };
}

void takePicture(ImportedAccount& account, const QByteArray& picture)
{
    account.picture = picture;
    if (picture.isEmpty())
        account.remarks.push_back(Remark::PictureLeft);
}

void shrinkPictures(std::vector<ImportedAccount>& accounts, const std::stop_token& stop)
{
    Shrinking shrinking;
    for (ImportedAccount& account : accounts) {
        if (!account.picture.isEmpty() && !stop.stop_requested())
            takePicture(account, shrinking.shrunk(account.picture));
    }
}

} // namespace transfer
