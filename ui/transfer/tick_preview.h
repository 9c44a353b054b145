// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;

namespace ui::transfer {

class TickFilter;
class TickModel;
class TickTable;

/// What would go over, before it does: a search, the rows with their ticks, and all there is to
/// know about the one at hand. What else there is to choose, and what stands above, is for those
/// who derive from it, which call build() when they have made that. The model outlives it.
class TickPreview : public QWidget
{
    Q_OBJECT

public:
    /// The row of the model that is at hand; -1: none.
    int currentRow() const;
    void setCurrentRow(int row);

signals:
    void confirmed(); ///< Enter in the table

protected:
    /// What those who derive from it bring. The preview takes over all of it.
    struct Parts
    {
        TickFilter* filter;
        TickTable* table;
        std::vector<QWidget*> head; ///< above everything else
        QLayout* choice; ///< with words() in it
        QString wordsName; ///< what the search is called where it cannot be seen
        QString emptyText; ///< where no row is asked for
    };

    TickPreview(TickModel& model, QWidget* parent);

    /// Puts it together; nothing else is called before.
    void build(const Parts& parts);
    /// Makes what is above the table fit the model.
    virtual void tellOfModel() = 0;
    /// Shows what the filter lets through now.
    void takeModel();
    QLineEdit* words() const { return m_words; }

    /// A box that becomes narrower than its longest entry.
    static QComboBox* newBox(const QString& name);
    /// Gives a box these entries, or those that it has these texts.
    static void offer(QComboBox* box, const QStringList& texts);

    void focusInEvent(QFocusEvent* event) override;

private:
    void layOut(const Parts& parts);
    void listen();
    void showTicks();
    void tickShown();
    void showCurrent();

    TickModel& m_rows;
    TickFilter* m_shown = nullptr;
    QLineEdit* m_words;
    QCheckBox* m_all;
    TickTable* m_view = nullptr;
    QLabel* m_empty = nullptr;
    QLabel* m_about = nullptr;
};

} // namespace ui::transfer
