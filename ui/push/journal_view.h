// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QListView>

namespace ui::push {

/// The list of the journal's lines. Rows are painted by JournalDelegate and are as high as the
/// list's width makes them.
class JournalView : public QListView
{
    Q_OBJECT

public:
    explicit JournalView(QWidget* parent = nullptr);

protected:
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace ui::push
