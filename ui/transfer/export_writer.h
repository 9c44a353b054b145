// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/export_plan.h"
#include "core/vault/vault_session.h"
#include "ui/transfer/code_pictures.h"

#include <functional>
#include <memory>

class QPrinter;

namespace ui::transfer {

/// What an export needs, from the look at what it would do until the file is there: the vault as it
/// was then, who has been verified for it, and the plan. Shared with the thread that works on it,
/// and gone when neither needs it.
struct PreparedExport
{
    vault::Vault twin; ///< of the open one
    std::shared_ptr<vault::Verification> verification;
    std::optional<::transfer::ExportPlan> plan;
};

/// Makes plans and files in the thread pool. It lives as long as the window, because a lock takes
/// the page away while a file may be on its way to the disk.
class ExportWriter : public QObject
{
    Q_OBJECT

public:
    using Prepared = base::Result<std::shared_ptr<PreparedExport>>;
    using TakePrepared = std::function<void(Prepared)>;
    /// The files: most kinds are one.
    using Written = base::Result<std::vector<std::string>, ::transfer::ExportFailure>;
    using TakeWritten = std::function<void(const Written&)>;

    /// The codes of a kind that is pictures.
    using Drawn = base::Result<CodePictures, ::transfer::ExportFailure>;
    using TakeDrawn = std::function<void(Drawn)>;
    using TakePrinted = std::function<void(const base::Result<void>&)>;

    explicit ExportWriter(vault::VaultSession& session, QObject* parent = nullptr);

    /// Looks at what an export into a format would do. Answers on this thread, unless `context` is
    /// gone by then.
    void prepare(const ::transfer::ExportFormat& format,
        std::shared_ptr<vault::Verification> verification, QObject* context, TakePrepared take);
    /// Writes the file or files, over none that is there, reads them back and compares. Answers on
    /// this thread, unless `page` is gone by then.
    void write(std::shared_ptr<PreparedExport> prepared, const std::string& path,
        crypto::SecretBytes passphrase, QObject* page, TakeWritten take);

    /// Prints what would be in the file, of a kind for paper; no file is made. Answers on this
    /// thread, unless `page` is gone by then. The printer is this call's alone until it answers.
    void print(std::shared_ptr<PreparedExport> prepared, std::shared_ptr<QPrinter> printer,
        QObject* page, TakePrinted take);
    /// Makes the files in memory, reads them back and compares, to be shown. Answers on this
    /// thread, unless `context` is gone by then.
    void draw(std::shared_ptr<PreparedExport> prepared, QObject* context, TakeDrawn take);

signals:
    /// The vault was locked meanwhile, and whoever asked is not there to be told.
    void endedBehindLock(bool isWritten);

private:
    vault::VaultSession& m_session;
};

} // namespace ui::transfer
