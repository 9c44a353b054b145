// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/widgets/page_column.h"

#include <string>
#include <vector>

class QLabel;
class QPushButton;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class PrimaryButton;
class RowList;
} // namespace ui::widgets

namespace ui::unlock {

/// Follows a change of passphrase or keys: copies of the vault that still open with what opened it
/// before, with the wish to delete them.
class OldCopiesPage : public widgets::PageColumn
{
    Q_OBJECT

public:
    explicit OldCopiesPage(QWidget* parent = nullptr);

    /// Which of both it was; before anything else.
    void setChange(bool hasNewKeys);
    void showCopies(const std::vector<std::string>& paths);
    /// While something is made or deleted; an empty sentence ends it.
    void setBusy(const QString& sentence);
    void showError(const QString& sentence, const QString& nextStep);

signals:
    void deleteRequested();
    void kept();

private:
    QLabel* m_text = nullptr;
    widgets::RowList* m_list;
    widgets::MessageBanner* m_banner;
    widgets::PrimaryButton* m_keep;
    QPushButton* m_delete;
    widgets::BusyLine* m_busy;
};

} // namespace ui::unlock
