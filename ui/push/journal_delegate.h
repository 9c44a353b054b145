// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QStyledItemDelegate>

namespace ui::push {

/// Paints a line of the journal: what was decided and when, for whom, and where the request came
/// from; a triangle before what is worth a second look. It knows the roles of JournalModel, fonts
/// and palette, nothing else. All rows are of one height, so that long journals scroll at once.
class JournalDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit JournalDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace ui::push
