// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/account.h"

#include <QDialog>

class QListWidget;
class QPushButton;

namespace ui::accounts {

/// The older versions of one account, to bring one of them back. Emits the wish; whoever made the
/// dialog saves. Shows no secrets, only whether a version has another one.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    HistoryDialog(
        const vault::Account& account, std::vector<vault::Account> versions, QWidget* parent);

signals:
    void restoreRequested(const vault::Stamp& version);

private:
    void requestCurrent();

    std::vector<vault::Account> m_versions; ///< the latest first
    QListWidget* m_list;
    QPushButton* m_restore;
};

} // namespace ui::accounts
