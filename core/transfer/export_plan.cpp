// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_plan.h"

#include "core/crypto/hmac.h"
#include "core/transfer/detect.h"
#include "core/transfer/export_check.h"
#include "core/vault/registrations.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace transfer {

namespace {

using Step = ExportFailure::Step;

/// What would be lost when the file is read again, here or there: see detect.h.
std::optional<Misfit> tooLong(const OutgoingAccount& account, std::span<const Loss> losses)
{
    const auto isTooLong = [](const QString& text) {
        return static_cast<std::size_t>(text.toUtf8().size()) > LongestText;
    };
    const bool keepsNote = std::ranges::find(losses, Loss::Note) == losses.end();
    if (isTooLong(account.entry.issuer))
        return Misfit { Misfit::Kind::TooLong, "issuer" };
    if (isTooLong(account.entry.name))
        return Misfit { Misfit::Kind::TooLong, "name" };
    if (keepsNote && isTooLong(account.note))
        return Misfit { Misfit::Kind::TooLong, "note" };
    return std::nullopt;
}

bool isTooLarge(const crypto::WipedBytes& file)
{
    return file.size() > LargestFile;
}

ExportFailure notRead(const Failure& failure)
{
    const base::Error damaged { base::ErrorCode::Damaged, "export, read back", { "export" } };
    return { .step = Step::ReadingBack,
        .cause = failure.refusal == Refusal::Failed ? failure.cause : damaged };
}

} // namespace

/// Which lines have the same key. As hashes, so that no secret is kept for it.
struct ExportPlan::Alikes
{
    base::Result<void> insert(std::size_t line, const crypto::SecretBytes& key)
    {
        const auto hash = crypto::digest(crypto::Hash::Sha256, key.view());
        if (!hash)
            return hash.error();
        lines[*hash].push_back(line);
        return {};
    }

    struct ByBytes
    {
        bool operator()(const crypto::Digest& a, const crypto::Digest& b) const
        {
            return std::ranges::lexicographical_compare(a.view(), b.view());
        }
    };
    std::map<crypto::Digest, std::vector<std::size_t>, ByBytes> lines;
};

base::Result<void> ExportPlan::judge(std::size_t number, Alikes& alikes)
{
    PlannedExport& line = m_lines[number];
    if (!otp::makesCodes(line.account.credential)) {
        line.misfit = Misfit { Misfit::Kind::NoCodes };
        return {};
    }
    const auto account = openOutgoing(*m_vault, *m_verification, line.account);
    if (!account)
        return account.error();
    line.misfit = m_format->misfit(*account);
    if (!line.misfit)
        line.misfit = tooLong(*account, m_format->losses);
    if (line.misfit)
        return {};
    line.losses = lossesOf(*account, m_format->losses);
    if (!m_format->key)
        return {};
    const auto key = m_format->key(*account);
    return key ? alikes.insert(number, *key) : key.error();
}

void ExportPlan::settle(const std::vector<std::size_t>& alike)
{
    bool isTaken = false;
    for (const std::size_t number : alike) {
        PlannedExport& line = m_lines[number];
        const bool isSecond = line.isChosen && isTaken;
        isTaken = isTaken || line.isChosen;
        line.misfit.reset();
        if (isSecond)
            line.misfit = Misfit { Misfit::Kind::SameKey };
        line.losses = isSecond ? std::vector<Loss>() : m_lossesIfWritten[number];
    }
}

void ExportPlan::choose(std::size_t line, bool isChosen)
{
    m_lines[line].isChosen = isChosen;
    if (const auto alike = m_alikeOf.find(line); alike != m_alikeOf.end())
        settle(m_alike[alike->second]);
}

std::vector<std::size_t> ExportPlan::judgedWith(std::size_t line) const
{
    const auto alike = m_alikeOf.find(line);
    return alike == m_alikeOf.end() ? std::vector { line } : m_alike[alike->second];
}

base::Result<ExportPlan> ExportPlan::make(
    vault::Vault& vault, const vault::Verification& verification, const ExportFormat& format)
{
    ExportPlan plan(vault, verification, format);
    std::set<vault::Id> registered;
    for (const vault::PushRegistration& registration : vault::Registrations(vault).all())
        registered.insert(registration.account);
    Alikes alikes;
    for (vault::Account& account : vault.accounts()) {
        const std::size_t number = plan.m_lines.size();
        plan.m_lines.push_back({ .account = std::move(account) });
        PlannedExport& line = plan.m_lines.back();
        line.hasRegistration = registered.contains(line.account.id);
        if (const base::Result<void> judged = plan.judge(number, alikes); !judged)
            return judged.error();
    }
    for (auto& [key, lines] : alikes.lines) {
        if (lines.size() < 2)
            continue;
        for (const std::size_t number : lines) {
            plan.m_alikeOf[number] = plan.m_alike.size();
            plan.m_lossesIfWritten[number] = plan.m_lines[number].losses;
        }
        plan.m_alike.push_back(std::move(lines));
        plan.settle(plan.m_alike.back());
    }
    return plan;
}

std::size_t ExportPlan::fitting() const
{
    return static_cast<std::size_t>(std::ranges::count_if(m_lines, &PlannedExport::isWritten));
}

Outgoing ExportPlan::outgoing() const
{
    Outgoing accounts(*m_vault, *m_verification);
    for (const PlannedExport& line : m_lines) {
        if (line.isWritten())
            accounts.append(line.account);
    }
    return accounts;
}

