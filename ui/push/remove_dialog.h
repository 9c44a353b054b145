// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/inbox/watch.h"
#include "ui/push/procedure_dialog.h"

namespace ui::push {

/// Removes a registration, at its server and here or here only, and shows how that goes.
class RemoveDialog : public ProcedureDialog
{
    Q_OBJECT

public:
    /// The references outlive it.
    RemoveDialog(inbox::Watch& watch, vault::VaultSession& session,
        vault::PushRegistration registration, Browser browser, QWidget* parent);

signals:
    void removed();

protected:
    text::Explanation explanationOf(const base::Error& error) const override;
    void tellFinished() override;

private:
    void explain();
    void remove(::push::RemovalPlace place);

    inbox::Watch& m_watch;
    vault::VaultSession& m_session;
    vault::PushRegistration m_registration;
    QPushButton* m_everywhere;
    QPushButton* m_hereOnly;
};

} // namespace ui::push
