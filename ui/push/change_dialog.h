// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "ui/push/procedure_dialog.h"

namespace ui::push {

/// Changes one thing of a registration at its server: says what it means, asks for the passphrase
/// where a key is sealed by it, and shows how the change goes.
class ChangeDialog : public ProcedureDialog
{
    Q_OBJECT

public:
    /// What is to be changed of which registration.
    struct Wish
    {
        vault::PushRegistration registration;
        ::push::ChangeKind kind;
    };

    /// The references outlive it.
    ChangeDialog(inbox::Watch& watch, vault::VaultSession& session, Wish wish, Browser browser,
        QWidget* parent);

signals:
    /// With a sentence that says so.
    void changed(const QString& notice);

protected:
    text::Explanation explanationOf(const base::Error& error) const override;
    void tellFinished() override;

private:
    void explain();
    void begin();
    void change(::push::RegistrationChange change);

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    Wish m_wish;
    QString m_notice;
    QPushButton* m_agree;
};

} // namespace ui::push
