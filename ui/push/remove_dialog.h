// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "core/vault/vault_session.h"
#include "ui/push/browser.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
} // namespace ui::widgets

namespace ui::push {

class SignInHelp;

/// Removes a registration, at its server and here or here only, and shows how that goes. Opened
/// with open(); deletes itself when closed, which calls off what is under way; closes when the
/// vault is locked.
class RemoveDialog : public QDialog
{
    Q_OBJECT

public:
    /// The references outlive it.
    RemoveDialog(inbox::Watch& watch, vault::VaultSession& session,
        vault::PushRegistration registration, Browser browser, QWidget* parent);
    ~RemoveDialog() override;

    void done(int result) override;

signals:
    void removed();

private:
    void layOut();
    void explain();
    void remove(::push::RemovalPlace place);
    void fail(const base::Error& error);
    void endProcedure();
    void setBusy(bool isBusy);

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    vault::PushRegistration m_registration;
    std::unique_ptr<::push::Procedure> m_procedure;
    QLabel* m_question;
    QLabel* m_consequence;
    widgets::MessageBanner* m_banner;
    widgets::BusyLine* m_busy;
    SignInHelp* m_signIn;
    QPushButton* m_everywhere;
    QPushButton* m_hereOnly;
    QPushButton* m_cancel;
};

} // namespace ui::push
