// SPDX-License-Identifier: GPL-3.0-or-later
// SPDX-FileCopyrightText: Countersign contributors

#pragma once

#include <QFrame>

class QLabel;

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
};

} // namespace ui::widgets
