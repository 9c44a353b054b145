// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

// Google Authenticator's export as it reads it: a picture of a code for ten accounts, or for fewer
// where no code holds as much.

#include "core/qr/qr_writer.h"
#include "core/transfer/readers/readers.h"
#include "core/transfer/writers/google_migration_content.h"
#include "core/transfer/writers/writers.h"

namespace transfer::writers {

namespace google_migration_qr {
namespace {

std::optional<Misfit> misfit(const OutgoingAccount& account)
{
    return migrationMisfit(account, qr::LargestText);
}

base::Result<crypto::WipedBytes> pictureOf(base::ByteView link)
{
    constexpr int PixelsPerModule = 8;
    const base::Result<qr::Matrix> matrix = qr::encode(link);
    if (!matrix)
        return matrix.error();
    base::Result<QByteArray> png = qr::toPng(*matrix, PixelsPerModule);
    if (!png)
        return png.error();
    const base::MutableByteView bytes { reinterpret_cast<std::uint8_t*>(png->data()),
        static_cast<std::size_t>(png->size()) };
    crypto::WipedBytes picture(bytes.begin(), bytes.end());
    crypto::cleanse(bytes);
    return picture;
}

base::Result<std::vector<crypto::WipedBytes>> write(
    const Outgoing& accounts, const Sealing& sealing)
{
    std::vector<crypto::WipedBytes> pictures;
    const auto draw = [&pictures](const crypto::SecretBytes& link) -> base::Result<void> {
        auto picture = pictureOf(link.view());
        if (!picture)
            return picture.error();
        pictures.push_back(std::move(*picture));
        return {};
    };
    const auto written = writeMigrationLinks(accounts, sealing.random, draw, qr::LargestText);
    if (!written)
        return written.error();
    return pictures;
}

} // namespace
} // namespace google_migration_qr

const ExportFormat GoogleMigrationQr {
    .format = &readers::GoogleMigrationQr,
    .losses = MigrationLosses,
    .misfit = google_migration_qr::misfit,
    .write = nullptr,
    .writeFiles = google_migration_qr::write,
};

} // namespace transfer::writers
