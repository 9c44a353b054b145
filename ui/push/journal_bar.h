// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "ui/push/journal_filter.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace ui::push {

/// What of the journal to show: words, an account, what was decided, since when.
class JournalBar : public QWidget
{
    Q_OBJECT

public:
    explicit JournalBar(const base::Clock& clock, QWidget* parent = nullptr);

    /// Offers the accounts of these lines. The choice stays, also of one that is not there.
    void setLines(const std::vector<vault::JournalLine>& lines);
    JournalChoice choice() const;
    void clear();

signals:
    void choiceChanged();

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    QDateTime since() const;

    const base::Clock& m_clock;
    QLineEdit* m_words;
    QComboBox* m_account;
    QComboBox* m_subject;
    QComboBox* m_period;
};

} // namespace ui::push