base::Result<std::vector<crypto::WipedBytes>> ExportPlan::written(const Sealing& sealing) const
{
    if (m_format->writeFiles)
        return m_format->writeFiles(outgoing(), sealing);
    base::Result<crypto::WipedBytes> one = m_format->write(outgoing(), sealing);
    if (!one)
        return one.error();
    std::vector<crypto::WipedBytes> files;
    files.push_back(std::move(*one));
    return files;
}

base::Result<std::vector<crypto::WipedBytes>, ExportFailure> ExportPlan::made(
    const Sealing& sealing) const
{
    if (fitting() == 0)
        return ExportFailure { .cause = { base::ErrorCode::NothingToDo, "export" } };
    const bool isSealed =
        !m_format->format->isEncrypted || (sealing.passphrase && !sealing.passphrase->isEmpty());
    if (!isSealed)
        return ExportFailure { .cause = { base::ErrorCode::EmptyPassphrase, "export" } };
    base::Result<std::vector<crypto::WipedBytes>> files = written(sealing);
    if (!files)
        return ExportFailure { .cause = files.error() };
    // It could not be read back, here or there: told before anything is on the disk.
    if (std::ranges::any_of(*files, isTooLarge))
        return ExportFailure { .cause = { base::ErrorCode::TooLarge, "export",
                                   { "file", std::to_string(LargestFile) } } };
    return std::move(*files);
}

/// One file after another: their secrets together may be more than locked memory holds.
base::Result<void, ExportFailure> ExportPlan::check(
    std::size_t files, const ContentOfFile& contentOf, const Sealing& sealing) const
{
    const auto differs = [](const base::Error& cause, std::size_t position) {
        return ExportFailure { .step = Step::ReadingBack, .cause = cause, .position = position };
    };
    const base::Error damaged { base::ErrorCode::Damaged, "export, read back", { "export" } };
    const Outgoing accounts = outgoing();
    std::size_t compared = 0;
    for (std::size_t file = 0; file < files; ++file) {
        const auto content = contentOf(file);
        if (!content)
            return notRead(content.error());
        const auto candidates = insist(*content, *m_format->format);
        if (!candidates)
            return notRead(candidates.error());
        const auto read =
            transfer::read(*content, *candidates, { .passphrase = sealing.passphrase });
        if (!read)
            return notRead(read.error());
        const auto difference =
            firstDifference(accounts, compared, read->imported, m_format->losses);
        if (!difference)
            return differs(difference.error(), 0);
        if (*difference)
            return differs(damaged, **difference);
        compared += read->imported.accounts.size();
    }
    if (compared < accounts.size())
        return differs(damaged, compared + 1);
    return {};
}

base::Result<std::vector<std::string>, ExportFailure> ExportPlan::writeFiles(
    const NamesOfFiles& namesOf, const Sealing& sealing, Existing existing) const
{
    const auto files = made(sealing);
    if (!files)
        return files.error();
    std::vector<std::string> names = namesOf(files->size());
    PlacedFiles placed(existing);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const base::Result<void> put = placed.put(names[i], (*files)[i]); !put)
            return ExportFailure { .step = Step::Writing, .cause = put.error() };
    }
    const auto contentOf = [&names](std::size_t file) {
        base::forgetCached(names[file]); // what was written is on the disk, or it is not
        return readContent(names[file]);
    };
    if (const auto checked = check(names.size(), contentOf, sealing); !checked)
        return checked.error();
    if (const base::Result<void> kept = placed.keep(); !kept)
        return ExportFailure { .step = Step::Writing, .cause = kept.error() };
    return names;
}

base::Result<std::vector<std::string>, ExportFailure> ExportPlan::writeFiles(
    const std::string& path, const Sealing& sealing, Existing existing) const
{
    return writeFiles(
        [&path](std::size_t count) { return namesOfFiles(path, count); }, sealing, existing);
}

base::Result<void, ExportFailure> ExportPlan::write(
    const std::string& path, const Sealing& sealing, Existing existing) const
{
    const auto names = writeFiles(path, sealing, existing);
    if (!names)
        return names.error();
    return {};
}

base::Result<std::vector<crypto::WipedBytes>, ExportFailure> ExportPlan::files(
    const Sealing& sealing) const
{
    auto files = made(sealing);
    if (!files)
        return files;
    const auto contentOf = [&files](std::size_t file) -> Outcome<Content> {
        return Content((*files)[file]);
    };
    if (const auto checked = check(files->size(), contentOf, sealing); !checked)
        return checked.error();
    return files;
}

base::Result<crypto::WipedBytes, ExportFailure> ExportPlan::text(const Sealing& sealing) const
{
    auto all = files(sealing);
    if (!all)
        return all.error();
    if (all->size() > 1)
        return ExportFailure { .cause = { base::ErrorCode::Unsupported, "export in several files",
                                   { std::string(m_format->format->id) } } };
    return std::move(all->front());
}

base::Result<void> ExportPlan::sheet(const SheetWords& words,
    const std::function<base::Result<void>(const SheetAccount&)>& put) const
{
    const Outgoing accounts = outgoing();
    if (accounts.size() == 0)
        return base::Error { base::ErrorCode::NothingToDo, "sheet" };
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        const base::Result<OutgoingAccount> account = accounts.open(i);
        if (!account)
            return account.error();
        const base::Result<SheetAccount> sheet = sheetAccount(words, *account);
        if (!sheet)
            return sheet.error();
        if (const base::Result<void> done = put(*sheet); !done)
            return done;
    }
    return {};
}

} // namespace transfer
