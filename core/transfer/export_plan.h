// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/placed_files.h"
#include "core/transfer/sheet_account.h"
#include "core/transfer/writer.h"

#include <functional>
#include <map>

namespace transfer {

/// One line of the preview: an account, and what becomes of it.
struct PlannedExport
{
    vault::Account account;
    std::optional<Misfit> misfit = {}; ///< why it is left; absent: it is written
    std::vector<Loss> losses = {}; ///< what of it stays behind, where it is written
    /// It has a push registration, whose keys are in no file but our own backups.
    bool hasRegistration = false;
    bool isChosen = true; ///< somebody who looks at the plan may leave it out

    bool isWritten() const { return isChosen && !misfit; }
};

/// Why there is no file.
struct ExportFailure
{
    enum class Step {
        Making, ///< the file's content, in memory
        Writing,
        ReadingBack, ///< it was written, did not come back as it should, and was removed
    };

    Step step = Step::Making;
    /// NothingToDo where no account fits. Damaged where what was read back is something else.
    base::Error cause;
    std::size_t position = 0; ///< of the account that came back differently, from 1; 0: of none

    bool operator==(const ExportFailure&) const = default;
};

/// The names of so many files, one after the other.
using NamesOfFiles = std::function<std::vector<std::string>(std::size_t count)>;

/// What an export into a format would do, to be looked at before anything is written. Made for the
/// moment: it must not outlive the vault and the verification.
class ExportPlan
{
public:
    /// Looks at all accounts in use, in the order of the list; what lies in the trash is none of
    /// them. Errors as of Vault::reveal().
    static base::Result<ExportPlan> make(
        vault::Vault& vault, const vault::Verification& verification, const ExportFormat& format);

    const ExportFormat& format() const { return *m_format; }
    const std::vector<PlannedExport>& lines() const { return m_lines; }
    /// Takes one of the lines in or leaves it out; of those that a program would take for the same
    /// account the first that is chosen fits, which may be another one then. Not while write() runs
    /// on another thread.
    void choose(std::size_t line, bool isChosen);
    /// The lines that choose() looks at again with this one, itself among them.
    std::vector<std::size_t> judgedWith(std::size_t line) const;
    std::size_t fitting() const; ///< how many will be written

    /// Makes the file (readable by its owner alone, in one step), reads it back from the disk and
    /// compares every account. After a failure no new file is there, and an older one is as before.
    /// A format that has several is given as many, by namesOfFiles().
    base::Result<void, ExportFailure> write(
        const std::string& path, const Sealing& sealing, Existing existing) const;
    /// The same, and which files they are.
    base::Result<std::vector<std::string>, ExportFailure> writeFiles(
        const std::string& path, const Sealing& sealing, Existing existing) const;
    /// The same, under names of the caller's own.
    base::Result<std::vector<std::string>, ExportFailure> writeFiles(
        const NamesOfFiles& namesOf, const Sealing& sealing, Existing existing) const;
    /// The same in memory.
    base::Result<std::vector<crypto::WipedBytes>, ExportFailure> files(
        const Sealing& sealing) const;
    /// What goes to a pipe; Unsupported where there are several files.
    base::Result<crypto::WipedBytes, ExportFailure> text(const Sealing& sealing) const;
    /// Hands out each account that would be written as it stands on paper, in their order and one
    /// at a time: for a printer, without a file. NothingToDo where none fits; an error of `put`
    /// ends it.
    base::Result<void> sheet(const SheetWords& words,
        const std::function<base::Result<void>(const SheetAccount&)>& put) const;

private:
    ExportPlan(const vault::Vault& vault, const vault::Verification& verification,
        const ExportFormat& format)
        : m_vault(&vault),
          m_verification(&verification),
          m_format(&format)
    { }
    Outgoing outgoing() const;
    struct Alikes;
    base::Result<void> judge(std::size_t line, Alikes& alikes);
    /// Finds out which one of lines that are alike fits.
    void settle(const std::vector<std::size_t>& alike);
    base::Result<std::vector<crypto::WipedBytes>> written(const Sealing& sealing) const;
    base::Result<std::vector<crypto::WipedBytes>, ExportFailure> made(const Sealing& sealing) const;
    using ContentOfFile = std::function<Outcome<Content>(std::size_t file)>;
    base::Result<void, ExportFailure> check(
        std::size_t files, const ContentOfFile& contentOf, const Sealing& sealing) const;

    const vault::Vault* m_vault;
    const vault::Verification* m_verification;
    const ExportFormat* m_format;
    std::vector<PlannedExport> m_lines;
    /// Lines, two or more, that the program would take for one account; and which of these lists a
    /// line is in.
    std::vector<std::vector<std::size_t>> m_alike;
    std::map<std::size_t, std::size_t> m_alikeOf;
    std::map<std::size_t, std::vector<Loss>> m_lossesIfWritten; ///< of lines that are alike
};

} // namespace transfer
