// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/vault/pictures.h"

#include "core/crypto/hmac.h"

#include <algorithm>

namespace vault {

namespace {

constexpr std::string_view Member = "pictures";

std::optional<PictureId> readPictureId(base::ByteView item)
{
    const std::optional<base::ByteView> bytes = cbor::Reader(item).bytes();
    PictureId id;
    if (!bytes || bytes->size() != id.size())
        return {};
    std::ranges::copy(*bytes, id.begin());
    return id;
}

QByteArray arrayOf(base::ByteView bytes)
{
    return { reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()) };
}

/// The pictures that encoded accounts refer to.
class References
{
public:
    void add(const std::optional<PictureId>& id)
    {
        if (id)
            m_ids.insert(*id);
    }

    /// Also of one that could not be understood as a whole.
    void addOf(base::ByteView account)
    {
        std::optional<cbor::Members> members = cbor::Members::of(account);
        const std::optional<base::ByteView> picture =
            members ? members->take("picture") : std::nullopt;
        if (picture)
            add(readPictureId(*picture));
    }

    /// A version comes unchecked.
    void addOfVersion(const base::Bytes& version)
    {
        if (!version.empty() && cbor::check(version))
            addOf(version);
    }

    bool contains(const PictureId& id) const { return m_ids.contains(id); }

private:
    std::set<PictureId> m_ids;
};

} // namespace

base::Result<PictureId> pictureIdOf(base::ByteView picture)
{
    const auto hash = crypto::digest(crypto::Hash::Sha256, picture);
    if (!hash)
        return hash.error();
    PictureId id;
    std::ranges::copy(hash->view(), id.begin());
    return id;
}

PictureRoom::PictureRoom(const Body& body)
{
    for (const auto& [id, picture] : body.pictures) {
        m_known.insert(id);
        m_size += base::bytesOf(picture).size();
    }
}

bool PictureRoom::take(base::ByteView picture)
{
    const base::Result<PictureId> id = pictureIdOf(picture);
    return id && !picture.empty() && picture.size() <= LargestPicture && take(*id, picture.size());
}

bool PictureRoom::take(const PictureId& id, std::size_t size)
{
    if (m_known.contains(id))
        return true;
    if (m_size + size > LargestPictures)
        return false;
    m_known.insert(id);
    m_size += size;
    return true;
}

base::Result<PictureId> keepPicture(Body& body, PictureRoom& room, base::ByteView picture)
{
    const base::Result<PictureId> id = pictureIdOf(picture);
    if (!id)
        return id;
    if (picture.size() > LargestPicture)
        return base::Error { base::ErrorCode::TooLarge, "account",
            { "picture", std::to_string(LargestPicture) } };
    if (!room.take(*id, picture.size()))
        return base::Error { base::ErrorCode::TooLarge, "account",
            { "pictures", std::to_string(LargestPictures) } };
    body.pictures.emplace(*id, arrayOf(picture));
    return id;
}

void sweepPictures(Body& body)
{
    if (body.pictures.empty())
        return;
    References references;
    for (const auto& [id, account] : body.accounts) {
        references.add(account.picture);
        for (const base::Bytes& version : account.history)
            references.addOfVersion(version);
    }
    for (const auto& [stamp, change] : body.changes) {
        for (const auto& [id, version] : change.before)
            references.addOfVersion(version);
    }
    for (const Quarantined& entry : body.quarantined) {
        cbor::Reader reader(entry.member);
        reader.item(); // its key
        references.addOf(reader.item());
    }
    std::erase_if(body.pictures,
        [&references](const auto& picture) { return !references.contains(picture.first); });
}

void readPictures(Record& record, Body& body)
{
    const std::optional<base::ByteView> value = record.take(Member);
    if (!value)
        return;
    const std::optional<cbor::Members> members = cbor::Members::of(*value);
    if (!members)
        return record.fail(Member);
    for (const cbor::Members::Member& entry : members->all()) {
        const std::optional<PictureId> id = readPictureId(entry.key);
        const std::optional<base::ByteView> picture = cbor::Reader(entry.value).bytes();
        if (!id || !picture)
            return record.fail(Member);
        const base::Result<PictureId> own = pictureIdOf(*picture);
        if (own && *own == *id)
            body.pictures.emplace(*id, arrayOf(*picture));
    }
}

void writePictures(cbor::MapWriter& map, const Body& body)
{
    if (body.pictures.empty())
        return;
    cbor::Writer& out = map.member(Member);
    out.map(body.pictures.size()); // ids are of one length, so their order is the encoded one
    for (const auto& [id, picture] : body.pictures) {
        out.bytes(id);
        out.bytes(base::bytesOf(picture));
    }
}

} // namespace vault
