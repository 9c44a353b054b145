// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

namespace ui::accounts {

/// Paints an account: who it is, its code in groups, the seconds left as ring and number, and the
/// next code when it is near. It knows the roles of AccountModel, fonts and palette, nothing else.
/// In narrow or large-print windows the code gets a line of its own.
class AccountDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit AccountDelegate(QObject* parent = nullptr);

    /// The row whose hidden code is shown although the pointer is elsewhere; none if not valid.
    void setRevealed(const QModelIndex& index) { m_revealed = index; }
    bool isRevealed(const QModelIndex& index) const
    {
        return m_revealed.isValid() && m_revealed == index;
    }

    /// Where a row of this geometry shows its ring or, for codes by counter, "next code".
    QRect signArea(const QStyleOptionViewItem& option) const;

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    QPersistentModelIndex m_revealed;
};

} // namespace ui::accounts
