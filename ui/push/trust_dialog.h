// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/push_registration.h"

#include <QDialog>
#include <QStringList>

namespace ui::push {

/// Name, who signed it, until when, and fingerprint of each certificate.
QStringList certificateLines(const vault::PushTrust& trust);

/// Shows certificates before they are trusted, to be compared with what the administrator says.
/// Opened with open(); deletes itself when closed.
class TrustDialog : public QDialog
{
    Q_OBJECT

public:
    explicit TrustDialog(const vault::PushTrust& trust, QWidget* parent);
};

} // namespace ui::push
