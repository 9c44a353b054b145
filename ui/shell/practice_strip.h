// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"

#include <QFrame>
#include <QUrl>

namespace ui::shell {

/// A practice service on this computer that the window was started with.
struct Practice
{
    QUrl signInPage; ///< where codes to activate are shown, and sign-ins begin
    QUrl controlPage; ///< where it is told what is to go wrong
    vault::PushTrust trust; ///< what vouches for it
};

/// The mark of a window that is only for practice, always in sight, and the ways to the service's
/// pages.
class PracticeStrip : public QFrame
{
    Q_OBJECT

public:
    explicit PracticeStrip(const Practice& practice, QWidget* parent = nullptr);

signals:
    void pageWanted(const QUrl& address);
};

} // namespace ui::shell
