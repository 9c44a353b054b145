// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/hmac.h"
#include "core/crypto/random.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

class QClipboard;

namespace ui::accounts {

/// Lends a code to the clipboard and takes it back after its time, when the vault locks and when
/// the program ends, but only if it is still there: what somebody copied in between stays. It
/// remembers a salted hash and not the code, and never touches the selection buffer.
class ClipboardGuard : public QObject
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Lifetime { 30 };

    ClipboardGuard(QClipboard& clipboard, crypto::RandomSource& random,
        std::chrono::milliseconds lifetime = Lifetime, QObject* parent = nullptr);
    ~ClipboardGuard() override;

    /// Puts the code there, marked as secret so that clipboard histories leave it out.
    base::Result<void> copyCode(const QString& code);
    /// Takes it back now.
    void clear();

private:
    using Salt = std::array<std::uint8_t, 16>;

    base::Result<crypto::Digest> saltedHash(const QString& text) const;
    bool isStillOurs() const;

    QClipboard& m_clipboard;
    crypto::RandomSource& m_random;
    QTimer m_timer;
    Salt m_salt = {};
    std::optional<crypto::Digest> m_hash;
};

} // namespace ui::accounts
