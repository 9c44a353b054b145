// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include "core/base/clock.h"
#include "ui/transfer/code_pictures.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

class QLabel;
class QPushButton;

namespace ui::widgets {
class QrPicture;
}

namespace ui::transfer {

/// QR codes on show, one after the other, to be scanned by another device: by its buttons, or by
/// keys. The window becomes as large as they need. A code that nobody turns goes after a minute,
/// and with it all of them. Whoever shows them has verified the user, and wipes them when the vault
/// is locked. The clock outlives it.
class CodeShow : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Duration { 60 }; ///< of each code

    explicit CodeShow(const base::Clock& clock, QWidget* parent = nullptr);
    ~CodeShow() override;

    /// Shows the first of these, of which there is one at least.
    void begin(CodePictures pictures);
    void wipe(); ///< none is on show, and none is kept

signals:
    void expired(); ///< they are gone, since nobody turned them

protected:
    void focusInEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void layOut();
    void makeRoom();
    void turnTo(int index);
    void showTime();

    const base::Clock& m_clock;
    base::Time m_end;
    CodePictures m_pictures;
    int m_index = 0;
    QSize m_windowBefore; ///< it was made larger; invalid: it was not
    QSize m_windowLarger;
    QLabel* m_place;
    widgets::QrPicture* m_code;
    QPushButton* m_previous;
    QPushButton* m_next;
    QLabel* m_left;
    QTimer m_timer;
};

} // namespace ui::transfer
