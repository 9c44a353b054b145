// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#include "ui/accounts/clipboard_guard.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QMimeData>

namespace ui::accounts {

ClipboardGuard::ClipboardGuard(QClipboard& clipboard, crypto::RandomSource& random,
    std::chrono::milliseconds lifetime, QObject* parent)
    : QObject(parent),
      m_clipboard(clipboard),
      m_random(random)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(lifetime);
    connect(&m_timer, &QTimer::timeout, this, &ClipboardGuard::clear);
    connect(
        QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &ClipboardGuard::clear);
}

ClipboardGuard::~ClipboardGuard()
{
    clear();
}

base::Result<void> ClipboardGuard::copyCode(const QString& code)
{
    if (auto salted = m_random.fill(m_salt); !salted)
        return salted;
    const auto hash = saltedHash(code);
    if (!hash)
        return hash.error();
    auto contents = std::make_unique<QMimeData>();
    contents->setText(code);
    // Klipper and the clipboard histories that follow it keep nothing that carries this.
    contents->setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    m_clipboard.setMimeData(contents.release(), QClipboard::Clipboard);
    m_hash = *hash;
    m_timer.start();
    return {};
}

void ClipboardGuard::clear()
{
    m_timer.stop();
    if (m_hash && isStillOurs())
        m_clipboard.clear(QClipboard::Clipboard);
    m_hash.reset();
}

bool ClipboardGuard::isStillOurs() const
{
    const auto present = saltedHash(m_clipboard.text(QClipboard::Clipboard));
    return present && crypto::equalInConstantTime(present->view(), m_hash->view());
}

base::Result<crypto::Digest> ClipboardGuard::saltedHash(const QString& text) const
{
    base::Bytes salted(m_salt.begin(), m_salt.end());
    QByteArray encoded = text.toUtf8();
    base::append(salted, base::bytesOf(encoded));
    auto hash = crypto::digest(crypto::Hash::Sha256, salted);
    crypto::cleanse(salted);
    encoded.fill('\0');
    return hash;
}

} // namespace ui::accounts
