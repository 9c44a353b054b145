// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/transfer/export_writer.h"

#include "ui/text/sheet_text.h"
#include "ui/transfer/sheet_print.h"
#include "ui/widgets/in_thread_pool.h"

#include <QPointer>
#include <QPrinter>

namespace ui::transfer {

namespace {

ExportWriter::Drawn drawn(const std::vector<crypto::WipedBytes>& pictures)
{
    CodePictures codes;
    for (const crypto::WipedBytes& picture : pictures) {
        if (const base::Result<void> appended = codes.append(picture); !appended)
            return ::transfer::ExportFailure { .cause = appended.error() };
    }
    return codes;
}

} // namespace

ExportWriter::ExportWriter(vault::VaultSession& session, QObject* parent)
    : QObject(parent),
      m_session(session)
{ }

void ExportWriter::prepare(const ::transfer::ExportFormat& format,
    std::shared_ptr<vault::Verification> verification, QObject* context, TakePrepared take)
{
    base::Result<vault::Vault> twin = m_session.vault().twin({});
    if (!twin)
        return take(twin.error());
    auto prepared = std::make_shared<PreparedExport>(
        PreparedExport { std::move(*twin), std::move(verification), std::nullopt });
    widgets::inThreadPool(
        context,
        [prepared = std::move(prepared), &format]() mutable -> Prepared {
            auto plan =
                ::transfer::ExportPlan::make(prepared->twin, *prepared->verification, format);
            if (!plan)
                return plan.error();
            prepared->plan = std::move(*plan);
            return std::move(prepared);
        },
        [take = std::move(take)](Prepared made) { take(std::move(made)); });
}

void ExportWriter::write(std::shared_ptr<PreparedExport> prepared, const std::string& path,
    crypto::SecretBytes passphrase, QObject* page, TakeWritten take)
{
    widgets::inThreadPool(
        this,
        [prepared = std::move(prepared), path, passphrase = std::move(passphrase),
            words = text::sheetWords(m_session.services().clock.now()),
            &random = m_session.services().random] {
            return prepared->plan->writeFiles(
                path, { &passphrase, random, &words }, ::transfer::Existing::Refuse);
        },
        [this, page = QPointer<QObject>(page), take = std::move(take)](const Written& written) {
            if (page && m_session.isOpen())
                take(written);
            else
                emit endedBehindLock(written.has_value());
        });
}

void ExportWriter::print(std::shared_ptr<PreparedExport> prepared,
    std::shared_ptr<QPrinter> printer, QObject* page, TakePrinted take)
{
    widgets::inThreadPool(
        page,
        [prepared = std::move(prepared), printer = std::move(printer),
            words = text::sheetWords(m_session.services().clock.now())] {
            return printSheet(*printer, *prepared->plan, words);
        },
        [take = std::move(take)](const base::Result<void>& printed) { take(printed); });
}

void ExportWriter::draw(std::shared_ptr<PreparedExport> prepared, QObject* context, TakeDrawn take)
{
    widgets::inThreadPool(
        context,
        [prepared = std::move(prepared), &random = m_session.services().random]() -> Drawn {
            const crypto::SecretBytes none;
            const auto files = prepared->plan->files({ &none, random });
            if (!files)
                return files.error();
            return drawn(*files);
        },
        [take = std::move(take)](Drawn codes) { take(std::move(codes)); });
}

} // namespace ui::transfer
