// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "app/cli/recovery_output.h"
#include "app/cli/session.h"
#include "app/cli/translated.h"
#include "app/cli/verbs.h"
#include "core/vault/calibration.h"
#include "ui/text/visible_text.h"

using namespace Qt::StringLiterals;

namespace cli {

namespace {

constexpr qint64 SmallestMib = vault::SmallestCosts.memoryKiB / 1024;
constexpr qint64 LargestMib = 1024;
constexpr qint64 SmallestPasses = vault::SmallestCosts.passes;
/// Memory times passes beyond this is refused when a vault is read.
constexpr qint64 LargestMibPasses = qint64 { 16 } * 1024;

/// What the options say; without any, what this machine can do in about a second.
Outcome<crypto::Argon2Costs> costs(const Arguments& arguments)
{
    const auto mib = numberValue(arguments, "kdf-mib"_L1, SmallestMib, LargestMib);
    if (!mib)
        return mib.error();
    const qint64 memory = mib->value_or(SmallestMib);
    const auto passes =
        numberValue(arguments, "kdf-passes"_L1, SmallestPasses, LargestMibPasses / memory);
    if (!passes)
        return passes.error();
    if (!*mib && !*passes)
        return vault::calibrateCosts();
    return crypto::Argon2Costs { static_cast<std::uint32_t>(memory * 1024),
        static_cast<std::uint32_t>(passes->value_or(SmallestPasses)), vault::SmallestCosts.lanes };
}

} // namespace

Outcome<void> runInit(Session& session, const Arguments& arguments)
{
    const Outcome<crypto::Argon2Costs> argon2 = costs(arguments);
    if (!argon2)
        return argon2.error();
    Outcome<vault::Passphrase> passphrase = session.newPassphrase();
    if (!passphrase)
        return passphrase.error();
    const Outcome<vault::Services> services = session.services();
    if (!services)
        return services.error();
    Outcome<RecoveryOutput> output = RecoveryOutput::prepare(arguments);
    if (!output)
        return output.error();

    const QString path = QString::fromStdString(session.vaultPath());
    base::Result<vault::Vault::Created> created =
        vault::Vault::create(session.vaultPath(), *passphrase, *argon2, *services);
    if (!created) {
        output->discard();
        return failed(created.error(),
            translated(QT_TRANSLATE_NOOP("cli", "Making the vault “%1”"))
                .arg(ui::text::visibleText(path)));
    }
    session.handOver(
        { { std::move(created->vault), std::move(*passphrase) }, Deed::Made, *argon2 });
    if (!session.isJson()) {
        session.out() << translated(QT_TRANSLATE_NOOP("cli", "New vault: %1"))
                             .arg(ui::text::visibleText(path))
                      << "\n";
        return output->finish(session, created->recoveryKey);
    }
    session.json().beginObject();
    session.json().member("vault", path);
    if (Outcome<void> finished = output->finish(session, created->recoveryKey); !finished)
        return finished;
    session.json().endObject();
    return {};
}

} // namespace cli
