// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFrame>
#include <QTimer>

#include <functional>

class QLabel;
class QPushButton;

namespace ui::widgets {

/// One line about something that just happened, which goes by itself ("Copied"), with an optional
/// button to take it back. It belongs at the bottom, where its coming and going moves nothing else.
/// Assistive technology is told.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    static constexpr std::chrono::seconds Duration { 4 };
    static constexpr std::chrono::seconds DurationWithButton { 10 };

    explicit NoticeBar(QWidget* parent = nullptr);

    void showNotice(const QString& sentence);
    void showNotice(
        const QString& sentence, const QString& button, std::function<void()> onPressed);
    void clear();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void present(const QString& sentence, std::chrono::milliseconds duration);

    QLabel* m_sentence;
    QPushButton* m_button;
    QTimer m_timer;
    std::function<void()> m_onPressed;
};

} // namespace ui::widgets
