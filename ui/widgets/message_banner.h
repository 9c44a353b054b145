// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;

namespace ui::widgets {

/// One message inside a page: what happened, and what to do next. Hidden while there is none.
/// Assistive technology is told when a message appears.
class MessageBanner : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Error, Note };

    explicit MessageBanner(QWidget* parent = nullptr);

    void showError(const QString& sentence, const QString& nextStep = {});
    void showNote(const QString& sentence, const QString& nextStep = {});
    /// A button below the words, until the next message or none; `spoken` is what it is called
    /// where it is not seen what it stands below.
    void offer(const QString& text, std::function<void()> act, const QString& spoken = {});
    void clear();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showMessage(Kind kind, const QString& sentence, const QString& nextStep);
    void updateSymbol();

    Kind m_kind = Kind::Note;
    QLabel* m_symbol;
    QLabel* m_sentence;
    QLabel* m_nextStep;
    QPushButton* m_offer;
    std::function<void()> m_act;
};

} // namespace ui::widgets
