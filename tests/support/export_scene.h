// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/transfer/detect.h"
#include "core/transfer/export_plan.h"
#include "core/vault/intake.h"
#include "tests/support/vault_home.h"

namespace support {

/// An open vault whose accounts are to be written, and what they are written with.
struct ExportScene
{
    VaultHome home;
    vault::Vault vault = home.create().vault;
    vault::Verification verification = *home.verify(vault);
    crypto::SecretBytes passphrase = *crypto::SecretBytes::copyOf(std::string_view("of the file"));
    transfer::SheetWords words { .language = QStringLiteral("en"),
        .title = QStringLiteral("All \"accounts\""),
        .warning = QStringLiteral("It holds <every> secret."),
        .made = QStringLiteral("Made on 30 November 2026."),
        .secretLabel = QStringLiteral("Secret"),
        .pin = QStringLiteral("PIN"),
        .kind = QStringLiteral("Kind"),
        .algorithm = QStringLiteral("Algorithm"),
        .digits = QStringLiteral("Digits"),
        .period = QStringLiteral("Seconds"),
        .counter = QStringLiteral("Counter"),
        .tags = QStringLiteral("Tags"),
        .note = QStringLiteral("Note"),
        .pinned = QStringLiteral("Pinned") };
    transfer::Sealing sealing { &passphrase, home.random, &words };

    void add(std::vector<vault::Incoming> incoming)
    {
        QVERIFY(vault::Intake(vault).take(incoming));
    }
    void add(otp::Entry entry)
    {
        std::vector<vault::Incoming> one(1);
        one.front().entry = std::move(entry);
        add(std::move(one));
    }
    transfer::ExportPlan plan(const transfer::ExportFormat& format)
    {
        auto plan = transfer::ExportPlan::make(vault, verification, format);
        if (!plan)
            qFatal("cannot plan an export: %s", plan.error().context.c_str());
        return std::move(*plan);
    }
    std::string path() const { return home.folder() + "/export"; }
    /// What our reader of that format finds in a file.
    transfer::Outcome<transfer::ReadFile> read(
        const std::string& path, const transfer::Format& format) const
    {
        const auto content = transfer::readContent(path);
        if (!content)
            return content.error();
        return transfer::read(*content, { &format }, { .passphrase = &passphrase });
    }
};

inline const transfer::ExportFormat& exportFormat(std::string_view id)
{
    const auto* const format = transfer::findFormat(transfer::exportFormats(), id);
    if (!format)
        qFatal("no such format to export");
    return *format;
}

/// An account with everything a file may keep of it.
inline vault::Incoming fullAccount(otp::Entry entry)
{
    vault::Incoming incoming { .entry = std::move(entry) };
    if (otp::needsPin(incoming.entry.credential))
        incoming.entry.pin = *crypto::SecretBytes::copyOf(std::string_view("7315"));
    incoming.entry.otherParameters = { { "image", "https://acme.example/a,b" } };
    incoming.note = QStringLiteral("first line\nsecond, with \"quotes\"");
    incoming.tags = { QStringLiteral("Work"), QStringLiteral("Café ☕") };
    incoming.pinned = true;
    return incoming;
}

constexpr std::string_view MotpSecret = "d20a028660d67c73";
constexpr std::string_view YandexSecret = "0123456789abcdef";

/// One account of each kind, with everything.
inline std::vector<vault::Incoming> everyKind()
{
    std::vector<vault::Incoming> all;
    const auto put = [&all](const char* name, const otp::Credential& credential,
                         std::string_view secret = "12345678901234567890") {
        all.push_back(fullAccount(entryOf("ACME: Größe", name, secret, credential)));
    };
    put("totp", otp::Totp {});
    put("hotp", otp::Hotp { .counter = 7 });
    put("steam", otp::Steam {});
    put("motp", otp::Motp {}, MotpSecret);
    put("yandex", otp::Yandex {}, YandexSecret);
    return all;
}

/// What a format makes of all accounts, where it is one file; empty if it makes none.
inline std::string textOf(ExportScene& scene, std::string_view id)
{
    const auto bytes = scene.plan(exportFormat(id)).text(scene.sealing);
    return bytes ? std::string(base::textOf(*bytes)) : std::string();
}

} // namespace support
