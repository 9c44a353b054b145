// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "core/otp/entry.h"

#include <QDialog>
#include <QImage>
#include <QTimer>

class QLabel;

namespace ui::accounts {

/// The QR code of an account on show, black on white in every theme, to move it to another device.
/// It goes by itself after a minute; the pixels are overwritten. Whoever opens it has verified the
/// user, and closes it when the vault is locked.
class QrDialog : public QDialog
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Duration { 60 };

    /// The picture of an account's link; the link itself does not outlive the call.
    static base::Result<QImage> pictureOf(const otp::Entry& entry);

    /// `title` is what the account is called.
    QrDialog(
        QImage picture, const QString& title, const base::Clock& clock, QWidget* parent = nullptr);
    ~QrDialog() override;

private:
    void showTime();

    const base::Clock& m_clock;
    base::Time m_end;
    QLabel* m_left;
    QTimer m_timer;
};

} // namespace ui::accounts
