// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_check.h"

#include "core/qr/small_picture.h"
#include "core/transfer/links_out.h"

#include <algorithm>

namespace transfer {

namespace {

bool isLost(Loss loss, std::span<const Loss> losses)
{
    return std::ranges::find(losses, loss) != losses.end();
}

/// One that cannot be opened for the moment has not been seen to be the same.
bool areSecretsSame(
    const otp::Entry& written, const ImportedAccount& account, std::span<const Loss> losses)
{
    const base::Result<otp::Entry> read = openedEntry(account);
    if (!read)
        return false;
    const bool isPinLost =
        std::holds_alternative<otp::Motp>(written.credential) && isLost(Loss::MotpPin, losses);
    return crypto::equalInConstantTime(written.secret.view(), read->secret.view())
        && (isPinLost || crypto::equalInConstantTime(written.pin.view(), read->pin.view()));
}

bool areTagsSame(const QStringList& written, const QStringList& read, std::span<const Loss> losses)
{
    if (isLost(Loss::Tags, losses))
        return true;
    return read == (isLost(Loss::OtherTags, losses) ? written.mid(0, 1) : written);
}

/// What is read is made small anew, and by another library than what is kept may have been.
bool isPictureSame(const QByteArray& written, const QByteArray& read)
{
    if (written == read)
        return true;
    const auto again = qr::smallPicture(written, 1);
    return again && again->file == read;
}

} // namespace

bool isSameAs(
    const OutgoingAccount& written, const ImportedAccount& read, std::span<const Loss> losses)
{
    const otp::Entry& entry = written.entry;
    return entry.issuer == read.entry.issuer && entry.name == read.entry.name
        && entry.credential == read.entry.credential && areSecretsSame(entry, read, losses)
        && (isLost(Loss::Note, losses) || written.note == read.note)
        && areTagsSame(written.tags, read.tags, losses)
        && (isLost(Loss::Favourite, losses) || written.isFavourite == read.isFavourite)
        && (isLost(Loss::Picture, losses) || isPictureSame(written.picture, read.picture))
        && (isLost(Loss::LinkParameters, losses)
            || writtenParameters(entry) == read.entry.otherParameters)
        && !read.isTrashed;
}

base::Result<std::optional<std::size_t>> firstDifference(
    const Outgoing& written, std::size_t before, const Imported& read, std::span<const Loss> losses)
{
    std::size_t position = before + 1;
    for (const ImportedAccount& account : read.accounts) {
        if (position > written.size())
            return std::optional(position);
        const auto original = written.open(position - 1);
        if (!original)
            return original.error();
        if (!isSameAs(*original, account, losses))
            return std::optional(position);
        ++position;
    }
    return read.left.empty() ? std::optional<std::size_t>() : std::optional(position);
}

} // namespace transfer
