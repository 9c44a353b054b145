// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "core/backup/restore_drill.h"

#include "core/base/atomic_file.h"
#include "core/vault/vault_file.h"

#include <algorithm>

namespace backup {

namespace {

FileMark markAt(const std::string& path)
{
    FileMark mark = {};
    const base::Result<base::Bytes> beginning = base::readBeginning(path, vault::PreambleSize);
    if (beginning && beginning->size() == vault::PreambleSize)
        std::ranges::copy(base::ByteView(*beginning).last(mark.size()), mark.begin());
    return mark;
}

} // namespace

base::Result<Drill> drill(const Place& place, const std::string& path, const vault::Opener& opener,
    const std::optional<vault::VaultContent>& present, base::Time now)
{
    base::forgetCached(path);
    const FileMark mark = markAt(path);
    const base::Result<vault::OpenedCopy> copy = vault::OpenedCopy::open(path, opener);
    if (!copy)
        return copy.error();
    const base::Result<vault::VaultContent> content =
        present ? base::Result<vault::VaultContent>(*present) : copy->contentOf(place.vaultFile);
    if (!content)
        return content.error();
    base::Result<vault::Comparison> comparison = copy->compareWith(*content);
    if (!comparison)
        return comparison.error();
    const base::Result<void> noted = changeLog(place, [&](Log& log) {
        const auto [proof, isNew] = log.proofs.try_emplace(mark);
        if (isNew)
            proof->second = { copy->saved(), now, {}, copy->accounts() };
        proof->second.drilled = now;
    });
    Q_UNUSED(noted); // the drill is done, though health will not know it
    return Drill { path, copy->saved(), copy->openedBy(), std::move(*comparison) };
}

} // namespace backup
