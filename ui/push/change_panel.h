// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/push/registration_change.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace ui::push {

/// What of a registration can be changed, and how that stands: the key that only the passphrase
/// opens, and whether the service may ask about transactions. It changes nothing itself. Hidden
/// where nothing can be changed.
class ChangePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChangePanel(QWidget* parent = nullptr);

    void setOptions(const ::push::ChangeOptions& options);

signals:
    void chosen(::push::ChangeKind kind);

private:
    void layOut();

    ::push::ChangeOptions m_options;
    QLabel* m_verification;
    QPushButton* m_renew;
    QPushButton* m_remove;
    QLabel* m_transactions;
    QPushButton* m_choose;
};

} // namespace ui::push
