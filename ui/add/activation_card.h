// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/crypto/secret.h"
#include "core/enroll/offer.h"

#include <QFrame>

class QPushButton;

namespace ui::add {

/// A code that registers this computer for push sign-ins: what it is for, and the way to consent.
/// It keeps the link, so that whoever comes back can try again.
class ActivationCard : public QFrame
{
    Q_OBJECT

public:
    ActivationCard(
        const enroll::ActivationOffer& offer, crypto::SecretBytes link, QWidget* parent = nullptr);

    const crypto::SecretBytes& link() const { return m_link; }
    void focusFirst();

signals:
    void activationWanted();

private:
    crypto::SecretBytes m_link;
    QPushButton* m_activate;
};

} // namespace ui::add
