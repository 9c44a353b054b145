// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/push/journal_reader.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui::widgets {
class BusyLine;
class MessageBanner;
class NoticeBar;
} // namespace ui::widgets

namespace ui::push {

class ChainCard;
class JournalBar;
class JournalFilter;
class JournalModel;
class JournalView;

/// The record of answers: how its chains stand, the lines that fit what is asked for, and the ways
/// to keep a copy elsewhere and to compare with one. Made when the vault opens, destroyed by the
/// lock.
class JournalPage : public QScrollArea
{
    Q_OBJECT

public:
    /// The references outlive it. `place` is where the vault's backups are.
    JournalPage(vault::VaultSession& session, const base::Clock& clock,
        JournalReader::BackupPlace place, QWidget* parent = nullptr);

signals:
    void closed();

protected:
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void build();
    void layOut();
    void listen();
    void takeReport();
    void takeChoice();
    void showCount();
    void chooseExport();
    void chooseComparison();
    void tellExported(const base::Result<void>& outcome);
    void tellCompared(const base::Result<void>& outcome);

    vault::VaultSession& m_session;
    const base::Clock& m_clock;
    JournalReader* m_reader;
    bool m_wasRead = false;
    JournalModel* m_model;
    JournalFilter* m_filter;
    QVBoxLayout* m_column = nullptr;
    QPushButton* m_back;
    ChainCard* m_chains;
    widgets::BusyLine* m_busy;
    JournalBar* m_bar;
    QLabel* m_empty;
    QPushButton* m_showAll;
    JournalView* m_list;
    QLabel* m_count;
    QPushButton* m_export;
    QPushButton* m_compare;
    widgets::MessageBanner* m_failure;
    widgets::NoticeBar* m_notice;
};

} // namespace ui::push
