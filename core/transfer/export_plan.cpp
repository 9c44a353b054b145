// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/transfer/export_plan.h"

#include "core/base/atomic_file.h"
#include "core/crypto/hmac.h"
#include "core/transfer/detect.h"
#include "core/transfer/export_check.h"
#include "core/vault/registrations.h"

#include <algorithm>
#include <set>
#include <unistd.h>

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

ExportFailure notRead(const Failure& failure)
{
    const base::Error damaged { base::ErrorCode::Damaged, "export, read back", { "export" } };
    return { .step = Step::ReadingBack,
        .cause = failure.refusal == Refusal::Failed ? failure.cause : damaged };
}

} // namespace

/// As hashes, so that no secret is kept for it.
struct ExportPlan::Taken
{
    /// Whether it was not there before.
    base::Result<bool> insert(const crypto::SecretBytes& key)
    {
        const auto hash = crypto::digest(crypto::Hash::Sha256, key.view());
        if (!hash)
            return hash.error();
        return keys.insert(*hash).second;
    }

private:
    struct ByBytes
    {
        bool operator()(const crypto::Digest& a, const crypto::Digest& b) const
        {
            return std::ranges::lexicographical_compare(a.view(), b.view());
        }
    };
    std::set<crypto::Digest, ByBytes> keys;
};

base::Result<void> ExportPlan::judge(PlannedExport& line, Taken& taken) const
{
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
    if (!line.misfit && m_format->key) {
        const auto key = m_format->key(*account);
        const base::Result<bool> isNew = key ? taken.insert(*key) : key.error();
        if (!isNew)
            return isNew.error();
        if (!*isNew)
            line.misfit = Misfit { Misfit::Kind::SameKey };
    }
    if (!line.misfit)
        line.losses = lossesOf(*account, m_format->losses);
    return {};
}

base::Result<ExportPlan> ExportPlan::make(
    vault::Vault& vault, const vault::Verification& verification, const ExportFormat& format)
{
    ExportPlan plan(vault, verification, format);
    std::set<vault::Id> registered;
    for (const vault::PushRegistration& registration : vault::Registrations(vault).all())
        registered.insert(registration.account);
    Taken taken;
    for (vault::Account& account : vault.accounts()) {
        PlannedExport line { .account = std::move(account) };
        line.hasRegistration = registered.contains(line.account.id);
        if (const base::Result<void> judged = plan.judge(line, taken); !judged)
            return judged.error();
        plan.m_lines.push_back(std::move(line));
    }
    return plan;
}

std::size_t ExportPlan::fitting() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_lines, [](const PlannedExport& line) { return !line.misfit; }));
}

Outgoing ExportPlan::outgoing() const
{
    Outgoing accounts(*m_vault, *m_verification);
    for (const PlannedExport& line : m_lines) {
        if (!line.misfit)
            accounts.append(line.account);
    }
    return accounts;
}

base::Result<crypto::WipedBytes, ExportFailure> ExportPlan::made(const Sealing& sealing) const
{
    if (fitting() == 0)
        return ExportFailure { .cause = { base::ErrorCode::NothingToDo, "export" } };
    const bool isSealed =
        !m_format->format->isEncrypted || (sealing.passphrase && !sealing.passphrase->isEmpty());
    if (!isSealed)
        return ExportFailure { .cause = { base::ErrorCode::EmptyPassphrase, "export" } };
    base::Result<crypto::WipedBytes> bytes = m_format->write(outgoing(), sealing);
    if (!bytes)
        return ExportFailure { .cause = bytes.error() };
    return std::move(*bytes);
}

base::Result<void, ExportFailure> ExportPlan::check(
    const Content& content, const Sealing& sealing) const
{
    const auto candidates = insist(content, *m_format->format);
    if (!candidates)
        return notRead(candidates.error());
    const auto read = transfer::read(content, *candidates, { .passphrase = sealing.passphrase });
    if (!read)
        return notRead(read.error());
    const auto difference = firstDifference(outgoing(), read->imported, m_format->losses);
    if (!difference)
        return ExportFailure { .step = Step::ReadingBack, .cause = difference.error() };
    if (*difference)
        return ExportFailure { .step = Step::ReadingBack,
            .cause = { base::ErrorCode::Damaged, "export, read back", { "export" } },
            .position = **difference };
    return {};
}

base::Result<void, ExportFailure> ExportPlan::checkFile(
    const std::string& path, const Sealing& sealing) const
{
    base::forgetCached(path); // what was written is on the disk, or it is not
    const auto content = readContent(path);
    return content ? check(*content, sealing) : notRead(content.error());
}

base::Result<void, ExportFailure> ExportPlan::write(
    const std::string& path, const Sealing& sealing, Existing existing) const
{
    const auto bytes = made(sealing);
    if (!bytes)
        return bytes.error();
    if (existing == Existing::Refuse) {
        if (const auto created = base::createFile(path, *bytes); !created)
            return ExportFailure { .step = Step::Writing, .cause = created.error() };
        const auto checked = checkFile(path, sealing);
        if (!checked)
            ::unlink(path.c_str());
        return checked;
    }
    base::Result<base::Displaced> displaced = base::exchangeFile(path, *bytes);
    if (!displaced)
        return ExportFailure { .step = Step::Writing, .cause = displaced.error() };
    base::Result<void, ExportFailure> done = checkFile(path, sealing);
    if (done) {
        if (const base::Result<void> removed = displaced->keepAs({}); !removed)
            done = ExportFailure { .step = Step::Writing, .cause = removed.error() };
    }
    if (!done)
        displaced->takeBack();
    return done;
}

base::Result<crypto::WipedBytes, ExportFailure> ExportPlan::text(const Sealing& sealing) const
{
    auto bytes = made(sealing);
    if (!bytes)
        return bytes;
    const Content content(*bytes);
    if (const auto checked = check(content, sealing); !checked)
        return checked.error();
    return bytes;
}

} // namespace transfer
