// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"
#include "core/vault/vault_session.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui::widgets {
class MessageBanner;
}

namespace ui::push {

/// Whose certificates a server may show, and the way to choose others: a file, whose certificates
/// are shown with their fingerprints before they are taken. It changes nothing itself; the session
/// outlives it.
class TrustPanel : public QWidget
{
    Q_OBJECT

public:
    explicit TrustPanel(vault::VaultSession& session, QWidget* parent = nullptr);

    void setTrust(const vault::PushTrust& trust);
    const vault::PushTrust& trust() const { return m_trust; }

signals:
    void chosen(const vault::PushTrust& trust);

private:
    void chooseFile();
    void takeFile(const QString& path);
    void ask(const vault::PushTrust& trust);

    vault::VaultSession& m_session;
    vault::PushTrust m_trust;
    QLabel* m_sentence;
    QPushButton* m_file;
    QPushButton* m_system;
    widgets::MessageBanner* m_banner;
};

} // namespace ui::push
