// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFrame>
#include <QUrl>

namespace ui::shell {

/// A practice service on this computer that the window was started with.
struct Practice
{
    QUrl signInPage; ///< where codes to activate are shown, and sign-ins begin
    QUrl controlPage; ///< where it is told what is to go wrong
    QString authorityFile; ///< vouches for its certificate; PEM
};

/// The mark of a window that is only for practice, always in sight, and the ways to the service's
/// pages.
class PracticeStrip : public QFrame
{
    Q_OBJECT

public:
    explicit PracticeStrip(QWidget* parent = nullptr);

signals:
    void signInPageWanted();
    void controlPageWanted();
};

} // namespace ui::shell
