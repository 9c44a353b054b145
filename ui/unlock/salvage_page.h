// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/vault/salvage.h"
#include "ui/widgets/page_column.h"

#include <memory>

class QPushButton;

namespace ui::widgets {
class MessageBanner;
class PrimaryButton;
class RowList;
} // namespace ui::widgets

namespace ui::unlock {

/// What was read of a damaged vault; shared, because two pages and the thread pool look at it.
using Salvaged = std::shared_ptr<const vault::Salvage>;

/// Lists the accounts that could be read of a damaged file and says what of them is lost. Shows no
/// secret and no code: nothing vouches for what stands beside them.
class SalvagePage : public widgets::PageColumn
{
    Q_OBJECT

public:
    explicit SalvagePage(QWidget* parent = nullptr);

    void showFound(const vault::Salvage& salvage);
    void reset();

signals:
    void saveRequested();
    void cancelled();

private:
    QLabel* m_summary = nullptr;
    widgets::RowList* m_list;
    widgets::PrimaryButton* m_save;
    QPushButton* m_cancel;
};

} // namespace ui::unlock
